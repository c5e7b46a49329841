import { z } from 'zod';
import { endAbsence, enterAbsence } from '../../app/absence/enter-absence.ts';
import { asActing } from '../../app/courses/reader.ts';
import { notice } from '../../app/view.ts';
import { action, andInputs } from './action.ts';

const short = z.string().max(200).default('');

/** Enters an absence with its cover (N3). */
export const absenceSave = action({
  verb: 'absence.save',
  on: ['absence'],
  data: z.strictObject({ first: short, last: short, cover: short }),
  async run(session, typed, { id }) {
    const acting = asActing(session);
    return acting === null ? notice(session.say('errors.notForRole')) : enterAbsence(acting, typed, id);
  },
});

/** "Jeg er tilbage": an absence is ended early, or taken back before it begins. */
export const absenceEnd = action({
  verb: 'absence.end',
  on: ['absence'],
  data: andInputs({ absence: z.string().max(200) }),
  async run(session, { absence }) {
    const acting = asActing(session);
    return acting === null ? notice(session.say('errors.notForRole')) : endAbsence(acting, absence);
  },
});
