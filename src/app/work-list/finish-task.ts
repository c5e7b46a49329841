import { TaskId } from '../../domain/ids.ts';
import { changeCourse } from '../courses/change-course.ts';
import { isStale, type OnCourse, refusalNotice } from '../courses/on-course.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { type Answer, card } from '../view.ts';
import { listView } from './list-view.ts';

/** A task is done, by its owner or by whoever runs the course; answered with the list without it. A second tap changes nothing. */
export async function finishTask(
  { session, course }: OnCourse,
  { task, rev }: { readonly task: string; readonly rev: string },
): Promise<Answer> {
  const { say, user, today } = session;
  const { shown } = course;
  const answer = async (done: string) => card(await listView(session, { view: 'today', day: today, done }));
  if (isStale(course, rev)) return answer(say('errors.stale'));
  const taken = shown.value.tasks.find((t) => t.id === task);
  if (!(shown.rights.has('act') || taken?.owner === user.id)) return refusalNotice(session, 'not-allowed');
  const command = { type: 'finishTask', task: TaskId.parse(task) } as const;
  const changed = await changeCourse(session, { id: shown.value.id, command, by: user.id });
  if (changed.kind === 'refused') return answer(refusalSentence(say, changed));
  return answer(say('list.taskDone', { alias: shown.value.alias }));
}
