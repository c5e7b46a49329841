import { saidOf } from '../../consents/load.ts';
import { consentRight } from '../../domain/access.ts';
import type { ConsentPurpose, ConsentRecord } from '../../domain/consent/consent.ts';
import { DIRECTIONS_OF } from '../../domain/consent/consent.ts';
import { ConsentId, NoteId } from '../../domain/ids.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { type Changed, changeCourse } from '../courses/change-course.ts';
import { type ShownCourse, showCourse } from '../courses/load-course.ts';
import { isStale, type OnCourse } from '../courses/on-course.ts';
import type { ActingSession } from '../courses/reader.ts';
import { formatDateWithYear } from '../format.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { type Answer, card, notice } from '../view.ts';
import { type ConsentField, type ReadConsent, readConsent, type TypedConsent } from './consent-form.ts';
import { type ConsentFormState, consentFormView } from './consent-form-view.ts';
import { consentReceiptView, isOpen } from './consent-receipt-view.ts';
import { consentStatus } from './direction-status.ts';
import { monthsOf, purposesFor, recordableBy, textOf } from './purposes.ts';

/** `samtykke ODE-014`: how it stands with every purpose, or the gate's empty card where nothing has been said yet. */
export function openConsent(on: OnCourse): Answer {
  const { session, course } = on;
  if (recordableBy(session, course).length === 0) return openConsents(on);
  const isSaid = (purpose: ConsentPurpose) =>
    DIRECTIONS_OF[purpose].some(
      (direction) => consentStatus(course.shown, { purpose, direction }, session.today).kind !== 'missing',
    );
  const first = course.shown.rights.has('consent') && isOpen(course) && !purposesFor(session, course).some(isSaid);
  return first ? openConsentForm(on, course.shown.value.gate) : openConsents(on);
}

/** The card of all purposes. */
export function openConsents({ session, course }: OnCourse): Answer {
  const { rights } = course.shown;
  // Whoever covers sees the course's own card, and no more.
  if (!(rights.has('consent') || rights.has('stepUp')))
    return notice(refusalSentence(session.say, { because: 'not-allowed' }));
  return card(consentReceiptView(session, course));
}

/** The card of one purpose, to record or to renew (K11); an ended course takes no more consent. */
export function openConsentForm(on: OnCourse, purpose: ConsentPurpose): Answer {
  const { session, course } = on;
  if (!isOpen(course)) return notice(refusalSentence(session.say, { because: 'course-closed' }));
  const wrong = notTheirs(on, purpose);
  return wrong ?? card(consentFormView(session, course, { purpose }));
}

/** Whose it is to record and withdraw a purpose (product.md 4), and whether the programme asks for it at all; null when it is in order. */
export function notTheirs({ session, course }: OnCourse, purpose: ConsentPurpose): Answer | null {
  const refuse = (because: Refusal['because']) => notice(refusalSentence(session.say, { because }));
  if (!course.shown.rights.has(consentRight(purpose))) return refuse('not-allowed');
  return purposesFor(session, course).includes(purpose) ? null : refuse('consent-not-needed');
}

/** What the consent card sends. */
export interface SentConsent {
  readonly purpose: ConsentPurpose;
  readonly typed: TypedConsent;
  readonly rev: string;
  readonly latest: string;
}

/** Records what the card says (K10, K11); the course starts with it if it is ready (A2). What is wrong stands at its field. */
export async function saveConsent(on: OnCourse, { purpose, typed, rev, latest }: SentConsent): Promise<Answer> {
  const { session, course } = on;
  const wrong = notTheirs(on, purpose);
  if (wrong !== null) return wrong;
  const again = (state: Partial<ConsentFormState>) =>
    card(consentFormView(session, course, { purpose, typed, ...state }));
  if (isStale(course, rev)) return again({ notice: session.say('errors.stale') });
  const months = monthsOf(session.parts, course.shown.value, purpose);
  const read = readConsent(session, typed, { purpose, months, latest });
  if ('errors' in read) return again({ errors: read.errors });
  const changed = await record(on, purpose, read);
  if (changed.kind === 'refused') return again(refusalState(session, changed));
  const done = doneWords(session, changed, purpose);
  return card(consentReceiptView(session, await shownAfter(session, course), { done }));
}

async function record({ session, course }: OnCourse, purpose: ConsentPurpose, read: ReadConsent): Promise<Changed> {
  const { tx, user, now, parts } = session;
  const { id, person } = course.shown.value;
  const evidence = NoteId.parse(parts.ids.next());
  const consents = consentsOf({ session, course }, purpose, { ...read, evidence });
  const command = { type: 'recordConsents', consents, signatureSeen: read.signatureSeen } as const;
  const changed = await changeCourse(session, { id, command, by: user.id });
  if (changed.kind === 'refused') return changed;
  await tx.vault.addNote({ id: evidence, person, text: read.evidence, at: now });
  if (read.journaledOn === null) return changed;
  const fromClinic = consents.filter((c) => c.direction === 'psychiatryToJobCentre').map((c) => c.id);
  if (fromClinic.length === 0) return changed;
  const journal = { type: 'journalConsents', consents: fromClinic, on: read.journaledOn } as const;
  const journaled = await changeCourse(session, { id, command: journal, by: user.id });
  if (journaled.kind === 'refused') throw new Error('a journal entry was refused after its date was checked');
  return { ...journaled, events: [...changed.events, ...journaled.events] };
}

function consentsOf(
  { session, course }: OnCourse,
  purpose: ConsentPurpose,
  read: Omit<ReadConsent, 'evidence'> & { readonly evidence: NoteId },
): readonly ConsentRecord[] {
  const shown = textOf(session, course.shown.value, purpose);
  return read.directions.map((direction) => {
    const { legalBasis, categories } = saidOf(shown, direction);
    return {
      id: ConsentId.parse(session.parts.ids.next()),
      purpose,
      direction,
      form: read.form,
      givenOn: read.givenOn,
      validFrom: read.givenOn,
      lastValidDay: read.lastValidDay,
      evidence: read.evidence,
      text: shown.text,
      legalBasis,
      categories: [...categories],
      recordedBy: session.user.id,
    };
  });
}

function doneWords(
  { say, language }: ActingSession,
  changed: Extract<Changed, { kind: 'changed' }>,
  purpose: ConsentPurpose,
): string {
  const started = changed.events.find((e) => e.type === 'CourseStarted');
  if (started === undefined) return say(purpose === 'K5' ? 'consent.savedCalls' : 'consent.saved');
  return say('consent.savedAndStarted', { on: formatDateWithYear(started.on, language) });
}

/** The course after a change by somebody whose access the change cannot have ended. */
async function shownAfter(session: ActingSession, before: ShownCourse): Promise<ShownCourse> {
  const after = await showCourse(session, session.viewer, before.shown.value.id);
  if (after === null) throw new Error('a course that its own consent closed');
  return after;
}

/** Where on the card each refusal stands; the rest stands on top of it. */
const FIELD_OF: Readonly<Partial<Record<Refusal['because'], ConsentField>>> = {
  'consent-nothing-ticked': 'directions',
  'consent-signature-not-seen': 'signature',
  'consent-must-be-written': 'form',
  'consent-before-given': 'validTo',
  'consent-too-long': 'validTo',
  'date-in-future': 'givenOn',
  'date-too-old': 'givenOn',
};

function refusalState({ say }: ActingSession, refusal: Refusal): Partial<ConsentFormState> {
  const field = FIELD_OF[refusal.because];
  const sentence = refusalSentence(say, refusal);
  return field === undefined ? { notice: sentence } : { errors: { [field]: sentence } };
}
