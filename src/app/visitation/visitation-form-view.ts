import { addMonths } from '../../domain/calendar/dates.ts';
import type { PlainDate } from '../../domain/calendar/time.ts';
import { groupOf } from '../../domain/course/visitation.ts';
import { GroupTwoPlace } from '../../domain/visitation.ts';
import { type CourseFacts, factsOfOne } from '../courses/course-facts.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import type { Reader } from '../courses/reader.ts';
import { allTypedAgain } from '../typed.ts';
import type { View } from '../view.ts';
import { termFor } from './item-text.ts';
import { FIELDS, type TypedVisitation, type VisitationQuestion } from './visitation-question.ts';

/** What was typed, and what was wrong with it, by field. */
export interface VisitationAgain {
  readonly typed?: TypedVisitation;
  readonly errors?: VisitationErrors;
  readonly notice?: string;
}
export type VisitationErrors = Readonly<Partial<Record<keyof TypedVisitation, string>>>;

/** A choice is a short code, a date ten characters: more is not shown again. */
const LONGEST_AGAIN = 100;

/** One question of the visitation, with the fields it needs and what is known filled in (B2–B4, F2). */
export async function visitationFormView(
  reader: Reader,
  { course, what }: { readonly course: ShownCourse; readonly what: VisitationQuestion },
  { typed, errors = {}, notice = '' }: VisitationAgain = {},
): Promise<View> {
  const { say, language, today } = reader;
  const facts = await factsOfOne(reader, course);
  const { id, alias } = course.shown.value;
  const { choices, date, reviewOn, contactOn, where } = FIELDS[what];
  const ahead = addMonths(today, facts.rules.programme.exemption?.reviewWithinMonths ?? 0);
  const title = what === 'preparation' || what === 'team' ? termFor(reader, facts.rules, what) : '';
  return {
    card: 'visitation-form',
    language,
    data: {
      title: `${alias} · ${title === '' ? say(`visitation.ask.${what}.title`) : title}`,
      hint: say(`visitation.ask.${what}.hint`),
      notice,
      has: { choice: choices.length > 0, date, review: reviewOn, contact: contactOn !== null, where },
      labels: {
        choice: choices.length > 0 ? say(`visitation.ask.${what}.choice`) : '',
        date: date ? say(`visitation.ask.${what}.date`) : '',
        contact: contactOn === null ? '' : say(`visitation.contact.${contactOn}`),
      },
      choices: choices.map((value) => ({ title: choiceTitle(reader, facts, { what, value }), value })),
      places: GroupTwoPlace.options.map((value) => ({ title: say(`step.place.${value}`), value })),
      contactNeeded: contactOn === 'needed',
      earliest: addMonths(today, -12),
      today,
      ahead,
      ...allTypedAgain(typed ?? prefilled(facts, { what, today, ahead }), LONGEST_AGAIN),
      errors: { choice: '', date: '', reviewOn: '', contactOn: '', where: '', ...errors },
      // Reviewing a pause may also come to its end.
      canResume: what === 'review',
      ids: { course: id, rev: String(course.revision), what },
      course: id,
    },
    summary: say('summary.answer'),
    about: { view: 'visitationForm', subject: id },
    discloses: [id],
  };
}

function choiceTitle(
  reader: Reader,
  { rules }: CourseFacts,
  { what, value }: { readonly what: VisitationQuestion; readonly value: string },
): string {
  return what === 'group' ? termFor(reader, rules, `group${value}`) : reader.say(`exemption.${value}`);
}

const OTHER = { '1': '2', '2': '1' } as const;

/** Today for what was done, the latest day for a review; the group that it is not. */
function prefilled(
  { shown }: CourseFacts,
  at: { readonly what: VisitationQuestion; readonly today: PlainDate; readonly ahead: PlainDate },
): TypedVisitation {
  const group = groupOf(shown.value)?.group;
  return {
    choice: at.what === 'group' && group !== undefined ? OTHER[group] : '',
    date: at.today,
    reviewOn: at.ahead,
    contactOn: '',
    where: 'caseSystem',
  };
}
