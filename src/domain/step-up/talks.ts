import type { CourseContext } from '../course/commands.ts';
import type { RunningCourse } from '../course/course.ts';
import type { CourseEvent } from '../course/events.ts';
import { accepted, type Decision, type Refusal, refused } from '../refusal.ts';
import type { StepUpCommand } from './commands.ts';
import { beforeToday, dateAhead } from './dates.ts';
import { consentsLacking, invitations, networkWished } from './participants.ts';
import { plannedTalk, type StepUp } from './step-up.ts';

type Of<T extends StepUpCommand['type']> = Extract<StepUpCommand, { type: T }>;
/** The step-up that goes on, on its course. */
export interface OnStepUp {
  readonly course: RunningCourse;
  readonly stepUp: StepUp;
}

/** Decides on one of the talks, the fewest possible and no more than the programme says (U2). */
export function decideTalk(
  command: Of<'planStepUpTalk' | 'holdStepUpTalk'>,
  on: OnStepUp,
  context: CourseContext,
): Decision<CourseEvent> {
  return command.type === 'planStepUpTalk' ? plan(command, on, context) : hold(command, on, context);
}

/** A day for the next talk; planning anew moves it. */
function plan(command: Of<'planStepUpTalk'>, { stepUp }: OnStepUp, context: CourseContext): Decision<CourseEvent> {
  const planned = plannedTalk(stepUp);
  const full = planned === null ? talksUsed(stepUp, context) : null;
  const wrong = full ?? dateAhead(command.on, context);
  if (wrong !== null) return wrong;
  if (planned?.plannedFor === command.on) return accepted();
  return accepted({ type: 'StepUpTalkPlanned', stepUp: stepUp.id, talk: planned?.id ?? command.talk, on: command.on });
}

function talksUsed({ talks }: StepUp, { rules }: CourseContext): Refusal | null {
  const most = rules.programme.stepUp?.mostTalks ?? 0;
  return talks.length >= most ? refused('step-up-talks-used', { most }) : null;
}

/** U2: a talk after the package, with everybody who must be there and nobody who may not, each under the consent of that day (K4). */
function hold(command: Of<'holdStepUpTalk'>, on: OnStepUp, context: CourseContext): Decision<CourseEvent> {
  const { stepUp } = on;
  const known = stepUp.talks.find((t) => t.id === command.talk);
  if (known !== undefined && known.heldOn !== null) return refused('condition-already-met');
  if (known === undefined && plannedTalk(stepUp) !== null) return refused('step-up-talk-unknown');
  const wrong =
    (known === undefined ? talksUsed(stepUp, context) : null) ??
    beforeToday(command.on, context) ??
    beforePackage(command, stepUp) ??
    attendanceWrong(command, on);
  if (wrong !== null) return wrong;
  const { talk, present, decisions } = command;
  const held = { stepUp: stepUp.id, talk, on: command.on, present: [...present], decisions: [...decisions] };
  return accepted({ type: 'StepUpTalkHeld', ...held });
}

function beforePackage({ on }: Of<'holdStepUpTalk'>, { sentOn }: StepUp): Refusal | null {
  if (sentOn === null) return refused('step-up-not-sent');
  return on < sentOn ? refused('step-up-talk-before-package', { sent: sentOn }) : null;
}

function attendanceWrong({ on, present }: Of<'holdStepUpTalk'>, { course, stepUp }: OnStepUp): Refusal | null {
  const all = invitations(stepUp, networkWished(course, stepUp));
  const absent = all.filter((i) => i.invited && i.required && !present.includes(i.who));
  if (absent.length > 0) {
    return refused('step-up-must-attend', { missing: absent.map((i) => `stepUp.who.${i.who}`) });
  }
  const uninvited = all.filter((i) => !i.invited && present.includes(i.who));
  if (uninvited.length > 0) {
    return refused('step-up-may-not-attend', { missing: uninvited.map((i) => `stepUp.who.${i.who}`) });
  }
  const lacks = consentsLacking(course.consents, present, on);
  return lacks.length > 0 ? refused('step-up-lacks', { missing: lacks.map((l) => `stepUp.${l}`) }) : null;
}
