import type { ChannelViewer } from '../../domain/access.ts';
import type { PlainDate } from '../../domain/calendar/time.ts';
import type { AgreementId } from '../../domain/ids.ts';
import { CHANNEL_LANGUAGE } from '../conference/agenda-view.ts';
import type { Scope } from '../context.ts';
import type { Reader } from '../courses/reader.ts';
import { formatDate, formatWeekNumber, type Language } from '../format.ts';
import { type Say, sayIn } from '../i18n.ts';
import type { View } from '../view.ts';
import { channelDeadlines, countDeadlines, type DeadlineCounts, deadlinesOf } from './deadlines.ts';
import { itemText } from './item-text.ts';
import type { OpenItem } from './open-items.ts';

/** Lines on one page: they have no buttons and are short. */
const PAGE_SIZE = 15;
/** Smaller counts are not shown to anyone outside the team (R1). */
const SMALLEST_COUNT = 5;

/** Language and day of whoever reads: a person, or a channel. */
export interface Words {
  readonly say: Say;
  readonly language: Language;
  readonly today: PlainDate;
}

/** `frister` in person: what is over and what is due within 14 days; a coordinator reads numbers alone (product.md 2, 4). */
export async function deadlinesView(reader: Reader, page = 0): Promise<View> {
  const subject = reader.viewer.colleague.id;
  if (reader.viewer.colleague.role === 'coordinator') return countsView(reader, subject);
  return linesView(reader, { items: await deadlinesOf(reader), page, subject, mayPage: true });
}

/** `frister` in a channel: that channel's agreement, aliases and days only (N2). */
export async function channelDeadlinesView(scope: Scope, viewer: ChannelViewer): Promise<View> {
  const words = { say: sayIn(CHANNEL_LANGUAGE), language: CHANNEL_LANGUAGE, today: scope.today };
  const items = await channelDeadlines(scope, viewer);
  return linesView(words, { items, page: 0, subject: viewer.agreement, mayPage: false });
}

interface Lines {
  readonly items: readonly OpenItem[];
  readonly page: number;
  readonly subject: string;
  /** In a channel a page of one reader would take the place of everybody's. */
  readonly mayPage: boolean;
}

function linesView(words: Words, { items, page, subject, mayPage }: Lines): View {
  const { say, language, today } = words;
  const last = Math.max(0, Math.ceil(items.length / PAGE_SIZE) - 1);
  const from = Math.min(page, last) * PAGE_SIZE;
  const shown = items.slice(from, from + PAGE_SIZE);
  const left = items.length - from - shown.length;
  const over = shown.filter((i) => i.obligation.due < today);
  const ahead = shown.filter((i) => i.obligation.due >= today);
  return {
    card: 'deadlines',
    language,
    data: {
      title: say('deadlines.title', { date: formatDate(today, language), week: formatWeekNumber(today, language) }),
      empty: items.length === 0,
      sections: [
        { title: say('list.section.over'), rows: over.map((i) => lineOf(words, i)) },
        { title: say('deadlines.ahead'), rows: ahead.map((i) => lineOf(words, i)) },
      ].filter((s) => s.rows.length > 0),
      left: left > 0 && !mayPage ? say('deadlines.left', { count: left }) : '',
      pages: mayPage ? pageButtons(say, { number: from / PAGE_SIZE, left }) : [],
    },
    summary: say('summary.deadlines'),
    about: { view: 'deadlines', subject },
    discloses: [...new Set(shown.map((i) => i.shown.value.id))],
  };
}

/** One line: alias, what it is about, and the days. The text of a task is left to the list of its owner. */
export function lineOf(words: Words, item: OpenItem) {
  const { what, status } = itemText(item, { ...words, notes: new Map() });
  const { due } = item.obligation;
  return {
    heading: `**${item.shown.value.alias}** · ${what}`,
    status,
    color: due < words.today ? 'attention' : 'default',
  };
}

function pageButtons(say: Say, { number, left }: { readonly number: number; readonly left: number }) {
  const button = (title: string, page: number) => ({ title, verb: 'deadlines.more', send: { page: String(page) } });
  const more = left > 0 ? [button(say('list.more', { count: left }), number + 1)] : [];
  return number > 0 ? [...more, button(say('list.back'), number - 1)] : more;
}

async function countsView(reader: Reader, subject: string): Promise<View> {
  const { say, language, today } = reader;
  const counts = await Promise.all((await agreementsOf(reader)).map((id) => countDeadlines(reader, id)));
  const sections = counts.map((c) => countSection(say, c));
  return {
    card: 'deadlines',
    language,
    data: {
      title: say('deadlines.title', { date: formatDate(today, language), week: formatWeekNumber(today, language) }),
      empty: sections.length === 0,
      sections,
      left: '',
      pages: [],
    },
    summary: say('summary.deadlines'),
    about: { view: 'deadlines', subject },
    discloses: [],
  };
}

/** A coordinator's agreements are all of them (product.md 4). */
async function agreementsOf({ tx }: Scope): Promise<readonly AgreementId[]> {
  return [...(await tx.agreements.all())].sort((a, b) => a.code.localeCompare(b.code)).map((a) => a.id);
}

function countSection(say: Say, { code, ...counts }: DeadlineCounts) {
  const kinds = ['running', 'overTarget', 'overRhythm', 'ahead'] as const;
  const rows = kinds.map((kind) => ({
    heading: say(`deadlines.count.${kind}`),
    status: smallHidden(say, counts[kind]),
    color: 'default',
  }));
  return { title: code, rows };
}

function smallHidden(say: Say, count: number): string {
  return count > 0 && count < SMALLEST_COUNT ? say('deadlines.under', { count: SMALLEST_COUNT }) : String(count);
}
