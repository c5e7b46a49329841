import { addDays } from './calendar/dates.ts';
import type { PlainDate } from './calendar/time.ts';
import type { AbsenceId, UserId } from './ids.ts';
import { type Refusal, refused } from './refusal.ts';

/** A colleague is away, both days included, and somebody stands in (N3). */
export interface Absence {
  readonly id: AbsenceId;
  readonly colleague: UserId;
  readonly cover: UserId;
  readonly first: PlainDate;
  readonly last: PlainDate;
}

/** Longer than this is no absence but a hand-over. */
const LONGEST_DAYS = 183;

/** Whether the absence lasts on a day. */
export function lastsOn(absence: Absence, day: PlainDate): boolean {
  return absence.first <= day && day <= absence.last;
}

/**
 * Why an absence cannot be entered; null when it can: its dates in order and not over, no other absence of the same person in those
 * days, and a cover who is at work in all of them. So covers on any one day never go in a circle.
 */
export function absenceRefused(
  wanted: Absence,
  { known, today }: { readonly known: readonly Absence[]; readonly today: PlainDate },
): Refusal | null {
  const { first, last, colleague, cover } = wanted;
  if (last < first) return refused('absence-dates-turned');
  if (last < today) return refused('absence-over');
  if (first < today) return refused('absence-begins-in-past');
  if (last > addDays(first, LONGEST_DAYS)) return refused('absence-too-long', { days: LONGEST_DAYS });
  const meanwhile = known.filter((a) => a.first <= last && first <= a.last);
  if (meanwhile.some((a) => a.colleague === colleague)) return refused('absence-overlaps');
  if (cover === colleague || meanwhile.some((a) => a.colleague === cover)) return refused('absence-cover-away');
  return null;
}

/**
 * Who gets a person's nudges on a day: the person, or the cover; where the cover is away too, the cover's own. A cover who may not stand
 * in any more leaves the nudges where they were: nothing is dropped (N1, N3).
 */
export function standIn(
  person: UserId,
  absences: readonly Absence[],
  mayCover: (absent: UserId, cover: UserId) => boolean,
): UserId {
  const passed = new Set([person]);
  let holder = person;
  for (;;) {
    const absence = absences.find((a) => a.colleague === holder);
    if (absence === undefined || passed.has(absence.cover) || !mayCover(holder, absence.cover)) return holder;
    holder = absence.cover;
    passed.add(holder);
  }
}
