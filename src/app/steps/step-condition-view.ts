import { addMonths } from '../../domain/calendar/dates.ts';
import { JobGoalKind } from '../../domain/course/events.ts';
import type { CourseCondition } from '../../domain/programme.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import type { Reader } from '../courses/reader.ts';
import { typedAgain } from '../typed.ts';
import type { View } from '../view.ts';
import { PLACES, usualPlace } from './conditions.ts';

/** What was typed on the form of a condition. */
export interface TypedCondition {
  readonly date: string;
  readonly where: string;
  readonly goal: string;
  readonly words: string;
}

/** A form with what was typed and what was wrong with it. */
export interface ConditionFormOptions {
  readonly typed?: TypedCondition;
  /** The sentence of a refusal, and the field it stands at. */
  readonly error?: { readonly at: 'date' | 'goal' | 'words'; readonly text: string };
  readonly notice?: string;
}

/** Confirms one condition as done, where and when (F2); the job goal with its kind and its words (A7, B8). */
export function stepConditionView(
  reader: Reader,
  { course, condition }: { readonly course: ShownCourse; readonly condition: CourseCondition },
  { typed, error, notice = '' }: ConditionFormOptions = {},
): View {
  const { say, language, today } = reader;
  const { id, alias } = course.shown.value;
  const errorAt = (at: string) => (error?.at === at ? error.text : '');
  return {
    card: 'step-condition',
    language,
    data: {
      title: `${alias} · ${say(`step.condition.${condition}`)}`,
      hint: say(`step.hint.${condition}`),
      notice,
      isGoal: condition === 'jobGoalBegun',
      date: typedAgain(typed?.date ?? today),
      earliest: addMonths(today, -12),
      latest: today,
      where: typedAgain(typed?.where ?? usualPlace(condition)),
      places: PLACES.map((place) => ({ title: say(`step.place.${place}`), value: place })),
      goal: typedAgain(typed?.goal ?? ''),
      goals: JobGoalKind.options.map((kind) => ({ title: say(`step.goal.${kind}`), value: kind })),
      words: typedAgain(typed?.words ?? ''),
      dateError: errorAt('date'),
      goalError: errorAt('goal'),
      wordsError: errorAt('words'),
      ids: { course: id, rev: String(course.revision), condition },
      course: id,
    },
    summary: say('summary.step'),
    about: { view: 'stepCondition', subject: id },
    discloses: [id],
  };
}
