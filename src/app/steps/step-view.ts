import { presentStep } from '../../domain/course/course.ts';
import { stepRule } from '../../domain/course/steps.ts';
import type { UserId } from '../../domain/ids.ts';
import type { StepCondition } from '../../domain/programme.ts';
import type { CourseFacts } from '../courses/course-facts.ts';
import { statusWords, stepWords } from '../courses/course-words.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import type { Reader } from '../courses/reader.ts';
import { formatDateWithYear } from '../format.ts';
import { plain } from '../plain.ts';
import type { User } from '../ports/records.ts';
import type { View } from '../view.ts';
import { CONFIRMED, conditionsOf, isThere } from './conditions.ts';
import { minPlanText } from './min-plan-text.ts';
import { readStepWords, type StepWords } from './step-words.ts';

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
      color: step?.late === true ? 'attention' : 'default',
      conditions: running ? conditionRows(reader, words) : [],
      minPlan: running ? minPlanText(reader, words) : '',
      buttons: [
        ...completeButton(reader, words.facts),
        ...closeButton(reader, words.facts),
        ...wayOn(reader, words.facts),
      ],
    },
    summary: say('summary.step'),
    about: { view: 'step', subject: value.id },
    discloses: [value.id],
  };
}

/** Each condition as done, where, when and by whom (F2), or with the button that confirms it. */
function conditionRows(reader: Reader, words: StepWords) {
  const { say } = reader;
  const { shown, rules } = words.facts;
  return conditionsOf(rules.programme).map((condition) => {
    const there = isThere(shown, condition);
    const confirm = CONFIRMED.safeParse(condition).success && !there;
    const send = { course: shown.value.id, condition };
    return {
      mark: there ? '✔' : '○',
      color: there ? 'good' : 'default',
      text: say(`step.condition.${condition}`),
      detail: there ? metText(reader, words, condition) : say(`step.lacks.${condition}`),
      buttons: confirm ? [{ title: say('step.confirm'), verb: 'step.form', send }] : [],
    };
  });
}

function metText({ say, language }: Reader, { facts, staff, notes }: StepWords, condition: StepCondition): string {
  const course = facts.shown.value;
  if (condition === 'specialistAssigned') {
    const name = nameOf(course.specialist, staff);
    const since = course.specialistSince;
    return since === null ? name : `${name}, ${formatDateWithYear(since, language)}`;
  }
  const met = course.conditions.get(condition);
  if (met === undefined) return '';
  const where = met.where === null ? [] : [say(`step.place.${met.where}`)];
  const line = [formatDateWithYear(met.on, language), ...where, nameOf(met.by, staff)]
    .filter((x) => x !== '')
    .join(' · ');
  const goal = met.goal === null ? '' : say(`step.goal.${met.goal}`);
  const note = met.note === null ? undefined : notes.get(met.note);
  return note === undefined ? line : `${line}\n\n${goal}: ${plain(note)}`;
}

function nameOf(id: UserId | null, staff: ReadonlyMap<UserId, User>): string {
  const user = id === null ? undefined : staff.get(id);
  return user === undefined ? '' : plain(user.name);
}

/** "Afslut trin 1" stands from the start: pressing it says exactly what is missing (B9). */
function completeButton({ say }: Reader, { shown, rules, revision }: CourseFacts) {
  const run = presentStep(shown.value);
  if (run === null || shown.value.status !== 'running' || !stepRule(rules.programme, run.step).completable) return [];
  const send = { course: shown.value.id, rev: String(revision) };
  return [{ title: say('step.complete', { step: run.step }), verb: 'step.complete', send, style: 'positive' }];
}

/** A referral that does not start is ended on the course's own card (A3). */
function closeButton({ say }: Reader, { shown, revision }: CourseFacts) {
  const { status, id } = shown.value;
  if (status !== 'running') return [];
  const send = { course: id, rev: String(revision) };
  return [{ title: say('step.close'), verb: 'course.close', send, style: 'default' }];
}

/** The way on: the course's card, and back to the list. */
function wayOn({ say }: Reader, { shown }: CourseFacts) {
  const open = { title: say('step.open'), verb: 'course.open', send: { course: shown.value.id }, style: 'default' };
  return [open, { title: say('list.toList'), verb: 'list.open', send: {}, style: 'default' }];
}
