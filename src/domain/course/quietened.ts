import type { PlainDate } from '../calendar/time.ts';
import { addWorkingDays } from '../calendar/working-days.ts';
import type { Obligation } from '../obligation.ts';
import { failuresInARow, type RunningCourse } from './course.ts';
import type { ObligationContext } from './duty.ts';
import { quietUntil } from './snooze.ts';

/**
 * F1: after a failed attempt a contact leaves its owners' lists and returns two working days later, on a rung of its own. An attempt
 * from before the duty began says nothing about it.
 */
export function quietened(
  course: RunningCourse,
  { duty, since }: { readonly duty: Obligation; readonly since: PlainDate },
  { rules, calendar }: ObligationContext,
): Obligation {
  const failed = failuresInARow(course)
    .filter((day) => day >= since)
    .at(-1);
  if (failed === undefined) return duty;
  const back = addWorkingDays(failed, rules.common.contactReturnsAfterWorkingDays, calendar);
  return quietUntil(duty, back, `back:${failed}`);
}
