import { daysBetween } from '../../domain/calendar/dates.ts';
import { PlainDate } from '../../domain/calendar/time.ts';
import type { CourseCommand } from '../../domain/course/commands.ts';
import { ContactForm, FailedContactReason } from '../../domain/course/events.ts';
import { ContactId, CourseId } from '../../domain/ids.ts';
import type { Session } from '../context.ts';
import { changeCourse } from '../courses/change-course.ts';
import { type ShownCourse, showCourse } from '../courses/load-course.ts';
import { formatDate } from '../format.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { type Answer, card, notice } from '../view.ts';
import { listView } from '../work-list/list-view.ts';
import { readerOf } from '../work-list/reader.ts';
import { contactState } from './contact-state.ts';
import { contactFormView, contactReceiptView, nextLine } from './contact-view.ts';

/** What a tap on the contact card says: the card's own ids, the day it was made on, and what happened when. */
export interface ContactTap {
  readonly course: string;
  readonly rev: string;
  /** The local day the card was made on: "I dag" means another day once it is over. */
  readonly day: string;
  readonly from: 'list' | 'command';
  readonly date: string;
  /** A form of contact, `signOfLife`, or the reason of a failed attempt. */
  readonly what: string;
}

/** The form for a course that the person runs, or the sentence that says why not. */
export async function openContactForm(session: Session, id: CourseId, fromList: boolean): Promise<Answer> {
  const found = await courseToRun(session, id);
  if ('refusal' in found) return notice(found.refusal);
  if (found.shown.value.status !== 'running') return notice(refusalSentence(session.say, { because: 'not-running' }));
  return card(await contactFormView(session, found, { fromList }));
}

/** Records a contact, a sign of life or a failed attempt (F1–F3); answered with the list it came from, or a receipt. */
export async function recordContact(session: Session, tap: ContactTap): Promise<Answer> {
  const { say } = session;
  const found = await courseToRun(session, CourseId.parse(tap.course));
  if ('refusal' in found) return notice(found.refusal);
  const fromList = tap.from === 'list';
  const again = async (why: { error?: string; notice?: string }) =>
    card(await contactFormView(session, found, { ...why, typed: { date: tap.date, what: tap.what }, fromList }));
  if (tap.rev !== String(found.revision) || tap.day !== session.today) return again({ notice: say('errors.stale') });
  const command = commandOf(session, tap);
  if (typeof command === 'string') return again({ error: command });
  const changed = await changeCourse(session, { id: found.shown.value.id, command, by: session.user.id });
  if (changed.kind === 'refused') return again({ error: refusalSentence(say, changed) });
  const isNew = changed.events.length > 0;
  return receipt(session, { tap, before: found, isNew });
}

/** A course the person may see and run; else the sentence to answer with. */
async function courseToRun(session: Session, id: CourseId): Promise<ShownCourse | { readonly refusal: string }> {
  const found = session.viewer === null ? null : await showCourse(session, session.viewer, id);
  if (found === null) return { refusal: refusalSentence(session.say, { because: 'not-found' }) };
  if (!found.shown.rights.has('act')) return { refusal: refusalSentence(session.say, { because: 'not-allowed' }) };
  return found;
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
  if (what === 'signOfLife') return { type: 'recordSignOfLife', on: on.data };
  const because = FailedContactReason.safeParse(what);
  return because.success
    ? { type: 'recordFailedContact', on: on.data, because: because.data }
    : say('contact.whatNeeded');
}

async function receipt(
  session: Session,
  { tap, before, isNew }: { readonly tap: ContactTap; readonly before: ShownCourse; readonly isNew: boolean },
): Promise<Answer> {
  const reader = readerOf(session);
  const after = reader === null ? null : await showCourse(session, reader.viewer, before.shown.value.id);
  const lines = await receiptLines(session, { tap, course: after ?? before, isNew });
  if (reader === null || tap.from !== 'list') return card(contactReceiptView(session, after ?? before, lines));
  const done = `${before.shown.value.alias}: ${lines.join(' ')}`;
  return card(await listView(session, reader, { view: 'today', day: session.today, done }));
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

/** "i dag", "i går", or the date. */
function whenOf({ say, language, today }: Session, on: PlainDate): string {
  const back = daysBetween(on, today);
  if (back === 0) return say('contact.today');
  return back === 1 ? say('contact.yesterday') : formatDate(on, language);
}
