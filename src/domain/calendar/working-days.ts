import { addDays, daysBetween, weekday } from './dates.ts';
import { type Instant, LocalTime, localDate, localTime, type PlainDate, toInstant } from './time.ts';

/** What decides whether people are at work: public holidays (L4) and the agreement's closing days, lukkedage (S5). */
export interface WorkCalendar {
  isHoliday(date: PlainDate): boolean;
  readonly closedDays: ReadonlySet<PlainDate>;
}

/** A run of days on which nobody works, both ends included. */
export interface NonWorkingStretch {
  readonly first: PlainDate;
  readonly last: PlainDate;
  readonly days: number;
  /** How many of them are Monday–Friday: more than three need a named cover (S5). */
  readonly weekdays: number;
}

/** Nudges go out from this wall time … (N3) */
const WORK_STARTS = LocalTime.parse('07:00');
/** … and before this one (N3). */
const WORK_ENDS = LocalTime.parse('17:00');

/** Monday–Friday less holidays and closing days (L4). */
export function isWorkingDay(date: PlainDate, cal: WorkCalendar): boolean {
  return weekday(date) <= 5 && !cal.closedDays.has(date) && !cal.isHoliday(date);
}

/** The last working day before the date; never the date itself. */
export function previousWorkingDay(date: PlainDate, cal: WorkCalendar): PlainDate {
  return onOrBefore(addDays(date, -1), cal);
}

/** The first working day after the date; never the date itself. */
export function nextWorkingDay(date: PlainDate, cal: WorkCalendar): PlainDate {
  return onOrAfter(addDays(date, 1), cal);
}

/** The date when it is a working day, else the nearest earlier one. */
export function onOrBefore(date: PlainDate, cal: WorkCalendar): PlainDate {
  let day = date;
  while (!isWorkingDay(day, cal)) day = addDays(day, -1);
  return day;
}

/** The date when it is a working day, else the nearest later one. */
export function onOrAfter(date: PlainDate, cal: WorkCalendar): PlainDate {
  let day = date;
  while (!isWorkingDay(day, cal)) day = addDays(day, 1);
  return day;
}

/** The nth working day after the date; the date itself for 0, working day or not. Throws a RangeError for a negative n. */
export function addWorkingDays(date: PlainDate, n: number, cal: WorkCalendar): PlainDate {
  if (!Number.isInteger(n) || n < 0) throw new RangeError('working days are counted forward, in whole days');
  let day = date;
  for (let left = n; left > 0; left -= 1) day = nextWorkingDay(day, cal);
  return day;
}

/**
 * The day on which a rung is raised (N4): up to and on the due date it moves to the nearest earlier working day, after it to
 * the nearest later one. The due date itself never moves.
 */
export function rungDay(day: PlainDate, due: PlainDate, cal: WorkCalendar): PlainDate {
  return day <= due ? onOrBefore(day, cal) : onOrAfter(day, cal);
}

/** The run of non-working days that begins on `from` (weekends inside it do not end it), or null on a working day (S5). */
export function nonWorkingStretch(from: PlainDate, cal: WorkCalendar): NonWorkingStretch | null {
  if (isWorkingDay(from, cal)) return null;
  let weekdays = 0;
  let day = from;
  for (; !isWorkingDay(day, cal); day = addDays(day, 1)) if (weekday(day) <= 5) weekdays += 1;
  return { first: from, last: addDays(day, -1), days: daysBetween(from, day), weekdays };
}

/** Whether a nudge may go out now (N3): a working day, from 07:00 and before 17:00 in Denmark. */
export function withinWorkingHours(at: Instant, cal: WorkCalendar): boolean {
  const time = localTime(at);
  return time >= WORK_STARTS && time < WORK_ENDS && isWorkingDay(localDate(at), cal);
}

/** The first moment from `at` on at which a nudge may go out: `at` itself, or 07:00 on the next working day (N3). */
export function nextWorkingMoment(at: Instant, cal: WorkCalendar): Instant {
  if (withinWorkingHours(at, cal)) return at;
  const today = localDate(at);
  const morning = localTime(at) < WORK_STARTS ? onOrAfter(today, cal) : nextWorkingDay(today, cal);
  return toInstant(morning, WORK_STARTS);
}
