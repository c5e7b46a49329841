import type { Instant, PlainDate } from '../calendar/time.ts';
import type { ConsentDirection, ConsentForm, ConsentPurpose, ConsentRecord } from '../consent/consent.ts';
import type {
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
import type { Side } from '../people.ts';
import type { CourseRules, StepCondition } from '../programme.ts';
import type { StepUpCommand } from '../step-up/commands.ts';
import type { EngagementCommand } from './engagement-commands.ts';
import type {
  AgeReason,
  CloseReason,
  ContactForm,
  DeclineReason,
  DocumentPlace,
  FailedContactReason,
  JobGoalKind,
  ReferralSource,
  SnoozeReason,
} from './events.ts';
import type { RelationCommand } from './relation-commands.ts';
import type { VisitationCommand } from './visitation-commands.ts';
import type { WishCommand } from './wishes.ts';

/** Opening or referring a course (A6, B2). Names and CPR are already in the vault; the domain sees the person's id. */
export interface OpenCourse {
  readonly type: 'open';
  readonly course: CourseId;
  readonly alias: Alias;
  readonly agreement: AgreementId;
  readonly conference: ConferenceId;
  readonly person: PersonId;
  /** The citizen's age on the opening day (B1). */
  readonly age: number;
  readonly referredBy: UserId;
  readonly openerSide: Side;
  readonly source: ReferralSource;
  readonly referredOn: PlainDate;
  readonly specialist: UserId | null;
  readonly clinician: UserId | null;
  readonly caseworker: UserId | null;
  /** B2: the specialist opens with the date of the group decision; the caseworker with the first talk. */
  readonly groupDecidedOn: PlainDate | null;
  readonly firstTalkOn: PlainDate | null;
  readonly ageReason: AgeReason | null;
  /** The agreement's say: in force on the day, and the programmes it offers (S1). */
  readonly agreementInForce: boolean;
  readonly programmeOffered: boolean;
  readonly conferenceExists: boolean;
}

/** Everything that can be asked of an open course. Commands are imperative. */
export type CourseCommand =
  | { readonly type: 'assignSpecialist'; readonly specialist: UserId }
  | { readonly type: 'nameClinician'; readonly clinician: UserId }
  | { readonly type: 'nameCaseworker'; readonly caseworker: UserId }
  | {
      readonly type: 'recordConsents';
      /** One record per direction that was ticked (K10). */
      readonly consents: readonly ConsentRecord[];
      readonly signatureSeen: boolean;
    }
  | { readonly type: 'journalConsents'; readonly consents: readonly ConsentId[]; readonly on: PlainDate }
  | {
      readonly type: 'refuseConsent';
      /** The gate's unless told. */
      readonly purpose?: ConsentPurpose;
      readonly directions: readonly ConsentDirection[];
      readonly form: ConsentForm;
      readonly on: PlainDate;
    }
  | {
      readonly type: 'withdrawConsent';
      /** The gate's unless told. */
      readonly purpose?: ConsentPurpose;
      /** All of the purpose's directions unless told. */
      readonly directions?: readonly ConsentDirection[];
    }
  | {
      readonly type: 'recordContact';
      readonly contact: ContactId;
      readonly on: PlainDate;
      readonly how: ContactForm;
      /** B18: at the company, for somebody who is employed there. */
      readonly atCompany?: boolean;
    }
  | { readonly type: 'recordSignOfLife'; readonly on: PlainDate }
  | { readonly type: 'recordFailedContact'; readonly on: PlainDate; readonly because: FailedContactReason }
  | {
      readonly type: 'meetCondition';
      readonly condition: StepCondition;
      readonly on: PlainDate;
      readonly where: DocumentPlace | null;
      readonly goal: JobGoalKind | null;
      readonly note: NoteId | null;
    }
  | EngagementCommand
  | WishCommand
  /** U0–U3. */
  | { readonly type: 'stepUp'; readonly command: StepUpCommand }
  | RelationCommand
  | VisitationCommand
  | { readonly type: 'completeStep' }
  /** S2: whether the agreement has the conference is the caller's knowledge, as in opening. */
  | { readonly type: 'moveToConference'; readonly conference: ConferenceId; readonly conferenceExists: boolean }
  | { readonly type: 'noteDiscussion'; readonly meeting: MeetingId; readonly on: PlainDate }
  /** The answer of the question round was changed to "ikke drøftet". */
  | { readonly type: 'takeBackDiscussion'; readonly meeting: MeetingId }
  | {
      readonly type: 'agreeTask';
      readonly task: TaskId;
      readonly text: NoteId;
      readonly owner: UserId;
      readonly ownerSide: Side;
      readonly due: PlainDate;
      readonly meeting: MeetingId | null;
    }
  | { readonly type: 'finishTask'; readonly task: TaskId }
  | {
      readonly type: 'snooze';
      readonly obligation: string;
      readonly until: PlainDate;
      /** As `latestSnooze` says for this obligation. */
      readonly latest: PlainDate;
      readonly because: SnoozeReason;
    }
  | { readonly type: 'decline'; readonly because: DeclineReason }
  | { readonly type: 'close'; readonly because: CloseReason }
  /** What the calendar does by itself: a start when the consent comes into force, a lapse when it is over. */
  | { readonly type: 'settle' };

/** Time and rules under which a command is decided. The domain has no clock. */
export interface CourseContext {
  readonly now: Instant;
  readonly today: PlainDate;
  readonly by: UserId | null;
  readonly rules: CourseRules;
}
