import { PlainDate } from '../../domain/calendar/time.ts';
import {
  ConsentDirection,
  ConsentForm,
  type ConsentPurpose,
  DIRECTIONS_OF,
  isGate,
} from '../../domain/consent/consent.ts';
import { changeCourse } from '../courses/change-course.ts';
import { showCourse } from '../courses/load-course.ts';
import { isStale, type OnCourse } from '../courses/on-course.ts';
import type { Reader } from '../courses/reader.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { type Answer, card, type View } from '../view.ts';
import { consentReceiptView, type ReceiptLines } from './consent-receipt-view.ts';
import { BOTH, consentRefusalView, type RefusalFormState } from './consent-refusal-view.ts';
import { unjournaled } from './direction-status.ts';
import { notTheirs } from './record-consent.ts';

/** One tap: entered in the patient journal today (K11). */
export async function journalConsent({ session, course }: OnCourse, rev: string): Promise<Answer> {
  if (isStale(course, rev)) return receipt(session, course, { notice: session.say('errors.stale') });
  const consents = unjournaled(course.shown).map((c) => c.id);
  const command = { type: 'journalConsents', consents, on: session.today } as const;
  const changed = await changeCourse(session, { id: course.shown.value.id, command, by: session.user.id });
  const lines =
    changed.kind === 'refused'
      ? { notice: refusalSentence(session.say, changed) }
      : { done: session.say('consent.journaled') };
  return afterwards({ session, course }, lines);
}

/** What the button of a withdrawal sends: of a purpose, or of one participant alone (K4). */
export interface SentWithdrawal {
  readonly purpose: ConsentPurpose;
  readonly direction?: ConsentDirection | undefined;
  readonly rev: string;
}

/**
 * One tap: the consent is withdrawn, at once (K12): no more taps than giving it took. It is logged, and whoever withdrew and may see
 * no more of the course is told so without its alias.
 */
export async function withdrawConsent(on: OnCourse, { purpose, direction, rev }: SentWithdrawal): Promise<Answer> {
  const { session, course } = on;
  const wrong = notTheirs(on, purpose);
  if (wrong !== null) return wrong;
  if (isStale(course, rev)) return receipt(session, course, { notice: session.say('errors.stale') });
  const { tx, user, now } = session;
  const { id } = course.shown.value;
  const directions = direction === undefined ? DIRECTIONS_OF[purpose] : [direction];
  const command = { type: 'withdrawConsent', purpose, directions } as const;
  const changed = await changeCourse(session, { id, command, by: user.id });
  if (changed.kind === 'refused') return receipt(session, course, { notice: refusalSentence(session.say, changed) });
  await tx.audit.append({ at: now, actor: user.id, action: 'consentWithdrawn', subject: id, purpose });
  const words = isGate(purpose) ? 'gate' : purpose;
  return afterwards({ session, course }, { done: session.say(`consent.withdrawn.${words}`) });
}

/** What the card of a no sends. */
export interface SentRefusal {
  readonly purpose: ConsentPurpose;
  readonly which: string;
  readonly on: string;
  readonly form: string;
  readonly rev: string;
}

/** Records a no like a yes; it closes only what the consent gates (K13). */
export async function refuseConsent(at: OnCourse, sent: SentRefusal): Promise<Answer> {
  const { session, course } = at;
  const { purpose } = sent;
  const wrong = notTheirs(at, purpose);
  if (wrong !== null) return wrong;
  if (isStale(course, sent.rev)) return receipt(session, course, { notice: session.say('errors.stale') });
  const { say, user } = session;
  const again = (state: Partial<RefusalFormState>) => card(consentRefusalView(session, course, { ...sent, ...state }));
  const on = PlainDate.safeParse(sent.on);
  const form = ConsentForm.safeParse(sent.form);
  const one = ConsentDirection.safeParse(sent.which);
  if (!on.success) return again({ error: say('consent.error.date') });
  if (!(form.success && (one.success || sent.which === BOTH || chooses(purpose, sent.which))))
    return again({ error: say('consent.error.form') });
  const directions = one.success ? [one.data] : DIRECTIONS_OF[purpose];
  const command = { type: 'refuseConsent', purpose, directions, form: form.data, on: on.data } as const;
  const changed = await changeCourse(session, { id: course.shown.value.id, command, by: user.id });
  if (changed.kind === 'refused') return again({ error: refusalSentence(say, changed) });
  return afterwards({ session, course }, { done: say('consent.refused') });
}

/** With one direction the card asks for none. */
function chooses(purpose: ConsentPurpose, which: string): boolean {
  return which === '' && DIRECTIONS_OF[purpose].length === 1;
}

/** The course's consent as it now is; or, for somebody who may see it no more, one line without its alias. */
async function afterwards({ session, course }: OnCourse, lines: ReceiptLines): Promise<Answer> {
  const after = await showCourse(session, session.viewer, course.shown.value.id);
  return after === null ? card(consentWithdrawnView(session)) : receipt(session, after, lines);
}

function receipt(reader: Reader, course: OnCourse['course'], lines: ReceiptLines): Answer {
  return card(consentReceiptView(reader, course, lines));
}

/** Neutral: it stands in place of a card that named the course. */
export function consentWithdrawnView({ say, language, viewer }: Reader): View {
  return {
    card: 'line',
    language,
    data: { text: say('consent.withdrawnForYou') },
    summary: say('summary.answer'),
    about: { view: 'consentWithdrawn', subject: viewer.colleague.id },
    discloses: [],
  };
}
