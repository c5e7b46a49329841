import { z } from 'zod';
import { onCourse } from '../../app/courses/on-course.ts';
import { askWaitingList, putOnWaitingList } from '../../app/courses/waiting-list.ts';
import { action } from './action.ts';

const id = z.string().max(200);

/** The leader asks when there is expected to be room (A3). */
export const waitingForm = action({
  verb: 'waiting.form',
  on: ['course', 'courseNamed'],
  data: z.strictObject({ course: id }),
  run: (session, { course }) => onCourse(session, { course, right: 'assign' }, async (on) => askWaitingList(on)),
});

/** Puts a referral on the waiting list with a date (A3). */
export const waitingSave = action({
  verb: 'waiting.save',
  on: ['waitingList'],
  data: z.strictObject({ course: id, rev: z.string().max(100), date: z.string().max(100).default('') }),
  run: (session, { course, ...sent }) =>
    onCourse(session, { course, right: 'assign' }, (on) => putOnWaitingList(on, sent)),
});
