import type { PlainDate } from '../calendar/time.ts';
import type { EndReason } from '../engagement.ts';
import type { EngagementId, NoteId, UserId } from '../ids.ts';
import { AgreementCondition, type Programme, type StepCondition } from '../programme.ts';
import type { EngagementTerms } from './engagement-events.ts';

/** A condition confirmed on an agreement: when, by whom, and for the contact person who it is (B15, B17). */
interface Confirmed {
  readonly on: PlainDate;
  readonly note: NoteId | null;
  readonly by: UserId | null;
}

interface EngagementFacts extends EngagementTerms {
  readonly id: EngagementId;
  readonly confirmed: ReadonlyMap<AgreementCondition, Confirmed>;
  /** The days on which hours, permanence or end date were changed (A10). */
  readonly changedOn: readonly PlainDate[];
}

/** Agreed with the company, not begun. */
interface AgreedEngagement extends EngagementFacts {
  readonly status: 'agreed';
}
/** From the first day at the company. */
export interface OngoingEngagement extends EngagementFacts {
  readonly status: 'ongoing';
  readonly startedOn: PlainDate;
}
interface EndedEngagement extends EngagementFacts {
  readonly status: 'ended';
  /** Null when it never began. */
  readonly startedOn: PlainDate | null;
  readonly endedOn: PlainDate;
  readonly because: EndReason;
}

/** One job, education or internship of a citizen; there may be several at once (A10). */
export type Engagement = AgreedEngagement | OngoingEngagement | EndedEngagement;

/** Whoever has engagements: a course. */
interface Having {
  readonly engagements: readonly Engagement[];
}

/** Agreed or begun, and not ended. */
export function openEngagements(course: Having): readonly Exclude<Engagement, EndedEngagement>[] {
  return course.engagements.filter((e) => e.status !== 'ended');
}

/** Those the citizen is in now: from the first day at the company (B16). */
export function ongoingEngagements(course: Having): readonly OngoingEngagement[] {
  return course.engagements.filter((e) => e.status === 'ongoing');
}

/** The last day of the latest job that had begun and is over, or null. */
export function lastJobEndedOn(course: Having): PlainDate | null {
  return course.engagements
    .flatMap((e) => (e.status === 'ended' && e.startedOn !== null ? [e.endedOn] : []))
    .reduce<PlainDate | null>((last, day) => (last === null || day > last ? day : last), null);
}

/** Which of the needs an agreement lacks; VITAS is asked of the kinds the programme names only (B17). */
export function lacksOf(
  engagement: Engagement,
  needs: readonly StepCondition[],
  { engagement: rules }: Programme,
): readonly AgreementCondition[] {
  return needs
    .flatMap((need) => AgreementCondition.safeParse(need).data ?? [])
    .filter((need) => need !== 'agreementInVitas' || rules.vitasFor.includes(engagement.kind))
    .filter((need) => !engagement.confirmed.has(need));
}

/** The open agreement that lacks least of what a step needs, the latest of several: what "what is missing" speaks of (B17). */
export function nearestEngagement(
  course: Having,
  needs: readonly StepCondition[],
  programme: Programme,
): Engagement | null {
  const lacks = (e: Engagement) => lacksOf(e, needs, programme).length;
  return openEngagements(course).reduce<Engagement | null>(
    (best, e) => (best === null || lacks(e) <= lacks(best) ? e : best),
    null,
  );
}

/** The same without any text of a person: what the other side may know of a job (K14, N2). */
export function withoutWords(engagement: Engagement): Engagement {
  return {
    ...engagement,
    employer: null,
    tasks: null,
    considerations: null,
    confirmed: new Map([...engagement.confirmed].map(([key, done]) => [key, { ...done, note: null }])),
  };
}
