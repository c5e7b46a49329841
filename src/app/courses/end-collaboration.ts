import { nextWorkingMoment } from '../../domain/calendar/working-days.ts';
import type { Course } from '../../domain/course/course.ts';
import type { CourseId, UserId } from '../../domain/ids.ts';
import { loadAgreement } from '../agreements/load-agreement.ts';
import type { Scope } from '../context.ts';
import type { PostedCard } from '../ports/outbox.ts';

/**
 * What follows when the consent ended (K12): every posted card that discloses the course is replaced, at any hour, and each clinician
 * named on it gets one personal line without a reason in working hours; the specialist too, unless it was their own doing.
 * Coming agendas and unsent messages need nothing: they are rendered from the state of their moment, behind the gate.
 */
export async function endCollaboration(
  scope: Scope,
  ended: { readonly course: Course; readonly by: UserId | null },
): Promise<void> {
  const { course, by } = ended;
  // Each ending is told and carried out by itself, also two at one standstill of the clock.
  const ending = scope.parts.ids.next();
  await replaceCards(scope, course.id, ending);
  const { calendar } = await loadAgreement(scope, course.agreement);
  const told = new Set(
    [course.clinician, course.specialist].filter((u) => u !== null && !(u === by && u === course.specialist)),
  );
  for (const user of told) {
    await scope.tx.outbox.add({
      kind: 'consentEnded',
      subject: course.id,
      recipient: `user:${user}`,
      rung: ending,
      notBefore: nextWorkingMoment(scope.now, calendar),
      uselessAfter: null,
      calendar: course.agreement,
      anyHour: false,
    });
  }
}

/**
 * One replacement per card that discloses the course, after somebody lost sight of it; a card shown to someone who still may see it comes
 * out unchanged. `ending` tells one occasion from another.
 */
export function replaceCards(scope: Scope, course: CourseId, ending: string): Promise<void> {
  return renewCards(scope, course, { kind: 'replace', ending, isMeant: () => true });
}

/** Makes anew, at any hour, the posted cards of a course that are meant: `refresh` for every reader, `replace` for those who lost sight of it. */
export async function renewCards(
  scope: Scope,
  course: CourseId,
  how: {
    readonly kind: 'replace' | 'refresh';
    readonly ending: string;
    readonly isMeant: (posted: PostedCard) => boolean;
  },
): Promise<void> {
  for (const posted of (await scope.tx.posted.disclosing(course)).filter(how.isMeant)) {
    await scope.tx.outbox.add({
      kind: how.kind,
      subject: course,
      recipient: `card:${posted.id}`,
      rung: how.ending,
      notBefore: scope.now,
      uselessAfter: null,
      calendar: null,
      anyHour: true,
    });
  }
}
