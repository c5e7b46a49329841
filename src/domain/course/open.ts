import { addMonths } from '../calendar/dates.ts';
import { accepted, type Decision, type Refusal, refused } from '../refusal.ts';
import type { CourseContext, OpenCourse } from './commands.ts';
import type { CourseEvent } from './events.ts';

/** Opens a course, or refers one to programme A (S1, A2, A6, B1, B2). Benefit type, diagnosis and history are no grounds: there is no such field (A3). */
export function decideOpening(command: OpenCourse, context: CourseContext): Decision<CourseEvent> {
  const refusal =
    agreementAllows(command, context) ?? programmeAllows(command, context) ?? datesAllow(command, context);
  if (refusal !== null) return refusal;
  return accepted(openedEvent(command, context), ...openingEvents(command, context));
}

function agreementAllows(command: OpenCourse, context: CourseContext): Refusal | null {
  if (!command.agreementInForce) return refused('agreement-not-in-force');
  if (!command.programmeOffered) return refused('programme-not-offered');
  if (!command.conferenceExists) return refused('no-conference');
  if (command.openerSide === 'psychiatry' && !context.rules.programme.clinicianMayRefer) {
    return refused('clinician-refers-only-ips');
  }
  return null;
}

function programmeAllows(command: OpenCourse, { rules }: CourseContext): Refusal | null {
  const { reasonBelowAge, startTalks } = rules.programme;
  if (reasonBelowAge !== null && command.age < reasonBelowAge && command.ageReason === null) {
    return refused('age-reason-needed', { age: reasonBelowAge });
  }
  // B2: the group has been decided by a start talk; whoever opens says when, the caseworker by the talk itself.
  const openedByCaseworker = command.caseworker === command.referredBy;
  if (startTalks !== null && command.groupDecidedOn === null && !openedByCaseworker) {
    return refused('group-decision-date-needed');
  }
  return null;
}

function datesAllow(command: OpenCourse, { today }: CourseContext): Refusal | null {
  const days = [command.referredOn, command.groupDecidedOn, command.firstTalkOn].filter((d) => d !== null);
  if (days.some((day) => day > today)) return refused('date-in-future');
  if (days.some((day) => day < addMonths(today, -36))) return refused('date-too-old');
  return null;
}

function openedEvent(command: OpenCourse, { rules }: CourseContext): CourseEvent {
  const { programme } = rules;
  return {
    type: 'CourseOpened',
    course: command.course,
    alias: command.alias,
    agreement: command.agreement,
    conference: command.conference,
    programme: { id: programme.id, version: programme.version },
    gate: programme.gate,
    person: command.person,
    homeSide: command.openerSide,
    referredBy: command.referredBy,
    source: command.source,
    referredOn: command.referredOn,
    clinician: command.clinician,
    caseworker: command.caseworker,
    groupDecidedOn: command.groupDecidedOn,
    ageReason: command.ageReason,
  };
}

function openingEvents(command: OpenCourse, context: CourseContext): CourseEvent[] {
  const events: CourseEvent[] = [];
  if (command.specialist !== null)
    events.push({ type: 'SpecialistAssigned', specialist: command.specialist, on: context.today });
  if (command.firstTalkOn !== null) events.push({ type: 'StartTalkHeld', on: command.firstTalkOn });
  if (context.rules.programme.startsBy === 'consent') return events;
  // B2: step 1 counts from the first talk, else from opening.
  const startedOn = command.firstTalkOn ?? context.today;
  events.push({ type: 'CourseStarted', on: startedOn });
  const first = context.rules.programme.steps[0];
  if (first !== undefined) events.push({ type: 'StepStarted', step: first.id, on: startedOn });
  return events;
}
