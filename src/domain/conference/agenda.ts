import type { PlainDate } from '../calendar/time.ts';
import { localDate } from '../calendar/time.ts';
import { type Consent, DIRECTIONS } from '../consent/consent.ts';
import type { Course } from '../course/course.ts';

/**
 * Whether a course belongs on the agenda of a conference held on a day (A9, K12): started by then, and shared by what had been recorded by
 * then. A consent recorded or a start dated back afterwards puts nothing on last week's agenda, and asks nobody about it.
 */
export function belongsOnAgenda(course: Course, day: PlainDate): boolean {
  if (course.status !== 'running' || course.startedOn > day) return false;
  return DIRECTIONS.every((direction) =>
    course.consents.some((c) => c.purpose === course.gate && c.direction === direction && heldOn(c, day)),
  );
}

function heldOn({ recordedOn, validFrom, lastValidDay, ended }: Consent, day: PlainDate): boolean {
  if (ended?.how === 'withdrawn' && localDate(ended.at) < day) return false;
  return recordedOn <= day && validFrom <= day && day <= lastValidDay;
}
