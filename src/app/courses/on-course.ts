import type { Right } from '../../domain/access.ts';
import { CourseId } from '../../domain/ids.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Session } from '../context.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { type Answer, notice } from '../view.ts';
import { readAlias, type ShownCourse, showCourse } from './load-course.ts';
import { type ActingSession, asActing } from './reader.ts';

/** A tap or a command on a course, authorised anew: who acts, and the course as they may see it now. */
export interface OnCourse {
  readonly session: ActingSession;
  readonly course: ShownCourse;
}

/**
 * Runs a use case on a course that somebody may see and has the right for. No such course, and one that is not theirs, are answered
 * with the same words (K14); a right that is missing is said as such, for they see the course anyway.
 */
export async function onCourse(
  session: Session,
  at: { readonly course: string | null | undefined; readonly right: Right | null },
  run: (on: OnCourse) => Promise<Answer>,
): Promise<Answer> {
  const acting = asActing(session);
  if (acting === null) return notice(session.say('errors.notForRole'));
  const id = CourseId.safeParse(at.course);
  const course = id.success ? await showCourse(acting, acting.viewer, id.data) : null;
  if (course === null) return refusalNotice(session, 'not-found');
  if (at.right !== null && !course.shown.rights.has(at.right)) return refusalNotice(session, 'not-allowed');
  return run({ session: acting, course });
}

/** Whether a card was made from an older state of the course than the present one. */
export function isStale(course: ShownCourse, rev: string): boolean {
  return rev !== String(course.revision);
}

/** The course an alias names, whoever asks; what of it they may see is `onCourse`'s decision. */
export async function courseIdOf(session: Session, typed: string): Promise<CourseId | null> {
  const alias = readAlias(typed);
  const row = alias === null ? null : await session.tx.courses.byAlias(alias);
  return row?.id ?? null;
}

/** A refusal as a short notice: the card stays as it is. */
export function refusalNotice({ say }: Session, because: Refusal['because']): Answer {
  return notice(refusalSentence(say, { because }));
}
