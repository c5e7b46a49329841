import type { Scope } from '../context.ts';
import type { WakeSubject } from '../ports.ts';
import { wakeCourse } from './course-due.ts';

/** Wakes one subject at its moment: what has fallen due is raised, and the subject sets its own next moment. */
export async function wake(scope: Scope, subject: WakeSubject): Promise<void> {
  switch (subject.kind) {
    case 'course':
      return wakeCourse(scope, subject.id);
    case 'conference':
    case 'agreement':
      throw new Error(`nothing wakes a ${subject.kind} yet`);
    default:
      return subject satisfies never;
  }
}
