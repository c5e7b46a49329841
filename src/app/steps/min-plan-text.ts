import type { Reader } from '../courses/reader.ts';
import { formatDateWithYear } from '../format.ts';
import type { StepWords } from './step-words.ts';

/**
 * The text to copy into Min Plan (F2): the specialist's name, the CV and the job goal as far as they have come, and nothing that names
 * the citizen. Empty while there is nothing to write.
 */
export function minPlanText(
  { say, language }: Pick<Reader, 'say' | 'language'>,
  { facts, staff, notes }: StepWords,
): string {
  const course = facts.shown.value;
  const lines: string[] = [];
  const name = course.specialist === null ? undefined : staff.get(course.specialist)?.name;
  if (name !== undefined) lines.push(say('step.minPlan.specialist', { name }));
  const cv = course.conditions.get('cvBegun');
  if (cv !== undefined) lines.push(say('step.minPlan.cv', { on: formatDateWithYear(cv.on, language) }));
  const goal = course.conditions.get('jobGoalBegun');
  const words = goal?.note == null ? undefined : notes.get(goal.note);
  if (goal?.goal != null && words !== undefined) {
    lines.push(say('step.minPlan.goal', { kind: say(`step.goal.${goal.goal}`).toLowerCase(), words }));
  }
  return lines.join('\n');
}
