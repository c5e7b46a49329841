import { localDate, type PlainDate } from '../calendar/time.ts';
import { type Consent, DIRECTIONS } from '../consent/consent.ts';
import type { Course } from '../course/course.ts';
import type { Occurrence } from './meeting.ts';

/**
 * Whether a course belongs on the agenda of a conference held on a day (A9, K12): started by then, and shared by what had been recorded by
 * then. A consent recorded or a start dated back afterwards puts nothing on last week's agenda, and asks nobody about it; nor does a course
 * that came from another conference since (S2).
 */
export function belongsOnAgenda(course: Course, { date: day, start }: Pick<Occurrence, 'date' | 'start'>): boolean {
  if (course.status !== 'running' || course.startedOn > day) return false;
  if (course.conferenceSince !== null && course.conferenceSince > start) return false;
  return DIRECTIONS.every((direction) =>
    course.consents.some((c) => c.purpose === course.gate && c.direction === direction && heldOn(c, day)),
  );
}

function heldOn({ recordedOn, validFrom, lastValidDay, ended }: Consent, day: PlainDate): boolean {
  if (ended?.how === 'withdrawn' && localDate(ended.at) < day) return false;
  return recordedOn <= day && validFrom <= day && day <= lastValidDay;
}
