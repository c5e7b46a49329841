import { z } from 'zod';
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
  const [present, decisions] = [listed(typed.present, Participant), listed(typed.decisions, TalkDecision)];
  if (present === null) return again({ present: say('stepUp.chooseFromList') });
  if (decisions === null) return again({ decisions: say('stepUp.chooseFromList') });
  const changed = await changeStepUp(on, {
    type: 'holdStepUpTalk',
    talk: StepUpTalkId.parse(talk),
    on: day.data,
    present,
    decisions,
  });
  if (changed.kind === 'refused') return again({ [fieldOf(changed.because)]: refusalSentence(say, changed) });
  return stepUpNow(on, { notice: say('stepUp.done.held'), phase: decisions.length === 0 ? 'talks' : 'agreement' });
}

/** A comma separated list of what may be chosen; null where something else is in it. */
function listed<S extends z.ZodType>(sent: string, schema: S): readonly z.infer<S>[] | null {
  const chosen = sent.split(',').flatMap((one) => (one.trim() === '' ? [] : [one.trim()]));
  return z.array(schema).safeParse([...new Set(chosen)]).data ?? null;
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
