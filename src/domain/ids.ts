import { z } from 'zod';

/** Branded ids: opaque, never shown to a user, never derived from personal data. No database takes control characters in them. */
const id = <B extends string>(_brand: B) =>
  z
    .string()
    .max(200)
    .regex(/^\P{Cc}+$/u)
    .brand<B>();

export const CourseId = id('CourseId');
export type CourseId = z.infer<typeof CourseId>;
export const AgreementId = id('AgreementId');
export type AgreementId = z.infer<typeof AgreementId>;
export const ConferenceId = id('ConferenceId');
export type ConferenceId = z.infer<typeof ConferenceId>;
/** One occurrence of a conference: `<conferenceId>:<its regular date>`; a moved meeting keeps it. */
export const MeetingId = id('MeetingId');
export type MeetingId = z.infer<typeof MeetingId>;
/** A colleague who uses the bot. */
export const UserId = id('UserId');
export type UserId = z.infer<typeof UserId>;
/** A citizen's record in the vault. */
export const PersonId = id('PersonId');
export type PersonId = z.infer<typeof PersonId>;
export const OrganisationId = id('OrganisationId');
export type OrganisationId = z.infer<typeof OrganisationId>;
export const ConsentId = id('ConsentId');
export type ConsentId = z.infer<typeof ConsentId>;
export const ContactId = id('ContactId');
export type ContactId = z.infer<typeof ContactId>;
/** One job, education or internship on a course (A10). */
export const EngagementId = id('EngagementId');
export type EngagementId = z.infer<typeof EngagementId>;
/** One contact with an employer (A14). */
export const EmployerContactId = id('EmployerContactId');
export type EmployerContactId = z.infer<typeof EmployerContactId>;
/** One partner in the municipality (A5). */
export const PartnerId = id('PartnerId');
export type PartnerId = z.infer<typeof PartnerId>;
export const TaskId = id('TaskId');
export type TaskId = z.infer<typeof TaskId>;
/** One step-up of a course, one of its talks, and one line of its agreement (U0–U3). */
export const StepUpId = id('StepUpId');
export type StepUpId = z.infer<typeof StepUpId>;
export const StepUpTalkId = id('StepUpTalkId');
export type StepUpTalkId = z.infer<typeof StepUpTalkId>;
export const StepUpLineId = id('StepUpLineId');
export type StepUpLineId = z.infer<typeof StepUpLineId>;
/** One line of the training register (S4). */
export const TrainingId = id('TrainingId');
export type TrainingId = z.infer<typeof TrainingId>;
export const AbsenceId = id('AbsenceId');
export type AbsenceId = z.infer<typeof AbsenceId>;
/** A citizen's request for their copy or for erasure (GDPR 15, 17). */
export const RequestId = id('RequestId');
export type RequestId = z.infer<typeof RequestId>;
/** A text typed by a person, kept encrypted in the vault with the citizen's key. */
export const NoteId = id('NoteId');
export type NoteId = z.infer<typeof NoteId>;
/** A Teams conversation id, thread suffix (`;messageid=`) left out. */
export const ConversationId = id('ConversationId');
export type ConversationId = z.infer<typeof ConversationId>;
/** A Teams activity id: the handle by which a posted card is replaced. */
export const ActivityId = id('ActivityId');
export type ActivityId = z.infer<typeof ActivityId>;
/** Our own id of a card we posted; travels in the card's data so that a tap teaches its activity id. */
export const PostedId = id('PostedId');
export type PostedId = z.infer<typeof PostedId>;
/** Agreement code + running number, e.g. `ODE-014`; never changed, never reused (N6). */
export const Alias = z
  .string()
  .regex(/^[A-ZÆØÅ]{2,4}-\d{3,6}$/)
  .brand<'Alias'>();
export type Alias = z.infer<typeof Alias>;
