import { addMonths } from '../calendar/dates.ts';
import { accepted, type Decision, refused } from '../refusal.ts';
import type { CourseCommand, CourseContext } from './commands.ts';
import { type Course, isShared } from './course.ts';
import type { CourseEvent } from './events.ts';

type Of<T extends CourseCommand['type']> = Extract<CourseCommand, { type: T }>;

/** A decision becomes a task with an owner and a date (A9). The other side takes tasks only while the course is shared (K14). */
export function agreeTask(command: Of<'agreeTask'>, course: Course, { today }: CourseContext): Decision<CourseEvent> {
  if (course.status !== 'running') return refused('not-running');
  if (course.tasks.some((t) => t.id === command.task)) return accepted();
  if (command.due < today) return refused('task-date-in-past');
  if (command.due > addMonths(today, 24)) return refused('task-date-too-far');
  const owners = [course.specialist, course.clinician, course.caseworker];
  if (!owners.includes(command.owner)) return refused('not-allowed');
  // The owner's side decides whether the task ends with the consent (K12), so it is read off the course.
  const ownerSide = command.owner === course.clinician ? 'psychiatry' : 'jobCentre';
  if (ownerSide === 'psychiatry' && !isShared(course, today)) return refused('consent-none-in-force');
  const { task, text, owner, due, meeting } = command;
  return accepted({ type: 'TaskAgreed', task, text, owner, ownerSide, due, meeting });
}

/** Marks a task as done; a second tap changes nothing and says so. */
export function finishTask(command: Of<'finishTask'>, course: Course, context: CourseContext): Decision<CourseEvent> {
  const task = course.tasks.find((t) => t.id === command.task);
  if (task === undefined) return refused('task-unknown');
  if (task.state !== 'open') return refused('task-already-done');
  if (context.by === null) return refused('not-allowed');
  return accepted({ type: 'TaskDone', task: task.id, on: context.today, by: context.by });
}
