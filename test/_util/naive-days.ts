/**
 * Day arithmetic for the naive oracle: plain, on 'YYYY-MM-DD', sharing nothing with src/ on purpose.
 */

export type Day = string;
const MS_PER_DAY = 86_400_000;

export function plus(day: Day, n: number): Day {
  return new Date(Date.parse(day) + n * MS_PER_DAY).toISOString().slice(0, 10);
}

/** The same day next month, or its last day (L3). */
export function monthAfter(day: Day): Day {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(date, last))).toISOString().slice(0, 10);
}

/** Denmark's days off by law from autumn 2026 to spring 2027, written down by hand. */
const DAYS_OFF = [
  '2026-12-25',
  '2026-12-26',
  '2027-01-01',
  '2027-03-25',
  '2027-03-26',
  '2027-03-28',
  '2027-03-29',
  '2027-05-06',
];

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
  return weekday !== 0 && weekday !== 6 && !DAYS_OFF.includes(day) && !closed.includes(day);
}

export function earlier(day: Day, week: Week): Day {
  return isWorking(day, week) ? day : earlier(plus(day, -1), week);
}
export function later(day: Day, week: Week): Day {
  return isWorking(day, week) ? day : later(plus(day, 1), week);
}
export function workingDaysAfter(day: Day, n: number, week: Week): Day {
  return n === 0 ? day : workingDaysAfter(later(plus(day, 1), week), n - 1, week);
}
