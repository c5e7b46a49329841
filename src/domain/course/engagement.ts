import type { PlainDate } from '../calendar/time.ts';
import type { EndReason } from '../engagement.ts';
import type { EngagementId, NoteId, UserId } from '../ids.ts';
import { AgreementCondition, type Programme, type StepCondition } from '../programme.ts';
import type { Course } from './course.ts';
import type { EngagementEvent, EngagementTerms } from './engagement-events.ts';

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

/** Agreed or begun, and not ended. */
export function openEngagements(course: Course): readonly Exclude<Engagement, EndedEngagement>[] {
  return course.engagements.filter((e) => e.status !== 'ended');
}

/** Those the citizen is in now: from the first day at the company (B16). */
export function ongoingEngagements(course: Course): readonly OngoingEngagement[] {
  return course.engagements.filter((e) => e.status === 'ongoing');
}

/** The last day of the latest job that had begun and is over, or null. */
export function lastJobEndedOn(course: Course): PlainDate | null {
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
  course: Course,
  needs: readonly StepCondition[],
  programme: Programme,
): Engagement | null {
  const lacks = (e: Engagement) => lacksOf(e, needs, programme).length;
  return openEngagements(course).reduce<Engagement | null>(
    (best, e) => (best === null || lacks(e) <= lacks(best) ? e : best),
    null,
  );
}

/** The course after one engagement event. An event about an unknown engagement is a bug in the log, and throws. */
export function evolveEngagements(course: Course, event: EngagementEvent, by: UserId | null): Course {
  switch (event.type) {
    case 'EngagementAgreed':
      return { ...course, engagements: [...course.engagements, agreed(event.engagement, event.terms)] };
    case 'AgreementConditionMet': {
      const { condition, on, note } = event;
      return change(course, event.engagement, (e) => ({
        ...e,
        confirmed: new Map([...e.confirmed, [condition, { on, note, by }]]),
      }));
    }
    case 'EngagementStarted':
      return change(course, event.engagement, (e) => ({ ...e, status: 'ongoing', startedOn: event.on }));
    case 'EngagementChanged': {
      const { on, weeklyHours, permanent, endsOn } = event;
      return change(course, event.engagement, (e) => ({
        ...e,
        weeklyHours,
        permanent,
        endsOn,
        changedOn: [...e.changedOn, on],
      }));
    }
    case 'EngagementEnded':
      return change(course, event.engagement, (e) => ({
        ...e,
        status: 'ended',
        startedOn: e.status === 'agreed' ? null : e.startedOn,
        endedOn: event.on,
        because: event.because,
      }));
    case 'BenefitsGuided':
      return { ...course, benefitsGuided: [...course.benefitsGuided, { on: event.on, by: event.by }] };
    case 'OpennessStated':
      return { ...course, openness: { on: event.on, wish: event.wish, note: event.note } };
    default:
      return event satisfies never;
  }
}

function agreed(id: EngagementId, terms: EngagementTerms): Engagement {
  return { ...terms, id, status: 'agreed', confirmed: new Map(), changedOn: [] };
}

function change(course: Course, id: EngagementId, to: (e: Engagement) => Engagement): Course {
  if (!course.engagements.some((e) => e.id === id)) throw new Error('an event of an unknown engagement');
  return { ...course, engagements: course.engagements.map((e) => (e.id === id ? to(e) : e)) };
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
