import type { PlainDate } from '../calendar/time.ts';
import { OtherPurpose, purposeInForce } from '../consent/consent.ts';
import { type Course, isShared } from './course.ts';
import type { CourseEvent } from './events.ts';

/**
 * Whether these events ended the cooperation of the two sides (K12). A withdrawal ends it while the gate stands open. A lapse is recorded
 * when its day is over and the gate shut already, so it ends it if the gate stood open on the consent's last day: the other direction's
 * later lapse ends nothing more.
 */
export function endsCollaboration(
  change: { readonly before: Course; readonly after: Course; readonly events: readonly CourseEvent[] },
  today: PlainDate,
): boolean {
  const { before, after, events } = change;
  if (isShared(after, today)) return false;
  if (isShared(before, today)) return true;
  const lapsed = events.flatMap((e) => (e.type === 'ConsentLapsed' && e.purpose === before.gate ? e.consents : []));
  return before.consents.some((c) => lapsed.includes(c.id) && isShared(before, c.lastValidDay));
}

/** Which of K2, K4 and K5 these events ended in a direction that nothing else keeps in force (K12): a renewal goes on, and nothing ends. */
export function endedBesideGate(
  {
    before,
    after,
    events,
  }: { readonly before: Course; readonly after: Course; readonly events: readonly CourseEvent[] },
  day: PlainDate,
): readonly OtherPurpose[] {
  const over = new Set(
    events.flatMap((e) => (e.type === 'ConsentWithdrawn' || e.type === 'ConsentLapsed' ? e.consents : [])),
  );
  // Withdrawn before its first day, it opened nothing yet.
  const ended = before.consents.filter((c) => over.has(c.id) && c.validFrom <= day);
  return OtherPurpose.options.filter((purpose) =>
    ended.some(
      (c) => c.purpose === purpose && !purposeInForce(after.consents, purpose, { direction: c.direction, day }),
    ),
  );
}
