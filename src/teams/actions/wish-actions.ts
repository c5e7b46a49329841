import { z } from 'zod';
import { onCourse } from '../../app/courses/on-course.ts';
import { openWishes, stateWishes } from '../../app/wishes/state-wishes.ts';
import { action, andInputs } from './action.ts';

const id = z.string().max(200);
const short = z.string().max(100).default('');

/** The card of the citizen's wishes (W1, W2). */
export const wishesForm = action({
  verb: 'wishes.form',
  on: ['consentReceipt'],
  data: andInputs({ course: id }),
  run: (session, { course }) => onCourse(session, { course, right: 'act' }, async (on) => openWishes(on)),
});

/** Records what the citizen wished. */
export const wishesSave = action({
  verb: 'wishes.save',
  on: ['wishes'],
  data: z.strictObject({ course: id, rev: short, meetings: short, network: short, on: short }),
  run: (session, { course, ...sent }) => onCourse(session, { course, right: 'act' }, (on) => stateWishes(on, sent)),
});
