import { asActing } from '../../app/courses/reader.ts';
import { trainingView } from '../../app/training/training-view.ts';
import { card, notice } from '../../app/view.ts';
import type { Command } from './command.ts';

export const training: Command = {
  id: 'training',
  where: ['personal'],
  for: ['leader', 'coordinator'],
  async run(session) {
    const acting = asActing(session);
    return acting === null ? notice(session.say('errors.notForRole')) : card(await trainingView(acting));
  },
};
