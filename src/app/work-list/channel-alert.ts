import { disclose } from '../../domain/access.ts';
import { localDate, PlainDate } from '../../domain/calendar/time.ts';
import { type ConversationId, CourseId } from '../../domain/ids.ts';
import { loadAgreement } from '../agreements/load-agreement.ts';
import { CHANNEL_LANGUAGE } from '../conference/agenda-view.ts';
import { readerOfCard } from '../conference/reader.ts';
import type { Scope } from '../context.ts';
import { factsOfOne } from '../courses/course-facts.ts';
import { type LoadedCourse, loadCourses } from '../courses/load-course.ts';
import { readRecipient, toChannel } from '../delivery/address.ts';
import type { Rendered } from '../delivery/delivery.ts';
import { formatDate, formatWeekNumber } from '../format.ts';
import { sayIn } from '../i18n.ts';
import type { RaisedRung } from '../ports/due.ts';
import type { OutboxRow, PostedCard } from '../ports/outbox.ts';
import type { View } from '../view.ts';
import { lineOf, type Words } from './deadlines-view.ts';
import type { OpenItem } from './open-items.ts';

/** The channel's one post of a working day (N1): the courses raised to it that day and still over their target; none of them drops it. */
export async function renderChannelAlert(scope: Scope, row: OutboxRow): Promise<Rendered> {
  const recipient = readRecipient(row.recipient);
  if (recipient.kind !== 'channel') return 'drop';
  const raisedOn = PlainDate.parse(row.subject);
  const view = await alertView(scope, recipient.id, { raisedOn, date: scope.today });
  return view === null ? 'drop' : toChannel(scope, recipient.id, { view, thread: null });
}

/** An alert that stands in a channel, without what may no longer be named there (K12). */
export async function renderStandingAlert(scope: Scope, posted: PostedCard): Promise<View | 'withdrawn'> {
  const recipient = readRecipient(posted.viewer);
  if (recipient.kind !== 'channel') return 'withdrawn';
  const days = { raisedOn: PlainDate.parse(posted.subject), date: localDate(posted.at) };
  return (await alertView(scope, recipient.id, days)) ?? 'withdrawn';
}

/** After downtime the day under which it was raised is not the day it is posted. */
interface AlertDays {
  readonly raisedOn: PlainDate;
  readonly date: PlainDate;
}

async function alertView(scope: Scope, channel: ConversationId, { raisedOn, date }: AlertDays): Promise<View | null> {
  const raised = await scope.tx.raised.ofRecipient(`channel:${channel}`, raisedOn);
  const items = await stillOver(scope, channel, raised);
  if (items.length === 0) return null;
  const say = sayIn(CHANNEL_LANGUAGE);
  return {
    card: 'channel-alert',
    language: CHANNEL_LANGUAGE,
    data: {
      title: say('alert.title', {
        date: formatDate(date, CHANNEL_LANGUAGE),
        week: formatWeekNumber(date, CHANNEL_LANGUAGE),
      }),
      rows: alertRows(items, { say, language: CHANNEL_LANGUAGE, today: scope.today }),
    },
    summary: say('summary.deadlines'),
    about: { view: 'channelAlert', subject: raisedOn },
    discloses: items.map((i) => i.shown.value.id),
  };
}

/** Rows that stand one by one: nothing raised is left out, but a card over 28 KB would not arrive. */
const MOST_ROWS = 40;

function alertRows(items: readonly OpenItem[], words: Words) {
  const rows = items.slice(0, MOST_ROWS).map((item) => lineOf(words, item));
  const more = items.slice(MOST_ROWS).map((i) => i.shown.value.alias);
  if (more.length === 0) return rows;
  return [
    ...rows,
    { heading: words.say('alert.more', { count: more.length }), status: more.join(', '), color: 'attention' },
  ];
}

/** The raised obligations that the channel may read of and that are still over, most overdue first. */
async function stillOver(
  scope: Scope,
  channel: ConversationId,
  raised: readonly RaisedRung[],
): Promise<readonly OpenItem[]> {
  const loaded = await loadCourses(scope, [...new Set(raised.map((r) => CourseId.parse(r.subject)))]);
  const items = await Promise.all([...loaded.values()].map((course) => openInChannel(scope, channel, course)));
  const keys = new Set(raised.map((r) => `${r.subject}|${r.obligation}`));
  return items
    .flat()
    .filter(({ shown, obligation }) => keys.has(`${shown.value.id}|${obligation.key}`) && obligation.due < scope.today)
    .sort((a, b) => (a.obligation.due < b.obligation.due ? -1 : Number(a.obligation.due > b.obligation.due)));
}

async function openInChannel(
  scope: Scope,
  channel: ConversationId,
  { course, revision }: LoadedCourse,
): Promise<readonly OpenItem[]> {
  const { agreement } = await loadAgreement(scope, course.agreement);
  const reader = await readerOfCard(scope, { viewer: `channel:${channel}` }, agreement);
  const shown = reader === null ? null : disclose(course, reader.viewer, scope.now);
  if (shown === null) return [];
  const { obligations, ...facts } = await factsOfOne(scope, { shown, revision });
  return obligations.map((obligation) => ({ ...facts, obligation }));
}
