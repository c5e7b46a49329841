import { absenceView } from '../../app/absence/absence-view.ts';
import { asActing } from '../../app/courses/reader.ts';
import { card, notice } from '../../app/view.ts';
import type { Command } from './command.ts';

export const absence: Command = {
  id: 'absence',
  where: ['personal'],
  for: ['specialist', 'clinician', 'caseworker', 'leader'],
  async run(session) {
    const acting = asActing(session);
    return acting === null ? notice(session.say('errors.notForRole')) : card(await absenceView(acting));
  },
};
