import { addMonths } from '../../domain/calendar/dates.ts';
import type { PlainDate } from '../../domain/calendar/time.ts';
import { PreparationItem, plannedTalk } from '../../domain/step-up/step-up.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import type { ActingSession } from '../courses/reader.ts';
import { typedAgain } from '../typed.ts';
import type { View } from '../view.ts';
import { fieldsOf, type StepUpQuestion, type TypedQuestion, USUAL_PLACE } from './question.ts';
import { shownStepUp } from './step-up-view.ts';

/** What the form is about, what was typed, and what was wrong with it. */
export interface QuestionForm {
  readonly course: ShownCourse;
  readonly what: StepUpQuestion;
  readonly typed?: TypedQuestion;
  readonly errors?: Readonly<Partial<Record<'date' | 'choice', string>>>;
  readonly notice?: string;
}

/** How far a date of a form may lie, in months; the domain decides by the programme. */
const MONTHS = 12;

/** A date, a document of the checklist, or an end: one question with what is known filled in. */
export function stepUpQuestionView(session: ActingSession, form: QuestionForm): View {
  const { say, language, today, parts } = session;
  const { course, what, typed, errors = {}, notice = '' } = form;
  const { id, alias } = course.shown.value;
  const { date, choices } = fieldsOf(what);
  const filled = typed ?? prefilled(form, today);
  return {
    card: 'step-up-question',
    language,
    data: {
      title: `${alias} · ${say(`stepUp.ask.${what}.title`)}`,
      hint: say(`stepUp.ask.${what}.hint`),
      notice,
      has: { date: date !== null, choice: choices !== null },
      dateLabel: date === null ? '' : say(`stepUp.ask.${what}.date`),
      choiceLabel: choices === null ? '' : say(`stepUp.ask.${what}.choice`),
      choices: (choices?.values ?? []).map((value) => ({ title: say(`${choices?.words}.${value}`), value })),
      earliest: date === 'ahead' ? today : addMonths(today, -MONTHS),
      latest: date === 'ahead' ? addMonths(today, MONTHS) : today,
      date: typedAgain(filled.date, 100),
      choice: typedAgain(filled.choice, 100),
      errors: { date: '', choice: '', ...errors },
      ids: { course: id, rev: String(course.revision), what, talk: parts.ids.next() },
      course: id,
    },
    summary: say('summary.answer'),
    about: { view: 'stepUpForm', subject: id },
    discloses: [id],
  };
}

function prefilled({ course, what }: QuestionForm, today: PlainDate): TypedQuestion {
  const stepUp = shownStepUp(course);
  const item = PreparationItem.safeParse(what);
  if (item.success) return { date: today, choice: USUAL_PLACE[item.data] };
  const due = stepUp?.documentsDue ?? '';
  // A day that has gone by cannot be chosen again.
  if (what === 'documents') return { date: due < today ? '' : due, choice: '' };
  const planned = stepUp === null ? null : plannedTalk(stepUp);
  return { date: what === 'talk' ? (planned?.plannedFor ?? '') : '', choice: '' };
}
