import type { Viewer } from '../../domain/access.ts';
import { localDate, localTime } from '../../domain/calendar/time.ts';
import type { UserId } from '../../domain/ids.ts';
import type { Scope } from '../context.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import { formatClock, formatDate, type Language } from '../format.ts';
import { sayIn } from '../i18n.ts';
import { plain } from '../plain.ts';
import type { User } from '../ports/records.ts';
import type { View } from '../view.ts';
import { agendaCourses, type LoadedMeeting } from './load-conference.ts';
import { meetingHead } from './meeting-text.ts';
import { pageData, pagedSubject, pageOf } from './pages.ts';

/** Few enough that a card with three buttons a course stays small and can be read on a phone. */
const COURSES_PER_PAGE = 6;

/** For whom a question round is shown: the channel, or a person who answers for the courses they may see. */
export interface RoundReader {
  readonly viewer: Viewer;
  readonly language: Language;
  /** Null for the first page on which a course is unanswered. */
  readonly page: number | null;
}

/** The question round (A9, N2): course by course, in taps, with who answered. */
export async function questionRoundView(scope: Scope, loaded: LoadedMeeting, reader: RoundReader): Promise<View> {
  const { language } = reader;
  const say = sayIn(language);
  const courses = await agendaCourses(scope, loaded, reader.viewer);
  const { outcomes } = loaded.meeting;
  const open = courses.filter((c) => !outcomes.has(c.shown.value.id)).length;
  const first = courses.findIndex((c) => !outcomes.has(c.shown.value.id));
  const page = pageOf(courses, reader.page ?? Math.floor(Math.max(0, first) / COURSES_PER_PAGE) + 1, COURSES_PER_PAGE);
  const people = await scope.tx.users.many(answerers(loaded));
  const { when, banner } = meetingHead(scope, loaded, language);
  return {
    card: 'question-round',
    language,
    data: {
      when,
      banner,
      left: courses.length === 0 ? say('round.none') : leftText(open, courses.length, language),
      rows: page.rows.map((row) => rowData(loaded, row, { language, people })),
      ...pageData(page, say('conference.page', { page: page.page, pages: page.pages })),
      meeting: loaded.occurrence.meeting,
      // In person it was opened from the conference's card; in the thread there is nowhere to go back to.
      back: reader.viewer.kind === 'person',
    },
    summary: say('summary.questionRound'),
    about: { view: 'questionRound', subject: pagedSubject(loaded.occurrence.meeting, page.page) },
    // All of them and not this page's alone: turning the page changes nothing about who may have seen them.
    discloses: courses.map((c) => c.shown.value.id),
  };
}

function leftText(open: number, count: number, language: Language): string {
  const say = sayIn(language);
  return open === 0 ? say('round.done') : say('round.left', { open, count });
}

function answerers({ answeredBy }: LoadedMeeting): UserId[] {
  return [...new Set([...answeredBy.values()].flatMap(({ by }) => (by === null ? [] : [by])))];
}

function rowData(
  loaded: LoadedMeeting,
  { shown: { value } }: ShownCourse,
  { language, people }: { readonly language: Language; readonly people: ReadonlyMap<UserId, User> },
): Record<string, unknown> {
  const say = sayIn(language);
  const outcome = loaded.meeting.outcomes.get(value.id) ?? null;
  const answer = loaded.answeredBy.get(value.id);
  const name = answer?.by == null ? '' : (people.get(answer.by)?.name ?? '');
  const at = answer?.at;
  return {
    alias: value.alias,
    course: value.id,
    outcome: outcome ?? '',
    answered: outcome !== null,
    text:
      outcome === null || at === undefined
        ? say('round.open')
        : say('round.answered', {
            outcome: say(`round.outcome.${outcome}`),
            name: plain(name),
            date: formatDate(localDate(at), language),
            time: formatClock(localTime(at), language),
          }),
  };
}
