import type { Course } from '../../domain/course/course.ts';
import type { CourseEvent } from '../../domain/course/events.ts';
import { TrainingId } from '../../domain/ids.ts';
import type { Scope } from '../context.ts';
import { rewakeAgreement } from '../due/agreement-due.ts';

/** A specialist who gets a first course under an agreement is entered in the register: without training, leader and coordinator are told (S4). */
export async function noteFirstCourse(scope: Scope, course: Course, events: readonly CourseEvent[]): Promise<void> {
  const { tx, parts } = scope;
  for (const event of events) {
    if (event.type !== 'SpecialistAssigned') continue;
    const { specialist: about, on } = event;
    const known = await tx.training.about([about]);
    if (!known.some((e) => e.kind === 'firstCourse' && e.agreement === course.agreement && e.on <= on)) {
      const id = TrainingId.parse(parts.ids.next());
      await tx.training.add({ id, about, kind: 'firstCourse', agreement: course.agreement, on });
    }
    // A specialist who had no course for a while is owed training and supervision again.
    await rewakeAgreement(scope, course.agreement);
  }
}
