import type { ConsentRecord } from '../../domain/consent/consent.ts';
import { DIRECTIONS } from '../../domain/consent/consent.ts';
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
import { consentReceiptView } from './consent-receipt-view.ts';
import { directionStatus } from './direction-status.ts';

/** `samtykke ODE-014`: how it stands, or the empty card where nothing has been said yet. */
export function openConsent({ session, course }: OnCourse): Answer {
  const said = DIRECTIONS.some((d) => directionStatus(course.shown, d, session.today).kind !== 'missing');
  return said ? card(consentReceiptView(session, course)) : openConsentForm({ session, course });
}

/** The consent card, to record or to renew (K11); an ended course takes no more consent. */
export function openConsentForm({ session, course }: OnCourse): Answer {
  const { status } = course.shown.value;
  if (status === 'closed' || status === 'declined')
    return notice(refusalSentence(session.say, { because: 'course-closed' }));
  return card(consentFormView(session, course));
}

/** Records what the card says (K10, K11); the course starts with it if it is ready (A2). What is wrong stands at its field. */
export async function saveConsent(
  { session, course }: OnCourse,
  sent: { readonly typed: TypedConsent; readonly rev: string; readonly latest: string },
): Promise<Answer> {
  const again = (state: ConsentFormState) => card(consentFormView(session, course, { typed: sent.typed, ...state }));
  if (isStale(course, sent.rev)) return again({ notice: session.say('errors.stale') });
  const read = readConsent(session, sent.typed, sent.latest);
  if ('errors' in read) return again({ errors: read.errors });
  const changed = await record(session, course, read);
  if (changed.kind === 'refused') return again(refusalState(session, changed));
  return card(consentReceiptView(session, await shownAfter(session, course), { done: doneWords(session, changed) }));
}

async function record(session: ActingSession, course: ShownCourse, read: ReadConsent): Promise<Changed> {
  const { tx, user, now, parts, language } = session;
  const { id, gate, person } = course.shown.value;
  const { text, directions } = parts.consentTexts.forGate(gate, language);
  const evidence = NoteId.parse(parts.ids.next());
  const consents = read.directions.map(
    (direction): ConsentRecord => ({
      id: ConsentId.parse(parts.ids.next()),
      purpose: gate,
      direction,
      form: read.form,
      givenOn: read.givenOn,
      validFrom: read.givenOn,
      lastValidDay: read.lastValidDay,
      evidence,
      text,
      legalBasis: directions[direction].legalBasis,
      categories: [...directions[direction].categories],
      recordedBy: user.id,
    }),
  );
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

function doneWords({ say, language }: ActingSession, changed: Extract<Changed, { kind: 'changed' }>): string {
  const started = changed.events.find((e) => e.type === 'CourseStarted');
  if (started === undefined) return say('consent.saved');
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

function refusalState({ say }: ActingSession, refusal: Refusal): ConsentFormState {
  const field = FIELD_OF[refusal.because];
  const sentence = refusalSentence(say, refusal);
  return field === undefined ? { notice: sentence } : { errors: { [field]: sentence } };
}
