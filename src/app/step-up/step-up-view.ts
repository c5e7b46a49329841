import { openStepUp, type StepUp } from '../../domain/step-up/step-up.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import type { Reader } from '../courses/reader.ts';
import type { View } from '../view.ts';
import { agreementRows } from './agreement-rows.ts';
import { Phase, presentPhase, stepUpStatus } from './phase.ts';
import { prepareRows } from './prepare-rows.ts';
import type { StepUpButton, StepUpRow } from './row.ts';
import { talkRows } from './talk-rows.ts';
import { whyRows } from './why-rows.ts';
import { readStepUpWords, type StepUpWords } from './words.ts';

/** What else the card shows: what was just done, and which part of the sequence. */
export interface StepUpCardOptions {
  readonly notice?: string;
  readonly phase?: Phase | undefined;
}

/** The step-up a course's card is about: the one that goes on, or the last. */
export function shownStepUp({ shown }: ShownCourse): StepUp | null {
  return openStepUp(shown.value) ?? shown.value.stepUps.at(-1) ?? null;
}

/** `step-up`: where it stands, and one part of the sequence at a time, each with what is missing and the tap that sees to it (U0–U3). */
export async function stepUpView(
  reader: Reader,
  course: ShownCourse,
  options: StepUpCardOptions = {},
): Promise<View | null> {
  const stepUp = shownStepUp(course);
  if (stepUp === null) return null;
  const { say, language } = reader;
  const { id, alias } = course.shown.value;
  const words = await readStepUpWords(reader, course, stepUp);
  const phase = options.phase ?? presentPhase(stepUp);
  return {
    card: 'step-up',
    language,
    data: {
      title: say('stepUp.title', { alias }),
      notice: options.notice ?? '',
      status: stepUpStatus(reader, stepUp),
      part: say(`stepUp.part.${phase}`),
      hint: say(`stepUp.hint.${phase}`),
      rows: rowsOf(reader, words, phase),
      parts: Phase.options.filter((p) => p !== phase).map((p) => partButton(reader, id, p)),
      buttons: wayOn(reader, words),
    },
    summary: say('summary.answer'),
    about: { view: 'stepUp', subject: id },
    discloses: [id],
  };
}

function rowsOf(reader: Reader, words: StepUpWords, phase: Phase): readonly StepUpRow[] {
  switch (phase) {
    case 'why':
      return whyRows(reader, words);
    case 'prepare':
      return prepareRows(reader, words);
    case 'talks':
      return talkRows(reader, words);
    case 'agreement':
      return agreementRows(reader, words);
    default:
      return phase satisfies never;
  }
}

function partButton({ say }: Reader, course: string, phase: Phase): StepUpButton {
  return { title: say(`stepUp.part.${phase}`), verb: 'stepUp.open', send: { course, phase }, style: 'default' };
}

/** The end of it, a new one after it, and the ways back. */
function wayOn({ say }: Reader, { facts, stepUp, mayAct }: StepUpWords): readonly StepUpButton[] {
  const { value, rights } = facts.shown;
  const course = value.id;
  const form = (what: string, title: string): StepUpButton[] => [
    { title: say(title), verb: 'stepUp.form', send: { course, what }, style: 'default' },
  ];
  const again = stepUp.ended !== null && value.status === 'running' && rights.has('stepUp');
  return [
    ...(mayAct ? form('end', 'stepUp.do.end') : []),
    ...(again ? form('begin', 'stepUp.do.again') : []),
    { title: say('step.open'), verb: 'course.open', send: { course }, style: 'default' },
    { title: say('list.toList'), verb: 'list.open', send: {}, style: 'default' },
  ];
}
