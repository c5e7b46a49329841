/**
 * Day arithmetic for the naive oracle: plain, on 'YYYY-MM-DD', sharing nothing with src/ on purpose.
 */

export type Day = string;
const MS_PER_DAY = 86_400_000;

export function plus(day: Day, n: number): Day {
  return new Date(Date.parse(day) + n * MS_PER_DAY).toISOString().slice(0, 10);
}

/** Whole days from one to another. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / MS_PER_DAY);
}

/** The same day so many months on, or the last of that month (L3). */
export function monthsAfter(day: Day, n: number): Day {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + n, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + n, Math.min(date, last))).toISOString().slice(0, 10);
}

/** The same day next month (L3). */
export function monthAfter(day: Day): Day {
  return monthsAfter(day, 1);
}

/** Denmark's days off by law, written down by hand. */
const DAYS_OFF: ReadonlySet<Day> = new Set([
  ...['2026-01-01', '2026-04-02', '2026-04-03', '2026-04-05', '2026-04-06', '2026-05-14', '2026-05-24', '2026-05-25'],
  ...['2026-12-25', '2026-12-26'],
  ...['2027-01-01', '2027-03-25', '2027-03-26', '2027-03-28', '2027-03-29', '2027-05-06', '2027-05-16', '2027-05-17'],
  ...['2027-12-25', '2027-12-26'],
  ...['2028-01-01', '2028-04-13', '2028-04-14', '2028-04-16', '2028-04-17', '2028-05-25', '2028-06-04', '2028-06-05'],
  ...['2028-12-25', '2028-12-26'],
  ...['2029-01-01', '2029-03-29', '2029-03-30', '2029-04-01', '2029-04-02', '2029-05-10', '2029-05-20', '2029-05-21'],
  ...['2029-12-25', '2029-12-26'],
]);

export interface Week {
  readonly closed: readonly Day[];
  readonly conference: {
    readonly name: string;
    readonly from: Day;
    readonly start: string;
    readonly reminder: string;
    readonly round: string;
  };
  /** The agreement's review and the day it was put off. */
  readonly review: { readonly on: Day; readonly until: Day } | null;
}

export function isWorking(day: Day, { closed }: Pick<Week, 'closed'>): boolean {
  const weekday = new Date(day).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !DAYS_OFF.has(day) && !closed.includes(day);
}

export function earlier(day: Day, week: Pick<Week, 'closed'>): Day {
  return isWorking(day, week) ? day : earlier(plus(day, -1), week);
}
export function later(day: Day, week: Pick<Week, 'closed'>): Day {
  return isWorking(day, week) ? day : later(plus(day, 1), week);
}
export function workingDaysAfter(day: Day, n: number, week: Pick<Week, 'closed'>): Day {
  return n === 0 ? day : workingDaysAfter(later(plus(day, 1), week), n - 1, week);
}
