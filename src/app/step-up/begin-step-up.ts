import { PlainDate } from '../../domain/calendar/time.ts';
import { NoteId, StepUpId } from '../../domain/ids.ts';
import type { StepUpCommand } from '../../domain/step-up/commands.ts';
import type { Barrier } from '../../domain/step-up/step-up.ts';
import { isStale, type OnCourse } from '../courses/on-course.ts';
import { keepWords, textProblem } from '../jobs/job-text.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { isBlank } from '../typed.ts';
import { type Answer, card } from '../view.ts';
import { type BeginErrors, beginStepUpView, type TypedBegin } from './begin-view.ts';
import { changeStepUp, stepUpNow } from './change.ts';

/** What U0's form sends. */
export interface SentBegin {
  readonly rev: string;
  readonly stepUp: string;
  readonly typed: TypedBegin;
}

/** Begins a step-up (U0), or says exactly what is missing; what was typed stays. */
export async function beginStepUp(on: OnCourse, { rev, stepUp, typed }: SentBegin): Promise<Answer> {
  const { session, course } = on;
  const { say, parts } = session;
  const again = (errors: BeginErrors, notice = '') =>
    card(beginStepUpView(session, { course, typed, errors, notice, stepUp }));
  if (isStale(course, rev)) return again({}, say('errors.stale'));
  const unkept = unkeepable(on, typed);
  if (Object.keys(unkept).length > 0) return again(unkept);
  const noteFor = (text: string) => (isBlank(text) ? null : NoteId.parse(parts.ids.next()));
  const notes = { dragsOut: noteFor(typed.dragsOutWords), notEnough: noteFor(typed.notEnoughWords) };
  const command = commandOf({ stepUp, typed }, notes);
  if (command === null) return again({ documentsDue: say('contact.dateNeeded') });
  const changed = await changeStepUp(on, command);
  if (changed.kind === 'refused') {
    const at = changed.because.startsWith('task-date') ? 'documentsDue' : 'form';
    return again({ [at]: refusalSentence(say, changed) });
  }
  if (changed.events.length > 0) {
    await keepWords(on, [
      { id: notes.dragsOut, text: typed.dragsOutWords },
      { id: notes.notEnough, text: typed.notEnoughWords },
    ]);
  }
  return stepUpNow(on, { notice: say('stepUp.done.begin') });
}

/** Texts that may not be kept: too long, or with a CPR number in them (P4). An empty one is the domain's matter. */
function unkeepable({ session: { say } }: OnCourse, typed: TypedBegin): BeginErrors {
  const problems = (['dragsOutWords', 'notEnoughWords'] as const).map(
    (field) => [field, textProblem(say, typed[field], false)] as const,
  );
  return Object.fromEntries(problems.filter(([, problem]) => problem !== null));
}

const BARRIERS: Readonly<Record<string, readonly Barrier[]>> = {
  health: ['health'],
  family: ['family'],
  both: ['health', 'family'],
};

function commandOf(
  { stepUp, typed }: Pick<SentBegin, 'stepUp' | 'typed'>,
  notes: { readonly dragsOut: NoteId | null; readonly notEnough: NoteId | null },
): StepUpCommand | null {
  const due = PlainDate.safeParse(typed.documentsDue);
  if (!due.success) return null;
  return {
    type: 'beginStepUp',
    stepUp: StepUpId.parse(stepUp),
    dragsOut: { seen: typed.dragsOut === 'true', words: notes.dragsOut },
    notEnough: { seen: typed.notEnough === 'true', words: notes.notEnough },
    barriers: (Object.hasOwn(BARRIERS, typed.barrier) ? BARRIERS[typed.barrier] : undefined) ?? [],
    hasChildren: typed.children === '' ? null : typed.children === 'yes',
    documentsDue: due.data,
  };
}
