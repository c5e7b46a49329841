import { z } from 'zod';
import { onCourse } from '../../app/courses/on-course.ts';
import { finishTask } from '../../app/work-list/finish-task.ts';
import { TaskId } from '../../domain/ids.ts';
import { action } from './action.ts';

export const taskDone = action({
  verb: 'task.done',
  on: ['digest', 'today'],
  data: z.strictObject({ course: z.string().max(200), task: TaskId, rev: z.string().max(20) }),
  run: (session, { course, ...tap }) => onCourse(session, { course, right: null }, (on) => finishTask(on, tap)),
});
