import { daysInMonth, digitsAt, twoDigits } from './epoch-day.ts';
import { dateOfEpochDay, epochDay, PlainDate } from './time.ts';

/** An ISO week: `{ year: 2026, week: 53 }` holds 3 January 2027 (L2). */
export interface IsoWeek {
  readonly year: number;
  readonly week: number;
}

/** Monday = 1 … Sunday = 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** `n` days later (earlier when negative). */
export function addDays(date: PlainDate, n: number): PlainDate {
  return dateOfEpochDay(epochDay(date) + n);
}

/** The same day `n` months later (earlier when negative), clamped to the month's last day (L3: 31 Jan → 28 Feb). */
export function addMonths(date: PlainDate, n: number): PlainDate {
  const months = digitsAt(date, 0, 4) * 12 + digitsAt(date, 5, 2) - 1 + n;
  const year = Math.floor(months / 12);
  const month = months - year * 12 + 1;
  const day = Math.min(digitsAt(date, 8, 2), daysInMonth(year, month));
  return PlainDate.parse(`${year}-${twoDigits(month)}-${twoDigits(day)}`);
}

/** Days from `a` to `b`; negative when `b` is earlier. */
export function daysBetween(a: PlainDate, b: PlainDate): number {
  return epochDay(b) - epochDay(a);
}

/** Monday = 1 … Sunday = 7. */
export function weekday(date: PlainDate): Weekday {
  // Day 0 was a Thursday.
  const sinceMonday = (((epochDay(date) + 3) % 7) + 7) % 7;
  return (sinceMonday + 1) as Weekday;
}

/** The Monday of the date's ISO week. */
export function mondayOf(date: PlainDate): PlainDate {
  return addDays(date, 1 - weekday(date));
}

/** The ISO week (L2): it belongs to the year its Thursday lies in. */
export function isoWeek(date: PlainDate): IsoWeek {
  const thursday = addDays(mondayOf(date), 3);
  const year = digitsAt(thursday, 0, 4);
  const firstOfYear = PlainDate.parse(`${year}-01-01`);
  return { year, week: Math.floor(daysBetween(firstOfYear, thursday) / 7) + 1 };
}

/** The later of two dates. */
export function maxDate(a: PlainDate, b: PlainDate): PlainDate {
  return a >= b ? a : b;
}

/** The earlier of two dates. */
export function minDate(a: PlainDate, b: PlainDate): PlainDate {
  return a <= b ? a : b;
}

/** The same day the year before, clamped (29 Feb → 28 Feb). */
export function yearBefore(date: PlainDate): PlainDate {
  return addMonths(date, -12);
}

/** The anniversary (K11), clamped: a consent of 29 Feb has its anniversary on 28 Feb, so it never exceeds a year. */
export function oneYearAfter(date: PlainDate): PlainDate {
  return addMonths(date, 12);
}
