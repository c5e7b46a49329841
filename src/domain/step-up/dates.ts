import { addMonths } from '../calendar/dates.ts';
import type { PlainDate } from '../calendar/time.ts';
import type { CourseContext } from '../course/commands.ts';
import type { RunningCourse } from '../course/course.ts';
import { type Refusal, refused } from '../refusal.ts';

/** A day on which something is to be done: not gone by, and not out of sight. Null when it is in order. */
export function dateAhead(on: PlainDate, { today, rules }: CourseContext): Refusal | null {
  if (on < today) return refused('task-date-in-past');
  return on > addMonths(today, rules.programme.stepUp?.datesWithinMonths ?? 0) ? refused('task-date-too-far') : null;
}

/** A day on which something was done (F2): not ahead, and not longer ago than one may remember. Null when it is in order. */
export function beforeToday(on: PlainDate, { today, rules }: CourseContext): Refusal | null {
  if (on > today) return refused('date-in-future');
  return on < addMonths(today, -(rules.programme.stepUp?.datesWithinMonths ?? 0)) ? refused('date-too-old') : null;
}

/** U1, U3: sending the package and the agreement document are the caseworker's, not the specialist's. Null when it is in order. */
export function writtenByCaseworker(course: RunningCourse, { by }: CourseContext): Refusal | null {
  return by !== null && by === course.specialist ? refused('step-up-by-caseworker') : null;
}
