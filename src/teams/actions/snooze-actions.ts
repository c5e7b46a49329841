import { z } from 'zod';
import { onCourse } from '../../app/courses/on-course.ts';
import { openSnooze, putOff } from '../../app/snooze/put-off.ts';
import { action } from './action.ts';

const id = z.string().max(200);
const short = z.string().max(200).default('');

/** From the course's card to what of it can be put off (N3). */
export const snoozeForm = action({
  verb: 'snooze.form',
  on: ['course', 'courseNamed'],
  data: z.strictObject({ course: id }),
  run: (session, { course }) => onCourse(session, { course, right: null }, openSnooze),
});

/** Puts it off, with a reason and a day (N3). */
export const snoozeSave = action({
  verb: 'snooze.save',
  on: ['snooze'],
  data: z.strictObject({ course: id, rev: short, item: short, reason: short, until: short }),
  run: (session, { course, ...typed }) => onCourse(session, { course, right: null }, (on) => putOff(on, typed)),
});
