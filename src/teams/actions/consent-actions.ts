import { z } from 'zod';
import { TypedConsent } from '../../app/consents/consent-form.ts';
import { consentRefusalView } from '../../app/consents/consent-refusal-view.ts';
import { journalConsent, refuseConsent, withdrawConsent } from '../../app/consents/end-consent.ts';
import { openConsent, openConsentForm, saveConsent } from '../../app/consents/record-consent.ts';
import { onCourse } from '../../app/courses/on-course.ts';
import { card } from '../../app/view.ts';
import { PlainDate } from '../../domain/calendar/time.ts';
import { action, andInputs } from './action.ts';

const id = z.string().max(200);
const short = z.string().max(100).default('');

/** From a list or a course's card to its consent: how it stands, or the empty card. */
export const consentOpen = action({
  verb: 'consent.open',
  on: ['consentPick', 'consentRefusal', 'course', 'courseNamed'],
  data: andInputs({ course: id.optional(), chosen: id.optional() }),
  run: (session, { course, chosen }) =>
    onCourse(session, { course: course ?? chosen, right: 'consent' }, async (on) => openConsent(on)),
});

/** The empty consent card, from wherever a course shows that it lacks one. */
export const consentForm = action({
  verb: 'consent.form',
  on: ['digest', 'today', 'course', 'courseNamed', 'courseOpened', 'consentReceipt'],
  data: z.strictObject({ course: id }),
  run: (session, { course }) => onCourse(session, { course, right: 'consent' }, async (on) => openConsentForm(on)),
});

/** Records the directions that were ticked. */
export const consentSave = action({
  verb: 'consent.save',
  on: ['consentForm'],
  data: z.strictObject({ ...TypedConsent.shape, course: id, rev: short, latest: PlainDate }),
  run: (session, { course, rev, latest, ...typed }) =>
    onCourse(session, { course, right: 'consent' }, (on) => saveConsent(on, { typed, rev, latest })),
});

/** From the consent card to the card on which a no is recorded (K13). */
export const consentNo = action({
  verb: 'consent.no',
  on: ['consentForm'],
  data: andInputs({ course: id }),
  run: (session, { course }) =>
    onCourse(session, { course, right: 'consent' }, async (on) => card(consentRefusalView(on.session, on.course))),
});

/** Records a no (K13). */
export const consentRefuse = action({
  verb: 'consent.refuse',
  on: ['consentRefusal'],
  data: z.strictObject({ course: id, rev: short, which: short, on: short, form: short }),
  run: (session, { course, ...sent }) =>
    onCourse(session, { course, right: 'consent' }, (on) => refuseConsent(on, sent)),
});

/** One tap: entered in the patient journal (K11). */
export const consentJournal = action({
  verb: 'consent.journal',
  on: ['consentReceipt', 'digest', 'today'],
  data: z.strictObject({ course: id, rev: short }),
  run: (session, { course, rev }) => onCourse(session, { course, right: 'consent' }, (on) => journalConsent(on, rev)),
});

/** One tap: withdrawn at once (K12). */
export const consentWithdraw = action({
  verb: 'consent.withdraw',
  on: ['consentReceipt'],
  data: z.strictObject({ course: id, rev: short }),
  run: (session, { course, rev }) => onCourse(session, { course, right: 'consent' }, (on) => withdrawConsent(on, rev)),
});
