import type { CourseEvent } from '../../domain/course/events.ts';
import type { CourseId } from '../../domain/ids.ts';
import type { Scope } from '../context.ts';
import { renewCards } from '../courses/end-collaboration.ts';

/** The cards on which something of a step-up may stand. */
const WITH_STEP_UP: ReadonlySet<string> = new Set([
  'stepUp',
  'stepUpForm',
  'stepUpCopy',
  'digest',
  'today',
  'course',
  'courseNamed',
  'snooze',
]);

/** Whether these events ended a consent to the step-up (K4): withdrawn, or run out. */
export function endsStepUpConsent(events: readonly CourseEvent[]): boolean {
  return events.some((e) => (e.type === 'ConsentWithdrawn' || e.type === 'ConsentLapsed') && e.purpose === 'K4');
}

/** K12: every standing card with something of the step-up on it is made anew, at any hour, as its reader may see it now. */
export function replaceStepUpCards(scope: Scope, course: CourseId): Promise<void> {
  const ending = scope.parts.ids.next();
  return renewCards(scope, course, { kind: 'refresh', ending, isMeant: ({ view }) => WITH_STEP_UP.has(view) });
}
