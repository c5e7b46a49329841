import type { Disclosed } from '../../domain/access.ts';
import { localDate, type PlainDate } from '../../domain/calendar/time.ts';
import { type ConsentDirection, type ConsentPurpose, type Direction, holdsOn } from '../../domain/consent/consent.ts';
import type { Course } from '../../domain/course/course.ts';

/** How it stands with one direction of a consent on a day (K10, K11, K13). `on` is the day it is about. */
export interface DirectionStatus {
  readonly kind: 'inForce' | 'coming' | 'withdrawn' | 'lapsed' | 'refused' | 'missing';
  readonly on: PlainDate | null;
}

/** One direction of a purpose: what a consent is recorded for (K10). */
export interface Asked {
  readonly purpose: ConsentPurpose;
  readonly direction: ConsentDirection;
}

/** The last word in one direction of the gate. */
export function directionStatus(shown: Disclosed<Course>, direction: Direction, today: PlainDate): DirectionStatus {
  return consentStatus(shown, { purpose: shown.value.gate, direction }, today);
}

/** The last word in one direction of a purpose: in force before all, then what comes, then what was said last. */
export function consentStatus(shown: Disclosed<Course>, asked: Asked, today: PlainDate): DirectionStatus {
  const course = shown.value;
  const isAsked = (c: Asked) => c.purpose === asked.purpose && c.direction === asked.direction;
  const given = course.consents.filter(isAsked);
  const inForce = latest(given.filter((c) => holdsOn(c, today)).map((c) => c.lastValidDay));
  if (inForce !== null) return { kind: 'inForce', on: inForce };
  const coming = given.filter((c) => c.ended === null && c.validFrom > today).map((c) => c.validFrom);
  if (coming.length > 0) return { kind: 'coming', on: latest(coming) };
  const refused = latest(course.refusals.filter(isAsked).map((r) => r.on));
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
