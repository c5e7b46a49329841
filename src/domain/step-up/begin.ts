import type { CourseContext } from '../course/commands.ts';
import type { RunningCourse } from '../course/course.ts';
import type { CourseEvent } from '../course/events.ts';
import { isGroupTwo } from '../course/visitation.ts';
import { accepted, type Decision, refused } from '../refusal.ts';
import type { StepUpCommand } from './commands.ts';
import { dateAhead } from './dates.ts';
import { openStepUp } from './step-up.ts';

type Begin = Extract<StepUpCommand, { type: 'beginStepUp' }>;

/**
 * U0: only when both have shown themselves in practice, each ticked and explained: the main model was tried and the match drags out
 * because of health or family, and the cooperation there is across the municipality was not enough. Nothing else is asked, nothing is scored.
 */
export function begin(command: Begin, course: RunningCourse, context: CourseContext): Decision<CourseEvent> {
  if (course.stepUps.some((s) => s.id === command.stepUp)) return accepted();
  if (isGroupTwo(course)) return refused('step-up-group-two');
  if (openStepUp(course) !== null) return refused('step-up-running');
  const { dragsOut, notEnough, barriers, stepUp, documentsDue } = command;
  const missing = lacksOf(command, course).map((l) => `stepUp.${l}`);
  if (missing.length > 0 || dragsOut.words === null || notEnough.words === null) {
    return refused('step-up-lacks', { missing });
  }
  const wrong = dateAhead(documentsDue, context);
  if (wrong !== null) return wrong;
  return accepted({
    type: 'StepUpBegun',
    stepUp,
    on: context.today,
    barriers: [...barriers],
    hasChildren: barriers.includes('family') ? command.hasChildren : null,
    dragsOut: dragsOut.words,
    notEnough: notEnough.words,
    documentsDue,
  });
}

/** What is missing before a step-up may begin (U0), in the order of the card. Children are asked about with a family barrier only. */
function lacksOf({ dragsOut, notEnough, barriers, hasChildren }: Begin, course: RunningCourse): readonly string[] {
  const asksChildren = barriers.includes('family') && hasChildren === null;
  return [
    ...(dragsOut.seen ? [] : ['dragsOut']),
    ...(dragsOut.words === null ? ['dragsOutWords'] : []),
    ...(barriers.length === 0 ? ['barrier'] : []),
    ...(asksChildren ? ['children'] : []),
    ...(notEnough.seen ? [] : ['notEnough']),
    ...(notEnough.words === null ? ['notEnoughWords'] : []),
    ...(course.specialist === null ? ['specialist'] : []),
    ...(course.caseworker === null ? ['caseworker'] : []),
  ];
}
