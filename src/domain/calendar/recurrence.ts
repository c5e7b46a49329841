import { z } from 'zod';
import { addDays, daysBetween, maxDate, minDate, weekday } from './dates.ts';
import { LocalTime, PlainDate } from './time.ts';

/**
 * A meeting that comes back in local wall time (S2, L1). The first occurrence is the first such weekday on or after `from`;
 * `until` is included. Conference-free weeks and moved meetings are the agreement's matter, not the pattern's.
 */
export const Recurrence = z
  .object({
    weekday: z.union([
      z.literal(1),
      z.literal(2),
      z.literal(3),
      z.literal(4),
      z.literal(5),
      z.literal(6),
      z.literal(7),
    ]),
    start: LocalTime,
    /** Length. */
    minutes: z.int().min(5).max(480),
    everyWeeks: z.int().min(1).max(52),
    from: PlainDate,
    until: PlainDate,
  })
  .readonly();
export type Recurrence = z.infer<typeof Recurrence>;

/** The regular dates from `from` to `to`, both included, in order. */
export function occurrencesBetween(rec: Recurrence, from: PlainDate, to: PlainDate): PlainDate[] {
  const last = minDate(to, rec.until);
  const dates: PlainDate[] = [];
  let day = firstFrom(rec, from);
  while (day <= last) {
    dates.push(day);
    day = addDays(day, rec.everyWeeks * 7);
  }
  return dates;
}

/** The first regular date on or after the given one, or null when the recurrence has ended. */
export function nextOccurrence(rec: Recurrence, onOrAfter: PlainDate): PlainDate | null {
  const day = firstFrom(rec, onOrAfter);
  return day <= rec.until ? day : null;
}

function firstFrom(rec: Recurrence, from: PlainDate): PlainDate {
  const anchor = addDays(rec.from, (rec.weekday - weekday(rec.from) + 7) % 7);
  const step = rec.everyWeeks * 7;
  const periods = Math.ceil(daysBetween(anchor, maxDate(from, anchor)) / step);
  return addDays(anchor, periods * step);
}
