import { addDays, isoWeek, mondayOf, weekday } from '../domain/calendar/dates.ts';
import { type Instant, type LocalTime, localDate, localTime, type PlainDate } from '../domain/calendar/time.ts';

/** The languages the bot speaks; Danish is the first. */
export type Language = 'da' | 'en';

interface Words {
  readonly weekdays: readonly string[];
  readonly months: readonly string[];
  readonly week: string;
  /** Between a date and a time of day. */
  readonly at: string;
  /** After the number of a day: Danish numbers days with a full stop. */
  readonly ordinal: string;
  readonly clockSeparator: string;
  readonly decimalSeparator: string;
}

/** Our own lists and not `Intl`, whose abbreviations change with the runtime's ICU. */
const WORDS: Readonly<Record<Language, Words>> = {
  da: {
    weekdays: ['man.', 'tirs.', 'ons.', 'tors.', 'fre.', 'lør.', 'søn.'],
    months: ['jan.', 'feb.', 'mar.', 'apr.', 'maj', 'juni', 'juli', 'aug.', 'sep.', 'okt.', 'nov.', 'dec.'],
    week: 'uge',
    at: 'kl.',
    ordinal: '.',
    clockSeparator: '.',
    decimalSeparator: ',',
  },
  en: {
    weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
    week: 'week',
    at: 'at',
    ordinal: '',
    clockSeparator: ':',
    decimalSeparator: '.',
  },
};

/** `'ons. 2. dec.'` · `'Wed 2 Dec'`: for days near enough that the year goes without saying. */
export function formatDate(date: PlainDate, lang: Language): string {
  return `${WORDS[lang].weekdays[weekday(date) - 1]} ${dayAndMonth(date, lang)}`;
}

/** `'2. dec. 2027'` · `'2 Dec 2027'`: for consents, targets and anything else that may lie a year away. */
export function formatDateWithYear(date: PlainDate, lang: Language): string {
  return `${dayAndMonth(date, lang)} ${date.slice(0, 4)}`;
}

/** `'uge 49'` · `'week 49'`: the ISO week of the date (L2). */
export function formatWeekNumber(date: PlainDate, lang: Language): string {
  return `${WORDS[lang].week} ${isoWeek(date).week}`;
}

/** `'uge 14 (30. mar.–5. apr.)'`: the ISO week with its Monday and Sunday (L2); one month is named once. */
export function formatWeek(date: PlainDate, lang: Language): string {
  const monday = mondayOf(date);
  const sunday = addDays(monday, 6);
  const oneMonth = monday.slice(0, 7) === sunday.slice(0, 7);
  const first = oneMonth ? dayNumber(monday, lang) : dayAndMonth(monday, lang);
  return `${formatWeekNumber(date, lang)} (${first}–${dayAndMonth(sunday, lang)})`;
}

/** `'ons. 2. dec. kl. 13.00'` · `'Wed 2 Dec at 13:00'`, in Danish wall time (L1). */
export function formatDateTime(at: Instant, lang: Language): string {
  return `${formatDate(localDate(at), lang)} ${WORDS[lang].at} ${formatClock(localTime(at), lang)}`;
}

/** `'62,5'` · `'62.5'`: at most one decimal; a real minus sign. */
export function formatNumber(value: number, lang: Language): string {
  const text = String(Math.round(Math.abs(value) * 10) / 10).replace('.', WORDS[lang].decimalSeparator);
  return value < 0 && text !== '0' ? `−${text}` : text;
}

/** `'13.00'` · `'13:00'`. */
export function formatClock(time: LocalTime, lang: Language): string {
  return time.replace(':', WORDS[lang].clockSeparator);
}

function dayAndMonth(date: PlainDate, lang: Language): string {
  return `${dayNumber(date, lang)} ${WORDS[lang].months[Number(date.slice(5, 7)) - 1]}`;
}

function dayNumber(date: PlainDate, lang: Language): string {
  return `${Number(date.slice(8, 10))}${WORDS[lang].ordinal}`;
}
