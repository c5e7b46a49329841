import { type Instant, LocalTime, toInstant } from '../../domain/calendar/time.ts';
import type { Course } from '../../domain/course/course.ts';
import { courseObligations } from '../../domain/course/obligations.ts';
import { settlesNext } from '../../domain/course/settle.ts';
import { loadAgreement } from '../agreements/load-agreement.ts';
import type { Scope } from '../context.ts';
import { nextRaise } from './next-raise.ts';
import type { Due } from './raise.ts';

/** What is open on a course today, with whose matter it is and the calendar it is counted by. */
export async function courseDue(scope: Scope, course: Course): Promise<Due> {
  const { agreement, calendar } = await loadAgreement(scope, course.agreement);
  const rules = scope.parts.programmes.rulesFor(course.programme, agreement.terms);
  const obligations = courseObligations(course, { rules, calendar, today: scope.today });
  const { id, specialist } = course;
  return { subject: id, agreement: course.agreement, specialist, course, obligations, calendar };
}

/** Sets the course's next wake after a change. A wake that is already late is left to be handled (N5). */
export async function rescheduleCourse(scope: Scope, course: Course): Promise<void> {
  const subject = { kind: 'course', id: course.id } as const;
  const standing = await scope.tx.wakes.at(subject);
  if (standing !== null && standing <= scope.now) return;
  await scope.tx.wakes.set(subject, await nextCourseMoment(scope, await courseDue(scope, course), course));
}

/** The next moment something happens to the course: a midnight of the calendar, or a morning on which something is raised. */
export async function nextCourseMoment(scope: Scope, due: Due, course: Course): Promise<Instant | null> {
  const settles = settlesNext(course, scope.today);
  const raises = await nextRaise(scope, due);
  const moments = [...(settles === null ? [] : [toInstant(settles, MIDNIGHT)]), ...(raises === null ? [] : [raises])];
  return moments.sort()[0] ?? null;
}

const MIDNIGHT = LocalTime.parse('00:00');
