import type { Course } from '../../domain/course/course.ts';
import type { Scope } from '../context.ts';
import { recipientsOf } from '../due/raise.ts';
import { courseDue, rescheduleCourse } from '../due/reschedule-course.ts';

/**
 * Counts every reminder of a day that lies behind as told: an imported course is on the next digest as it stands, and does not send what
 * another system would have sent months ago to leader, clinician and channel.
 */
export async function passOverPastRungs(scope: Scope, course: Course): Promise<void> {
  const due = await courseDue(scope, course);
  for (const { key, rungs } of due.obligations) {
    for (const rung of rungs.filter((r) => r.day < scope.today)) {
      for (const recipient of await recipientsOf(scope, due, rung.to)) {
        const told = { subject: course.id, obligation: key, rung: rung.id, recipient };
        await scope.tx.raised.add({ ...told, on: rung.day });
      }
    }
  }
  await rescheduleCourse(scope, course);
}
