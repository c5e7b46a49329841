import { z } from 'zod';
import { type Instant, PlainDate } from '../calendar/time.ts';
import { ConsentDirection, ConsentForm, ConsentPurpose, ConsentRecord, GatePurpose } from '../consent/consent.ts';
import {
  AgreementId,
  Alias,
  ConferenceId,
  ConsentId,
  ContactId,
  CourseId,
  MeetingId,
  NoteId,
  PersonId,
  TaskId,
  UserId,
} from '../ids.ts';
import { Side } from '../people.ts';
import { StepCondition } from '../programme.ts';
import { STEP_UP_EVENTS } from '../step-up/events.ts';
import { ENGAGEMENT_EVENTS } from './engagement-events.ts';
import { RELATION_EVENTS } from './relation-events.ts';
import { VISITATION_EVENTS } from './visitation-events.ts';
import { WISH_EVENTS } from './wishes.ts';

/** How the citizen came to the course (A6). */
export const ReferralSource = z.enum(['citizenAndClinician', 'jobCentre']);
export type ReferralSource = z.infer<typeof ReferralSource>;

/** Why a referral does not start (A3): the whole list, without "andet" and without free text. */
export const DeclineReason = z.enum([
  'doesNotWantJob',
  'doesNotConsent',
  'notInOutpatientCare',
  'notWithJobCentre',
  'moved',
]);
export type DeclineReason = z.infer<typeof DeclineReason>;

/** Why a course is closed (A18). Lost contact is no reason. */
export const CloseReason = z.enum(['goalReached', 'citizenStops', 'moved', 'died', 'otherService']);
export type CloseReason = z.infer<typeof CloseReason>;

/** A contact is one of these (F1); an answered SMS is a sign of life, not a contact. */
export const ContactForm = z.enum(['inPerson', 'phone', 'video']);
export type ContactForm = z.infer<typeof ContactForm>;

export const FailedContactReason = z.enum(['noAnswer', 'cancelled', 'didNotShow', 'wrongNumber']);
export type FailedContactReason = z.infer<typeof FailedContactReason>;

/** Why someone younger than the programme's age takes part (B1): a warning with a reason, never a refusal. */
export const AgeReason = z.enum(['jobCentreAssessment', 'soonThirty', 'localAgreement']);
export type AgeReason = z.infer<typeof AgeReason>;

/** The own job goal (A7, B8): a position, a function or a field; the words are a note in the vault. */
export const JobGoalKind = z.enum(['position', 'function', 'field']);
export type JobGoalKind = z.infer<typeof JobGoalKind>;

/** Why an item is put off (N3): a fixed list, and nothing about anybody's health. */
export const SnoozeReason = z.enum(['agreedLater', 'waitingCitizen', 'waitingOthers', 'daysOff', 'busy']);
export type SnoozeReason = z.infer<typeof SnoozeReason>;

/** Where a document was confirmed as done (F2). */
export const DocumentPlace = z.enum(['jobnet', 'minPlan', 'caseSystem', 'paper']);
export type DocumentPlace = z.infer<typeof DocumentPlace>;

export const CourseEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('CourseOpened'),
    course: CourseId,
    alias: Alias,
    agreement: AgreementId,
    conference: ConferenceId,
    programme: z.object({ id: z.string(), version: z.int() }),
    gate: GatePurpose,
    person: PersonId,
    homeSide: Side,
    referredBy: UserId,
    source: ReferralSource,
    referredOn: PlainDate,
    clinician: UserId.nullable(),
    caseworker: UserId.nullable(),
    groupDecidedOn: PlainDate.nullable(),
    ageReason: AgeReason.nullable(),
  }),
  z.object({ type: z.literal('SpecialistAssigned'), specialist: UserId, on: PlainDate }),
  z.object({ type: z.literal('ClinicianNamed'), clinician: UserId }),
  z.object({ type: z.literal('CaseworkerNamed'), caseworker: UserId }),
  z.object({ type: z.literal('StartTalkHeld'), on: PlainDate }),
  z.object({ type: z.literal('ConsentGiven'), consent: ConsentRecord, on: PlainDate }),
  z.object({ type: z.literal('ConsentJournaled'), consent: ConsentId, on: PlainDate, by: UserId }),
  z.object({
    type: z.literal('ConsentRefused'),
    purpose: ConsentPurpose,
    direction: ConsentDirection,
    form: ConsentForm,
    on: PlainDate,
  }),
  z.object({ type: z.literal('ConsentWithdrawn'), purpose: ConsentPurpose, consents: z.array(ConsentId) }),
  z.object({ type: z.literal('ConsentLapsed'), purpose: ConsentPurpose, consents: z.array(ConsentId) }),
  z.object({ type: z.literal('CourseStarted'), on: PlainDate }),
  z.object({ type: z.literal('StepStarted'), step: z.string(), on: PlainDate }),
  z.object({
    type: z.literal('StepConditionMet'),
    condition: StepCondition,
    on: PlainDate,
    where: DocumentPlace.nullable(),
    goal: JobGoalKind.nullable(),
    note: NoteId.nullable(),
  }),
  z.object({ type: z.literal('StepCompleted'), step: z.string(), on: PlainDate }),
  z.object({
    type: z.literal('ContactHeld'),
    contact: ContactId,
    on: PlainDate,
    how: ContactForm,
    /** B18: a follow-up is normally held at the company. */
    atCompany: z.boolean().optional(),
    by: UserId,
  }),
  z.object({ type: z.literal('SignOfLife'), on: PlainDate, by: UserId }),
  z.object({ type: z.literal('ContactFailed'), on: PlainDate, because: FailedContactReason, by: UserId }),
  /** S2: a course belongs to one conference, and may move to another of its agreement. */
  z.object({ type: z.literal('ConferenceChanged'), conference: ConferenceId, on: PlainDate }),
  z.object({ type: z.literal('DiscussedAtConference'), meeting: MeetingId, on: PlainDate }),
  z.object({ type: z.literal('DiscussionTakenBack'), meeting: MeetingId }),
  z.object({
    type: z.literal('TaskAgreed'),
    task: TaskId,
    text: NoteId,
    owner: UserId,
    ownerSide: Side,
    due: PlainDate,
    meeting: MeetingId.nullable(),
  }),
  z.object({ type: z.literal('TaskDone'), task: TaskId, on: PlainDate, by: UserId }),
  z.object({
    type: z.literal('Snoozed'),
    obligation: z.string().max(200),
    until: PlainDate,
    because: SnoozeReason,
    by: UserId,
  }),
  ...ENGAGEMENT_EVENTS,
  ...STEP_UP_EVENTS,
  ...RELATION_EVENTS,
  ...VISITATION_EVENTS,
  ...WISH_EVENTS,
  z.object({ type: z.literal('ReferralDeclined'), because: DeclineReason, on: PlainDate }),
  z.object({ type: z.literal('CourseClosed'), because: CloseReason, on: PlainDate }),
]);
export type CourseEvent = z.infer<typeof CourseEvent>;

/** When and by whom an event was recorded; `by` is null for what the calendar did by itself. */
export interface Recorded<E> {
  readonly event: E;
  readonly at: Instant;
  readonly by: UserId | null;
}
