import { wakeRequest } from '../citizen-rights/request-due.ts';
import type { Scope } from '../context.ts';
import type { WakeSubject } from '../ports/due.ts';
import { wakeAgreement } from './agreement-due.ts';
import { wakeConference } from './conference-due.ts';
import { wakeCourse } from './course-due.ts';
import { wakePerson } from './person-due.ts';

/** Wakes one subject at its moment: what has fallen due is raised, and the subject sets its own next moment. */
export async function wake(scope: Scope, subject: WakeSubject): Promise<void> {
  switch (subject.kind) {
    case 'course':
      return wakeCourse(scope, subject.id);
    case 'conference':
      return wakeConference(scope, subject);
    case 'agreement':
      return wakeAgreement(scope, subject);
    case 'person':
      return wakePerson(scope, subject.id);
    case 'request':
      return wakeRequest(scope, subject.id);
    default:
      return subject satisfies never;
  }
}
