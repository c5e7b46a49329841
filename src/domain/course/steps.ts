import { addDays, addMonths } from '../calendar/dates.ts';
import type { PlainDate } from '../calendar/time.ts';
import type { Period, Programme, StepCondition, StepRule } from '../programme.ts';
import { accepted, type Decision, refused } from '../refusal.ts';
import type { CourseCommand, CourseContext } from './commands.ts';
import { type Course, presentStep, type StepRun } from './course.ts';
import type { CourseEvent } from './events.ts';

/** The rule of a step in its programme; a step the programme does not know is a bug in the data. */
export function stepRule(programme: Programme, step: string): StepRule {
  const rule = programme.steps.find((s) => s.id === step);
  if (rule === undefined) throw new Error(`programme ${programme.id} has no step ${step}`);
  return rule;
}

/** The day a step's target runs out (B9, B17): "bør sigtes mod", never *ulovlig*. */
export function stepDue(run: StepRun, programme: Programme): PlainDate {
  return periodAfter(run.startedOn, stepRule(programme, run.step).target);
}

function periodAfter(day: PlainDate, period: Period): PlainDate {
  return 'months' in period ? addMonths(day, period.months) : addDays(day, period.days);
}

/** What the present step still lacks (B9); empty when nothing or when there is no such step. */
export function missingConditions(course: Course, programme: Programme): readonly StepCondition[] {
  const run = presentStep(course);
  if (run === null) return [];
  return stepRule(programme, run.step).needs.filter((need) => !isMet(course, need));
}

function isMet(course: Course, condition: StepCondition): boolean {
  return condition === 'specialistAssigned' ? course.specialist !== null : course.conditions.has(condition);
}

type Meet = Extract<CourseCommand, { type: 'meetCondition' }>;

/** Confirms a condition as done, where, when, by whom (B8, F2). Also in programme A, where it is shown and gates nothing. */
export function meetCondition(command: Meet, course: Course, { today }: CourseContext): Decision<CourseEvent> {
  if (command.condition === 'specialistAssigned') return refused('condition-unknown');
  if (course.status !== 'running') return refused('not-running');
  if (command.on > today) return refused('date-in-future');
  if (command.on < addMonths(today, -12)) return refused('date-too-old');
  if (course.conditions.has(command.condition)) return refused('condition-already-met');
  const { condition, on, where, goal, note } = command;
  return accepted({ type: 'StepConditionMet', condition, on, where, goal, note });
}

/** Completes the present step and plans the next, or refuses with exactly what is missing (B9). */
export function completeStep(course: Course, context: CourseContext): Decision<CourseEvent> {
  if (course.status !== 'running') return refused('not-running');
  const run = presentStep(course);
  const { programme } = context.rules;
  if (run === null || !stepRule(programme, run.step).completable) return refused('no-step');
  const missing = missingConditions(course, programme);
  if (missing.length > 0) return refused('step-lacks', { missing });
  const completed = { type: 'StepCompleted' as const, step: run.step, on: context.today };
  const next = programme.steps[programme.steps.findIndex((s) => s.id === run.step) + 1];
  if (next === undefined) return accepted(completed);
  return accepted<CourseEvent>(completed, { type: 'StepStarted', step: next.id, on: context.today });
}
