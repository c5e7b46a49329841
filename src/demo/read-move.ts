import { addDays, weekday } from '../domain/calendar/dates.ts';
import {
  addMinutes,
  type Instant,
  LocalTime,
  localDate,
  localTime,
  PlainDate,
  toInstant,
} from '../domain/calendar/time.ts';

/** What `ur …` asks for. */
export type Move =
  | { readonly kind: 'show' }
  | { readonly kind: 'play' | 'jump'; readonly to: Instant }
  | { readonly kind: 'refused'; readonly because: 'unreadable' | 'backwards' | 'tooFar' };

/** Playing more than this at once takes too long to watch. */
const MOST_DAYS = 400;
/** A day without a year lies in the past when its next occurrence would be further off than this. */
const NEXT_YEAR_WITHIN_DAYS = 300;

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(min|minut|minutter|minutes?)$/, 1],
  [/^(time|timer|hours?)$/, 60],
];
const DAYS: readonly (readonly [RegExp, number])[] = [
  [/^(dag|dage|days?)$/, 1],
  [/^(uge|uger|weeks?)$/, 7],
];
const WEEKDAYS = ['man|mon', 'tir|tue', 'ons|wed', 'tor|thu', 'fre|fri', 'lør|sat', 'søn|sun'];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'maj|may', 'jun', 'jul', 'aug', 'sep', 'okt|oct', 'nov', 'dec'];
const MORNING = LocalTime.parse('08:00');

/** Reads what follows `ur`: nothing, `+7 dage`, `+3 timer`, `onsdag 12:00`, `12:00`, `i morgen`, `9. nov. 08:00`; `spring` first jumps. */
export function readMove(rest: string, now: Instant): Move {
  const words = rest.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const jumps = words[0] === 'spring' || words[0] === 'jump';
  const asked = (jumps ? words.slice(1) : words).filter(
    (word) => !['kl', 'kl.', 'at', 'den', 'til', 'to'].includes(word),
  );
  if (asked.length === 0) return jumps ? { kind: 'refused', because: 'unreadable' } : { kind: 'show' };
  const to = readForward(asked, now) ?? readDayAndTime(asked, now);
  if (to === null) return { kind: 'refused', because: 'unreadable' };
  if (to <= now) return { kind: 'refused', because: 'backwards' };
  if (to > addMinutes(now, MOST_DAYS * 24 * 60)) return { kind: 'refused', because: 'tooFar' };
  return { kind: jumps ? 'jump' : 'play', to };
}

function readForward(words: readonly string[], now: Instant): Instant | null {
  const [, sign = '', digits = '', unit = ''] =
    /^([+-])?(\d{1,5}) ?([a-zæøå]+)$/.exec(words.join(' ').replace('+ ', '+')) ?? [];
  if (digits === '' || sign === '-') return null;
  const count = Number(digits);
  const minutes = UNITS.find(([names]) => names.test(unit))?.[1];
  if (minutes !== undefined) return addMinutes(now, Math.min(count * minutes, 2 * MOST_DAYS * 24 * 60));
  const days = DAYS.find(([names]) => names.test(unit))?.[1];
  if (days === undefined) return null;
  return toInstant(addDays(localDate(now), Math.min(count * days, 2 * MOST_DAYS)), localTime(now));
}

function readDayAndTime(words: readonly string[], now: Instant): Instant | null {
  const last = words.at(-1) ?? '';
  const time = readTime(last);
  const dayWords = time === null ? words : words.slice(0, -1);
  if (dayWords.length === 0) return time === null ? null : nextAt(now, 1, (day) => toInstant(day, time));
  const at = time ?? MORNING;
  const text = dayWords.join(' ');
  if (/^(i ?morgen|tomorrow)$/.test(text)) return toInstant(addDays(localDate(now), 1), at);
  if (/^(i ?dag|today)$/.test(text)) return toInstant(localDate(now), at);
  const wanted = indexOfWord(WEEKDAYS, text);
  if (wanted !== null) return nextAt(now, 7, (day) => (weekday(day) === wanted + 1 ? toInstant(day, at) : null));
  const day = readDate(text, localDate(now));
  return day === null ? null : toInstant(day, at);
}

/** The first moment after now that a day from today on offers, looking some days ahead. */
function nextAt(now: Instant, days: number, momentOf: (day: PlainDate) => Instant | null): Instant | null {
  for (let i = 0; i <= days; i += 1) {
    const moment = momentOf(addDays(localDate(now), i));
    if (moment !== null && moment > now) return moment;
  }
  return null;
}

function readTime(text: string): LocalTime | null {
  const [, hour, minute] = /^(\d{1,2})[:.](\d{2})$/.exec(text) ?? [];
  if (hour === undefined) return null;
  return LocalTime.safeParse(`${hour.padStart(2, '0')}:${minute}`).data ?? null;
}

/** `2026-11-09`, `9. nov.`, `9 november 2026`. */
function readDate(text: string, today: PlainDate): PlainDate | null {
  const exact = PlainDate.safeParse(text);
  if (exact.success) return exact.data;
  const [, day = '', monthWord = '', year] = /^(\d{1,2})\.? ([a-z]+)\.?(?: (\d{4}))?$/.exec(text) ?? [];
  const month = indexOfWord(MONTHS, monthWord);
  if (month === null) return null;
  const inYear = (y: string | number) =>
    PlainDate.safeParse(`${y}-${String(month + 1).padStart(2, '0')}-${day.padStart(2, '0')}`).data ?? null;
  if (year !== undefined) return inYear(year);
  const thisYear = inYear(today.slice(0, 4));
  if (thisYear === null || thisYear >= today) return thisYear;
  const nextYear = inYear(Number(today.slice(0, 4)) + 1);
  return nextYear !== null && nextYear <= addDays(today, NEXT_YEAR_WITHIN_DAYS) ? nextYear : thisYear;
}

function indexOfWord(starts: readonly string[], word: string): number | null {
  const found = starts.findIndex((start) => new RegExp(`^(${start})[a-zæøå]*\\.?$`).test(word));
  return word === '' || found < 0 ? null : found;
}
