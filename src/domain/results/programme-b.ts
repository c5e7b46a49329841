import { addDays, addMonths, daysBetween } from '../calendar/dates.ts';
import type { PlainDate } from '../calendar/time.ts';
import type { Period } from '../programme.ts';
import { byPerson, isPaid, overlaps, type ResultCourse, type ResultStep } from './facts.ts';
import { type Audience, type Figure, figure, type Median, median, type Share, share } from './figures.ts';

/** How far back completed steps are counted, in months. */
const PERIOD_MONTHS = 12;
/** The step that ends in self-support (B23). */
const LAST_STEP = '3';

/** One step's times against its target (B9, B17). */
export interface StepTimes {
  readonly step: string;
  readonly target: Period;
  /** Days from the step's start to its end without those of exemptions, of steps completed in the period (B4). */
  readonly days: Median;
  readonly inTime: Share;
  /** Still running, and over the target today. */
  readonly over: Figure;
}

/** R2: programme B's own panel. */
export interface PanelB {
  /** Steps completed from this day on are counted. */
  readonly since: PlainDate;
  readonly steps: readonly StepTimes[];
  /** Of the people in a running course: with paid hours today, and their weekly hours. */
  readonly paidHours: Share;
  readonly weeklyHours: Median;
  /** Of everybody who ever started: self-supporting by now (B23). */
  readonly selfSupport: Share;
}

/** Programme B's panel; each run of a step counts by itself, since a drop-out gets a new target (B20). */
export function panelB(courses: readonly ResultCourse[], today: PlainDate, audience: Audience): PanelB {
  const own = courses.filter((c) => c.letter === 'B');
  const inSteps = own.filter((c) => !c.inGroupTwo);
  const since = addDays(addMonths(today, -PERIOD_MONTHS), 1);
  const people = byPerson(own);
  const running = byPerson(own.filter((c) => c.endedOn === null));
  const hours = running.flatMap((of) => weeklyHoursOf(of, today) ?? []);
  return {
    since,
    steps: ['1', '2'].flatMap((step) => stepTimes(step, inSteps, { since, today, audience }) ?? []),
    paidHours: share(hours.length, running.length, audience),
    weeklyHours: median(hours, audience),
    selfSupport: share(people.filter(isSelfSupporting).length, people.length, audience),
  };
}

interface Span {
  readonly since: PlainDate;
  readonly today: PlainDate;
  readonly audience: Audience;
}

function stepTimes(step: string, courses: readonly ResultCourse[], span: Span): StepTimes | null {
  const { since, today, audience } = span;
  const runs = courses.flatMap((c) => c.steps.filter((s) => s.step === step));
  const target = runs.at(-1)?.target ?? null;
  if (target === null) return null;
  const done = runs.flatMap((r) =>
    r.completedOn !== null && r.completedOn >= since ? [daysOf(r, r.completedOn)] : [],
  );
  const inTime = runs.filter((r) => r.completedOn !== null && r.completedOn >= since && isInTime(r, r.completedOn));
  const open = courses.filter((c) => c.endedOn === null).flatMap((c) => c.steps.at(-1) ?? []);
  const over = open.filter((r) => r.step === step && r.completedOn === null && !isInTime(r, today));
  return {
    step,
    target,
    days: median(done, audience),
    inTime: share(inTime.length, done.length, audience),
    over: figure(over.length, audience),
  };
}

/** Net of exemptions (B4). */
function daysOf({ startedOn, exemptDays }: ResultStep, on: PlainDate): number {
  return daysBetween(startedOn, on) - exemptDays;
}

/** On the due day itself the target is met; it is later by the days of exemptions (B4). */
function isInTime({ startedOn, target, exemptDays }: ResultStep, on: PlainDate): boolean {
  if (target === null) return true;
  const due = 'months' in target ? addMonths(startedOn, target.months) : addDays(startedOn, target.days);
  return on <= addDays(due, exemptDays);
}

/** The weekly hours of all paid jobs today together; null without any. */
function weeklyHoursOf(own: readonly ResultCourse[], today: PlainDate): number | null {
  const jobs = own.flatMap((c) => c.engagements).filter((e) => isPaid(e) && overlaps(e, { first: today, last: today }));
  const hours = jobs.reduce((sum, e) => sum + (e.weeklyHours ?? 0), 0);
  return hours > 0 ? hours : null;
}

function isSelfSupporting(own: readonly ResultCourse[]): boolean {
  return own.some((c) => c.steps.some((s) => s.step === LAST_STEP && s.completedOn !== null));
}
