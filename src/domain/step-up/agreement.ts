import type { CourseContext } from '../course/commands.ts';
import type { CourseEvent } from '../course/events.ts';
import { accepted, type Decision, refused } from '../refusal.ts';
import type { StepUpCommand } from './commands.ts';
import { dateAhead, writtenByCaseworker } from './dates.ts';
import { decided, type LineKind, openLines, type TalkDecision } from './step-up.ts';
import type { OnStepUp } from './talks.ts';

type Of<T extends StepUpCommand['type']> = Extract<StepUpCommand, { type: T }>;

/** Decides on the agreement document and what follows from it (U3). */
export function decideAgreement(
  command: Of<'agreeStepUpLine' | 'finishStepUpLine' | 'confirmStepUpInMinPlan'>,
  on: OnStepUp,
  context: CourseContext,
): Decision<CourseEvent> {
  switch (command.type) {
    case 'agreeStepUpLine':
      return agree(command, on, context);
    case 'finishStepUpLine':
      return finish(command, on, context);
    case 'confirmStepUpInMinPlan':
      return confirm(on, context);
    default:
      return command satisfies never;
  }
}

/** What a talk must have decided before it can stand in the document (U2, U3). */
const DECIDED_BY: Readonly<Record<LineKind, TalkDecision>> = { consideration: 'moreSupport', effort: 'newEfforts' };

/** U3: a line, written by the caseworker with the citizen. The specialist sees to considerations, whoever was chosen. */
function agree(
  command: Of<'agreeStepUpLine'>,
  { course, stepUp }: OnStepUp,
  context: CourseContext,
): Decision<CourseEvent> {
  const { line, kind, text, due } = command;
  if (stepUp.lines.some((l) => l.id === line)) return accepted();
  const wrong = writtenByCaseworker(course, context);
  if (wrong !== null) return wrong;
  if (!decided(stepUp).has(DECIDED_BY[kind])) return refused('step-up-not-decided');
  const most = context.rules.programme.stepUp?.mostLines ?? 0;
  if (stepUp.lines.length >= most) return refused('step-up-lines-used', { most });
  const late = dateAhead(due, context);
  if (late !== null) return late;
  const followUpBy = kind === 'consideration' ? 'specialist' : command.followUpBy;
  const facts = { stepUp: stepUp.id, line, kind, text, followUpBy, on: context.today, due };
  return accepted({ type: 'StepUpLineAgreed', ...facts });
}

/** A line is followed up on: one tap. With the last one, and Min Plan, the step-up is over. */
function finish(
  { line }: Of<'finishStepUpLine'>,
  { stepUp }: OnStepUp,
  { by, today }: CourseContext,
): Decision<CourseEvent> {
  const found = stepUp.lines.find((l) => l.id === line);
  if (found === undefined) return refused('task-unknown');
  if (found.done !== null) return refused('task-already-done');
  if (by === null) return refused('not-allowed');
  const done: CourseEvent = { type: 'StepUpLineDone', stepUp: stepUp.id, line, on: today };
  const isLast = openLines(stepUp).length === 1 && stepUp.inMinPlan !== null;
  return isLast ? accepted<CourseEvent>(done, followedUp({ stepUp }, today)) : accepted(done);
}

/** U3: the agreement also stands in Min Plan. */
function confirm({ course, stepUp }: OnStepUp, context: CourseContext): Decision<CourseEvent> {
  const { today } = context;
  const wrong = writtenByCaseworker(course, context);
  if (wrong !== null) return wrong;
  if (stepUp.lines.length === 0) return refused('step-up-no-lines');
  if (stepUp.inMinPlan !== null) return refused('condition-already-met');
  const confirmed: CourseEvent = { type: 'StepUpInMinPlan', stepUp: stepUp.id, on: today };
  const isLast = openLines(stepUp).length === 0;
  return isLast ? accepted<CourseEvent>(confirmed, followedUp({ stepUp }, today)) : accepted(confirmed);
}

function followedUp({ stepUp }: Pick<OnStepUp, 'stepUp'>, on: CourseContext['today']): CourseEvent {
  return { type: 'StepUpEnded', stepUp: stepUp.id, on, because: 'followedUp' };
}
