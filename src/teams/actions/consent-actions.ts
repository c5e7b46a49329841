import { z } from 'zod';
import { TypedConsent } from '../../app/consents/consent-form.ts';
import { consentRefusalView } from '../../app/consents/consent-refusal-view.ts';
import { journalConsent, refuseConsent, withdrawConsent } from '../../app/consents/end-consent.ts';
import {
  notTheirs,
  openConsent,
  openConsentForm,
  openConsents,
  saveConsent,
} from '../../app/consents/record-consent.ts';
import { type OnCourse, onCourse } from '../../app/courses/on-course.ts';
import { type Answer, card } from '../../app/view.ts';
import { PlainDate } from '../../domain/calendar/time.ts';
import { ConsentDirection, ConsentPurpose } from '../../domain/consent/consent.ts';
import { action, andInputs } from './action.ts';

const id = z.string().max(200);
const short = z.string().max(100).default('');
/** The gate's where a card does not say: rows of a list about a missing consent. */
const purpose = ConsentPurpose.optional();
const purposeOn = ({ course }: OnCourse, sent: ConsentPurpose | undefined) => sent ?? course.shown.value.gate;

/** From a list or a course's card to its consents: how they stand, or the empty card; with `all` never the empty card. */
export const consentOpen = action({
  verb: 'consent.open',
  on: ['consentPick', 'consentRefusal', 'consentForm', 'wishes', 'course', 'courseNamed'],
  data: andInputs({ course: id.optional(), chosen: id.optional(), all: z.literal('true').optional() }),
  run: (session, { course, chosen, all }) =>
    onCourse(session, { course: course ?? chosen, right: null }, async (on) =>
      all === 'true' ? openConsents(on) : openConsent(on),
    ),
});

/** The empty consent card of a purpose, from wherever a course shows that it lacks one. */
export const consentForm = action({
  verb: 'consent.form',
  on: ['digest', 'today', 'course', 'courseNamed', 'courseOpened', 'consentReceipt', 'step', 'job', 'stepUp'],
  data: andInputs({ course: id, purpose }),
  run: (session, { course, ...sent }) =>
    onCourse(session, { course, right: null }, async (on) => openConsentForm(on, purposeOn(on, sent.purpose))),
});

/** Records the directions that were ticked. */
export const consentSave = action({
  verb: 'consent.save',
  on: ['consentForm'],
  data: z.strictObject({ ...TypedConsent.shape, course: id, rev: short, latest: PlainDate, purpose: ConsentPurpose }),
  run: (session, { course, rev, latest, purpose: asked, ...typed }) =>
    onCourse(session, { course, right: null }, (on) => saveConsent(on, { purpose: asked, typed, rev, latest })),
});

/** From the consent card to the card on which a no is recorded (K13). */
export const consentNo = action({
  verb: 'consent.no',
  on: ['consentForm'],
  data: andInputs({ course: id, purpose }),
  run: (session, { course, ...sent }) =>
    onCourse(session, { course, right: null }, async (on) => askNo(on, purposeOn(on, sent.purpose))),
});

function askNo(on: OnCourse, asked: ConsentPurpose): Answer {
  return notTheirs(on, asked) ?? card(consentRefusalView(on.session, on.course, { purpose: asked }));
}

/** Records a no (K13). */
export const consentRefuse = action({
  verb: 'consent.refuse',
  on: ['consentRefusal'],
  data: z.strictObject({ course: id, rev: short, which: short, on: short, form: short, purpose: ConsentPurpose }),
  run: (session, { course, ...sent }) => onCourse(session, { course, right: null }, (on) => refuseConsent(on, sent)),
});

/** One tap: entered in the patient journal (K11). */
export const consentJournal = action({
  verb: 'consent.journal',
  on: ['consentReceipt', 'digest', 'today'],
  data: andInputs({ course: id, rev: short }),
  run: (session, { course, rev }) => onCourse(session, { course, right: 'consent' }, (on) => journalConsent(on, rev)),
});

/** One tap: withdrawn at once (K12), a purpose whole or towards one participant (K4). */
export const consentWithdraw = action({
  verb: 'consent.withdraw',
  on: ['consentReceipt'],
  data: andInputs({ course: id, rev: short, purpose: ConsentPurpose, direction: ConsentDirection.optional() }),
  run: (session, { course, ...sent }) => onCourse(session, { course, right: null }, (on) => withdrawConsent(on, sent)),
});
