import { NoteId } from '../../domain/ids.ts';
import { Representative } from '../../domain/step-up/step-up.ts';
import { isStale, type OnCourse, refusalNotice } from '../courses/on-course.ts';
import { keepWords, textProblem } from '../jobs/job-text.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { isBlank } from '../typed.ts';
import { type Answer, card } from '../view.ts';
import { changeStepUp, stepUpNow } from './change.ts';
import { type PeopleForm, stepUpPeopleView, type TypedPeople } from './people-view.ts';

/** Keeps who is invited from outside by name, and the wish for the network (U2); names are notes in the vault. */
export async function nameStepUpPeople(
  on: OnCourse,
  { rev, typed }: { readonly rev: string; readonly typed: TypedPeople },
): Promise<Answer> {
  const { session, course } = on;
  const { say, parts } = session;
  const again = async (errors: PeopleForm['errors'], notice = '') => {
    const view = await stepUpPeopleView(session, { course, typed, errors: errors ?? {}, notice });
    return view === null ? refusalNotice(session, 'step-up-none') : card(view);
  };
  if (isStale(course, rev)) return again({}, say('errors.stale'));
  const problems = Representative.options.flatMap((who) => {
    const problem = textProblem(
      say,
      isBlank(typed[who]) ? '' : typed[who],
      who === 'network' && typed.wished === 'true',
    );
    return problem === null ? [] : [[who, problem] as const];
  });
  if (problems.length > 0) return again(Object.fromEntries(problems));
  const words = Representative.options
    .filter((who) => !isBlank(typed[who]) && (who !== 'network' || typed.wished === 'true'))
    .map((who) => ({ who, name: NoteId.parse(parts.ids.next()), text: typed[who] }));
  const names = words.map(({ who, name }) => ({ who, name }));
  const command = { type: 'nameStepUpPeople', names, network: typed.wished === 'true' } as const;
  const changed = await changeStepUp(on, command);
  if (changed.kind === 'refused') return again({}, refusalSentence(say, changed));
  await keepWords(
    on,
    words.map(({ name, text }) => ({ id: name, text })),
  );
  return stepUpNow(on, { notice: say('stepUp.done.people'), phase: 'prepare' });
}
