import { beginSetUp } from '../../app/agreements/set-up-form.ts';
import { card, notice } from '../../app/view.ts';
import type { Command } from './command.ts';

export const setUp: Command = {
  id: 'setUp',
  where: ['channel'],
  for: ['coordinator'],
  unboundChannel: true,
  async run(session) {
    const view = await beginSetUp(session);
    return view === null ? notice(session.say('setUp.notYours')) : card(view);
  },
};
