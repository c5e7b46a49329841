import { z } from 'zod';
import { PreparationItem, PreparationPlace, StepUpEndReason } from '../../domain/step-up/step-up.ts';

/** What the small form can be about: a date, a document of the checklist, or why the step-up is over. */
export const StepUpQuestion = z.enum(['documents', 'talk', 'end', ...PreparationItem.options]);
export type StepUpQuestion = z.infer<typeof StepUpQuestion>;

/** Every form of the sequence. */
export const StepUpForm = z.enum([...StepUpQuestion.options, 'begin', 'people', 'held', 'consideration', 'effort']);
export type StepUpForm = z.infer<typeof StepUpForm>;

/** What was typed on the small form; what is not asked comes empty. */
export const TypedQuestion = z.object({
  date: z.string().max(100).default(''),
  choice: z.string().max(100).default(''),
});
export type TypedQuestion = z.infer<typeof TypedQuestion>;

/** What a question asks for: a form asks only what the rule needs. */
export interface QuestionFields {
  readonly date: 'ahead' | 'past' | null;
  readonly choices: { readonly values: readonly string[]; readonly words: string } | null;
}

const PLACES = PreparationPlace.options;

/** The fields of each question. Only other documents may be none (U1). */
export function fieldsOf(what: StepUpQuestion): QuestionFields {
  switch (what) {
    case 'documents':
    case 'talk':
      return { date: 'ahead', choices: null };
    case 'end':
      return { date: null, choices: { values: StepUpEndReason.options, words: 'stepUp.endReason' } };
    case 'otherDocuments':
      return { date: 'past', choices: { values: PLACES, words: 'stepUp.place' } };
    case 'preparationForm':
    case 'minPlan':
    case 'cvAndGoal':
      return { date: 'past', choices: { values: PLACES.filter((p) => p !== 'notNeeded'), words: 'stepUp.place' } };
    default:
      return what satisfies never;
  }
}

/** Where such a document usually is: what the form begins with (F2). */
export const USUAL_PLACE: Readonly<Record<PreparationItem, PreparationPlace>> = {
  preparationForm: 'caseSystem',
  minPlan: 'minPlan',
  cvAndGoal: 'jobnet',
  otherDocuments: 'caseSystem',
};
