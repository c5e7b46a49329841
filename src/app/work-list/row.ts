import type { Disclosed } from '../../domain/access.ts';
import { daysBetween } from '../../domain/calendar/dates.ts';
import { quartersBefore } from '../../domain/calendar/quarter.ts';
import type { PlainDate } from '../../domain/calendar/time.ts';
import type { Course } from '../../domain/course/course.ts';
import type { CourseId, NoteId, UserId } from '../../domain/ids.ts';
import type { RequestItem } from '../citizen-rights/request-due.ts';
import type { Reader } from '../courses/reader.ts';
import type { AgreementItem, ConferenceItem } from '../due/conference-items.ts';
import { formatDate } from '../format.ts';
import { plain } from '../plain.ts';
import type { User } from '../ports/records.ts';
import { quarterName } from '../results/quarter-page.ts';
import { lineNotes } from '../step-up/item-text.ts';
import { isTraining, trainingStatus } from '../training/training-item.ts';
import { itemText } from './item-text.ts';
import type { OpenItem } from './open-items.ts';
import { mainActionOf, type RowAction } from './row-action.ts';
import type { Wording } from './wording.ts';
import { coursesIn, type Item, isCourseItem } from './work-list.ts';

/** One line of a list as its card shows it. */
export interface Row {
  readonly heading: string;
  readonly status: string;
  /** Whose course it is, for a leader; for whom it stands here, while one covers; else empty. */
  readonly who: string;
  readonly color: 'attention' | 'default';
  readonly buttons: readonly RowAction[];
  readonly due: PlainDate;
  readonly course: CourseId | null;
}

/** What rows need beside their items, read once for all of them. */
export interface RowContext extends Wording {
  readonly reader: Reader;
  readonly staff: ReadonlyMap<UserId, User>;
}

/** Reads the tasks' texts and the specialists' names that the items of a list need: only of courses that passed the gate. */
export async function rowContext(reader: Reader, items: readonly Item[]): Promise<RowContext> {
  const courses = coursesIn(items);
  const isLeader = reader.viewer.colleague.role === 'leader';
  const specialists = isLeader ? courses.flatMap((c) => c.value.specialist ?? []) : [];
  const covered = [...reader.viewer.covering];
  const { say, language } = reader;
  return {
    reader,
    say,
    language,
    today: reader.today,
    notes: await reader.tx.vault.notes(taskNotesIn(items)),
    staff: await reader.tx.users.many([...new Set([...specialists, ...covered])]),
  };
}

function taskNotesIn(items: readonly Item[]): readonly NoteId[] {
  return items.filter(isCourseItem).flatMap(({ shown, obligation }) => {
    const task = shown.value.tasks.find((t) => t.id === obligation.task);
    return task === undefined ? lineNotes(shown.value) : [task.text];
  });
}

/** An item as a row: what, how it stands, the one action, and the way to the rest. */
export function rowOf(item: Item, context: RowContext): Row {
  if (isCourseItem(item)) return courseRow(item, context);
  if ('request' in item) return requestRow(item, context);
  return 'meeting' in item ? conferenceRow(item, context) : agreementRow(item, context);
}

function courseRow(item: OpenItem, context: RowContext): Row {
  const { say, today, reader } = context;
  const { what, status } = itemText(item, context);
  const { alias, id } = item.shown.value;
  const main = mainActionOf(item, reader);
  const open: RowAction = { title: say('list.open'), verb: 'course.open', send: { course: id } };
  return {
    heading: `**${alias}** · ${what}`,
    status,
    who: [specialistOf(item.shown, context), ...forWhom(item, context)].filter((text) => text !== '').join(' · '),
    color: item.obligation.due < today ? 'attention' : 'default',
    buttons: main === null ? [open] : [main, open],
    due: item.obligation.due,
    course: id,
  };
}

/** "For Mette": the absent colleague whose matter it is (N3). */
function forWhom({ shown, obligation }: OpenItem, { reader, staff, say }: RowContext): readonly string[] {
  const { covering, colleague } = reader.viewer;
  const told = [...obligation.owners, ...obligation.rungs.flatMap((r) => r.to)];
  if (told.some((t) => t.kind === 'person' && t.user === colleague.id)) return [];
  const { specialist } = shown.value;
  const leader = specialist === null ? null : (staff.get(specialist)?.leader ?? null);
  const absent = [...covering].filter((id) => told.some((t) => (t.kind === 'person' ? t.user === id : leader === id)));
  return absent.map((id) => say('list.for', { name: plain(staff.get(id)?.name ?? '') }));
}

function specialistOf({ value }: Disclosed<Course>, { reader, staff }: RowContext): string {
  if (reader.viewer.colleague.role !== 'leader') return '';
  const name = value.specialist === null ? undefined : staff.get(value.specialist)?.name;
  return name === undefined ? '' : plain(name);
}

function conferenceRow({ obligation, meeting }: ConferenceItem, { say, language }: RowContext): Row {
  const date = formatDate(meeting.occurrence.date, language);
  return {
    heading: `**${plain(meeting.conference.name)}** · ${meeting.agreement.terms.code}`,
    status: say(`item.${obligation.kind}Status`, { date }),
    who: '',
    color: 'attention',
    buttons: [],
    due: obligation.due,
    course: null,
  };
}

/** A citizen's request: the alias it was made for, and the day by which it is answered (GDPR 12(3)). */
function requestRow({ obligation, request }: RequestItem, { say, language, today }: RowContext): Row {
  const { kind, alias, id } = request;
  const date = formatDate(obligation.due, language);
  const count = daysBetween(today, obligation.due);
  const late = count < 0;
  return {
    heading: `**${alias}** · ${say(`request.kind.${kind}`)}`,
    status: late ? say('request.late', { count: -count }) : say('request.answerBy', { date, count }),
    who: '',
    color: late ? 'attention' : 'default',
    buttons: [{ title: say('list.open'), verb: 'request.open', send: { request: id } }],
    due: obligation.due,
    course: null,
  };
}

function agreementRow(item: AgreementItem, context: RowContext): Row {
  const { obligation, agreement } = item;
  const { say, today } = context;
  const about = isTraining(obligation);
  return {
    heading: `**${agreement.terms.code}** · ${say(`item.${obligation.kind}`)}`,
    status: about ? trainingStatus(item, context) : agreementStatus(item, context),
    who: '',
    color: obligation.due < today && !obligation.notice ? 'attention' : 'default',
    buttons: about ? [{ title: say('list.training'), verb: 'training.open', send: {} }] : [],
    due: obligation.due,
    course: null,
  };
}

function agreementStatus(item: AgreementItem, context: RowContext): string {
  return item.obligation.kind === 'results' ? resultsStatus(item, context) : reviewStatus(item, context);
}

function reviewStatus({ obligation }: AgreementItem, { say, language, today }: RowContext): string {
  const count = Math.abs(daysBetween(obligation.due, today));
  return say('item.reviewStatus', { date: formatDate(obligation.due, language), count });
}

/** The quarter before the day on which its results are due. */
function resultsStatus({ obligation }: AgreementItem, { say }: RowContext): string {
  const quarter = quartersBefore(obligation.due, 1).map((q) => quarterName({ say }, q));
  return say('item.resultsStatus', { quarter: quarter.join() });
}
