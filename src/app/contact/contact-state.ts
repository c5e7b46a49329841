import type { PlainDate } from '../../domain/calendar/time.ts';
import { failuresInARow, lastContactOn, lastHeardOn } from '../../domain/course/course.ts';
import { isContact } from '../../domain/obligation.ts';
import type { Scope } from '../context.ts';
import { factsOfOne } from '../courses/course-facts.ts';
import type { ShownCourse } from '../courses/load-course.ts';

/** How contact stands on a course: what the form says above its buttons, and the receipt below them. */
export interface ContactState {
  readonly last: PlainDate | null;
  readonly lastHeard: PlainDate | null;
  /** The next due day: of the agreed rhythm, null before it begins (B12), or of the contact agreed for a pause (B4). */
  readonly next: PlainDate | null;
  /** After a failed attempt: the day on which the item returns to the list (F1). */
  readonly returns: PlainDate | null;
  readonly failures: number;
  /** Three failed attempts in a row, or 21 days: the leader hears of it (F3). */
  readonly lost: boolean;
}

/** Reads the contact state of a course that the reader runs. */
export async function contactState(scope: Scope, shownCourse: ShownCourse): Promise<ContactState> {
  const { shown, obligations } = await factsOfOne(scope, shownCourse);
  const course = shown.value;
  const contact = obligations.find((o) => o.kind === 'contact' || o.kind === 'agreedContact');
  // In the weeks after a job start contact is due sooner than the monthly rhythm says (section 9).
  const [next] = obligations
    .filter(isContact)
    .map((o) => o.due)
    .sort();
  const lost = obligations.find((o) => o.kind === 'lostContact');
  const quiet = contact?.quietUntil ?? null;
  return {
    last: lastContactOn(course),
    lastHeard: lastHeardOn(course),
    next: next ?? null,
    returns: quiet !== null && quiet > scope.today ? quiet : null,
    failures: failuresInARow(course).length,
    lost: lost !== undefined && lost.due <= scope.today,
  };
}
