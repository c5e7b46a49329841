import type { StepUpLineId } from '../../domain/ids.ts';
import type { StepUpCommand } from '../../domain/step-up/commands.ts';
import { isStale, type OnCourse } from '../courses/on-course.ts';
import type { PostedCard } from '../ports/outbox.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { type Answer, card } from '../view.ts';
import { listView } from '../work-list/list-view.ts';
import { changeStepUp, stepUpNow } from './change.ts';
import type { Phase } from './phase.ts';

/** One tap: *Pakken er sendt*, which refuses with exactly what is missing (U1, K4). */
export function sendPackage(on: OnCourse, rev: string): Promise<Answer> {
  return confirm(on, { rev, command: { type: 'sendStepUpPackage' }, done: 'sent', phase: 'prepare' });
}

/** One tap: the agreement stands in Min Plan (U3). */
export function confirmMinPlan(on: OnCourse, rev: string): Promise<Answer> {
  return confirm(on, { rev, command: { type: 'confirmStepUpInMinPlan' }, done: 'minPlan', phase: 'agreement' });
}

/** One tap, from the list or from the step-up's card: a line is followed up on (U3). */
export async function finishLine(
  on: OnCourse,
  tap: { readonly rev: string; readonly line: StepUpLineId; readonly from: Pick<PostedCard, 'view'> },
): Promise<Answer> {
  const command: StepUpCommand = { type: 'finishStepUpLine', line: tap.line };
  const { view } = tap.from;
  if (view !== 'digest' && view !== 'today') {
    return confirm(on, { rev: tap.rev, command, done: 'line', phase: 'agreement' });
  }
  const { session, course } = on;
  const { say, today } = session;
  const shown = async (done: string) => card(await listView(session, { view: 'today', day: today, done }));
  if (isStale(course, tap.rev)) return shown(say('errors.stale'));
  const changed = await changeStepUp(on, command);
  return shown(
    changed.kind === 'refused'
      ? refusalSentence(say, changed)
      : say('list.taskDone', { alias: course.shown.value.alias }),
  );
}

async function confirm(
  on: OnCourse,
  tap: { readonly rev: string; readonly command: StepUpCommand; readonly done: string; readonly phase: Phase },
): Promise<Answer> {
  const { say } = on.session;
  if (isStale(on.course, tap.rev)) return stepUpNow(on, { notice: say('errors.stale'), phase: tap.phase });
  const changed = await changeStepUp(on, tap.command);
  if (changed.kind === 'refused') return stepUpNow(on, { notice: refusalSentence(say, changed), phase: tap.phase });
  const next = tap.done === 'sent' ? 'talks' : tap.phase;
  return stepUpNow(on, { notice: say(`stepUp.done.${tap.done}`), phase: next });
}
