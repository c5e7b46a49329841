import { asActing } from '../../app/courses/reader.ts';
import { card, notice } from '../../app/view.ts';
import { whenInChannel, whenView } from '../../app/when/when-view.ts';
import type { Command } from './command.ts';

export const when: Command = {
  id: 'when',
  where: ['personal', 'channel'],
  for: ['specialist', 'clinician', 'caseworker', 'leader', 'coordinator'],
  async run(session) {
    if (session.place === 'channel') {
      const view = await whenInChannel(session);
      return view === null ? notice(session.say('errors.unboundChannel')) : card(view);
    }
    const acting = asActing(session);
    return acting === null ? notice(session.say('errors.notForRole')) : card(await whenView(acting));
  },
};
