import type { PlainDate } from '../calendar/time.ts';
import type { EngagementKind } from '../engagement.ts';
import type { ConferenceId, PersonId, UserId } from '../ids.ts';
import type { Period, Programme } from '../programme.ts';

/** A kind of A10, the revalidering of programme C's ladder among them (C2). */
export type ResultKind = EngagementKind;

/** One job, education or internship that has begun (A10). `endedOn` is its last day. */
export interface ResultEngagement {
  readonly kind: ResultKind;
  readonly startedOn: PlainDate;
  readonly endedOn: PlainDate | null;
  readonly weeklyHours: number | null;
  readonly permanent: boolean;
}

/** A step with its target, as far as it has one (B9, B17). */
export interface ResultStep {
  readonly step: string;
  readonly startedOn: PlainDate;
  readonly completedOn: PlainDate | null;
  readonly target: Period | null;
  /** Days of it that did not count, to its end or today (B4). */
  readonly exemptDays: number;
}

/** What results are counted from: dates, kinds and ids of a course that has started. No name, no alias, no text. */
export interface ResultCourse {
  /** Who it is about, so that everybody counts once. */
  readonly person: PersonId;
  readonly letter: Programme['letter'];
  readonly specialist: UserId | null;
  readonly conference: ConferenceId;
  readonly referredOn: PlainDate;
  readonly startedOn: PlainDate;
  /** The day it was closed, or null while it runs. */
  readonly endedOn: PlainDate | null;
  readonly engagements: readonly ResultEngagement[];
  readonly steps: readonly ResultStep[];
  /** B3: in group 2 no job steps run, and nobody there is counted in their times. */
  readonly inGroupTwo: boolean;
  readonly contactsHeld: readonly PlainDate[];
  /** The first talk about openness to the employer (W3). */
  readonly opennessOn: PlainDate | null;
  /** Contacts with employers (A14). */
  readonly employerContacts: readonly { readonly on: PlainDate; readonly inPerson: boolean }[];
  /** The last day on which both sides may share it, while they do (K11). */
  readonly sharedUntil: PlainDate | null;
}

/** What R1's numerator counts: an ordinary job, self-employment or ordinary education. */
const ORDINARY: ReadonlySet<ResultKind> = new Set(['ordinaryJob', 'selfEmployment', 'education']);
export function isOrdinary({ kind }: Pick<ResultEngagement, 'kind'>): boolean {
  return ORDINARY.has(kind);
}

/** Kinds with wages and an employer or a business of one's own. */
const PAID: ReadonlySet<ResultKind> = new Set([
  'ordinaryJob',
  'selfEmployment',
  'flexJob',
  'wageSubsidy',
  'shelteredJob',
]);
export function isPaid({ kind }: Pick<ResultEngagement, 'kind'>): boolean {
  return PAID.has(kind);
}

/** Whether something that begins and may end touches a span of days, both ends included. */
export function overlaps(
  { startedOn, endedOn }: Pick<ResultEngagement, 'startedOn' | 'endedOn'>,
  span: { readonly first: PlainDate; readonly last: PlainDate },
): boolean {
  return startedOn <= span.last && (endedOn === null || endedOn >= span.first);
}

/** The courses of each person: everybody counts once. */
export function byPerson(courses: readonly ResultCourse[]): readonly (readonly ResultCourse[])[] {
  const people = new Map<PersonId, ResultCourse[]>();
  for (const course of courses) people.set(course.person, [...(people.get(course.person) ?? []), course]);
  return [...people.values()];
}
