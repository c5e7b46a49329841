import type { Disclosed } from '../../domain/access.ts';
import { localDate, type PlainDate } from '../../domain/calendar/time.ts';
import { type Direction, holdsOn } from '../../domain/consent/consent.ts';
import type { Course } from '../../domain/course/course.ts';

/** How it stands with one direction of a course's consent on a day (K10, K11, K13). `on` is the day it is about. */
export interface DirectionStatus {
  readonly kind: 'inForce' | 'coming' | 'withdrawn' | 'lapsed' | 'refused' | 'missing';
  readonly on: PlainDate | null;
}

/** The last word in one direction: in force before all, then what comes, then what was said last. */
export function directionStatus(shown: Disclosed<Course>, direction: Direction, today: PlainDate): DirectionStatus {
  const course = shown.value;
  const given = course.consents.filter((c) => c.purpose === course.gate && c.direction === direction);
  const inForce = latest(given.filter((c) => holdsOn(c, today)).map((c) => c.lastValidDay));
  if (inForce !== null) return { kind: 'inForce', on: inForce };
  const coming = given.filter((c) => c.ended === null && c.validFrom > today).map((c) => c.validFrom);
  if (coming.length > 0) return { kind: 'coming', on: latest(coming) };
  const refused = latest(
    course.refusals.filter((r) => r.purpose === course.gate && r.direction === direction).map((r) => r.on),
  );
  const withdrawn = latest(given.flatMap((c) => (c.ended?.how === 'withdrawn' ? [localDate(c.ended.at)] : [])));
  const lapsed = latest(given.filter((c) => c.ended?.how !== 'withdrawn').map((c) => c.lastValidDay));
  const last = latest([refused, withdrawn, lapsed].filter((d) => d !== null));
  if (last === null) return { kind: 'missing', on: null };
  if (last === refused) return { kind: 'refused', on: last };
  return { kind: last === withdrawn ? 'withdrawn' : 'lapsed', on: last };
}

/** Consents from the clinic that are not in the patient journal yet (K11). */
export function unjournaled(shown: Disclosed<Course>) {
  return shown.value.consents.filter(
    (c) => c.direction === 'psychiatryToJobCentre' && c.journaled === null && c.ended === null,
  );
}

function latest(days: readonly PlainDate[]): PlainDate | null {
  return days.reduce<PlainDate | null>((last, day) => (last === null || day > last ? day : last), null);
}
