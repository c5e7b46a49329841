import { addDays, maxDate } from '../calendar/dates.ts';
import type { PlainDate } from '../calendar/time.ts';
import { gateOpen, gateOpensNext } from '../consent/consent.ts';
import type { CourseContext } from './commands.ts';
import type { Course } from './course.ts';
import type { CourseEvent } from './events.ts';
import { evolve } from './evolve.ts';

/** What the calendar does to a course at 00:00: a start when K1 comes into force (A2, A12), a lapse when it is over (K11, K12). */
export function settle(course: Course, context: CourseContext): CourseEvent[] {
  const over = course.consents.filter((c) => c.ended === null && c.lastValidDay < context.today);
  const purposes = [...new Set(over.map((c) => c.purpose))];
  const lapsed = purposes.map(
    (purpose): CourseEvent => ({
      type: 'ConsentLapsed',
      purpose,
      consents: over.filter((c) => c.purpose === purpose).map((c) => c.id),
    }),
  );
  // The start first: a consent that came into force and was over again while nobody looked did start the course.
  return [...startIfReady(course, [], context), ...lapsed];
}

/** The start event, when the events at hand make the course ready: the first day with K1 in force and a specialist (A12). */
export function startIfReady(course: Course, events: readonly CourseEvent[], context: CourseContext): CourseEvent[] {
  const after = events.reduce((c, event) => evolve(c, { event, at: context.now, by: context.by }), course);
  if (after.status !== 'referred' || after.specialist === null || after.specialistSince === null) return [];
  const on = firstReadyDay(after, after.specialistSince, context.today);
  if (on === null) return [];
  const first = context.rules.programme.steps[0];
  const started: CourseEvent[] = [{ type: 'CourseStarted', on }];
  if (first !== undefined) started.push({ type: 'StepStarted', step: first.id, on });
  return started;
}

/** Never before the referral; a consent recorded some days late starts the course on the day it came into force. Null: not yet. */
function firstReadyDay(course: Course, specialistSince: PlainDate, today: PlainDate): PlainDate | null {
  const first = maxDate(course.referredOn, specialistSince);
  for (let day = first; day <= maxDate(today, first); day = addDays(day, 1)) {
    if (gateOpen(course.consents, course.gate, day)) return day;
  }
  return null;
}

/** The next day at whose 00:00 the calendar changes the course: a lapse, or a consent that comes into force; null when nothing is ahead. */
export function settlesNext(course: Course, today: PlainDate): PlainDate | null {
  const lapses = course.consents
    .filter((c) => c.ended === null && c.lastValidDay >= today)
    .map((c) => addDays(c.lastValidDay, 1));
  const opens = gateOpensNext(course.consents, course.gate, today);
  const days = opens === null ? lapses : [...lapses, opens];
  return days.sort()[0] ?? null;
}
