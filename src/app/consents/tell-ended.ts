import { nextWorkingMoment } from '../../domain/calendar/working-days.ts';
import type { OtherPurpose } from '../../domain/consent/consent.ts';
import { endedBesideGate } from '../../domain/course/collaboration.ts';
import type { Course } from '../../domain/course/course.ts';
import type { CourseEvent } from '../../domain/course/events.ts';
import type { UserId } from '../../domain/ids.ts';
import { openStepUp } from '../../domain/step-up/step-up.ts';
import { loadAgreement } from '../agreements/load-agreement.ts';
import type { Scope } from '../context.ts';

/**
 * N1: a consent withdrawn or expired is told at once, in working hours: K5 to whoever calls, K4 to those of a step-up that goes on, unless it was
 * their own doing. K2 changes nothing that anybody does.
 */
export async function tellEnded(
  scope: Scope,
  change: { readonly before: Course; readonly after: Course; readonly events: readonly CourseEvent[] },
  by: UserId | null,
): Promise<void> {
  const { after } = change;
  const ended = endedBesideGate(change, scope.today);
  if (ended.length === 0 || after.status !== 'running') return;
  const { calendar } = await loadAgreement(scope, after.agreement);
  for (const purpose of ended) {
    for (const user of concernedBy(after, purpose).filter((id) => id !== by)) {
      await scope.tx.outbox.add({
        kind: 'otherConsentEnded',
        subject: after.id,
        recipient: `user:${user}`,
        rung: `${purpose}:${scope.parts.ids.next()}`,
        notBefore: nextWorkingMoment(scope.now, calendar),
        uselessAfter: null,
        calendar: after.agreement,
        anyHour: false,
      });
    }
  }
}

function concernedBy(course: Course, purpose: OtherPurpose): readonly UserId[] {
  const { specialist, caseworker } = course;
  switch (purpose) {
    case 'K2':
      return [];
    case 'K4':
      return openStepUp(course) === null ? [] : [specialist, caseworker].filter((id) => id !== null);
    case 'K5':
      return [specialist].filter((id) => id !== null);
    default:
      return purpose satisfies never;
  }
}
