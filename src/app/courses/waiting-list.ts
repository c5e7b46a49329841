import { addDays, addMonths } from '../../domain/calendar/dates.ts';
import { PlainDate } from '../../domain/calendar/time.ts';
import { waitingOf } from '../../domain/course/relations.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { typedAgain } from '../typed.ts';
import { type Answer, card, type View } from '../view.ts';
import { waitingText } from '../work-list/item-text.ts';
import { changeCourse } from './change-course.ts';
import { courseView, mayWait } from './course-view.ts';
import { type ShownCourse, showCourse } from './load-course.ts';
import { isStale, type OnCourse, refusalNotice } from './on-course.ts';
import type { Reader } from './reader.ts';

/** Asks for the expected date; where it waits already, that date stands there to be moved. */
function waitingListView(
  reader: Reader,
  course: ShownCourse,
  again: { readonly date?: string; readonly error?: string } = {},
): View {
  const { say, language, today, parts } = reader;
  const { id, alias } = course.shown.value;
  const waiting = waitingOf(course.shown.value);
  return {
    card: 'waiting-list',
    language,
    data: {
      title: say('waiting.title', { alias }),
      now: waiting === null ? '' : waitingText(waiting, reader),
      date: again.date ?? waiting?.expectedOn ?? '',
      error: again.error ?? '',
      earliest: addDays(today, 1),
      latest: addMonths(today, parts.programmes.common.waitingList.mostMonths),
      ids: { course: id, rev: String(course.revision) },
      course: id,
    },
    summary: say('summary.answer'),
    about: { view: 'waitingList', subject: id },
    discloses: [id],
  };
}

/** The form, or the sentence that says why there is nothing to wait for. */
export function askWaitingList({ session, course }: OnCourse): Answer {
  return mayWait(course) ? card(waitingListView(session, course)) : refusalNotice(session, 'waiting-has-specialist');
}

/** Lack of room is a waiting list with a date, and never a refusal (A3). */
export async function putOnWaitingList(
  { session, course }: OnCourse,
  { rev, date }: { readonly rev: string; readonly date: string },
): Promise<Answer> {
  const { say } = session;
  const id = course.shown.value.id;
  if (isStale(course, rev)) return card(await courseView(session, course, { notice: say('errors.stale') }));
  const expectedOn = PlainDate.safeParse(date);
  const again = (error: string) => card(waitingListView(session, course, { date: typedAgain(date), error }));
  if (!expectedOn.success) return again(say('contact.dateNeeded'));
  const command = { type: 'putOnWaitingList', expectedOn: expectedOn.data } as const;
  const changed = await changeCourse(session, { id, command, by: session.user.id });
  if (changed.kind === 'refused') return again(refusalSentence(say, changed));
  const now = (await showCourse(session, session.viewer, id)) ?? course;
  return card(await courseView(session, now, { notice: say('waiting.done') }));
}
