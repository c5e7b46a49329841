import { daysBetween } from '../calendar/dates.ts';
import type { PlainDate } from '../calendar/time.ts';
import { gateLastDay } from '../consent/consent.ts';
import type { Course } from '../course/course.ts';
import { openExemption } from '../course/exemption.ts';
import { stepTarget } from '../course/steps.ts';
import type { CourseRules, Period } from '../programme.ts';

/** Why a course stands first on the agenda; from a fixed list, with counts and days only (N2). */
export type AgendaReason =
  | { readonly kind: 'wanted' }
  | { readonly kind: 'overTarget'; readonly days: number; readonly target: Period }
  /** B4: the steps rest since a day, and until when at least; never why. */
  | { readonly kind: 'exempt'; readonly since: PlainDate; readonly reviewOn: PlainDate }
  /** `days` until the last valid day, that day included in none. */
  | { readonly kind: 'consentEnds'; readonly days: number }
  | { readonly kind: 'tasksOver'; readonly count: number }
  /** Not discussed at any conference yet (A15). */
  | { readonly kind: 'new' };

/** A course's reasons on a day, the most pressing first; none for a course that just runs (A9). */
export function agendaReasons(
  course: Course,
  at: { readonly rules: CourseRules; readonly today: PlainDate; readonly wanted: boolean },
): readonly AgendaReason[] {
  const { rules, today, wanted } = at;
  const reasons: AgendaReason[] = wanted ? [{ kind: 'wanted' }] : [];
  const exempt = openExemption(course);
  if (exempt !== null) reasons.push({ kind: 'exempt', since: exempt.from, reviewOn: exempt.reviewOn });
  const step = exempt === null ? stepTarget(course, rules.programme) : null;
  if (step !== null && step.due < today)
    reasons.push({ kind: 'overTarget', days: daysBetween(step.due, today), target: step.target });
  const last = gateLastDay(course.consents, course.gate, today);
  const days = last === null ? null : daysBetween(today, last);
  if (days !== null && days <= rules.common.conference.consentRunsOutWithinDays)
    reasons.push({ kind: 'consentEnds', days });
  const late = course.tasks.filter((t) => t.state === 'open' && t.due < today).length;
  if (late > 0) reasons.push({ kind: 'tasksOver', count: late });
  if (course.discussions.length === 0) reasons.push({ kind: 'new' });
  return reasons;
}
