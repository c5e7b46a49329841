import { accepted, type Decision, refused } from '../refusal.ts';
import { decideStepUp } from '../step-up/decide.ts';
import type { CourseCommand, CourseContext } from './commands.ts';
import { decideConsents } from './consents.ts';
import { recordContact, recordFailedContact, recordSignOfLife } from './contacts.ts';
import type { Course } from './course.ts';
import { decideRelation } from './decide-relation.ts';
import { decideVisitation } from './decide-visitation.ts';
import type { EngagementCommand } from './engagement-commands.ts';
import { decideEngagement } from './engagements.ts';
import type { CourseEvent } from './events.ts';
import type { RelationCommand } from './relation-commands.ts';
import { settle, startIfReady } from './settle.ts';
import { snooze } from './snooze.ts';
import { completeStep, meetCondition } from './steps.ts';
import { agreeTask, finishTask } from './tasks.ts';
import type { VisitationCommand } from './visitation-commands.ts';
import { stateWishes } from './wishes.ts';

/**
 * Decides on one command for one course. What follows by itself (a start once the consent is in force) is part of the
 * same decision, so that no later moment has to notice it.
 */
export function decide(command: CourseCommand, course: Course, context: CourseContext): Decision<CourseEvent> {
  if (command.type !== 'settle' && isEnded(course) && !allowedAfterEnd(command)) return refused('course-closed');
  switch (command.type) {
    case 'assignSpecialist':
      return assignSpecialist(command, course, context);
    case 'nameClinician':
      return course.clinician === command.clinician
        ? accepted()
        : accepted({ type: 'ClinicianNamed', clinician: command.clinician });
    case 'nameCaseworker':
      return course.caseworker === command.caseworker
        ? accepted()
        : accepted({ type: 'CaseworkerNamed', caseworker: command.caseworker });
    case 'recordConsents':
    case 'journalConsents':
    case 'refuseConsent':
    case 'withdrawConsent':
      return decideConsents(command, course, context);
    case 'recordContact':
      return recordContact(command, course, context);
    case 'recordSignOfLife':
      return recordSignOfLife(command, course, context);
    case 'recordFailedContact':
      return recordFailedContact(command, course, context);
    case 'meetCondition':
      return meetCondition(command, course, context);
    case 'completeStep':
      return completeStep(course, context);
    case 'agreeTask':
      return agreeTask(command, course, context);
    case 'finishTask':
      return finishTask(command, course, context);
    case 'stepUp':
      return decideStepUp(command.command, course, context);
    case 'stateWishes':
      return stateWishes(command, course, context.today);
    case 'snooze':
      return snooze(command, course, context);
    default:
      return decideStatus(command, course, context);
  }
}

type StatusCommand = Extract<
  CourseCommand,
  { type: 'moveToConference' | 'noteDiscussion' | 'takeBackDiscussion' | 'decline' | 'close' | 'settle' }
>;

function decideStatus(
  command: StatusCommand | EngagementCommand | RelationCommand | VisitationCommand,
  course: Course,
  context: CourseContext,
): Decision<CourseEvent> {
  switch (command.type) {
    case 'moveToConference':
      if (!command.conferenceExists) return refused('no-conference');
      if (course.conference === command.conference) return accepted();
      return accepted({ type: 'ConferenceChanged', conference: command.conference, on: context.today });
    case 'noteDiscussion':
      if (course.status !== 'running') return refused('not-running');
      if (course.discussions.some((d) => d.meeting === command.meeting)) return accepted();
      return accepted({ type: 'DiscussedAtConference', meeting: command.meeting, on: command.on });
    case 'takeBackDiscussion':
      if (!course.discussions.some((d) => d.meeting === command.meeting)) return accepted();
      return accepted({ type: 'DiscussionTakenBack', meeting: command.meeting });
    case 'decline':
      if (course.status !== 'referred') return refused('already-running');
      return accepted({ type: 'ReferralDeclined', because: command.because, on: context.today });
    case 'close':
      if (course.status !== 'running') return refused('not-running');
      return accepted({ type: 'CourseClosed', because: command.because, on: context.today });
    case 'settle':
      return accepted(...settle(course, context));
    case 'contactEmployer':
    case 'addPartner':
    case 'removePartner':
    case 'putOnWaitingList':
      return decideRelation(command, course, context);
    case 'recordStartTalk':
    case 'decideGroup':
    case 'doGroupTwoDuty':
    case 'beginExemption':
    case 'reviewExemption':
    case 'agreeExemptionContact':
    case 'endExemption':
      return decideVisitation(command, course, context);
    default:
      return decideEngagement(command, course, context);
  }
}

function assignSpecialist(
  command: Extract<CourseCommand, { type: 'assignSpecialist' }>,
  course: Course,
  context: CourseContext,
): Decision<CourseEvent> {
  if (course.specialist === command.specialist) return accepted();
  const assigned: CourseEvent = { type: 'SpecialistAssigned', specialist: command.specialist, on: context.today };
  return accepted(assigned, ...startIfReady(course, [assigned], context));
}

function isEnded(course: Course): boolean {
  return course.status === 'closed' || course.status === 'declined';
}

/** A consent can be withdrawn at any time, a closed course's too (K12). */
function allowedAfterEnd(command: CourseCommand): boolean {
  return command.type === 'withdrawConsent' || command.type === 'journalConsents';
}
