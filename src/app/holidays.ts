import Holidays from 'date-holidays';
import type { PlainDate } from '../domain/calendar/time.ts';

/**
 * Whether a day is a public holiday in Denmark (L4), for `WorkCalendar.isHoliday`. Only days off by law: 1 May, 5 June, 24 and
 * 31 December are the agreement's closing days (S5). Each returned function keeps the years it has worked out.
 */
export function danishHolidays(): (date: PlainDate) => boolean {
  const years = new Map<string, ReadonlyMap<string, string>>();
  return (date) => {
    const year = date.slice(0, 4);
    let names = years.get(year);
    if (names === undefined) {
      names = namesOfYear(year);
      years.set(year, names);
    }
    return names.has(date);
  };
}

/** The Danish name of a public holiday, `'Skærtorsdag'`, or null on any other day. Works the year out anew each time. */
export function danishHolidayName(date: PlainDate): string | null {
  return namesOfYear(date.slice(0, 4)).get(date) ?? null;
}

function namesOfYear(year: string): ReadonlyMap<string, string> {
  const calendar = new Holidays('DK', { types: ['public'], languages: ['da'] });
  // `date` is the day as written in Denmark; `start` would be a moment read in the server's zone.
  return new Map(calendar.getHolidays(year).map((holiday) => [holiday.date.slice(0, 10), holiday.name]));
}
