import { minDate } from '../calendar/dates.ts';
import type { PlainDate } from '../calendar/time.ts';
import type { ConsentRecord } from '../consent/consent.ts';
import type { ContactId } from '../ids.ts';
import { CourseCondition } from '../programme.ts';
import { accepted, type Decision, type Refusal, refused } from '../refusal.ts';
import type { CourseCommand, CourseContext, OpenCourse } from './commands.ts';
import { type Course, presentStep } from './course.ts';
import { decide } from './decide.ts';
import type { CourseEvent } from './events.ts';
import { courseFrom, evolve } from './evolve.ts';
import { decideOpening } from './open.ts';
import { missingConditions } from './steps.ts';

/** What had happened to a course before it came here, kept in another system till then. */
export interface ImportedHistory {
  /** The first day of the course; null where the consent or the first talk decides it (A12, B2). */
  readonly startedOn: PlainDate | null;
  /** The consents in force, each with its proof (K10, K11). */
  readonly consents: readonly ConsentRecord[];
  /** When what the clinic may tell was entered in the patient journal; null when it is not yet (K11). */
  readonly journaledOn: PlainDate | null;
  /** The day step 1 was completed, where the course is in step 2 (B9); null where it is in step 1 or the programme has no steps. */
  readonly stepOneOn: PlainDate | null;
  /** The last contact held, however long ago: it says from when the rhythm is counted. */
  readonly lastContact: { readonly contact: ContactId; readonly on: PlainDate } | null;
}

/**
 * Opens a course that has run elsewhere: by the rules of every opening (S1, A2, A6, B1, B2) and of every consent (K10, K11), with its own start
 * date. The specialist counts as assigned since then, so that A12's start is the day it was. A start without both consents in force
 * is refused where the programme starts by consent (A2).
 */
export function decideImport(
  command: OpenCourse,
  history: ImportedHistory,
  context: CourseContext,
): Decision<CourseEvent> {
  const opening = decideOpening(command, context);
  if (opening.kind === 'refused') return opening;
  const refusal = datesRefused(command, history, context);
  if (refusal !== null) return refusal;
  const events = [...opening.events.map((event) => datedBack(event, command, history))];
  for (const next of [startOf(history), ...commandsOf(history)]) {
    const more = next(courseOf(events, context), context);
    if (more.kind === 'refused') return more;
    events.push(...more.events);
  }
  return accepted(...events);
}

type Next = (course: Course, context: CourseContext) => Decision<CourseEvent>;

function datesRefused(
  { referredOn }: OpenCourse,
  { startedOn, stepOneOn, lastContact }: ImportedHistory,
  { today }: CourseContext,
): Refusal | null {
  const days = [startedOn, stepOneOn, lastContact?.on ?? null].filter((day) => day !== null);
  if (days.some((day) => day > today)) return refused('date-in-future');
  return startedOn !== null && startedOn < referredOn ? refused('date-before-referral') : null;
}

/** The opening's own events say today; what is imported happened when it did. */
function datedBack(event: CourseEvent, { referredOn, firstTalkOn }: OpenCourse, history: ImportedHistory): CourseEvent {
  const { startedOn } = history;
  if (event.type === 'SpecialistAssigned') return { ...event, on: startedOn ?? referredOn };
  const isStart = event.type === 'CourseStarted' || event.type === 'StepStarted';
  // B2: step 1 counts from the first talk, else from the opening.
  return isStart && firstTalkOn === null && startedOn !== null ? { ...event, on: startedOn } : event;
}

/** The start of a programme that waits for the consent; recorded before the consents, which would start it today (A2). */
function startOf({ startedOn, consents }: ImportedHistory): Next {
  return (course, { rules, today }) => {
    if (startedOn === null || course.status !== 'referred') return accepted();
    if (course.specialist === null) return refused('specialist-needed');
    const directions = new Set(consents.filter((c) => c.validFrom <= today).map((c) => c.direction));
    if (directions.size < 2) return refused('start-needs-consent');
    const first = rules.programme.steps[0];
    const started: CourseEvent[] = [{ type: 'CourseStarted', on: startedOn }];
    if (first !== undefined) started.push({ type: 'StepStarted', step: first.id, on: startedOn });
    return accepted(...started);
  };
}

function commandsOf({ consents, journaledOn, stepOneOn, lastContact }: ImportedHistory): readonly Next[] {
  const next: Next[] = [];
  const run =
    (command: CourseCommand): Next =>
    (course, context) =>
      decide(command, course, context);
  if (consents.length > 0) next.push(run({ type: 'recordConsents', consents, signatureSeen: true }));
  const fromClinic = consents.filter((c) => c.direction === 'psychiatryToJobCentre').map((c) => c.id);
  if (journaledOn !== null && fromClinic.length > 0) {
    next.push(run({ type: 'journalConsents', consents: fromClinic, on: journaledOn }));
  }
  if (stepOneOn !== null) next.push((course, context) => stepOneCompleted(course, context, stepOneOn));
  if (lastContact !== null) next.push((course, context) => contactHeld(course, context, lastContact));
  return next;
}

/** B9: step 1 with everything it needs, confirmed and completed on the day it was, in the other system. */
function stepOneCompleted(course: Course, context: CourseContext, on: PlainDate): Decision<CourseEvent> {
  const { programme } = context.rules;
  const run = presentStep(course);
  if (run === null) return refused('no-step');
  if (on < run.startedOn) return refused('date-before-referral');
  const then = { ...context, today: on };
  const events: CourseEvent[] = [];
  for (const condition of missingConditions(course, programme).filter((c) => CourseCondition.safeParse(c).success)) {
    events.push({ type: 'StepConditionMet', condition, on, where: null, goal: null, note: null });
  }
  const known = events.reduce((c, event) => evolve(c, { event, at: context.now, by: context.by }), course);
  const completed = decide({ type: 'completeStep' }, known, then);
  return completed.kind === 'refused' ? completed : accepted(...events, ...completed.events);
}

/** Not F1's fourteen days: the contact was recorded elsewhere when it was held. */
function contactHeld(
  course: Course,
  { by }: CourseContext,
  { contact, on }: NonNullable<ImportedHistory['lastContact']>,
): Decision<CourseEvent> {
  if (course.status !== 'running' || by === null) return refused('not-running');
  if (on < minDate(course.referredOn, course.startedOn)) return refused('date-before-referral');
  return accepted({ type: 'ContactHeld', contact, on, how: 'inPerson', by });
}

function courseOf(events: readonly CourseEvent[], { now, by }: CourseContext): Course {
  const course = courseFrom(events.map((event) => ({ event, at: now, by })));
  if (course === null) throw new Error('an opening without a course');
  return course;
}
