import type { CourseId } from '../../domain/ids.ts';
import type { Scope } from '../context.ts';
import { changeCourse } from '../courses/change-course.ts';
import { loadCourse } from '../courses/load-course.ts';
import { raise } from './raise.ts';
import { courseDue, nextCourseMoment } from './reschedule-course.ts';

/** A course wakes up: the calendar does its part, what is due is raised, and the next moment is set. */
export async function wakeCourse(scope: Scope, id: CourseId): Promise<void> {
  await changeCourse(scope, { id, command: { type: 'settle' }, by: null });
  const { course } = await loadCourse(scope, id);
  const due = await courseDue(scope, course);
  await raise(scope, due);
  await scope.tx.wakes.set({ kind: 'course', id }, await nextCourseMoment(scope, due, course));
}
