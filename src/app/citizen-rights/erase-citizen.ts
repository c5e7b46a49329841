import type { CitizenRequest } from '../../domain/citizen-request.ts';
import type { PersonId, UserId } from '../../domain/ids.ts';
import { type Refusal, refused } from '../../domain/refusal.ts';
import type { Scope } from '../context.ts';
import { replaceCards } from '../courses/end-collaboration.ts';
import type { CourseRow } from '../ports/records.ts';
import { rescheduleRequest } from './request-due.ts';

/** Why a record goes: the citizen asked for it, or its time is over (P5). */
export type ErasureCause = 'request' | 'retention';

/** Why a citizen's record may not be erased now; null when it may. What runs needs its person. */
export async function erasureRefusal(scope: Scope, person: PersonId): Promise<Refusal | null> {
  if (await scope.tx.vault.isErased(person)) return refused('erase-already');
  const open = await scope.tx.courses.ofPerson(person, 'open');
  return open.length === 0 ? null : refused('erase-open-courses', { aliases: open.map((row) => row.alias).join(', ') });
}

/**
 * Destroys the key of a citizen's record, and name, CPR number and notes with it (GDPR 17, P5); the courses stay as dates and numbers. Cards
 * that show them are made anew, every open request of the citizen is answered by it, and it is logged.
 */
export async function eraseCitizen(
  scope: Scope,
  erasure: { readonly person: PersonId; readonly by: UserId | null; readonly cause: ErasureCause },
): Promise<Refusal | { readonly kind: 'erased'; readonly courses: readonly CourseRow[] }> {
  const { person, by, cause } = erasure;
  const refusal = await erasureRefusal(scope, person);
  if (refusal !== null) return refusal;
  const { tx, now } = scope;
  await tx.vault.erase(person, now);
  const courses = await tx.courses.ofPerson(person, 'all');
  for (const { id } of courses) await replaceCards(scope, id, `erased:${person}`);
  await tx.audit.append({ at: now, actor: by, action: 'erased', subject: person, purpose: cause });
  for (const request of await tx.requests.ofPerson(person)) {
    if (request.outcome === null) await answerRequest(scope, { ...request, outcome: 'erased' });
  }
  return { kind: 'erased', courses };
}

/** Keeps how a request was answered, today; its reminders end. */
export async function answerRequest(scope: Scope, answered: CitizenRequest): Promise<void> {
  await scope.tx.requests.save({ ...answered, answeredOn: scope.today });
  await rescheduleRequest(scope, answered.id);
}
