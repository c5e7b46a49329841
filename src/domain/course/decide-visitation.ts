import { addMonths, maxDate } from '../calendar/dates.ts';
import type { PlainDate } from '../calendar/time.ts';
import { accepted, type Decision, type Refusal, refused } from '../refusal.ts';
import type { CourseContext } from './commands.ts';
import { type Course, presentStep, type RunningCourse } from './course.ts';
import { decideExemption } from './decide-exemption.ts';
import type { CourseEvent } from './events.ts';
import { openExemption } from './exemption.ts';
import { firstTalk, groupOf, isGroupTwo } from './visitation.ts';
import type { VisitationCommand } from './visitation-commands.ts';

type Of<T extends VisitationCommand['type']> = Extract<VisitationCommand, { type: T }>;

/** So far back a talk, a decision or a document may be dated, in months (F2). */
const BACK_MONTHS = 12;

/** Decides on start talks and group (B2), the duties of group 2 (B3), and exemptions (B4) of a running course. */
export function decideVisitation(
  command: VisitationCommand,
  course: Course,
  context: CourseContext,
): Decision<CourseEvent> {
  if (course.status !== 'running') return refused('not-running');
  switch (command.type) {
    case 'recordStartTalk':
      return recordTalk(command, course, context);
    case 'decideGroup':
      return decideGroup(command, course, context);
    case 'doGroupTwoDuty':
      return doDuty(command, course, context);
    default:
      return decideExemption(command, course, context);
  }
}

function datedWrong(on: PlainDate, { today }: CourseContext): Refusal | null {
  if (on > today) return refused('date-in-future');
  return on < addMonths(today, -BACK_MONTHS) ? refused('date-too-old') : null;
}

/** B2: one or two talks, before the decision; step 1 counts from the first, also when that is entered later. */
function recordTalk(
  { on }: Of<'recordStartTalk'>,
  course: RunningCourse,
  context: CourseContext,
): Decision<CourseEvent> {
  const most = context.rules.programme.startTalks;
  if (most === null) return refused('no-visitation');
  const wrong = datedWrong(on, context);
  if (wrong !== null) return wrong;
  if (course.startTalks.includes(on)) return accepted();
  if (course.startTalks.length >= most) return refused('start-talks-held', { most });
  const group = groupOf(course);
  if (group !== null && on > group.on) return refused('start-talk-after-decision');
  const talk: CourseEvent = { type: 'StartTalkHeld', on };
  const first = firstTalk({ startTalks: [...course.startTalks, on] });
  const run = course.steps.length === 1 ? presentStep(course) : null;
  const redated = run !== null && first !== null && run.startedOn !== first;
  return redated ? accepted<CourseEvent>(talk, { type: 'FirstStepDated', on: first }) : accepted(talk);
}

/** B2, B3: after a talk; from group 2 to group 1 step 1 starts that day, and an exemption has nothing left to rest in group 2. */
function decideGroup(
  { group, on }: Of<'decideGroup'>,
  course: RunningCourse,
  context: CourseContext,
): Decision<CourseEvent> {
  const { programme } = context.rules;
  if (programme.startTalks === null) return refused('no-visitation');
  const now = groupOf(course);
  if (now?.group === group) return now.on === on ? accepted() : refused('group-is-so');
  const wrong = datedWrong(on, context) ?? decidedTooEarly(on, course);
  if (wrong !== null) return wrong;
  const decided: CourseEvent = { type: 'GroupDecided', group, on };
  if (group === '2') {
    const exempt = openExemption(course);
    return exempt === null
      ? accepted(decided)
      : accepted<CourseEvent>(decided, { type: 'ExemptionEnded', on: maxDate(on, exempt.from) });
  }
  const first = programme.steps[0];
  if (now === null || first === undefined) return accepted(decided);
  return accepted<CourseEvent>(decided, { type: 'StepStarted', step: first.id, on });
}

/** Not before a talk has been held, nor before the decision that it changes or a step that was completed. */
function decidedTooEarly(on: PlainDate, course: RunningCourse): Refusal | null {
  const before = groupOf(course);
  const talk = firstTalk(course);
  if (before === null && talk === null) return refused('start-talk-needed');
  const last = course.steps.at(-1)?.completedOn ?? null;
  const latest = [before?.on, talk, last].filter((day) => day != null).reduce<PlainDate>(maxDate, on);
  return on < latest ? refused('group-too-early', { latest }) : null;
}

/** B3: done, where, when. */
function doDuty(
  { duty, on, where }: Of<'doGroupTwoDuty'>,
  course: RunningCourse,
  context: CourseContext,
): Decision<CourseEvent> {
  if (!isGroupTwo(course)) return refused('not-group-two');
  const wrong = datedWrong(on, context);
  if (wrong !== null) return wrong;
  if (course.groups.at(-1)?.done.has(duty) === true) return refused('condition-already-met');
  return accepted({ type: 'GroupTwoDutyDone', duty, on, where });
}
