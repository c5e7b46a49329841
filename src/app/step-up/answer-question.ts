import { PlainDate } from '../../domain/calendar/time.ts';
import { StepUpTalkId } from '../../domain/ids.ts';
import type { StepUpCommand } from '../../domain/step-up/commands.ts';
import { PreparationItem, PreparationPlace, StepUpEndReason } from '../../domain/step-up/step-up.ts';
import { isStale, type OnCourse } from '../courses/on-course.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { type Answer, card } from '../view.ts';
import { changeStepUp, stepUpNow } from './change.ts';
import type { Phase } from './phase.ts';
import { fieldsOf, type StepUpQuestion, type TypedQuestion } from './question.ts';
import { type QuestionForm, stepUpQuestionView } from './question-view.ts';

/** What the small form sends. */
export interface SentQuestion {
  readonly rev: string;
  readonly what: StepUpQuestion;
  readonly talk: string;
  readonly typed: TypedQuestion;
}

/** Records a date, a document of the checklist or an end (U1, U2), or says at its field what was wrong with it. */
export async function answerStepUpQuestion(on: OnCourse, sent: SentQuestion): Promise<Answer> {
  const { session, course } = on;
  const { say } = session;
  const { what, typed } = sent;
  const again = (errors: QuestionForm['errors'] = {}, notice = '') =>
    card(stepUpQuestionView(session, { course, what, typed, errors, notice }));
  if (isStale(course, sent.rev)) return again({}, say('errors.stale'));
  const command = commandOf(sent);
  if (command === null) return again(missing(on, sent));
  const changed = await changeStepUp(on, command);
  if (changed.kind === 'refused') {
    const at = fieldsOf(what).date === null ? 'choice' : 'date';
    return again({ [at]: refusalSentence(say, changed) });
  }
  return stepUpNow(on, { notice: say(`stepUp.done.${what}`), phase: phaseOf(what) });
}

/** What is not filled in, by field. */
function missing({ session: { say } }: OnCourse, { what, typed }: SentQuestion): QuestionForm['errors'] {
  const { date, choices } = fieldsOf(what);
  return {
    ...(date !== null && !PlainDate.safeParse(typed.date).success ? { date: say('contact.dateNeeded') } : {}),
    ...(choices !== null && !choices.values.includes(typed.choice) ? { choice: say('job.chooseOne') } : {}),
  };
}

/** The command a filled-in form stands for; null where something is missing. */
function commandOf({ what, typed, talk }: SentQuestion): StepUpCommand | null {
  if (what === 'end') {
    const because = StepUpEndReason.safeParse(typed.choice);
    return because.success ? { type: 'endStepUp', because: because.data } : null;
  }
  const on = PlainDate.safeParse(typed.date);
  if (!on.success) return null;
  if (what === 'documents') return { type: 'planStepUpDocuments', due: on.data };
  if (what === 'talk') return { type: 'planStepUpTalk', talk: StepUpTalkId.parse(talk), on: on.data };
  const where = PreparationPlace.safeParse(typed.choice);
  return where.success ? { type: 'prepareStepUp', item: what, on: on.data, where: where.data } : null;
}

/** The part the question belongs to, so that the card goes on from there. */
function phaseOf(what: StepUpQuestion): Phase | undefined {
  if (what === 'documents' || PreparationItem.safeParse(what).success) return 'prepare';
  return what === 'talk' ? 'talks' : undefined;
}
