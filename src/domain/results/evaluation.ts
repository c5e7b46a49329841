import { addDays, addMonths, daysBetween, minDate } from '../calendar/dates.ts';
import { localDate, type PlainDate } from '../calendar/time.ts';
import { type Consent, DIRECTIONS, type Direction, purposeInForce } from '../consent/consent.ts';
import type { Course } from '../course/course.ts';
import type { CloseReason, CourseEvent, Recorded } from '../course/events.ts';
import { courseFrom } from '../course/evolve.ts';
import type { Programme } from '../programme.ts';
import { MONTHS, type Outcome, outcomeOf } from './cohort.ts';
import type { ResultCourse, ResultKind } from './facts.ts';
import { resultCourse } from './from-course.ts';

/** What an evaluation row needs beside the history: the course's pinned programme, its agreement's code, and the day of the export. */
export interface EvaluationContext {
  readonly programme: Programme;
  readonly agreement: string;
  readonly today: PlainDate;
}

/**
 * One course in the evaluation export (K2): codes, months and numbers of days. No alias, name, CPR, id or text; whoever writes the export adds
 * a pseudonym that is the same in every export.
 */
export interface EvaluationRow {
  readonly programme: Programme['letter'];
  readonly programmeVersion: number;
  readonly agreement: string;
  /** The month of the start, 'YYYY-MM': the day itself is not needed. */
  readonly startMonth: string;
  readonly daysFromReferralToStart: number;
  /** From the start to the last day the row knows of. */
  readonly daysObserved: number;
  readonly employedAtStart: boolean;
  /** R1 within 18 months; `unknown` when the row was frozen before they were over. */
  readonly outcome: 'reached' | 'notReached' | 'notYet' | 'unknown';
  /** What was reached first, and the days from start to it; null unless reached. */
  readonly outcomeKind: ResultKind | null;
  readonly daysToOutcome: number | null;
  /** Every kind of A10 that began, in order, each once. */
  readonly kinds: readonly ResultKind[];
  /** Days each step took, in order; null for one that is not completed or was broken off (B20). */
  readonly steps: readonly { readonly step: string; readonly days: number | null }[];
  readonly contactsHeld: number;
  readonly closedBecause: CloseReason | null;
  /** The last day the row knows of, when that is not the day of the export (K12). */
  readonly frozenOn: PlainDate | null;
}

/**
 * The row of one course, or null: only under K2 on the day of the export, and only of a course whose gate has been open. When the cooperation
 * has ended the row is frozen (K12): it says what had been recorded by the last whole day with the gate in force, whatever is recorded
 * after. A new consent thaws it.
 */
export function evaluationRow(
  history: readonly Recorded<CourseEvent>[],
  context: EvaluationContext,
): EvaluationRow | null {
  const course = courseFrom(history);
  const { today } = context;
  if (course === null || !purposeInForce(course.consents, 'K2', { direction: 'toEvaluator', day: today })) return null;
  const gateUntil = lastGateDay(course, today);
  if (gateUntil === null) return null;
  const known = courseFrom(history.filter((recorded) => localDate(recorded.at) <= gateUntil));
  if (known === null || !('startedOn' in known)) return null;
  const until = known.status === 'closed' ? minDate(known.endedOn, gateUntil) : gateUntil;
  const facts = resultCourse(known, { programme: context.programme, opennessOn: null, today: until });
  return facts === null ? null : rowOf(known, facts, { ...context, until });
}

/** The last whole day up to `today` on which both directions of the gate were in force; null when there was none. */
function lastGateDay(course: Course, today: PlainDate): PlainDate | null {
  const gate = course.consents.filter((c) => c.purpose === course.gate);
  const covered = (direction: Direction, day: PlainDate) =>
    gate.some((c) => c.direction === direction && c.validFrom <= day && day <= lastWholeDay(c));
  const ends = [...gate.map((c) => minDate(lastWholeDay(c), today)), today];
  const open = ends.filter((day) => DIRECTIONS.every((direction) => covered(direction, day)));
  return open.reduce<PlainDate | null>((last, day) => (last === null || day > last ? day : last), null);
}

/** A consent withdrawn at noon held in the morning; no fact of that day can be told to lie before it. */
function lastWholeDay({ ended, lastValidDay }: Consent): PlainDate {
  return ended?.how === 'withdrawn' ? minDate(addDays(localDate(ended.at), -1), lastValidDay) : lastValidDay;
}

type StartedCourse = Extract<Course, { readonly startedOn: PlainDate }>;

function rowOf(
  course: StartedCourse,
  facts: ResultCourse,
  { agreement, programme, today, until }: EvaluationContext & { readonly until: PlainDate },
): EvaluationRow {
  const begun = facts.engagements.toSorted((a, b) => (a.startedOn < b.startedOn ? -1 : 1));
  const closed = course.status === 'closed';
  const outcome = outcomeOf([facts], until);
  return {
    programme: programme.letter,
    programmeVersion: programme.version,
    agreement,
    startMonth: course.startedOn.slice(0, 7),
    daysFromReferralToStart: daysBetween(course.referredOn, course.startedOn),
    daysObserved: daysBetween(course.startedOn, until),
    employedAtStart: outcome.employedAtStart,
    outcome: outcomeWord(outcome, { until, today, closed }),
    outcomeKind: outcome.reached?.kind ?? null,
    daysToOutcome: outcome.reached === null ? null : daysBetween(course.startedOn, outcome.reached.startedOn),
    kinds: [...new Set(begun.map((e) => e.kind))],
    steps: facts.steps.map(({ step, startedOn, completedOn }) => ({
      step,
      days: completedOn === null ? null : daysBetween(startedOn, completedOn),
    })),
    contactsHeld: facts.contactsHeld.length,
    closedBecause: closed ? course.because : null,
    frozenOn: until < today ? until : null,
  };
}

/** A closed course is counted on as in R1; one that was frozen while it ran says nothing of the time after. */
function outcomeWord(
  { startedOn, reached }: Outcome,
  { until, today, closed }: { readonly until: PlainDate; readonly today: PlainDate; readonly closed: boolean },
): EvaluationRow['outcome'] {
  if (reached !== null) return 'reached';
  const whole = addMonths(startedOn, MONTHS);
  if (whole <= (closed ? today : until)) return 'notReached';
  return closed || until === today ? 'notYet' : 'unknown';
}
