import { z } from 'zod';
import { addMonths } from './calendar/dates.ts';
import { digitsAt, twoDigits } from './calendar/epoch-day.ts';
import { PlainDate } from './calendar/time.ts';

/** A Danish personal number without its hyphen: `DDMMYYSSSS`, or the national replacement `DDMMYYCAAG` in capitals (P3). */
export const Cpr = z
  .string()
  .regex(/^\d{6}(\d{4}|[17][A-Z]{2}\d)$/)
  .brand<'Cpr'>();
export type Cpr = z.infer<typeof Cpr>;

/** What a typed number turned out to be (P1–P3). */
export type CprReading =
  | {
      readonly kind: 'ok';
      readonly cpr: Cpr;
      readonly birth: PlainDate;
      /** Not a number of the CPR register: day + 60, or the national form with letters (P3). */
      readonly replacement: boolean;
      /** False asks for a soft warning, never a refusal (P2). Replacement numbers have no check digit and are always true. */
      readonly mod11: boolean;
    }
  | { readonly kind: 'refused'; readonly because: 'not-a-cpr' | 'impossible-date' | 'future-date' };

const MOD11_WEIGHTS = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

/** Everything people put between the digits: spaces, any dash, minus, soft hyphen, full stop, slash. */
const SEPARATORS = /[\s\p{Pd}\u2212\u00AD./]/gu;

/** Reads a typed CPR number (P1–P3); separators and case do not matter. `today` decides what lies in the future. */
export function parseCpr(text: string, today: PlainDate): CprReading {
  const read = Cpr.safeParse(text.replace(SEPARATORS, '').toUpperCase());
  if (!read.success) return { kind: 'refused', because: 'not-a-cpr' };
  const cpr = read.data;
  const birth = birthOf(cpr);
  if (birth === null) return { kind: 'refused', because: 'impossible-date' };
  if (birth > today) return { kind: 'refused', because: 'future-date' };
  const replacement = isNational(cpr) || digitsAt(cpr, 0, 2) > 60;
  return { kind: 'ok', cpr, birth, replacement, mod11: replacement || holdsMod11(cpr) };
}

/** The national replacement number has letters in the 8th and 9th place. */
function isNational(cpr: Cpr): boolean {
  return /[A-Z]/.test(cpr);
}

function birthOf(cpr: Cpr): PlainDate | null {
  const day = digitsAt(cpr, 0, 2);
  // Day + 60 belongs to the form with digits only; the national form says what it is by its letters.
  const realDay = day > 60 && !isNational(cpr) ? day - 60 : day;
  const yearOfCentury = digitsAt(cpr, 4, 2);
  const year = centuryOf(cpr, yearOfCentury) + yearOfCentury;
  const read = PlainDate.safeParse(`${year}-${cpr.slice(2, 4)}-${twoDigits(realDay)}`);
  return read.success ? read.data : null;
}

/**
 * The century by the 7th digit (P1). In the national form C says it directly, 1 the 1900s and 7 the 2000s: P1's reading of a 7
 * after year 57 (the 1800s) would admit people who cannot be alive, as a date in the future it is refused.
 */
function centuryOf(cpr: Cpr, yearOfCentury: number): number {
  const seventh = digitsAt(cpr, 6, 1);
  if (isNational(cpr)) return seventh === 7 ? 2000 : 1900;
  if (seventh <= 3) return 1900;
  if (seventh === 4 || seventh === 9) return yearOfCentury <= 36 ? 2000 : 1900;
  return yearOfCentury <= 57 ? 2000 : 1800;
}

function holdsMod11(cpr: Cpr): boolean {
  const sum = MOD11_WEIGHTS.reduce((total, weight, place) => total + weight * digitsAt(cpr, place, 1), 0);
  return sum % 11 === 0;
}

const DAY = '(?:0[1-9]|[12]\\d|3[01]|6[1-9]|[78]\\d|9[01])';
const MONTH = '(?:0[1-9]|1[0-2])';
const DASH = '[\\p{Pd}\\u2212\\u00AD]';
/** The gaps are bounded: an open-ended one would make a text of 10,000 spaces slow. */
const SERIAL = `\\s{0,3}(?:${DASH}|[./_,:;·•|+~*'\\\\])?\\s{0,3}(?:\\d{4}|[17][a-z]{2}\\d)(?!\\d)`;
/** Six digits in a row that begin like a date. */
const COMPACT = `(?<!\\d)${DAY}${MONTH}\\d{2}${SERIAL}`;
/** The date in pairs ("01 01 65-4003"); not when more pairs stand before it, as in a phone number and a postcode. */
const PAIRED = `(?<!\\d[\\s./]?)${DAY}(?:[\\s./]|${DASH})${MONTH}(?:[\\s./]|${DASH})\\d{2}${SERIAL}`;
const CPR_LIKE = `${COMPACT}|${PAIRED}`;
/** What hides between digits without being seen; the soft hyphen separates as any other does. */
const INVISIBLE = /(?!\u00AD)\p{Cf}/gu;

/**
 * Whether a typed text holds something like a CPR number anywhere (P4), so that it is neither stored nor echoed. Errs on the
 * side of yes: an impossible 31 February counts; eight digits, or ten inside a longer run of digits, do not.
 */
export function looksLikeCpr(text: string): boolean {
  return new RegExp(CPR_LIKE, 'iu').test(text.normalize('NFKC').replaceAll(INVISIBLE, ''));
}

/** The text with every CPR-like string blotted out (P4), for the places that must show what they refused. */
export function redactCpr(text: string): string {
  return text.replace(new RegExp(CPR_LIKE, 'giu'), '••••••-••••');
}

/** Whole years of age on a day (B1). A birthday on 29 February falls on the 28th in other years (L3). */
export function ageOn(birth: PlainDate, date: PlainDate): number {
  const years = digitsAt(date, 0, 4) - digitsAt(birth, 0, 4);
  return addMonths(birth, years * 12) <= date ? years : years - 1;
}
