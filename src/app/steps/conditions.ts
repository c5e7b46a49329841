import { DocumentPlace } from '../../domain/course/events.ts';
import { presentNeeds } from '../../domain/course/steps.ts';
import type { CourseCondition, StepCondition } from '../../domain/programme.ts';
import type { CourseFacts } from '../courses/course-facts.ts';

/** Programme A has no step to end, but the same beginning: shown, and gating nothing (B8, A7). */
const WITHOUT_STEPS: readonly StepCondition[] = ['cvBegun', 'jobGoalBegun'];

/** The conditions a course's card shows: those of its present step. */
export function conditionsOf({ shown, rules }: CourseFacts): readonly StepCondition[] {
  return rules.programme.steps.length === 0 ? WITHOUT_STEPS : presentNeeds(shown.value, rules.programme);
}

/** Where such a thing is usually done: what the form begins with (F2). */
export function usualPlace(condition: CourseCondition): DocumentPlace {
  return condition === 'cvBegun' ? 'jobnet' : 'minPlan';
}

/** Every place a document may be confirmed at (F2). */
export const PLACES: readonly DocumentPlace[] = DocumentPlace.options;
