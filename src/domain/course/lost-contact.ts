import { addDays, maxDate, minDate } from '../calendar/dates.ts';
import type { PlainDate } from '../calendar/time.ts';
import type { Obligation } from '../obligation.ts';
import { failuresInARow, lastHeardOn, type RunningCourse } from './course.ts';
import { type Duty, duty, type ObligationContext } from './duty.ts';
import { laterBy } from './exemption.ts';
import { isBehindLastStep } from './rhythm.ts';

/**
 * F3: three failed attempts in a row, or 21 days without a word; told once to the leader and, with consent, the clinician. Days of an
 * exemption are no silence (B4).
 */
export function lostContact(course: RunningCourse, context: ObligationContext): Obligation[] {
  // B24: after the last step nobody is asked to call but under K5, and silence is no loss.
  if (isBehindLastStep(course, context.rules)) return [];
  const { afterDays, afterFailures } = context.rules.common.lostContact;
  const base = maxDate(lastHeardOn(course) ?? course.startedOn, course.startedOn);
  const third = failuresInARow(course)[afterFailures - 1];
  const silent = laterBy(course, base)(addDays(base, afterDays));
  return [lostContactNotice(course, { base, due: third === undefined ? silent : minDate(third, silent) }, context)];
}

/** One silence, one key and one rung: whichever comes first tells it, and the other no more. */
export function lostContactNotice(
  course: RunningCourse,
  { base, due }: { readonly base: PlainDate; readonly due: PlainDate },
  context: ObligationContext,
): Obligation {
  const { rungs } = context.rules.common.lostContact;
  const plan: Duty = { key: `lostContact:${base}`, kind: 'lostContact', start: base, due, rules: rungs };
  const notice = duty(course, plan, context);
  return { ...notice, notice: true, rungs: notice.rungs.map((r) => ({ ...r, id: 'told' })) };
}
