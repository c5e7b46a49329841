import { type Disclosed, isDisclosed, type PersonViewer } from '../../domain/access.ts';
import type { Course } from '../../domain/course/course.ts';
import { type RequestItem, requestItems } from '../citizen-rights/request-due.ts';
import type { Scope } from '../context.ts';
import type { Reader } from '../courses/reader.ts';
import { type AgreementItem, agreementItems, type ConferenceItem, conferenceItems } from '../due/conference-items.ts';
import type { Notice } from '../ports/outbox.ts';
import { type Closing, closingsAhead } from './closing.ts';
import { type Told, toldSoFar } from './digest-record.ts';
import { holdsObligation, type OpenItem, openItems, wasTold } from './open-items.ts';

/** One line of somebody's list: a course's, a conference's, an agreement's, or a citizen's request. */
export type Item = OpenItem | ConferenceItem | AgreementItem | RequestItem;

/** Everything that stands on a person's list now (N1), from the state of this moment. */
export interface WorkList {
  /** Open items, most overdue first. */
  readonly items: readonly Item[];
  /** Told once: what was raised since the last digest that arrived (F3, A9). */
  readonly told: readonly Item[];
  /** A longer closing ahead, with the contacts that fall in it (S5). */
  readonly closings: readonly Closing[];
  /** What could not or may not have been delivered (product.md 5). */
  readonly notices: readonly Notice[];
  /** N1: something is overdue or due today, a rung was reached, or there is something to tell; else no digest goes out. */
  readonly isWorthSending: boolean;
}

/** The work list of a person. What is told once is left out as soon as a digest with it has arrived; on that day itself it stays. */
export async function workListOf(reader: Reader): Promise<WorkList> {
  const { viewer } = reader;
  const courses = await openItems(reader, viewer);
  const meetings = await conferenceItems(reader, viewer);
  const agreements = await agreementItems(reader, viewer);
  const others = [...meetings, ...agreements, ...(await requestItems(reader, viewer))];
  const all: readonly Item[] = [...courses, ...others];
  const held = all.filter((item) => holdsObligation(reader, viewer, item.obligation));
  const soFar = await toldSoFar(reader, viewer.colleague.id);
  const items = held.filter((i) => !i.obligation.notice).sort(byDue);
  const told = await toldNow(reader, viewer, { items: held.filter((i) => i.obligation.notice), soFar });
  const closings = closingsAhead(reader, viewer, courses);
  const notices = (await noticesOf(reader, viewer)).filter((n) => isStillTold(reader, n, soFar));
  const due = items.some(({ obligation }) => obligation.due <= reader.today || wasTold(reader, viewer, obligation));
  const isWorthSending = due || told.length + closings.length + notices.length > 0;
  return { items, told, closings, notices, isWorthSending };
}

/** What a person is told, and what those they stand in for would be (N3). */
export async function noticesOf({ tx }: Pick<Scope, 'tx'>, viewer: PersonViewer): Promise<readonly Notice[]> {
  const whose = [viewer.colleague.id, ...viewer.covering];
  return (await Promise.all(whose.map((id) => tx.notices.openFor(id)))).flat();
}

function byDue(a: Item, b: Item): number {
  if (a.obligation.due === b.obligation.due) return 0;
  return a.obligation.due < b.obligation.due ? -1 : 1;
}

/** The notices whose rung was raised to this person and not yet delivered (N5). */
async function toldNow(
  scope: Scope,
  viewer: PersonViewer,
  { items, soFar }: { readonly items: readonly Item[]; readonly soFar: Told },
): Promise<readonly Item[]> {
  const now = await Promise.all(items.map((item) => isToldNow(scope, viewer, { item, soFar })));
  return items.filter((_, i) => now[i]);
}

async function isToldNow(
  scope: Scope,
  viewer: PersonViewer,
  { item, soFar }: { readonly item: Item; readonly soFar: Told },
): Promise<boolean> {
  const mine: ReadonlySet<string> = new Set([viewer.colleague.id, ...viewer.covering].map((id) => `user:${id}`));
  const raised = await scope.tx.raised.ofSubject(subjectOf(item));
  return raised.some(
    (r) =>
      mine.has(r.recipient) &&
      r.obligation === item.obligation.key &&
      r.on <= scope.today &&
      (r.on === scope.today || soFar.since === null || r.on > soFar.since),
  );
}

/** Told-once notices leave when the digest with them has arrived; those with a button stay until it is tapped. */
function isStillTold(scope: Scope, notice: Notice, soFar: Told): boolean {
  return isAnswered(notice) || soFar.day === scope.today || !soFar.notices.includes(notice.id);
}

/** Whether somebody answers the notice by a tap: "Send igen" or "Er set". */
export function isAnswered({ kind }: Notice): boolean {
  return kind === 'uncertain' || kind === 'undeliverable';
}

/** What the rungs of an item are remembered under. */
function subjectOf(item: Item): string {
  return isCourseItem(item) ? item.shown.value.id : item.subject;
}

export function isCourseItem(item: Item): item is OpenItem {
  return 'shown' in item && isDisclosed(item.shown);
}

/** The courses of items, for finding the texts and names that go with them. */
export function coursesIn(items: readonly Item[]): readonly Disclosed<Course>[] {
  return items.flatMap((item) => (isCourseItem(item) ? [item.shown] : []));
}
