import type { CourseContext } from '../course/commands.ts';
import type { Course, RunningCourse } from '../course/course.ts';
import type { CourseEvent } from '../course/events.ts';
import { accepted, type Decision, type Refusal, refused } from '../refusal.ts';
import { decideAgreement } from './agreement.ts';
import { begin } from './begin.ts';
import type { StepUpCommand } from './commands.ts';
import { beforeToday, dateAhead, writtenByCaseworker } from './dates.ts';
import { networkWished, packageLacks } from './participants.ts';
import { openStepUp, type StepUp } from './step-up.ts';
import { decideTalk } from './talks.ts';

type Of<T extends StepUpCommand['type']> = Extract<StepUpCommand, { type: T }>;

/** Decides on a step-up of a running course (U0–U3). The effort at the company goes on in parallel: nothing here pauses anything. */
export function decideStepUp(command: StepUpCommand, course: Course, context: CourseContext): Decision<CourseEvent> {
  if (course.status !== 'running') return refused('not-running');
  if (context.rules.programme.stepUp === null) return refused('step-up-not-offered');
  if (command.type === 'beginStepUp') return begin(command, course, context);
  const stepUp = openStepUp(course);
  if (stepUp === null) return refused('step-up-none');
  switch (command.type) {
    case 'planStepUpDocuments':
      return planDocuments(command, stepUp, context);
    case 'nameStepUpPeople':
      return name(command, stepUp);
    case 'prepareStepUp':
      return prepare(command, stepUp, context);
    case 'sendStepUpPackage':
      return send(course, stepUp, context);
    case 'planStepUpTalk':
    case 'holdStepUpTalk':
      return decideTalk(command, { course, stepUp }, context);
    case 'agreeStepUpLine':
    case 'finishStepUpLine':
    case 'confirmStepUpInMinPlan':
      return decideAgreement(command, { course, stepUp }, context);
    case 'endStepUp':
      return accepted({ type: 'StepUpEnded', stepUp: stepUp.id, on: context.today, because: command.because });
    default:
      return command satisfies never;
  }
}

/** U1, section 9: the day by which the package is to be sent. */
function planDocuments(
  { due }: Of<'planStepUpDocuments'>,
  stepUp: StepUp,
  context: CourseContext,
): Decision<CourseEvent> {
  if (stepUp.sentOn !== null) return refused('step-up-sent');
  const wrong = dateAhead(due, context);
  if (wrong !== null) return wrong;
  if (stepUp.documentsDue === due) return accepted();
  return accepted({ type: 'StepUpDocumentsPlanned', stepUp: stepUp.id, due });
}

/** U2, K4: who the representatives are, and whether the network is wished for. */
function name({ names, network }: Of<'nameStepUpPeople'>, stepUp: StepUp): Decision<CourseEvent> {
  const same = names.length === stepUp.names.size && names.every((n) => stepUp.names.get(n.who) === n.name);
  if (same && network === stepUp.network) return accepted();
  return accepted({ type: 'StepUpPeopleNamed', stepUp: stepUp.id, names: [...names], network });
}

/** U1, F2: a document is there; only other documents may be none. */
function prepare(
  { item, on, where }: Of<'prepareStepUp'>,
  stepUp: StepUp,
  context: CourseContext,
): Decision<CourseEvent> {
  if (stepUp.sentOn !== null) return refused('step-up-sent');
  if (where === 'notNeeded' && item !== 'otherDocuments') return refused('step-up-document-needed');
  const wrong = beforeToday(on, context);
  if (wrong !== null) return wrong;
  const known = stepUp.prepared.get(item);
  if (known?.on === on && known.where === where) return accepted();
  return accepted({ type: 'StepUpPrepared', stepUp: stepUp.id, item, on, where });
}

/** U1, K4: the package goes out when everything of it is there and K4 is in force towards everybody it is sent to, never before. */
function send(course: RunningCourse, stepUp: StepUp, context: CourseContext): Decision<CourseEvent> {
  const { today } = context;
  if (stepUp.sentOn !== null) return refused('step-up-sent');
  const notTheirs: Refusal | null = writtenByCaseworker(course, context);
  if (notTheirs !== null) return notTheirs;
  const lacks = packageLacks(stepUp, { ...partiesOf(course, stepUp), day: today });
  if (lacks.length > 0) return refused('step-up-lacks', { missing: lacks.map((l) => `stepUp.${l}`) });
  return accepted({ type: 'StepUpPackageSent', stepUp: stepUp.id, on: today });
}

/** What of a course says who takes part: the consents, and the wish for the network. */
function partiesOf(course: RunningCourse, stepUp: StepUp) {
  return { consents: course.consents, networkWished: networkWished(course, stepUp) };
}
