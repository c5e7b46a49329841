import { PlainDate } from '../../domain/calendar/time.ts';
import { StepUpTalkId } from '../../domain/ids.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { Participant, TalkDecision } from '../../domain/step-up/step-up.ts';
import { isStale, type OnCourse, refusalNotice } from '../courses/on-course.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { type Answer, card } from '../view.ts';
import { changeStepUp, stepUpNow } from './change.ts';
import { heldTalkView, type TalkErrors, type TypedTalk } from './held-view.ts';

/** What the form of a talk sends. */
export interface SentTalk {
  readonly rev: string;
  readonly talk: string;
  readonly typed: TypedTalk;
}

/** Records a talk with who was there and what was decided (U2), and goes on to the agreement document where there is something to agree. */
export async function holdTalk(on: OnCourse, { rev, talk, typed }: SentTalk): Promise<Answer> {
  const { session, course } = on;
  const { say } = session;
  const again = (errors: TalkErrors, notice = '') => {
    const view = heldTalkView(session, { course, typed, errors, notice, talk });
    return view === null ? refusalNotice(session, 'step-up-none') : card(view);
  };
  if (isStale(course, rev)) return again({}, say('errors.stale'));
  const day = PlainDate.safeParse(typed.date);
  if (!day.success) return again({ date: say('contact.dateNeeded') });
  const decisions = listed(typed.decisions, TalkDecision.options);
  const changed = await changeStepUp(on, {
    type: 'holdStepUpTalk',
    talk: StepUpTalkId.parse(talk),
    on: day.data,
    present: listed(typed.present, Participant.options),
    decisions,
  });
  if (changed.kind === 'refused') return again({ [fieldOf(changed.because)]: refusalSentence(say, changed) });
  return stepUpNow(on, { notice: say('stepUp.done.held'), phase: decisions.length === 0 ? 'talks' : 'agreement' });
}

/** What of a comma separated list is on the list of what may be chosen. */
function listed<T extends string>(sent: string, values: readonly T[]): readonly T[] {
  const chosen = new Set(sent.split(',').map((one) => one.trim()));
  return values.filter((value) => chosen.has(value));
}

function fieldOf(because: Refusal['because']): keyof TalkErrors {
  switch (because) {
    case 'step-up-must-attend':
    case 'step-up-may-not-attend':
    case 'step-up-lacks':
      return 'present';
    default:
      return 'date';
  }
}
