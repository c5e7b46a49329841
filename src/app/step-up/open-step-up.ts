import { isGroupTwo } from '../../domain/course/visitation.ts';
import { openStepUp } from '../../domain/step-up/step-up.ts';
import { type OnCourse, refusalNotice } from '../courses/on-course.ts';
import { type Answer, card, type View } from '../view.ts';
import { beginStepUpView } from './begin-view.ts';
import { heldTalkView } from './held-view.ts';
import { stepUpLineView } from './line-view.ts';
import { stepUpPeopleView } from './people-view.ts';
import { Phase } from './phase.ts';
import { type StepUpForm, StepUpQuestion } from './question.ts';
import { stepUpQuestionView } from './question-view.ts';
import { shownStepUp, stepUpView } from './step-up-view.ts';

/** `step-up` on a course: the sequence where it has come to, or U0's form where there is none yet. */
export async function openStepUpCard(on: OnCourse, phase = ''): Promise<Answer> {
  const { session, course } = on;
  if (shownStepUp(course) === null) return askStepUp(on, 'begin');
  const view = await stepUpView(session, course, { phase: Phase.safeParse(phase).data });
  return view === null ? refusalNotice(session, 'step-up-none') : card(view);
}

/** One form of the sequence, or the sentence that says why it is not asked. */
export async function askStepUp(on: OnCourse, what: StepUpForm): Promise<Answer> {
  const { session } = on;
  const refusal = whyNot(on, what);
  if (refusal !== null) return refusalNotice(session, refusal);
  const view = await formOf(on, what);
  return view === null ? refusalNotice(session, 'step-up-none') : card(view);
}

/** U0: not on a course that is not running, nor where the programme has no step-up; and every other form needs one that goes on. */
function whyNot({ session, course }: OnCourse, what: StepUpForm): Parameters<typeof refusalNotice>[1] | null {
  const { value } = course.shown;
  const { id, version } = value.programme;
  if (session.parts.programmes.get(id, version).stepUp === null) return 'step-up-not-offered';
  if (value.status !== 'running') return value.status === 'closed' ? 'course-closed' : 'not-running';
  const open = openStepUp(value) !== null;
  if (what === 'begin' && isGroupTwo(value)) return 'step-up-group-two';
  if (what === 'begin') return open ? 'step-up-running' : null;
  return open ? null : 'step-up-none';
}

async function formOf({ session, course }: OnCourse, what: StepUpForm): Promise<View | null> {
  switch (what) {
    case 'begin':
      return beginStepUpView(session, { course });
    case 'people':
      return stepUpPeopleView(session, { course });
    case 'held':
      return heldTalkView(session, { course });
    case 'consideration':
    case 'effort':
      return stepUpLineView(session, { course, kind: what });
    default:
      return stepUpQuestionView(session, { course, what: StepUpQuestion.parse(what) });
  }
}
