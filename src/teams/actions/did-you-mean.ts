import { z } from 'zod';
import { isOffered } from '../../app/help/help-view.ts';
import { notice } from '../../app/view.ts';
import { action } from './action.ts';

export const didYouMean = action({
  verb: 'command.run',
  on: ['didYouMean'],
  data: z.strictObject({ command: z.string(), rest: z.string().max(20) }),
  async run(session, { command: id, rest }, { commands }) {
    const command = commands.find((c) => c.id === id);
    if (command === undefined || !isOffered(session, command)) return notice(session.say('errors.notForRole'));
    return command.run(session, rest, commands);
  },
});
