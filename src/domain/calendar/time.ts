import { z } from 'zod';
import { daysInMonth, digitsAt, epochDayOf, partsOfEpochDay, twoDigits } from './epoch-day.ts';
import { offsetMsAt, offsetMsOfWallTime } from './zone.ts';

/** First and last year that a date may have; anything outside is a typing error or a bug. */
const FIRST_YEAR = 1800;
const LAST_YEAR = 2200;

const MS_PER_MINUTE = 60_000;
const MS_PER_DAY = 86_400_000;

/** A day without a time: `'YYYY-MM-DD'`, a real date in the years 1800–2200. Text order is time order. */
export const PlainDate = z.string().refine(isRealDate, 'not a date').brand<'PlainDate'>();
export type PlainDate = z.infer<typeof PlainDate>;

/** A moment in UTC with milliseconds, always 24 characters: `'2026-11-02T06:55:00.000Z'`. Text order is time order. */
export const Instant = z.string().refine(isRealInstant, 'not an instant').brand<'Instant'>();
export type Instant = z.infer<typeof Instant>;

/** Wall time in Denmark, `'HH:MM'`, 00:00–23:59. */
export const LocalTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .brand<'LocalTime'>();
export type LocalTime = z.infer<typeof LocalTime>;

function isRealDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const year = digitsAt(text, 0, 4);
  const month = digitsAt(text, 5, 2);
  const day = digitsAt(text, 8, 2);
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) return false;
  return day >= 1 && day <= daysInMonth(year, month);
}

function isRealInstant(text: string): boolean {
  return /^.{10}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/.test(text) && isRealDate(text.slice(0, 10));
}

/** Days from 1 January 1970. */
export function epochDay(date: PlainDate): number {
  return epochDayOf({ year: digitsAt(date, 0, 4), month: digitsAt(date, 5, 2), day: digitsAt(date, 8, 2) });
}

/** The inverse of `epochDay`. Throws a RangeError outside 1800–2200: no rule of ours reaches there. */
export function dateOfEpochDay(day: number): PlainDate {
  const { year, month, day: dayOfMonth } = partsOfEpochDay(day);
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) throw new RangeError('date outside 1800–2200');
  return `${year}-${twoDigits(month)}-${twoDigits(dayOfMonth)}` as PlainDate;
}

/** Milliseconds since 1 January 1970 UTC. */
export function instantMs(at: Instant): number {
  const day = epochDayOf({ year: digitsAt(at, 0, 4), month: digitsAt(at, 5, 2), day: digitsAt(at, 8, 2) });
  const seconds = digitsAt(at, 11, 2) * 3600 + digitsAt(at, 14, 2) * 60 + digitsAt(at, 17, 2);
  return day * MS_PER_DAY + seconds * 1000 + digitsAt(at, 20, 3);
}

/** The inverse of `instantMs`; parts of a millisecond are cut off. Throws a RangeError outside 1800–2200. */
export function instantFromMs(ms: number): Instant {
  const day = Math.floor(ms / MS_PER_DAY);
  const rest = Math.floor(ms - day * MS_PER_DAY);
  const minutes = Math.floor(rest / MS_PER_MINUTE);
  const inMinute = rest - minutes * MS_PER_MINUTE;
  const second = Math.floor(inMinute / 1000);
  const fraction = String(inMinute - second * 1000).padStart(3, '0');
  return `${dateOfEpochDay(day)}T${clockText(minutes)}:${twoDigits(second)}.${fraction}Z` as Instant;
}

/**
 * The moment at which Danish clocks show this day and time (L1): a wall time that the spring change skips is one hour
 * later, one that the autumn change repeats is the first.
 */
export function toInstant(date: PlainDate, time: LocalTime): Instant {
  const wallMs = epochDay(date) * MS_PER_DAY + (digitsAt(time, 0, 2) * 60 + digitsAt(time, 3, 2)) * MS_PER_MINUTE;
  return instantFromMs(wallMs - offsetMsOfWallTime(wallMs));
}

/** The day it is in Denmark at this moment (L1). */
export function localDate(at: Instant): PlainDate {
  return dateOfEpochDay(Math.floor(wallMsOf(at) / MS_PER_DAY));
}

/** What Danish clocks show at this moment, seconds cut off (L1). */
export function localTime(at: Instant): LocalTime {
  const wallMs = wallMsOf(at);
  const sinceMidnight = wallMs - Math.floor(wallMs / MS_PER_DAY) * MS_PER_DAY;
  return clockText(Math.floor(sinceMidnight / MS_PER_MINUTE)) as LocalTime;
}

/** `n` minutes of elapsed time later (earlier when negative); not wall time, so an hour across a clock change is an hour. */
export function addMinutes(at: Instant, n: number): Instant {
  return instantFromMs(instantMs(at) + n * MS_PER_MINUTE);
}

/** Elapsed minutes from `a` to `b`, not rounded; negative when `b` is earlier. */
export function minutesBetween(a: Instant, b: Instant): number {
  return (instantMs(b) - instantMs(a)) / MS_PER_MINUTE;
}

function wallMsOf(at: Instant): number {
  const ms = instantMs(at);
  return ms + offsetMsAt(ms);
}

function clockText(minuteOfDay: number): string {
  const hour = Math.floor(minuteOfDay / 60);
  return `${twoDigits(hour)}:${twoDigits(minuteOfDay - hour * 60)}`;
}
