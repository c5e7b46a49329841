import { daysBetween } from '../../domain/calendar/dates.ts';
import { PlainDate } from '../../domain/calendar/time.ts';
import type { CourseCommand } from '../../domain/course/commands.ts';
import { ContactForm, FailedContactReason } from '../../domain/course/events.ts';
import { ContactId } from '../../domain/ids.ts';
import type { Session } from '../context.ts';
import { changeCourse } from '../courses/change-course.ts';
import { type ShownCourse, showCourse } from '../courses/load-course.ts';
import { isStale, type OnCourse, refusalNotice } from '../courses/on-course.ts';
import type { ActingSession } from '../courses/reader.ts';
import { formatDate, formatDateWithYear } from '../format.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { type Answer, card } from '../view.ts';
import { listView } from '../work-list/list-view.ts';
import { contactState } from './contact-state.ts';
import { contactFormView, contactReceiptView, nextLine } from './contact-view.ts';

/** What a tap on the contact card says: the card's own ids, the day it was made on, and what happened when. */
export interface ContactTap {
  readonly rev: string;
  /** The local day the card was made on: "I dag" means another day once it is over. */
  readonly day: string;
  readonly from: 'list' | 'command';
  readonly date: string;
  /** A form of contact, `signOfLife`, or the reason of a failed attempt. */
  readonly what: string;
}

/** The form for a course that the person runs, or the sentence that says why not. */
export async function openContactForm({ session, course }: OnCourse, fromList: boolean): Promise<Answer> {
  if (course.shown.value.status !== 'running') return refusalNotice(session, 'not-running');
  return card(await contactFormView(session, course, { fromList }));
}

/** Records a contact, a sign of life or a failed attempt (F1–F3); answered with the list it came from, or a receipt. */
export async function recordContact({ session, course }: OnCourse, tap: ContactTap): Promise<Answer> {
  const { say } = session;
  const { date, what } = tap;
  const again = async (why: { error?: string; notice?: string }) =>
    card(await contactFormView(session, course, { ...why, typed: { date, what }, fromList: tap.from === 'list' }));
  if (isStale(course, tap.rev) || tap.day !== session.today) return again({ notice: say('errors.stale') });
  const command = commandOf(session, tap);
  if (typeof command === 'string') return again({ error: command });
  const changed = await changeCourse(session, { id: course.shown.value.id, command, by: session.user.id });
  if (changed.kind === 'refused') return again({ error: refusalSentence(say, changed) });
  return receipt(session, { tap, before: course, isNew: changed.events.length > 0 });
}

/** The command, or the sentence for what is missing on the card. */
function commandOf(session: Session, { date, what }: ContactTap): CourseCommand | string {
  const { say } = session;
  const on = PlainDate.safeParse(date);
  if (!on.success) return say('contact.dateNeeded');
  const how = ContactForm.safeParse(what);
  if (how.success) {
    const contact = ContactId.parse(session.parts.ids.next());
    return { type: 'recordContact', contact, on: on.data, how: how.data };
  }
  if (what === 'atCompany') {
    const contact = ContactId.parse(session.parts.ids.next());
    return { type: 'recordContact', contact, on: on.data, how: 'inPerson', atCompany: true };
  }
  if (what === 'signOfLife') return { type: 'recordSignOfLife', on: on.data };
  const because = FailedContactReason.safeParse(what);
  return because.success
    ? { type: 'recordFailedContact', on: on.data, because: because.data }
    : say('contact.whatNeeded');
}

async function receipt(
  session: ActingSession,
  { tap, before, isNew }: { readonly tap: ContactTap; readonly before: ShownCourse; readonly isNew: boolean },
): Promise<Answer> {
  const after = (await showCourse(session, session.viewer, before.shown.value.id)) ?? before;
  const lines = await receiptLines(session, { tap, course: after, isNew });
  const copy = isNew ? journalLine(session, tap) : '';
  if (tap.from !== 'list') return card(contactReceiptView(session, after, { lines, copy }));
  const done = `${before.shown.value.alias}: ${lines.join(' ')}`;
  return card(await listView(session, { view: 'today', day: session.today, done }));
}

async function receiptLines(
  session: Session,
  { tap, course, isNew }: { readonly tap: ContactTap; readonly course: ShownCourse; readonly isNew: boolean },
): Promise<string[]> {
  const { say, language } = session;
  if (!isNew) return [say('contact.already')];
  const what = say(`contact.recorded.${tap.what}`, { when: whenOf(session, PlainDate.parse(tap.date)) });
  const { returns, next, lost } = await contactState(session, course);
  const failed = FailedContactReason.safeParse(tap.what).success;
  const then =
    failed && returns !== null
      ? say('contact.returns', { date: formatDate(returns, language) })
      : nextLine(session, next);
  return [what, then, ...(failed && lost ? [say('contact.lost')] : [])];
}

/** The contact as a line to copy into the journal or the case (F2): what and when, and nobody's name. */
function journalLine({ say, language }: Session, { date, what }: ContactTap): string {
  return say(`contact.copy.${what}`, { date: formatDateWithYear(PlainDate.parse(date), language) });
}

/** "i dag", "i går", or the date. */
function whenOf({ say, language, today }: Session, on: PlainDate): string {
  const back = daysBetween(on, today);
  if (back === 0) return say('contact.today');
  return back === 1 ? say('contact.yesterday') : formatDate(on, language);
}
