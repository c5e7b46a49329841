import { endsCollaboration } from '../../domain/course/collaboration.ts';
import type { CourseCommand } from '../../domain/course/commands.ts';
import type { Course } from '../../domain/course/course.ts';
import { decide } from '../../domain/course/decide.ts';
import type { CourseEvent } from '../../domain/course/events.ts';
import { evolve } from '../../domain/course/evolve.ts';
import type { CourseId, UserId } from '../../domain/ids.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { loadAgreement } from '../agreements/load-agreement.ts';
import { tellEnded } from '../consents/tell-ended.ts';
import type { Scope } from '../context.ts';
import { rescheduleCourse } from '../due/reschedule-course.ts';
import { endsStepUpConsent, replaceStepUpCards } from '../step-up/consent-over.ts';
import { noteFirstCourse } from '../training/note-first-course.ts';
import { endCollaboration } from './end-collaboration.ts';
import { type LoadedCourse, loadCourse } from './load-course.ts';

/** What a change came to: the course as it stands now, and whether anything was new. */
export type Changed =
  | {
      readonly kind: 'changed';
      readonly course: Course;
      readonly revision: number;
      readonly events: readonly CourseEvent[];
    }
  | Refusal;

/**
 * Loads, decides and saves one command on one course, in the caller's transaction. Whoever calls has checked that `by` may.
 * Saves events, summary row and next wake; ends the collaboration where the consent ended (K12).
 */
export async function changeCourse(
  scope: Scope,
  change: { readonly id: CourseId; readonly command: CourseCommand; readonly by: UserId | null },
): Promise<Changed> {
  const loaded = await loadCourse(scope, change.id);
  const { agreement } = await loadAgreement(scope, loaded.course.agreement);
  const rules = scope.parts.programmes.rulesFor(loaded.course.programme, agreement.terms);
  const decision = decide(change.command, loaded.course, { now: scope.now, today: scope.today, by: change.by, rules });
  if (decision.kind === 'refused') return decision;
  return saveEvents(scope, loaded, { events: decision.events, by: change.by });
}

/** Appends events to a course and brings everything derived from it up to date. */
async function saveEvents(
  scope: Scope,
  loaded: LoadedCourse,
  batch: { readonly events: readonly CourseEvent[]; readonly by: UserId | null },
): Promise<Extract<Changed, { kind: 'changed' }>> {
  const { course: before, revision } = loaded;
  if (batch.events.length === 0) return { kind: 'changed', course: before, revision, events: [] };
  const { now, tx } = scope;
  await tx.events.append('course', before.id, { revision, events: batch.events, at: now, by: batch.by });
  const after = batch.events.reduce((c, event) => evolve(c, { event, at: now, by: batch.by }), before);
  await saveRow(scope, after);
  await noteFirstCourse(scope, after, batch.events);
  await rescheduleCourse(scope, after);
  if (endsCollaboration({ before, after, events: batch.events }, scope.today)) {
    await endCollaboration(scope, { course: after, by: batch.by });
  }
  await tellEnded(scope, { before, after, events: batch.events }, batch.by);
  if (endsStepUpConsent(batch.events)) await replaceStepUpCards(scope, after.id);
  return { kind: 'changed', course: after, revision: revision + batch.events.length, events: batch.events };
}

/** Keeps the summary row by which courses are found. */
export async function saveRow({ tx }: Scope, course: Course): Promise<void> {
  const { id, alias, agreement, conference, person, status, referredBy, specialist, clinician, caseworker } = course;
  await tx.courses.save({
    id,
    alias,
    agreement,
    conference,
    person,
    status,
    referredBy,
    specialist,
    clinician,
    caseworker,
  });
}
