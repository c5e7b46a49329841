import { z } from 'zod';
import { minDate } from '../../domain/calendar/dates.ts';
import { PlainDate } from '../../domain/calendar/time.ts';
import {
  type ConsentDirection,
  ConsentForm,
  type ConsentPurpose,
  DIRECTIONS_OF,
  latestValidDay,
} from '../../domain/consent/consent.ts';
import { looksLikeCpr } from '../../domain/cpr.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { refused } from '../../domain/refusal.ts';
import type { Session } from '../context.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { isBlank, oneLine } from '../typed.ts';

const typed = z.string().max(20_000).default('');

/** What the consent card sends: toggles as 'true' or 'false', dates, a form, and where the proof lies. */
export const TypedConsent = z.object({
  psychiatryToJobCentre: typed,
  jobCentreToPsychiatry: typed,
  toEvaluator: typed,
  toSpecialist: typed,
  toHealthRepresentative: typed,
  toFamilyRepresentative: typed,
  toNetwork: typed,
  specialistToCitizen: typed,
  givenOn: typed,
  form: typed,
  evidence: typed,
  signature: typed,
  validTo: typed,
  journaled: typed,
  journaledOn: typed,
});
export type TypedConsent = z.infer<typeof TypedConsent>;

/** Where on the card a sentence stands; `form` also carries what concerns the whole. */
export type ConsentField = 'directions' | 'givenOn' | 'form' | 'evidence' | 'signature' | 'validTo' | 'journaledOn';
export type ConsentErrors = Partial<Record<ConsentField, string>>;

/** The longest evidence reference: it says where the paper lies, and no more. */
export const EVIDENCE_LENGTH = 200;

/** The card read: every value in its type. */
export interface ReadConsent {
  readonly directions: readonly ConsentDirection[];
  readonly givenOn: PlainDate;
  readonly form: ConsentForm;
  readonly evidence: string;
  readonly signatureSeen: boolean;
  readonly lastValidDay: PlainDate;
  /** The day it was entered in the patient journal; null when it is not yet (K11). */
  readonly journaledOn: PlainDate | null;
}

/** What the card was about: its purpose, how long a consent of it may run, and the last day it was pre-filled with. */
export interface ConsentCard {
  readonly purpose: ConsentPurpose;
  readonly months: number;
  readonly latest: string;
}

/**
 * Reads the card, or says at each field what is wrong (K10, K11). `latest` is the last day the card was pre-filled with: left as it was, it
 * means "as long as may be" and follows the day the consent was given.
 */
export function readConsent(
  session: Session,
  form: TypedConsent,
  { purpose, months, latest }: ConsentCard,
): ReadConsent | { readonly errors: ConsentErrors } {
  const errors: ConsentErrors = {};
  const fail = (field: ConsentField, refusal: Refusal) => {
    errors[field] = refusalSentence(session.say, refusal);
  };
  const directions = DIRECTIONS_OF[purpose].filter((direction) => form[direction] === 'true');
  if (directions.length === 0) fail('directions', refused('consent-nothing-ticked'));
  const evidence = oneLine(form.evidence);
  const evidenceRefusal = checkEvidence(evidence);
  if (evidenceRefusal !== null) fail('evidence', evidenceRefusal);
  const how = ConsentForm.safeParse(form.form);
  if (!how.success) errors.form = session.say('consent.error.form');
  const days = readDays(session, form, { errors, fail });
  if (Object.keys(errors).length > 0 || !how.success || days.givenOn === null || days.validTo === null)
    return { errors };
  const untouched = form.validTo === latest;
  return {
    directions,
    givenOn: days.givenOn,
    form: how.data,
    evidence,
    signatureSeen: form.signature === 'true',
    lastValidDay: untouched ? minDate(days.validTo, latestValidDay(days.givenOn, months)) : days.validTo,
    journaledOn: days.journaledOn,
  };
}

/** The days of the card; the journal's only where it is ticked, and never before the consent or after today. */
function readDays(
  { say, today }: Session,
  form: TypedConsent,
  { errors, fail }: { errors: ConsentErrors; fail: (field: ConsentField, refusal: Refusal) => void },
) {
  const day = (field: 'givenOn' | 'validTo' | 'journaledOn'): PlainDate | null => {
    const read = PlainDate.safeParse(form[field]);
    if (!read.success) errors[field] = say('consent.error.date');
    return read.data ?? null;
  };
  const givenOn = day('givenOn');
  const validTo = day('validTo');
  const journaledOn = form.journaled === 'true' ? day('journaledOn') : null;
  // Before its last day is counted from it: dates end somewhere.
  if (givenOn !== null && givenOn > today) fail('givenOn', refused('date-in-future'));
  if (givenOn !== null && journaledOn !== null) {
    if (journaledOn > today) fail('journaledOn', refused('date-in-future'));
    else if (journaledOn < givenOn) fail('journaledOn', refused('consent-before-given'));
  }
  return { givenOn, validTo, journaledOn };
}

function checkEvidence(text: string): Refusal | null {
  if (isBlank(text)) return refused('consent-evidence-needed');
  if (text.length > EVIDENCE_LENGTH) return refused('text-too-long', { max: EVIDENCE_LENGTH });
  return looksLikeCpr(text) ? refused('text-has-cpr') : null;
}
