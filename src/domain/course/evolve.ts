import { localDate } from '../calendar/time.ts';
import type { UserId } from '../ids.ts';
import type { StepUpEvent } from '../step-up/events.ts';
import { evolveStepUps } from '../step-up/evolve.ts';
import type { ContactEntry, Course, RunningCourse, Task } from './course.ts';
import type { EngagementEvent } from './engagement-events.ts';
import type { CourseEvent, Recorded } from './events.ts';
import { evolveConsents } from './evolve-consents.ts';
import { evolveEngagements } from './evolve-engagements.ts';
import { evolveRelations } from './evolve-relations.ts';
import { evolveVisitation } from './evolve-visitation.ts';
import type { RelationEvent } from './relation-events.ts';
import { NO_RELATIONS } from './relations.ts';
import type { VisitationEvent } from './visitation-events.ts';
import { NO_WISHES, withWish } from './wishes.ts';

/** A recorded event of one type. */
type Of<T extends CourseEvent['type']> = Extract<CourseEvent, { type: T }>;
type Mark = Pick<Recorded<CourseEvent>, 'at' | 'by'>;

/** A course's state from its history; null before it is opened. */
export function courseFrom(history: readonly Recorded<CourseEvent>[]): Course | null {
  return history.reduce<Course | null>((course, recorded) => evolve(course, recorded), null);
}

/** The next state after one event. An event that cannot follow is a bug in the log, and throws. */
export function evolve(course: Course | null, recorded: Recorded<CourseEvent>): Course {
  const { event } = recorded;
  if (event.type === 'CourseOpened') return opened(event, recorded);
  if (course === null) throw new Error(`${event.type} before CourseOpened`);
  if ('stepUp' in event) return { ...course, stepUps: evolveStepUps(course.stepUps, event, recorded.by) };
  return evolveOpened(course, event, recorded);
}

function putOff(course: Course, { obligation, until, because, by }: Of<'Snoozed'>): Course {
  return { ...course, snoozes: [...course.snoozes, { obligation, until, because, by }] };
}

/** The new specialist takes over what the old one had open, and sees it all: what was put off is not put off for them. */
function handedTo(course: Course, { specialist, on }: Of<'SpecialistAssigned'>): Course {
  const tasks = course.tasks.map((t) =>
    t.state === 'open' && t.owner === course.specialist ? { ...t, owner: specialist } : t,
  );
  return { ...course, specialist, specialistSince: on, tasks, snoozes: [] };
}

/** What somebody named had open is now their successor's; what they had put off is not put off any more. */
function passedOn(course: Course, from: UserId | null, to: UserId): Course {
  const tasks = course.tasks.map((t) => (t.state === 'open' && t.owner === from ? { ...t, owner: to } : t));
  return { ...course, tasks, snoozes: course.snoozes.filter((s) => s.by !== from) };
}

function evolveOpened(
  course: Course,
  event: Exclude<CourseEvent, Of<'CourseOpened'> | StepUpEvent>,
  mark: Mark,
): Course {
  switch (event.type) {
    case 'SpecialistAssigned':
      return handedTo(course, event);
    case 'ClinicianNamed':
      return { ...passedOn(course, course.clinician, event.clinician), clinician: event.clinician };
    case 'CaseworkerNamed':
      return { ...passedOn(course, course.caseworker, event.caseworker), caseworker: event.caseworker };
    case 'StartTalkHeld':
      return { ...course, startTalks: [...course.startTalks, event.on] };
    case 'ConsentGiven':
    case 'ConsentJournaled':
    case 'ConsentRefused':
    case 'ConsentWithdrawn':
    case 'ConsentLapsed':
      return evolveConsents(course, event, mark.at);
    case 'StepConditionMet':
      return meet(course, event, mark);
    case 'ContactHeld':
      return addContact(course, {
        kind: 'held',
        on: event.on,
        how: event.how,
        atCompany: event.atCompany ?? false,
        by: event.by,
      });
    case 'SignOfLife':
      return addContact(course, { kind: 'signOfLife', on: event.on, by: event.by });
    case 'ContactFailed':
      return addContact(course, { kind: 'failed', on: event.on, because: event.because, by: event.by });
    case 'TaskAgreed':
      return { ...course, tasks: [...course.tasks, taskFrom(event, mark)] };
    case 'Snoozed':
      return putOff(course, event);
    case 'WishStated':
      return withWish(course, event);
    case 'TaskDone':
      return { ...course, tasks: course.tasks.map((t) => (t.id === event.task ? { ...t, state: 'done' } : t)) };
    default:
      return evolveStatus(course, event, mark);
  }
}

