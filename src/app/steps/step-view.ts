import { presentStep } from '../../domain/course/course.ts';
import { openEngagements } from '../../domain/course/engagement.ts';
import { stepsRest } from '../../domain/course/visitation.ts';
import { asksForCalls } from '../consents/ask-for-calls.ts';
import type { CourseFacts } from '../courses/course-facts.ts';
import { statusWords, stepWords } from '../courses/course-words.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import type { Reader } from '../courses/reader.ts';
import type { View } from '../view.ts';
import { restButton, visitationBlocks } from '../visitation/visitation-blocks.ts';
import { conditionRows } from './condition-rows.ts';
import { minPlanText } from './min-plan-text.ts';
import { readStepWords } from './step-words.ts';

/** `trin`: where the course stands, what the step needs with date and place, a text for Min Plan, and the way on (B8, B9, A15, F2). */
export async function stepView(reader: Reader, course: ShownCourse, notice = ''): Promise<View> {
  const { say, language } = reader;
  const { value } = course.shown;
  const words = await readStepWords(reader, course);
  const step = stepWords(reader, words.facts);
  const running = value.status === 'running';
  return {
    card: 'step',
    language,
    data: {
      title: say('step.title', { alias: value.alias }),
      notice,
      status: statusWords(reader, words.facts),
      step: step?.text ?? '',
      blocks: visitationBlocks(reader, words.facts),
      color: step?.late === true ? 'attention' : 'default',
      conditions: running ? conditionRows(reader, words) : [],
      minPlan: running ? minPlanText(reader, words) : '',
      buttons: [
        ...completeButton(reader, words.facts),
        ...restButton(reader, words.facts),
        ...dropOutButton(reader, words.facts),
        ...callsButton(reader, words.facts),
        ...closeButton(reader, words.facts),
        ...wayOn(reader, words.facts),
      ],
    },
    summary: say('summary.step'),
    about: { view: 'step', subject: value.id },
    discloses: [value.id],
  };
}

/** "Afslut trin 1" stands from the start: pressing it says exactly what is missing (B9). */
function completeButton({ say }: Reader, { shown, revision }: CourseFacts) {
  const run = presentStep(shown.value);
  if (run === null || shown.value.status !== 'running' || !shown.rights.has('act')) return [];
  if (stepsRest(shown.value)) return [];
  const send = { course: shown.value.id, rev: String(revision) };
  return [{ title: say('step.complete', { step: run.step }), verb: 'step.complete', send, style: 'positive' }];
}

/** B20: while there is something to break off, and a step to go back to. */
function dropOutButton({ say }: Reader, { shown, rules }: CourseFacts) {
  const { value } = shown;
  const behind = rules.programme.dropOutTo === null || presentStep(value) === null;
  if (behind || !shown.rights.has('act') || value.status !== 'running' || openEngagements(value).length === 0)
    return [];
  const send = { course: value.id, what: 'dropOut' };
  return [{ title: say('step.dropOut'), verb: 'job.form', send, style: 'default' }];
}

/** B24: behind the last step the citizen is asked for K5, as long as nothing has been said of it (K13). */
function callsButton({ say, today }: Reader, facts: CourseFacts) {
  if (!asksForCalls(facts, today)) return [];
  const send = { course: facts.shown.value.id, purpose: 'K5' };
  return [{ title: say('step.calls'), verb: 'consent.form', send, style: 'default' }];
}

/** A referral that does not start is ended on the course's own card (A3). */
function closeButton({ say }: Reader, { shown, revision }: CourseFacts) {
  const { status, id } = shown.value;
  if (status !== 'running' || !shown.rights.has('act')) return [];
  const send = { course: id, rev: String(revision) };
  return [{ title: say('step.close'), verb: 'course.close', send, style: 'default' }];
}

/** The way on: the course's card, and back to the list. */
function wayOn({ say }: Reader, { shown }: CourseFacts) {
  const open = { title: say('step.open'), verb: 'course.open', send: { course: shown.value.id }, style: 'default' };
  return [open, { title: say('list.toList'), verb: 'list.open', send: {}, style: 'default' }];
}
