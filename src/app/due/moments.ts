import { type Instant, LocalTime, localDate, type PlainDate, toInstant } from '../../domain/calendar/time.ts';
import { isWorkingDay, nextWorkingDay, type WorkCalendar } from '../../domain/calendar/working-days.ts';
import type { Scope } from '../context.ts';
import type { User } from '../ports/records.ts';

/** When a digest goes out, and when the next morning's takes its place (N1, N5). */
export const DIGEST_AT = LocalTime.parse('08:00');
export const DIGEST_USELESS = LocalTime.parse('17:00');
/** A person's own hour for the digest (N1). */
export function digestAtOf(user: Pick<User, 'digestAt'> | null): LocalTime {
  return user?.digestAt ?? DIGEST_AT;
}
/** When a channel gets its one post of the day (N1). */
export const CHANNEL_AT = LocalTime.parse('08:15');

/** The first working morning at the digest's hour strictly after now. */
export function nextMorning(scope: Scope, calendar: WorkCalendar, hour: LocalTime = DIGEST_AT): Instant {
  const today = localDate(scope.now);
  const early = isWorkingDay(today, calendar) && scope.now < toInstant(today, hour);
  return toInstant(early ? today : nextWorkingDay(today, calendar), hour);
}

/** The working day whose digest carries what is raised now: today's until 17:00, else the next (N1, N5). */
export function digestDay(scope: Scope, calendar: WorkCalendar): PlainDate {
  const today = localDate(scope.now);
  const inTime = isWorkingDay(today, calendar) && scope.now < toInstant(today, DIGEST_USELESS);
  return inTime ? today : nextWorkingDay(today, calendar);
}