type StatusEvent = Of<
  | 'DiscussedAtConference'
  | 'DiscussionTakenBack'
  | 'ConferenceChanged'
  | 'CourseStarted'
  | 'StepStarted'
  | 'StepCompleted'
  | 'ReferralDeclined'
  | 'CourseClosed'
>;

function evolveStatus(
  course: Course,
  event: StatusEvent | EngagementEvent | RelationEvent | VisitationEvent,
  mark: Mark,
): Course {
  switch (event.type) {
    case 'ConferenceChanged':
      return { ...course, conference: event.conference, conferenceSince: mark.at };
    case 'DiscussedAtConference':
      return { ...course, discussions: [...course.discussions, { meeting: event.meeting, on: event.on }] };
    case 'DiscussionTakenBack':
      return { ...course, discussions: course.discussions.filter((d) => d.meeting !== event.meeting) };
    case 'CourseStarted':
      return { ...course, status: 'running', startedOn: event.on };
    case 'StepStarted':
      return { ...course, steps: [...course.steps, { step: event.step, startedOn: event.on, completedOn: null }] };
    case 'StepCompleted':
      return {
        ...course,
        // The last run is the present one: an earlier one that a drop-out ended stays uncompleted (B20).
        steps: course.steps.map((s, i) => (i === course.steps.length - 1 ? { ...s, completedOn: event.on } : s)),
      };
    case 'ReferralDeclined':
      return { ...course, status: 'declined', endedOn: event.on, because: event.because };
    case 'CourseClosed':
      return { ...running(course), status: 'closed', endedOn: event.on, because: event.because };
    case 'EmployerContacted':
    case 'PartnerAdded':
    case 'PartnerRemoved':
    case 'PutOnWaitingList':
      return evolveRelations(course, event);
    case 'FirstStepDated':
    case 'GroupDecided':
    case 'GroupTwoDutyDone':
    case 'ExemptionBegun':
    case 'ExemptionReviewed':
    case 'ExemptionContactAgreed':
    case 'ExemptionEnded':
      return evolveVisitation(course, event, mark.by);
    default:
      return evolveEngagements(course, event, mark.by);
  }
}

function opened(event: Of<'CourseOpened'>, mark: Mark): Course {
  const { type: _type, course, homeSide, ...facts } = event;
  return {
    ...facts,
    status: 'referred',
    id: course,
    openedFrom: homeSide,
    openedAt: mark.at,
    openedOn: localDate(mark.at),
    conferenceSince: null,
    startTalks: [],
    specialist: null,
    specialistSince: null,
    consents: [],
    refusals: [],
    conditions: new Map(),
    steps: [],
    contacts: [],
    discussions: [],
    tasks: [],
    snoozes: [],
    engagements: [],
    stepUps: [],
    benefitsGuided: [],
    openness: null,
    ...NO_WISHES,
    ...NO_RELATIONS,
    groups: [],
    exemptions: [],
  };
}

function running(course: Course): RunningCourse {
  if (course.status !== 'running') throw new Error(`a ${course.status} course is not running`);
  return course;
}

function meet(course: Course, event: Of<'StepConditionMet'>, mark: Mark): Course {
  const conditions = new Map(course.conditions);
  conditions.set(event.condition, {
    on: event.on,
    where: event.where,
    goal: event.goal,
    note: event.note,
    by: mark.by,
  });
  return { ...course, conditions };
}

function addContact(course: Course, entry: ContactEntry): Course {
  return { ...course, contacts: [...course.contacts, entry] };
}

function taskFrom(event: Of<'TaskAgreed'>, mark: Mark): Task {
  const { type: _type, task, ...facts } = event;
  return { ...facts, id: task, agreedOn: localDate(mark.at), state: 'open' };
}
