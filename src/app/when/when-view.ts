import { pauseLines } from '../absence/pauses.ts';
import { CHANNEL_LANGUAGE } from '../conference/agenda-view.ts';
import type { Session } from '../context.ts';
import type { ActingSession } from '../courses/reader.ts';
import type { SeenTo } from '../delivery/see-to-delivery.ts';
import { UNDELIVERED } from '../delivery/undelivered.ts';
import { formatDate, formatDateTime, type Language } from '../format.ts';
import { type Say, sayIn } from '../i18n.ts';
import type { OutboxRow, RecipientKey } from '../ports/outbox.ts';
import type { Tx } from '../ports.ts';
import type { View } from '../view.ts';
import { type NoticeRow, noticeRow, placeOf } from '../work-list/delivery-notice.ts';
import { noticesOf } from '../work-list/work-list.ts';
import { type Upcoming, upcomingFor } from './upcoming.ts';
import { upcomingInChannel } from './upcoming-in-channel.ts';

const MOST_ROWS = 8;
/** Failures further back than the newest few hundred are history. */
const NEWEST_FAILURES = 200;

/** `hvornår` in person: what comes next and where; and what could not or may not have been delivered, for those who can act. */
export async function whenView(session: ActingSession, done: SeenTo | null = null): Promise<View> {
  const { viewer, say } = session;
  const me: RecipientKey = `user:${viewer.colleague.id}`;
  const posts = await upcomingFor(session);
  const notices = (await noticesOf(session, viewer)).filter((n) => n.kind !== 'handedOver');
  const told = (await Promise.all(notices.map((n) => noticeRow(session, n)))).filter((row) => row !== null);
  const own = await failuresOf(session, me);
  return view(session, {
    posts: await Promise.all(posts.slice(0, MOST_ROWS).map((p) => rowOf(session, p, me))),
    paused: await pauseLines(session),
    failures: [...told, ...own].slice(0, MOST_ROWS),
    done: done === null ? '' : say(`when.done.${done}`),
    subject: session.user.id,
  });
}

/** `hvornår` in a channel: that channel only, without aliases and names (N2). */
export async function whenInChannel(session: Session): Promise<View | null> {
  const { channel, conversation } = session;
  if (channel === null) return null;
  const here: RecipientKey = `channel:${conversation.id}`;
  const reader = { ...session, language: CHANNEL_LANGUAGE, say: sayIn(CHANNEL_LANGUAGE) };
  const posts = await upcomingInChannel(session, channel, conversation.id);
  return view(reader, {
    posts: await Promise.all(posts.slice(0, MOST_ROWS).map((p) => rowOf(reader, p, here))),
    paused: [],
    failures: (await failuresOf(reader, here)).slice(0, MOST_ROWS),
    done: '',
    subject: conversation.id,
  });
}

interface Shown {
  readonly paused: readonly string[];
  readonly posts: readonly PostRow[];
  readonly failures: readonly NoticeRow[];
  readonly done: string;
  readonly subject: string;
}
interface PostRow {
  readonly when: string;
  readonly what: string;
  readonly where: string;
}
interface Wording {
  readonly tx: Tx;
  readonly say: Say;
  readonly language: Language;
}

function view({ say, language }: Wording, { subject, ...shown }: Shown): View {
  return {
    card: 'when',
    language,
    data: { ...shown, nothing: shown.posts.length === 0, fine: shown.failures.length === 0 },
    summary: say('summary.answer'),
    about: { view: 'when', subject },
    discloses: [],
  };
}

async function rowOf(reader: Wording, { at, kind, to, meeting }: Upcoming, reading: RecipientKey): Promise<PostRow> {
  const { say, language } = reader;
  const date = meeting === null ? '' : formatDate(meeting.occurrence.date, language);
  return {
    when: formatDateTime(at, language),
    what: date === '' ? say(`when.what.${kind}`) : say(`when.meeting.${kind}`, { date }),
    where: to === reading ? say(`when.here.${to.startsWith('user:') ? 'user' : 'channel'}`) : await whereOf(reader, to),
  };
}

async function whereOf(reader: Wording, to: RecipientKey | null): Promise<string> {
  return to === null ? reader.say('when.noChannel') : placeOf(reader, to);
}

/** Undelivered messages of one recipient, without buttons: those who can act find them in their own list. */
async function failuresOf(reader: Wording, to: RecipientKey): Promise<readonly NoticeRow[]> {
  const rows = (await reader.tx.outbox.inState(UNDELIVERED, NEWEST_FAILURES)).filter((row) => row.recipient === to);
  return rows.filter(isWorthSaying).map((row) => ({ text: failureText(reader, row), buttons: [] }));
}

/** The next morning's digest took a missed one's place; a reminder that came too late is nobody's loss (N5). */
function isWorthSaying({ kind, state }: OutboxRow): boolean {
  return kind !== 'digest' && !(state === 'expired' && kind === 'reminder');
}

function failureText({ say, language }: Wording, row: OutboxRow): string {
  const key = row.state === 'uncertain' ? 'when.uncertain' : 'when.undelivered';
  return say(key, { what: say(`notice.kind.${row.kind}`), when: formatDateTime(row.changedAt, language) });
}
