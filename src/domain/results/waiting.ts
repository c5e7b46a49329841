import { addDays, addMonths, daysBetween } from '../calendar/dates.ts';
import type { PlainDate } from '../calendar/time.ts';
import type { ResultCourse } from './facts.ts';
import { type Audience, type Figure, figure, type Median, median } from './figures.ts';

const PERIOD_MONTHS = 12;
/** K11: the first reminder comes this many days before. */
const RUNS_OUT_WITHIN_DAYS = 60;

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

/** Running courses whose consent runs out within 60 days (K11, product.md 1.7). */
export function consentsRunningOut(courses: readonly ResultCourse[], today: PlainDate, audience: Audience): Figure {
  const until = addDays(today, RUNS_OUT_WITHIN_DAYS);
  const own = courses.filter((c) => c.endedOn === null && c.sharedUntil !== null && c.sharedUntil <= until);
  return figure(own.length, audience);
}
