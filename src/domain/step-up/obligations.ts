import type { RunningCourse } from '../course/course.ts';
import { duty, type ObligationContext } from '../course/duty.ts';
import type { Obligation, Told } from '../obligation.ts';
import { type FollowUpBy, openLines, openStepUp, type StepUpLine } from './step-up.ts';

/** What a step-up owes (section 9): the package on its day, and each line of the agreement on its own. */
export function stepUpObligations(course: RunningCourse, context: ObligationContext): readonly Obligation[] {
  const stepUp = openStepUp(course);
  const rules = context.rules.programme.stepUp;
  if (stepUp === null || rules === null) return [];
  const { id, begunOn, documentsDue, sentOn } = stepUp;
  const plan = { key: `stepUpDocuments:${id}:${documentsDue}`, kind: 'stepUpDocuments' as const };
  const dates = { start: begunOn, due: documentsDue, rules: rules.documents.rungs };
  const documents =
    sentOn === null ? [duty(course, { ...plan, ...dates, owner: ownerOf(course, 'caseworker') }, context)] : [];
  return [...documents, ...openLines(stepUp).map((line) => followUp(course, line, context))];
}

/** U3: each line is its owner's; the caseworker is told with them, and has it on the list from then on. */
function followUp(course: RunningCourse, line: StepUpLine, context: ObligationContext): Obligation {
  const owner = ownerOf(course, line.followUpBy);
  const { id, agreedOn, due } = line;
  const plan = { key: `stepUpFollowUp:${id}:${due}`, kind: 'stepUpFollowUp' as const, start: agreedOn, due };
  const rules = context.rules.programme.stepUp?.followUp.rungs ?? [];
  const told = duty(course, { ...plan, rules, owner, extra: { line: id } }, context);
  return { ...told, owners: [owner] };
}

/** Whoever has the duty now; the leader where nobody has. */
function ownerOf({ specialist, caseworker }: RunningCourse, by: FollowUpBy): Told {
  const user = by === 'specialist' ? specialist : caseworker;
  return user === null ? { kind: 'leader' } : { kind: 'person', user };
}
