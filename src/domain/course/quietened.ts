import type { PlainDate } from '../calendar/time.ts';
import { addWorkingDays } from '../calendar/working-days.ts';
import { type Obligation, sameTold, type Told } from '../obligation.ts';
import { failuresInARow, type RunningCourse } from './course.ts';
import type { ObligationContext } from './duty.ts';

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
  const isOwner = (told: Told) => duty.owners.some((owner) => sameTold(owner, told));
  const rungs = duty.rungs.map((r) => (r.day >= back ? r : { ...r, to: r.to.filter((t) => !isOwner(t)) }));
  const returns = rungs.some((r) => r.day === back && r.to.some(isOwner));
  if (!returns) rungs.push({ id: `back:${failed}`, day: back, to: duty.owners });
  const told = rungs.filter((r) => r.to.length > 0).sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
  return { ...duty, quietUntil: back, rungs: told };
}
