import { addDays } from '../../domain/calendar/dates.ts';
import type { PlainDate } from '../../domain/calendar/time.ts';
import type { CourseId } from '../../domain/ids.ts';
import { pauseLines } from '../absence/pauses.ts';
import type { Reader } from '../courses/reader.ts';
import { formatDate, formatWeekNumber } from '../format.ts';
import type { View } from '../view.ts';
import type { Closing } from './closing.ts';
import { type NoticeRow, noticeRow } from './delivery-notice.ts';
import { type Row, rowContext, rowOf } from './row.ts';
import { isAnswered, type WorkList, workListOf } from './work-list.ts';

/** Rows on one page of a list (product.md 1.5). */
const PAGE_SIZE = 8;
/** So many notices have buttons: a card may not grow over 28 KB. */
const MOST_WITH_BUTTONS = 4;
/** What is told once beyond this is told in one line, for the same reason. */
const MOST_TOLD = 30;
/** The digest's days ahead: what is due later stands on the list because a rung has told of it. */
const WEEK = 7;

/** How a list is shown: sent in the morning or asked for, which page, and what a tap has just done. */
export interface ListOptions {
  readonly view: 'digest' | 'today';
  /** The local date it was made for: the digest's subject. */
  readonly day: PlainDate;
  readonly page?: number;
  readonly done?: string;
}

/** The work list as a card: most overdue first, eight rows a page, one action per row (N1, product.md 1.5). */
export async function listView(reader: Reader, options: ListOptions): Promise<View> {
  return listViewOf(reader, { ...options, list: await workListOf(reader) });
}

/** The same from a list at hand. */
export async function listViewOf(reader: Reader, options: ListOptions & { readonly list: WorkList }): Promise<View> {
  const { list, view, day, done = '' } = options;
  const context = await rowContext(reader, [...list.told, ...list.items]);
  const rows = list.items.map((item) => rowOf(item, context));
  const page = pageOf(rows, options.page ?? 0);
  const first = page.number === 0;
  const told = first ? fewButtons(list.told.map((item) => rowOf(item, context))) : [];
  const notices = first ? await noticeRows(reader, list) : [];
  const closings = first ? list.closings : [];
  const { say, language, today } = reader;
  return {
    card: 'work-list',
    language,
    data: {
      title: say('list.title', {
        date: formatDate(today, language),
        week: formatWeekNumber(today, language),
      }),
      done,
      counts: countsOf(reader, rows),
      paused: first ? await pauseLines(reader) : [],
      empty: rows.length + told.length + notices.length + closings.length === 0,
      told: toldRows(reader, told),
      notices,
      closings: closings.map((c) => closingText(reader, c)),
      sections: sectionsOf(reader, page.rows),
      pages: pageButtons(reader, page),
    },
    summary: say(`summary.${view}`),
    about: { view, subject: day },
    discloses: disclosedIn(
      [...told, ...page.rows, ...notices.map(({ course }) => ({ course: course ?? null }))],
      closings,
    ),
  };
}

interface Page {
  readonly number: number;
  readonly rows: readonly Row[];
  /** How many rows come after it. */
  readonly left: number;
}

function pageOf(rows: readonly Row[], wanted: number): Page {
  const last = Math.max(0, Math.ceil(rows.length / PAGE_SIZE) - 1);
  const number = Math.min(Math.max(0, wanted), last);
  const from = number * PAGE_SIZE;
  return { number, rows: rows.slice(from, from + PAGE_SIZE), left: Math.max(0, rows.length - from - PAGE_SIZE) };
}

function pageButtons({ say }: Reader, { number, left }: Page) {
  const more = { title: say('list.more', { count: left }), verb: 'list.more', send: { page: String(number + 1) } };
  const back = { title: say('list.back'), verb: 'list.more', send: { page: String(number - 1) } };
  return [...(left > 0 ? [more] : []), ...(number > 0 ? [back] : [])];
}

/** What is told once is all told, however much it is: beyond the first few it stands without buttons, so that the card stays sendable. */
function fewButtons(rows: readonly Row[]): readonly Row[] {
  return rows.map((row, i) => (i < MOST_WITH_BUTTONS ? row : { ...row, buttons: [] }));
}

/** All are told, the first of them one by one. */
function toldRows({ say }: Reader, rows: readonly Row[]): readonly Omit<Row, 'due' | 'course'>[] {
  const more = rows.slice(MOST_TOLD);
  if (more.length === 0) return rows;
  const heading = say('list.moreTold', { count: more.length });
  const status = more.map((row) => row.heading).join(', ');
  return [...rows.slice(0, MOST_TOLD), { heading, status, who: '', color: 'default', buttons: [] }];
}

/** Those that are told once all stand; those that wait for a tap come a few at a time. */
async function noticeRows(reader: Reader, { notices }: WorkList): Promise<readonly NoticeRow[]> {
  const once = notices.filter((n) => !isAnswered(n));
  const waiting = notices.filter(isAnswered);
  const rows = async (some: typeof notices) => Promise.all(some.map((n) => noticeRow(reader, n)));
  const open = (await rows(waiting)).filter((row) => row !== null).slice(0, MOST_WITH_BUTTONS);
  return [...(await rows(once)).filter((row) => row !== null), ...open];
}

/** Overdue, today, the next seven days, later. */
function sectionsOf({ say, today }: Reader, rows: readonly Row[]) {
  const sections = ['over', 'today', 'week', 'later'] as const;
  return sections
    .map((id) => ({ title: say(`list.section.${id}`), rows: rows.filter((r) => sectionOf(today, r) === id) }))
    .filter((section) => section.rows.length > 0);
}

function sectionOf(today: PlainDate, { due }: Row): 'over' | 'today' | 'week' | 'later' {
  if (due < today) return 'over';
  if (due === today) return 'today';
  return due <= addDays(today, WEEK) ? 'week' : 'later';
}

function countsOf({ say, today }: Reader, rows: readonly Row[]): string {
  const sections = ['over', 'today', 'week', 'later'] as const;
  return sections
    .map((id) => ({ id, count: rows.filter((r) => sectionOf(today, r) === id).length }))
    .filter(({ count }) => count > 0)
    .map(({ id, count }) => say(`list.count.${id}`, { count }))
    .join(' · ');
}

function closingText({ say, language }: Reader, { first, last, courses }: Closing): string {
  const aliases = courses.map((c) => c.alias).join(', ');
  return say('list.closing', { first: formatDate(first, language), last: formatDate(last, language), aliases });
}

function disclosedIn(rows: readonly Pick<Row, 'course'>[], closings: readonly Closing[]): readonly CourseId[] {
  const ids = [...rows.flatMap((r) => r.course ?? []), ...closings.flatMap((c) => c.courses.map((x) => x.id))];
  return [...new Set(ids)];
}
