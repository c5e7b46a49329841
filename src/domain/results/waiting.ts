import { addDays, addMonths, daysBetween } from '../calendar/dates.ts';
import type { PlainDate } from '../calendar/time.ts';
import type { ResultCourse } from './facts.ts';
import { type Audience, type Figure, figure, type Median, median, parts } from './figures.ts';

const PERIOD_MONTHS = 12;
/** K11: the first reminder comes 60 days before, the next 30. */
const RUNS_OUT_DAYS = { soon: 30, later: 60 } as const;

/** Days from referral to start (A6), of programme A's courses started in the last 12 months. */
export interface Waiting {
  readonly since: PlainDate;
  readonly days: Median;
}
export function waiting(courses: readonly ResultCourse[], today: PlainDate, audience: Audience): Waiting {
  const since = addDays(addMonths(today, -PERIOD_MONTHS), 1);
  const own = courses.filter((c) => c.letter === 'A' && c.startedOn >= since && c.startedOn <= today);
  return {
    since,
    days: median(
      own.map((c) => daysBetween(c.referredOn, c.startedOn)),
      audience,
    ),
  };
}

/** Running courses whose consent runs out within 60 days, and of those the nearest 30 (K11, product.md 1.7). */
export interface RunningOut {
  readonly all: Figure;
  readonly when: readonly (readonly [keyof typeof RUNS_OUT_DAYS, Figure])[];
}
export function consentsRunningOut(courses: readonly ResultCourse[], today: PlainDate, audience: Audience): RunningOut {
  const within = (days: number) =>
    courses.filter((c) => c.endedOn === null && c.sharedUntil !== null && c.sharedUntil <= addDays(today, days)).length;
  const [soon, all] = [within(RUNS_OUT_DAYS.soon), within(RUNS_OUT_DAYS.later)];
  const when = [['soon', soon] as const, ['later', all - soon] as const];
  return { all: figure(all, audience), when: parts(when, audience) };
}
