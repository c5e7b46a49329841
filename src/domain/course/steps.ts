import { addDays, addMonths } from '../calendar/dates.ts';
import type { PlainDate } from '../calendar/time.ts';
import {
  AgreementCondition,
  CourseCondition,
  type Period,
  type Programme,
  type StepCondition,
  type StepRule,
} from '../programme.ts';
import { accepted, type Decision, refused } from '../refusal.ts';
import type { CourseCommand, CourseContext } from './commands.ts';
import { type Course, presentStep, type StepRun } from './course.ts';
import { lacksOf, nearestEngagement, openEngagements } from './engagement.ts';
import type { CourseEvent } from './events.ts';
import { openExemption, restedDays } from './exemption.ts';

/** The rule of a step in its programme; a step the programme does not know is a bug in the data. */
export function stepRule(programme: Programme, step: string): StepRule {
  const rule = programme.steps.find((s) => s.id === step);
  if (rule === undefined) throw new Error(`programme ${programme.id} has no step ${step}`);
  return rule;
}

/** The present step's target and the day it runs out (B9, B17): "bør sigtes mod", never *ulovlig*. Null for a step without one. */
export function stepTarget(
  course: Course,
  programme: Programme,
): { readonly target: Period; readonly due: PlainDate } | null {
  const run = presentStep(course);
  const target = run === null ? null : stepRule(programme, run.step).target;
  if (run === null || target === null) return null;
  // B4: days of an exemption do not count.
  return { target, due: addDays(periodAfter(run.startedOn, target), restedDays(course, run.startedOn)) };
}

/** The same day without regard to exemptions; null for a step without a target. */
export function plannedDue(run: StepRun, programme: Programme): PlainDate | null {
  const { target } = stepRule(programme, run.step);
  return target === null ? null : periodAfter(run.startedOn, target);
}

function periodAfter(day: PlainDate, period: Period): PlainDate {
  return 'months' in period ? addMonths(day, period.months) : addDays(day, period.days);
}

/** What the present step needs, in order; VITAS only where the agreement it would end by is of such a kind (B17). */
export function presentNeeds(course: Course, programme: Programme): readonly StepCondition[] {
  const run = presentStep(course);
  if (run === null) return [];
  const { needs } = stepRule(programme, run.step);
  const kind = nearestEngagement(course, needs, programme)?.kind;
  const { vitasFor } = programme.engagement;
  return needs.filter((need) => need !== 'agreementInVitas' || kind === undefined || vitasFor.includes(kind));
}

/** What the present step still lacks (B9, B17, B23); empty when nothing or when there is no such step. */
export function missingConditions(course: Course, programme: Programme): readonly StepCondition[] {
  return presentNeeds(course, programme).filter((need) => !isMet(course, need, programme));
}

/** Whether a condition of the present step is there: on the course, or on the agreement that lacks least (B17). */
export function isMet(course: Course, condition: StepCondition, programme: Programme): boolean {
  if (condition === 'specialistAssigned') return course.specialist !== null;
  if (condition === 'companyAgreement') return openEngagements(course).length > 0;
  if (!AgreementCondition.safeParse(condition).success) return course.conditions.has(condition);
  const run = presentStep(course);
  const needs = run === null ? [condition] : stepRule(programme, run.step).needs;
  const nearest = nearestEngagement(course, needs, programme);
  return nearest !== null && lacksOf(nearest, [condition], programme).length === 0;
}

type Meet = Extract<CourseCommand, { type: 'meetCondition' }>;

/** Confirms a condition as done, where, when, by whom (B8, F2). Also in programme A, where it is shown and gates nothing. */
export function meetCondition(command: Meet, course: Course, { today }: CourseContext): Decision<CourseEvent> {
  if (!CourseCondition.safeParse(command.condition).success) return refused('condition-unknown');
  if (course.status !== 'running') return refused('not-running');
  if (command.on > today) return refused('date-in-future');
  if (command.on < addMonths(today, -12)) return refused('date-too-old');
  if (course.conditions.has(command.condition)) return refused('condition-already-met');
  const { condition, on, where, goal, note } = command;
  return accepted({ type: 'StepConditionMet', condition, on, where, goal, note });
}

/** Completes the present step and plans the next, or refuses with exactly what is missing (B9, B17, B23). */
export function completeStep(course: Course, context: CourseContext): Decision<CourseEvent> {
  if (course.status !== 'running') return refused('not-running');
  const run = presentStep(course);
  const { programme } = context.rules;
  if (run === null) return refused('no-step');
  if (openExemption(course) !== null) return refused('steps-rest');
  const missing = missingConditions(course, programme);
  if (missing.length > 0) return refused('step-lacks', { missing });
  const completed = { type: 'StepCompleted' as const, step: run.step, on: context.today };
  const next = programme.steps[programme.steps.findIndex((s) => s.id === run.step) + 1];
  if (next === undefined) return accepted(completed);
  return accepted<CourseEvent>(completed, { type: 'StepStarted', step: next.id, on: context.today });
}
