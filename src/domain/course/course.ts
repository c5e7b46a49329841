import type { Instant, PlainDate } from '../calendar/time.ts';
import {
  type Consent,
  type ConsentDirection,
  type ConsentPurpose,
  type GatePurpose,
  gateOpen,
} from '../consent/consent.ts';
import type { BenefitsGuide, OpennessWish } from '../engagement.ts';
import type {
  AgreementId,
  Alias,
  ConferenceId,
  CourseId,
  MeetingId,
  NoteId,
  PersonId,
  TaskId,
  UserId,
} from '../ids.ts';
import type { Side } from '../people.ts';
import type { StepCondition } from '../programme.ts';
import type { StepUp } from '../step-up/step-up.ts';
import { type Engagement, lastJobEndedOn, ongoingEngagements } from './engagement.ts';
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
import type { Relations } from './relations.ts';
import { isGroupTwo, type Visitation } from './visitation.ts';
import type { Wishes } from './wishes.ts';

/** A decision of a conference that someone took on (A9). */
export interface Task {
  readonly id: TaskId;
  readonly text: NoteId;
  readonly owner: UserId;
  readonly ownerSide: Side;
  readonly due: PlainDate;
  readonly meeting: MeetingId | null;
  readonly agreedOn: PlainDate;
  readonly state: 'open' | 'done' | 'endedWithConsent';
}

/** An obligation put off by its owner (N3): `obligation` is its key, so that a new duty is not put off with it. */
export interface Snooze {
  readonly obligation: string;
  readonly until: PlainDate;
  readonly because: SnoozeReason;
  readonly by: UserId;
}

/** One entry of the contact log (F1). */
export type ContactEntry =
  | {
      readonly kind: 'held';
      readonly on: PlainDate;
      readonly how: ContactForm;
      /** Face to face, at the citizen's workplace (B18). */
      readonly atCompany: boolean;
      readonly by: UserId;
    }
  | { readonly kind: 'signOfLife'; readonly on: PlainDate; readonly by: UserId }
  | { readonly kind: 'failed'; readonly on: PlainDate; readonly because: FailedContactReason; readonly by: UserId };

/** A step condition as confirmed: done, where, when, by whom (F2). */
interface ConditionMet {
  readonly on: PlainDate;
  readonly where: DocumentPlace | null;
  readonly goal: JobGoalKind | null;
  readonly note: NoteId | null;
  readonly by: UserId | null;
}

/** One step with its days; the last is the present one. */
export interface StepRun {
  readonly step: string;
  readonly startedOn: PlainDate;
  readonly completedOn: PlainDate | null;
}

interface CourseFacts extends Relations, Visitation, Wishes {
  readonly id: CourseId;
  readonly alias: Alias;
  readonly agreement: AgreementId;
  readonly conference: ConferenceId;
  /** When it came to this conference from another (S2): what was held there before is not asked about it. Null from the start. */
  readonly conferenceSince: Instant | null;
  readonly programme: { readonly id: string; readonly version: number };
  /** The consent that opens the course to the other side: K1 or K3. */
  readonly gate: GatePurpose;
  readonly person: PersonId;
  readonly openedAt: Instant;
  readonly openedOn: PlainDate;
  readonly openedFrom: Side;
  readonly referredBy: UserId;
  readonly source: ReferralSource;
  readonly referredOn: PlainDate;
  readonly groupDecidedOn: PlainDate | null;
  readonly ageReason: AgeReason | null;
  readonly startTalks: readonly PlainDate[];
  readonly specialist: UserId | null;
  readonly specialistSince: PlainDate | null;
  readonly clinician: UserId | null;
  readonly caseworker: UserId | null;
  readonly consents: readonly Consent[];
  readonly refusals: readonly {
    readonly purpose: ConsentPurpose;
    readonly direction: ConsentDirection;
    readonly on: PlainDate;
  }[];
  readonly conditions: ReadonlyMap<StepCondition, ConditionMet>;
  readonly steps: readonly StepRun[];
  readonly snoozes: readonly Snooze[];
  readonly contacts: readonly ContactEntry[];
  readonly discussions: readonly { readonly meeting: MeetingId; readonly on: PlainDate }[];
  readonly tasks: readonly Task[];
  /** Jobs, educations and internships, in the order they were agreed; several at once (A10). */
  readonly engagements: readonly Engagement[];
  /** U0–U3: the step-ups, one at a time, in order. */
  readonly stepUps: readonly StepUp[];
  /** A17: guidance on benefits. */
  readonly benefitsGuided: readonly { readonly on: PlainDate; readonly by: BenefitsGuide }[];
  /** W3: the citizen's wish about openness to the employer; null is "ikke oplyst". */
  readonly openness: { readonly on: PlainDate; readonly wish: OpennessWish; readonly note: NoteId | null } | null;
}

