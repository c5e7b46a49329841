import { PlainDate } from '../../domain/calendar/time.ts';
import { WishAnswer, wishOf } from '../../domain/course/wishes.ts';
import { consentReceiptView, isOpen } from '../consents/consent-receipt-view.ts';
import { changeCourse } from '../courses/change-course.ts';
import { showCourse } from '../courses/load-course.ts';
import { isStale, type OnCourse } from '../courses/on-course.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { type Answer, card, notice } from '../view.ts';
import { type WishesState, wishesView } from './wishes-view.ts';

/** What the card of the wishes sends. */
export interface SentWishes {
  readonly meetings: string;
  readonly network: string;
  readonly on: string;
  readonly rev: string;
}

/** The card on which the citizen's wishes are recorded; a course that is over takes no more of them. */
export function openWishes({ session, course }: OnCourse): Answer {
  if (isOpen(course)) return card(wishesView(session, course));
  return notice(refusalSentence(session.say, { because: 'course-closed' }));
}

/** W1, W2: records what the citizen wished. Where the network is wished for, the receipt brings a text for the invitation, without names. */
export async function stateWishes({ session, course }: OnCourse, sent: SentWishes): Promise<Answer> {
  const { say, user } = session;
  const { id } = course.shown.value;
  const { rev, ...typed } = sent;
  const again = (state: WishesState) => card(wishesView(session, course, { typed, ...state }));
  if (isStale(course, rev)) return again({ error: say('errors.stale') });
  const on = PlainDate.safeParse(sent.on);
  const meetings = WishAnswer.safeParse(sent.meetings);
  const network = WishAnswer.safeParse(sent.network);
  if (!on.success) return again({ error: say('consent.error.date') });
  if (!(meetings.success && network.success)) return again({ error: say('consent.error.form') });
  const answers = { meetings: meetings.data, network: network.data };
  const changed = await changeCourse(session, {
    id,
    command: { type: 'stateWishes', answers, on: on.data },
    by: user.id,
  });
  if (changed.kind === 'refused') return again({ error: refusalSentence(say, changed) });
  const after = (await showCourse(session, session.viewer, id)) ?? course;
  const wished = wishOf(after.shown.value, 'network') === 'yes';
  const lines = { done: say('wishes.saved'), invitation: wished ? say('wishes.invitation') : '' };
  return card(consentReceiptView(session, after, lines));
}
