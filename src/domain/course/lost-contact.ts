import { addDays, maxDate, minDate } from '../calendar/dates.ts';
import type { PlainDate } from '../calendar/time.ts';
import type { Obligation } from '../obligation.ts';
import { failuresInARow, lastHeardOn, type RunningCourse } from './course.ts';
import { type Duty, duty, type ObligationContext } from './duty.ts';
import { laterBy } from './exemption.ts';
import { isBehindLastStep } from './rhythm.ts';
import { backFromGroupTwo } from './visitation.ts';

/**
 * F3: three failed attempts in a row, or 21 days without a word; told once to the leader and, with consent, the clinician. Days of an
 * exemption are no silence (B4), nor is what lay before a return from group 2 (B3).
 */
export function lostContact(course: RunningCourse, context: ObligationContext): Obligation[] {
  // B24: after the last step nobody is asked to call but under K5, and silence is no loss.
  if (isBehindLastStep(course, context.rules)) return [];
  const { afterDays, afterFailures } = context.rules.common.lostContact;
  const base = silentSince(course);
  const back = backFromGroupTwo(course);
  const third = failuresInARow(course).filter((day) => back === null || day >= back)[afterFailures - 1];
  const silent = laterBy(course, base)(addDays(base, afterDays));
  return [lostContactNotice(course, third === undefined ? silent : minDate(third, silent), context)];
}

/** The day from which nothing has been heard: the last word, but no earlier than the course, or its return from group 2 (B3). */
function silentSince(course: RunningCourse): PlainDate {
  const began = maxDate(course.startedOn, backFromGroupTwo(course) ?? course.startedOn);
  return maxDate(lastHeardOn(course) ?? began, began);
}

/** One silence, one key and one rung: whichever comes first tells it, and the other no more. */
export function lostContactNotice(course: RunningCourse, due: PlainDate, context: ObligationContext): Obligation {
  const { rungs } = context.rules.common.lostContact;
  const base = silentSince(course);
  const plan: Duty = { key: `lostContact:${base}`, kind: 'lostContact', start: base, due, rules: rungs };
  const notice = duty(course, plan, context);
  return { ...notice, notice: true, rungs: notice.rungs.map((r) => ({ ...r, id: 'told' })) };
}
