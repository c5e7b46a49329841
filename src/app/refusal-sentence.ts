import { PlainDate } from '../domain/calendar/time.ts';
import type { Refusal } from '../domain/refusal.ts';
import { formatDateWithYear, type Language } from './format.ts';
import type { Say } from './i18n.ts';

/**
 * What a refusal is said as: what is wrong and what to do. The details fill the sentence's blanks; the first of them also picks a
 * more exact sentence where the locale has one (`date-too-old_days`).
 */
export function refusalSentence(say: Say, refusal: Pick<Refusal, 'because' | 'details'>): string {
  const details = Object.entries(refusal.details ?? {});
  const blanks = Object.fromEntries(details.map(([key, value]) => [key, inWords(say, value)]));
  const context = details[0]?.[0];
  return say(`refusal.${refusal.because}`, context === undefined ? blanks : { ...blanks, context });
}

/** A date as people write it, codes as the conditions they stand for, numbers as they are. */
function inWords(say: Say, value: string | number | readonly string[]): string | number {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string')
    return listInWords(
      say,
      value.map((code) => say(`condition.${code}`)),
    );
  const date = PlainDate.safeParse(value);
  return date.success ? formatDateWithYear(date.data, languageOf(say)) : value;
}

/** `a, b og c`. */
export function listInWords(say: Say, items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${say('words.and')} ${items.at(-1)}`;
}

/** The language a sayer speaks; the locale says so itself. */
function languageOf(say: Say): Language {
  return say('language') === 'en' ? 'en' : 'da';
}
