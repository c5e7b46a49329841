import type { Disclosed } from '../../domain/access.ts';
import type { Course } from '../../domain/course/course.ts';
import { DocumentPlace } from '../../domain/course/events.ts';
import { type Programme, StepCondition } from '../../domain/programme.ts';

/** The conditions that are confirmed on a card; the specialist is assigned elsewhere. */
export const CONFIRMED = StepCondition.exclude(['specialistAssigned']);
export type Confirmed = (typeof CONFIRMED.options)[number];

/** Programme A has no step to end, but the same beginning: shown, and gating nothing (B8, A7). */
const WITHOUT_STEPS: readonly StepCondition[] = ['cvBegun', 'jobGoalBegun'];

/** The conditions a course's card shows: those of all steps of its programme. */
export function conditionsOf({ steps }: Programme): readonly StepCondition[] {
  return steps.length === 0 ? WITHOUT_STEPS : [...new Set(steps.flatMap((s) => s.needs))];
}

/** Whether a condition is there. The specialist counts as soon as one is assigned (B6). */
export function isThere({ value }: Disclosed<Course>, condition: StepCondition): boolean {
  return condition === 'specialistAssigned' ? value.specialist !== null : value.conditions.has(condition);
}

/** Where such a thing is usually done: what the form begins with (F2). */
export function usualPlace(condition: Confirmed): DocumentPlace {
  return condition === 'cvBegun' ? 'jobnet' : 'minPlan';
}

/** Every place a document may be confirmed at (F2). */
export const PLACES: readonly DocumentPlace[] = DocumentPlace.options;
