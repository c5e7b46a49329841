import { agreementFrom } from '../domain/agreement/agreement.ts';
import { courseFrom } from '../domain/course/evolve.ts';
import type { AgreementId, CourseId } from '../domain/ids.ts';
import type { Scope } from './context.ts';
import { saveRow } from './courses/change-course.ts';
import { rescheduleAgreement } from './due/agreement-due.ts';
import { rescheduleCourse } from './due/reschedule-course.ts';
import { noteFirstCourse } from './training/note-first-course.ts';

/** So many courses are in memory at a time. */
const PART = 200;

/**
 * Writes every summary row anew from the events (architecture.md): agreements, courses, the numbers that aliases have taken (N6), and a wake for
 * each. Nothing that was raised is raised again, for that is remembered apart.
 */
export async function rebuildSummaries(
  scope: Scope,
): Promise<{ readonly agreements: number; readonly courses: number }> {
  const agreements = await scope.tx.events.ids('agreement');
  for (const id of agreements) await rebuildAgreement(scope, id);
  const courses = await scope.tx.events.ids('course');
  await scope.tx.courses.clear();
  for (let from = 0; from < courses.length; from += PART) {
    await rebuildCourses(scope, courses.slice(from, from + PART));
  }
  for (const id of agreements) await rescheduleAgreement(scope, id);
  return { agreements: agreements.length, courses: courses.length };
}

async function rebuildAgreement({ tx }: Scope, id: AgreementId): Promise<void> {
  const { history } = await tx.events.load('agreement', id);
  const agreement = agreementFrom(history.map((h) => h.event));
  if (agreement === null) throw new Error('an agreement without history');
  const { code, jobCentre, clinic } = agreement.terms;
  await tx.agreements.save({ id, code, jobCentre, clinic });
}

async function rebuildCourses(scope: Scope, ids: readonly CourseId[]): Promise<void> {
  const histories = await scope.tx.events.loadMany('course', ids);
  for (const { history } of histories.values()) {
    const course = courseFrom(history);
    if (course === null) throw new Error('a course without history');
    await saveRow(scope, course);
    const events = history.map((h) => h.event);
    await noteFirstCourse(scope, course, events);
    await scope.tx.courses.holdNumbers(course.agreement, Number(course.alias.split('-')[1]));
    await rescheduleCourse(scope, course);
  }
}
