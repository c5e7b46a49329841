import { addDays, addMonths, maxDate } from '../calendar/dates.ts';
import type { PlainDate } from '../calendar/time.ts';
import { callableSince } from '../consent/consent.ts';
import type { CourseRules, RungRule } from '../programme.ts';
import { type Course, lastContactOn, type RunningCourse } from './course.ts';
import { lastJobEndedOn, ongoingEngagements } from './engagement.ts';
import { backFromGroupTwo } from './visitation.ts';

/** The agreed rhythm of contact as it stands: what the next one is counted from, when it is due, and how it is raised. */
export interface Rhythm {
  /** The last contact held, or the day on which this rhythm began. */
  readonly base: PlainDate;
  readonly due: PlainDate;
  readonly rungs: readonly RungRule[];
  /** Names the rhythm in the duty's key: another rhythm is another duty. */
  readonly name: string;
}

/**
 * The rhythm in force (B12, B16, A16): weekly during the search, monthly from the first day at the company, weekly again after a
 * job's end; after the last step the calls of B24. Null before it begins and after it is over.
 */
export function rhythmOf(course: RunningCourse, rules: CourseRules, today: PlainDate): Rhythm | null {
  if (isBehindLastStep(course, rules)) return followUpRhythm(course, rules, today);
  const { contact } = rules.programme;
  const ongoing = ongoingEngagements(course).map((e) => e.startedOn);
  if (ongoing.length > 0) {
    const { everyMonths, rungs } = contact.employed;
    const began = ongoing.reduce((a, b) => (a < b ? a : b));
    // B3: in group 2 nobody was asked to call.
    const from = maxDate(began, backFromGroupTwo(course) ?? began);
    return monthly(course, { from, everyMonths, rungs });
  }
  const searchFrom = searchBegan(course, rules);
  if (searchFrom === null) return null;
  const base = latest(lastContactOn(course), maxDate(searchFrom, lastJobEndedOn(course) ?? searchFrom));
  const days = rules.contactEveryDays;
  return { base, due: addDays(base, days), rungs: contact.rungs, name: String(days) };
}

/** The course's start, or the first start of the step the search belongs to (B12); null before it. */
function searchBegan(course: RunningCourse, rules: CourseRules): PlainDate | null {
  return beganOn(course, rules.programme.contact.from);
}

/** The day the course started, or a step began for the first time (after group 2: since then, B3); null while that lies ahead. */
export function beganOn(course: RunningCourse, from: 'start' | string): PlainDate | null {
  if (from === 'start') return course.startedOn;
  const since = backFromGroupTwo(course);
  return course.steps.find((s) => s.step === from && (since === null || s.startedOn >= since))?.startedOn ?? null;
}

function monthly(
  course: RunningCourse,
  { from, everyMonths, rungs }: { from: PlainDate; everyMonths: number; rungs: readonly RungRule[] },
): Rhythm {
  const base = latest(lastContactOn(course), from);
  return { base, due: addMonths(base, everyMonths), rungs, name: `${everyMonths}m` };
}

function latest(contact: PlainDate | null, from: PlainDate): PlainDate {
  return maxDate(contact ?? from, from);
}

/** B23: the last step of the programme is completed; only the follow-up of B24 is left. */
export function isBehindLastStep(course: Course, { programme }: CourseRules): boolean {
  const last = course.steps.at(-1);
  return last !== undefined && last.completedOn !== null && last.step === programme.steps.at(-1)?.id;
}

/**
 * B24: a call each month for some months after self-support, and only while the citizen consents to it (K5): counted from the day the last
 * step was completed, or from the consent when that came later.
 */
function followUpRhythm(course: RunningCourse, { programme }: CourseRules, today: PlainDate): Rhythm | null {
  const { followUp, contact } = programme;
  const completed = course.steps.at(-1)?.completedOn ?? null;
  const callable = callableSince(course.consents, today);
  if (followUp === null || completed === null || callable === null) return null;
  const from = maxDate(completed, callable);
  const calls = monthly(course, { from, everyMonths: followUp.everyMonths, rungs: contact.employed.rungs });
  return calls.due > addMonths(from, followUp.months) ? null : calls;
}
