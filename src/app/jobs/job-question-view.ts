import { addMonths, minDate } from '../../domain/calendar/dates.ts';
import type { Engagement } from '../../domain/course/engagement.ts';
import type { Programme } from '../../domain/programme.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import type { Reader } from '../courses/reader.ts';
import { formatDateWithYear } from '../format.ts';
import type { View } from '../view.ts';
import { fieldsOf, type JobQuestion, type TypedAnswer, typedFrom } from './job-question.ts';
import { engagementName, hoursText } from './job-words.ts';

/** What the form is about. */
export interface JobQuestionAt {
  readonly course: ShownCourse;
  readonly what: JobQuestion;
  readonly engagement: Engagement | null;
}

/** The fields at which a sentence may stand. */
export type AnswerErrors = Readonly<Partial<Record<'date' | 'choice' | 'words' | 'hours' | 'endsOn', string>>>;

/** What was typed, and what was wrong with it. */
export interface AnswerAgain {
  readonly typed?: TypedAnswer;
  readonly errors?: AnswerErrors;
  readonly notice?: string;
}

/** One question about a job, with the fields it needs and what is known filled in (F2). */
export function jobQuestionView(
  reader: Reader,
  { course, what, engagement }: JobQuestionAt,
  { typed, errors = {}, notice = '' }: AnswerAgain = {},
): View {
  const { say, language, today } = reader;
  const { id, alias } = course.shown.value;
  const { programme: pinned } = course.shown.value;
  const programme = reader.parts.programmes.get(pinned.id, pinned.version);
  const { date, choice, words, terms } = fieldsOf(what, { programme, today });
  const filled = typed ?? prefilled(reader, what, engagement);
  return {
    card: 'job-question',
    language,
    data: {
      title: `${alias} · ${say(`job.ask.${what}.title`)}`,
      about: engagement === null ? '' : engagementName(reader, engagement),
      hint: say(`job.ask.${what}.hint`),
      notice,
      has: { date, choice: choice !== null, words: words !== null, terms },
      labels: {
        date: date ? say(`job.ask.${what}.date`) : '',
        choice: choice === null ? '' : say(`job.ask.${what}.choice`),
        words: words === null ? '' : say(`job.ask.${what}.words`),
      },
      choices: (choice?.values ?? []).map((value) => ({
        title: say(`${choice?.words}.${value}`) + (what === 'agreement' ? untilText(reader, programme, value) : ''),
        value,
      })),
      wordsNeeded: words === 'needed',
      earliest: addMonths(today, -12),
      latest: today,
      ...filled,
      hours: hoursText(filled.hours === '' ? null : Number(filled.hours), language),
      ...(typed === undefined ? {} : { hours: typed.hours }),
      errors: { date: '', choice: '', words: '', hours: '', endsOn: '', ...errors },
      submit: say(what === 'agreement' ? 'job.next' : 'job.save'),
      ids: { course: id, rev: String(course.revision), what, engagement: engagement?.id ?? '' },
      course: id,
    },
    summary: say('summary.answer'),
    about: { view: 'jobQuestion', subject: id },
    discloses: [id],
  };
}

/** " (aftalt senest 30. juni 2026)": a kind that the law has taken away, or will (C2). */
function untilText({ say, language }: Reader, { engagement }: Programme, kind: string): string {
  const until = engagement.kinds.find((k) => k.kind === kind)?.offeredUntil;
  return until === undefined ? '' : ` ${say('job.agreedBy', { on: formatDateWithYear(until, language) })}`;
}

function prefilled({ today }: Reader, what: JobQuestion, engagement: Engagement | null): TypedAnswer {
  const blank = { date: today as string, choice: '', words: '', hours: '', permanent: 'false', endsOn: '' };
  if (engagement === null) return blank;
  // The agreed day, if it has come: the first day is mostly held as agreed.
  const first = what === 'start' && engagement.startsOn !== null ? minDate(engagement.startsOn, today) : today;
  return { ...blank, date: first, ...typedFrom(engagement) };
}