/** Henvist: alias and referral date only, until the consent is there (A2). */
interface ReferredCourse extends CourseFacts {
  readonly status: 'referred';
}
export interface RunningCourse extends CourseFacts {
  readonly status: 'running';
  readonly startedOn: PlainDate;
}
/** A referral that did not start (A3). */
interface DeclinedCourse extends CourseFacts {
  readonly status: 'declined';
  readonly endedOn: PlainDate;
  readonly because: DeclineReason;
}
export interface ClosedCourse extends CourseFacts {
  readonly status: 'closed';
  readonly startedOn: PlainDate;
  readonly endedOn: PlainDate;
  readonly because: CloseReason;
}

/** A course (forløb): the union on `status`; a field exists only where it is true. */
export type Course = ReferredCourse | RunningCourse | DeclinedCourse | ClosedCourse;

/** The side at home with the course: who opened it, and from the start date the job centre (product.md 4). */
export function homeSide(course: Course): Side {
  return course.status === 'running' || course.status === 'closed' ? 'jobCentre' : course.openedFrom;
}

/** Whether both sides work together on a day: the gate's consent in force in both directions (A2, K10). */
export function isShared(course: Course, day: PlainDate): boolean {
  return gateOpen(course.consents, course.gate, day);
}

/** The present step of a programme with steps; null where steps follow facts, nothing has started, or in group 2 none runs (B3). */
export function presentStep(course: Course): StepRun | null {
  if (isGroupTwo(course)) return null;
  const last = course.steps.at(-1);
  return last !== undefined && last.completedOn === null ? last : null;
}

/** The day of the last contact held, or null (F1: a sign of life does not count). */
export function lastContactOn(course: Course): PlainDate | null {
  return latest(course.contacts.filter((c) => c.kind === 'held').map((c) => c.on));
}

/** Failed attempts since the last contact held or sign of life, oldest first (F3). */
export function failuresInARow(course: Course): readonly PlainDate[] {
  const answered = latest(course.contacts.filter((c) => c.kind !== 'failed').map((c) => c.on));
  return course.contacts
    .filter((c) => c.kind === 'failed' && (answered === null || c.on > answered))
    .map((c) => c.on)
    .sort();
}

/** The last day anything was heard of the citizen: contact held or sign of life (F3). */
export function lastHeardOn(course: Course): PlainDate | null {
  return latest(course.contacts.filter((c) => c.kind !== 'failed').map((c) => c.on));
}

/**
 * The typical step of programme A, read off the facts (A15): 1 referred, 2 job search, 3 discussed at a conference, 4 the day a job or
 * education starts, 5 support from the day after; a job's end returns to 2.
 */
export function typicalStep(course: Course, today: PlainDate): 1 | 2 | 3 | 4 | 5 {
  if (course.status === 'referred' || course.status === 'declined') return 1;
  const ongoing = ongoingEngagements(course);
  if (ongoing.length > 0) return ongoing.some((e) => e.startedOn < today) ? 5 : 4;
  const since = lastJobEndedOn(course);
  return course.discussions.some((d) => since === null || d.on > since) ? 3 : 2;
}

function latest(days: readonly PlainDate[]): PlainDate | null {
  return days.reduce<PlainDate | null>((last, day) => (last === null || day > last ? day : last), null);
}
