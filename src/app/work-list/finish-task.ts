import { CourseId, TaskId } from '../../domain/ids.ts';
import type { Session } from '../context.ts';
import { changeCourse } from '../courses/change-course.ts';
import { showCourse } from '../courses/load-course.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { type Answer, card, notice } from '../view.ts';
import { listView } from './list-view.ts';
import { readerOf } from './reader.ts';

/** What a tap on "Udført" sends. */
export interface TaskTap {
  readonly course: string;
  readonly task: string;
  readonly rev: string;
}

/** A task is done, by its owner or by whoever runs the course; answered with the list without it. A second tap changes nothing. */
export async function finishTask(session: Session, { course, task, rev }: TaskTap): Promise<Answer> {
  const reader = readerOf(session);
  const id = CourseId.parse(course);
  const found = reader === null ? null : await showCourse(session, reader.viewer, id);
  if (reader === null || found === null) return notice(refusalSentence(session.say, { because: 'not-found' }));
  const { shown, revision } = found;
  const answer = async (done: string) =>
    card(await listView(session, reader, { view: 'today', day: session.today, done }));
  if (String(revision) !== rev) return answer(session.say('errors.stale'));
  const taken = shown.value.tasks.find((t) => t.id === task);
  if (!(shown.rights.has('act') || taken?.owner === session.user.id))
    return notice(refusalSentence(session.say, { because: 'not-allowed' }));
  const command = { type: 'finishTask', task: TaskId.parse(task) } as const;
  const changed = await changeCourse(session, { id, command, by: session.user.id });
  if (changed.kind === 'refused') return answer(refusalSentence(session.say, changed));
  return answer(session.say('list.taskDone', { alias: shown.value.alias }));
}
