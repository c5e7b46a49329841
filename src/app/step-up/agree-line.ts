import { PlainDate } from '../../domain/calendar/time.ts';
import { NoteId, StepUpLineId } from '../../domain/ids.ts';
import { FollowUpBy, type LineKind } from '../../domain/step-up/step-up.ts';
import { isStale, type OnCourse } from '../courses/on-course.ts';
import { keepWords, textProblem } from '../jobs/job-text.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { isBlank } from '../typed.ts';
import { type Answer, card } from '../view.ts';
import { changeStepUp, stepUpNow } from './change.ts';
import { type LineErrors, stepUpLineView, type TypedLine } from './line-view.ts';

/** What the form of a line sends. */
export interface SentLine {
  readonly rev: string;
  readonly line: string;
  readonly kind: LineKind;
  readonly typed: TypedLine;
}

/** Writes a line into the agreement document (U3); its words are a note in the vault. */
export async function agreeLine(on: OnCourse, { rev, line, kind, typed }: SentLine): Promise<Answer> {
  const { session, course } = on;
  const { say, parts } = session;
  const again = (errors: LineErrors, notice = '') =>
    card(stepUpLineView(session, { course, kind, typed, errors, notice, line }));
  if (isStale(course, rev)) return again({}, say('errors.stale'));
  const problem = textProblem(say, isBlank(typed.text) ? '' : typed.text, true);
  const due = PlainDate.safeParse(typed.due);
  const followUpBy = FollowUpBy.safeParse(kind === 'effort' ? typed.followUpBy : 'specialist');
  if (problem !== null || !due.success || !followUpBy.success) {
    return again({
      ...(problem === null ? {} : { text: problem }),
      ...(due.success ? {} : { due: say('contact.dateNeeded') }),
      ...(followUpBy.success ? {} : { followUpBy: say('job.chooseOne') }),
    });
  }
  const text = NoteId.parse(parts.ids.next());
  const facts = { line: StepUpLineId.parse(line), kind, text, followUpBy: followUpBy.data, due: due.data };
  const changed = await changeStepUp(on, { type: 'agreeStepUpLine', ...facts });
  if (changed.kind === 'refused') {
    const at = changed.because.startsWith('task-date') ? 'due' : 'text';
    return again({ [at]: refusalSentence(say, changed) });
  }
  if (changed.events.length > 0) await keepWords(on, [{ id: text, text: typed.text }]);
  return stepUpNow(on, { notice: say(`stepUp.done.${kind}`), phase: 'agreement' });
}
