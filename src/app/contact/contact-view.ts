import { addDays, daysBetween } from '../../domain/calendar/dates.ts';
import type { PlainDate } from '../../domain/calendar/time.ts';
import { ongoingEngagements } from '../../domain/course/engagement.ts';
import { ContactForm, FailedContactReason } from '../../domain/course/events.ts';
import { loadAgreement } from '../agreements/load-agreement.ts';
import { premisesLine } from '../courses/frame.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import type { Reader } from '../courses/reader.ts';
import { formatDate } from '../format.ts';
import { typedAgain } from '../typed.ts';
import type { View } from '../view.ts';
import { type ContactState, contactState } from './contact-state.ts';

/** What else the form shows: why nothing was recorded, what was chosen, and whether it was opened from the list. */
export interface ContactFormOptions {
  readonly notice?: string;
  readonly error?: string;
  readonly typed?: { readonly date: string; readonly what: string };
  readonly fromList: boolean;
}

/** The quick buttons' days, counted back from today. */
const QUICK_DAYS = [0, 1] as const;

/** The contact card: two taps for what happened today or yesterday, a date and a list for everything else (F1, F2); the safety line always stands (F3). */
export async function contactFormView(reader: Reader, course: ShownCourse, options: ContactFormOptions): Promise<View> {
  const { say, language, today } = reader;
  const { value } = course.shown;
  const { days } = reader.parts.programmes.common.contactBackdating;
  const ids = {
    course: value.id,
    rev: String(course.revision),
    day: today,
    from: options.fromList ? 'list' : 'command',
  };
  return {
    card: 'contact',
    language,
    data: {
      title: say('contact.title', { alias: value.alias }),
      status: [...statusLines(reader, await contactState(reader, course)), await placeLine(reader, course)],
      notice: options.notice ?? '',
      error: options.error ?? '',
      quick: quickRows(reader, course, ids),
      ids,
      date: typedAgain(options.typed?.date ?? today),
      earliest: addDays(today, -days),
      latest: today,
      what: typedAgain(options.typed?.what ?? ''),
      choices: choices(reader, course),
      fromList: options.fromList,
      safety: say('safety'),
    },
    summary: say('summary.contact'),
    about: { view: 'contactForm', subject: value.id },
    discloses: [value.id],
  };
}

/** One row of buttons for today and one for yesterday: "I går, personligt" is the second of two taps. */
function quickRows({ say, today }: Reader, course: ShownCourse, ids: Readonly<Record<string, string>>) {
  return QUICK_DAYS.map((back) => ({
    buttons: waysOf(course).map((how) => ({
      title: say(`contact.quick.${back === 0 ? 'today' : 'yesterday'}.${how}`),
      send: { ...ids, on: addDays(today, -back), how },
    })),
  }));
}

/** B18: for somebody in a job, at the company comes first. */
function waysOf({ shown }: ShownCourse): readonly (ContactForm | 'atCompany')[] {
  const isEmployed = ongoingEngagements(shown.value).length > 0;
  return isEmployed ? ['atCompany', ...ContactForm.options] : ContactForm.options;
}

/** Where it is normally held: at the clinic (A8), and in a job at the company (B18). */
async function placeLine(reader: Reader, course: ShownCourse): Promise<string> {
  if (waysOf(course).includes('atCompany')) return reader.say('frame.atCompany');
  const { agreement } = await loadAgreement(reader, course.shown.value.agreement);
  return premisesLine(reader, agreement.terms);
}

function choices({ say }: Reader, course: ShownCourse) {
  const held = waysOf(course).map((how) => ({ title: say(`contact.what.${how}`), value: how }));
  const failed = FailedContactReason.options.map((why) => ({ title: say(`contact.what.${why}`), value: why }));
  return [...held, { title: say('contact.what.signOfLife'), value: 'signOfLife' }, ...failed];
}

function statusLines({ say, language, today }: Reader, state: ContactState): string[] {
  const last =
    state.last === null ? say('contact.none') : say('contact.last', { date: formatDate(state.last, language) });
  const failures = state.failures > 0 ? [say('contact.failures', { count: state.failures })] : [];
  return [last, nextLine({ say, language, today }, state.next), ...failures];
}

/** When the next contact is due by the agreed rhythm. */
export function nextLine(
  { say, language, today }: Pick<Reader, 'say' | 'language' | 'today'>,
  next: PlainDate | null,
): string {
  if (next === null) return say('contact.noRhythm');
  const over = daysBetween(next, today);
  if (over > 0) return say('item.overRhythm', { count: over });
  return say('contact.next', { date: formatDate(next, language) });
}

/** The receipt in place of the form: what was recorded, a text for the journal (F2), and when the next contact is due. */
export function contactReceiptView(
  reader: Reader,
  course: ShownCourse,
  { lines, copy }: { readonly lines: readonly string[]; readonly copy: string },
): View {
  const { say, language } = reader;
  const { id, alias } = course.shown.value;
  return {
    card: 'receipt',
    language,
    data: {
      title: say('contact.title', { alias }),
      lines,
      copy,
      buttons: [
        { title: say('contact.again'), verb: 'contact.form', send: { course: id } },
        { title: say('list.toList'), verb: 'list.open', send: {} },
      ],
      footer: say('safety'),
    },
    summary: say('summary.contact'),
    about: { view: 'contactReceipt', subject: id },
    discloses: [id],
  };
}
