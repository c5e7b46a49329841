import { z } from 'zod';
import { finishTask } from '../../app/work-list/finish-task.ts';
import { action } from './action.ts';

export const taskDone = action({
  verb: 'task.done',
  on: ['digest', 'today'],
  data: z.strictObject({ course: z.string().min(1), task: z.string().min(1), rev: z.string() }),
  run: finishTask,
});
