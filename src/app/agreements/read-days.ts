import { addDays, isoWeek, mondayOf, weekday } from '../../domain/calendar/dates.ts';
import { PlainDate } from '../../domain/calendar/time.ts';
import type { WorkCalendar } from '../../domain/calendar/working-days.ts';
import type { Say } from '../i18n.ts';

/** What a list of days or weeks came to, or the place in it (from 1) of the first that cannot be read. */
export type ReadList =
  | { readonly kind: 'read'; readonly days: readonly PlainDate[] }
  | { readonly kind: 'unreadable'; readonly nth: number };

/** Reads days as people write them: `24.12.2026, 31-12-2026` or `2026-12-24`; sorted, each once. */
export function readDays(typed: string): ReadList {
  return readList(typed.split(/[,;\n]+|\s+(?=\d)/), readDay);
}

/** Reads weeks as people write them: `uge 42 2026`, `42/2026` or `2026-42`; as their Mondays, sorted, each once. */
export function readWeeks(typed: string): ReadList {
  return readList(typed.split(/[,;\n]+/), readWeek);
}

function readList(parts: readonly string[], read: (part: string) => PlainDate | null): ReadList {
  const written = parts.map((part) => part.trim()).filter((part) => part !== '');
  const days = written.map(read);
  const nth = days.indexOf(null) + 1;
  if (nth > 0) return { kind: 'unreadable', nth };
  return { kind: 'read', days: [...new Set(days.filter((day) => day !== null))].sort() };
}

function readDay(text: string): PlainDate | null {
  const [, d = '', m = '', y = ''] = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text) ?? [];
  const iso = y === '' ? text : `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  return PlainDate.safeParse(iso).data ?? null;
}

function readWeek(text: string): PlainDate | null {
  const [, firstYear, lastWeek] = /^(\d{4})\s*[-/ ]\s*(?:W|uge|week)?\s*(\d{1,2})$/i.exec(text) ?? [];
  const [, firstWeek, lastYear] = /^(?:uge|week)?\s*(\d{1,2})\s*[-/, ]\s*(\d{4})$/i.exec(text) ?? [];
  const year = firstYear ?? lastYear;
  const week = Number(lastWeek ?? firstWeek);
  const inFirstWeek = PlainDate.safeParse(`${year}-01-04`).data;
  // The first and the last year that dates may have reach over their edges by a week.
  if (inFirstWeek === undefined || !(1 <= week && week <= 53) || year === '1800' || year === '2200') return null;
  const monday = addDays(mondayOf(inFirstWeek), (week - 1) * 7);
  return isoWeek(monday).year === Number(year) ? monday : null;
}

/** Days as the form shows them: `24.12.2026, 31.12.2026`. */
export function writeDays(days: readonly PlainDate[]): string {
  return days.map((day) => `${Number(day.slice(8))}.${Number(day.slice(5, 7))}.${day.slice(0, 4)}`).join(', ');
}

/** Weeks as the form shows them: `uge 42 2026`. */
export function writeWeeks(mondays: readonly PlainDate[], say: Say): string {
  return mondays.map((monday) => say('setUp.week', { ...isoWeek(monday) })).join(', ');
}

/** Days many keep closed though they are no public holidays (S5): 1 May, 5 June, 24 and 31 December, where they are weekdays. */
export function suggestedClosedDays(
  from: PlainDate,
  to: PlainDate,
  isHoliday: WorkCalendar['isHoliday'],
): readonly PlainDate[] {
  const years = Array.from({ length: Number(to.slice(0, 4)) - Number(from.slice(0, 4)) + 1 }, (_, n) => n);
  return years
    .flatMap((n) => CUSTOMARY.map((day) => PlainDate.parse(`${Number(from.slice(0, 4)) + n}-${day}`)))
    .filter((day) => from <= day && day <= to && weekday(day) <= 5 && !isHoliday(day));
}
const CUSTOMARY = ['05-01', '06-05', '12-24', '12-31'];
