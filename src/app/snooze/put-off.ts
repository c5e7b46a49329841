import { PlainDate } from '../../domain/calendar/time.ts';
import { SnoozeReason } from '../../domain/course/events.ts';
import { latestSnooze } from '../../domain/course/snooze.ts';
import { changeCourse } from '../courses/change-course.ts';
import { courseView } from '../courses/course-view.ts';
import { showCourse } from '../courses/load-course.ts';
import { isStale, type OnCourse, refusalNotice } from '../courses/on-course.ts';
import { formatDate } from '../format.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { type Answer, card } from '../view.ts';
import { type SnoozeTyped, snoozable, snoozeView } from './snooze-view.ts';

/** The form, for somebody with something of their own to put off. */
export async function openSnooze({ session, course }: OnCourse): Promise<Answer> {
  const items = await snoozable(session, course);
  return items.length === 0 ? refusalNotice(session, 'snooze-not-open') : card(await snoozeView(session, course));
}

/** Puts one open matter off the owner's list until a day, with a reason the leader can read (N3). Its date does not move. */
export async function putOff(
  { session, course }: OnCourse,
  { rev, ...typed }: SnoozeTyped & { readonly rev: string },
): Promise<Answer> {
  const { say, language, today, user } = session;
  const again = async (error: string) => card(await snoozeView(session, course, { typed, error }));
  if (isStale(course, rev)) return again(say('errors.stale'));
  const item = (await snoozable(session, course)).find((i) => i.obligation.key === typed.item);
  if (item === undefined) return again(refusalSentence(say, { because: 'snooze-not-open' }));
  const because = SnoozeReason.safeParse(typed.reason);
  if (!because.success) return again(refusalSentence(say, { because: 'reason-unknown' }));
  const until = PlainDate.safeParse(typed.until);
  if (!until.success) return again(refusalSentence(say, { because: 'snooze-date-needed' }));
  const latest = latestSnooze(item.obligation, today);
  const { id } = course.shown.value;
  const command = { type: 'snooze', obligation: typed.item, until: until.data, latest, because: because.data } as const;
  const changed = await changeCourse(session, { id, command, by: user.id });
  if (changed.kind === 'refused') return again(refusalSentence(say, changed));
  const after = (await showCourse(session, session.viewer, id)) ?? course;
  const notice = say('snooze.done', { date: formatDate(until.data, language) });
  return card(await courseView(session, after, { notice }));
}
