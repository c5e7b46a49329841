import { addDays } from '../../domain/calendar/dates.ts';
import { type Instant, LocalTime, localDate, toInstant } from '../../domain/calendar/time.ts';
import type { UserId } from '../../domain/ids.ts';
import { finishAbsence } from '../absence/finish-absence.ts';
import { workDaysOf } from '../agreements/work-days.ts';
import type { Scope } from '../context.ts';
import { rowsFor } from '../courses/load-course.ts';
import { viewerOf } from '../people/viewer.ts';
import type { User } from '../ports/records.ts';
import { wakeCourse } from './course-due.ts';
import { DIGEST_AT, digestAtOf, nextMorning } from './moments.ts';
import { planDigest } from './raise.ts';

const MIDNIGHT = LocalTime.parse('00:00');

/** A person wakes up: an absence that is over is seen to, an early digest is made ready, and the next moment is set. */
export async function wakePerson(scope: Scope, id: UserId): Promise<void> {
  for (const absence of await scope.tx.absences.all()) {
    if (absence.colleague === id && absence.last < scope.today) await finishAbsence(scope, absence);
  }
  const user = await scope.tx.users.get(id);
  if (user !== null && isEarly(user) && scope.now >= toInstant(scope.today, digestAtOf(user)))
    await readyEarly(scope, user);
  await reschedulePerson(scope, id);
}

/** Sets a person's next moment, after an absence was entered or the hour of the digest changed. A wake that is late stays (N5). */
export async function reschedulePerson(scope: Scope, id: UserId): Promise<void> {
  const user = await scope.tx.users.get(id);
  const absences = (await scope.tx.absences.all()).filter((a) => a.colleague === id);
  const moments: Instant[] = absences.map((a) => toInstant(addDays(a.last, 1), MIDNIGHT));
  if (user !== null && isEarly(user)) moments.push(nextMorning(scope, await workDaysOf(scope, id), digestAtOf(user)));
  await scope.tx.wakes.set({ kind: 'person', id }, moments.sort()[0] ?? null);
}

function isEarly(user: User): boolean {
  return digestAtOf(user) < DIGEST_AT;
}

/** What is due that day is raised before the ordinary hour, so that the early digest has it (N1). */
async function readyEarly(scope: Scope, user: User): Promise<void> {
  const viewer = await viewerOf(scope, user);
  if (viewer === null) return;
  for (const { id } of await rowsFor(scope, viewer, 'open')) await wakeCourse(scope, id);
  if (nextMorning(scope, await workDaysOf(scope, user.id)) === toInstant(scope.today, DIGEST_AT))
    await planDigest(scope, { user: user.id, day: localDate(scope.now), agreement: null });
}
