import type { DeliveryState, OutboxRow, PostedCard } from '../../src/app/ports/outbox.ts';
import type { Store, Tx } from '../../src/app/ports.ts';
import { localDate, type PlainDate } from '../../src/domain/calendar/time.ts';
import { MeetingId, PostedId } from '../../src/domain/ids.ts';
import { asks, type Driver } from './dialogue.ts';
import { WEEK, WEEK_CHANNEL } from './week.ts';

const ALL_STATES = ['pending', 'sending', 'sent', 'uncertain', 'undeliverable', 'expired', 'dropped', 'seen'] as const;

/** What was to be said, with names for ids: the same in every run of the week. */
export interface Said {
  readonly row: OutboxRow;
  /** Kind, subject, recipient and rung: `digest 2026-11-03 to Mette Konsulent`. */
  readonly what: string;
  readonly state: DeliveryState;
  /** The card it came to. */
  readonly posted: PostedCard | null;
  /** The card it replaces. */
  readonly card: PostedCard | null;
}

/** What a week came to. */
export interface Outcome {
  /** Every event of every stream, oldest first. */
  readonly history: readonly string[];
  readonly said: readonly Said[];
  /** Rungs raised, with whom they were raised to. */
  readonly raised: readonly string[];
}

/** Reads what a week came to from its database. */
export function readOutcome(store: Store): Promise<Outcome> {
  return store.transaction(async (tx) => {
    const named = await namesOf(tx);
    const rows = (await tx.outbox.inState(ALL_STATES, 1000)).toSorted((a, b) => a.id - b.id);
    const said = await Promise.all(rows.map((row) => saidBy(tx, row, named)));
    const meetings = new Set(rows.filter((r) => r.kind === 'agenda').map((r) => MeetingId.parse(r.subject)));
    return { history: await historyOf(tx, meetings, named), said, raised: await raisedIn(tx, named) };
  });
}

async function saidBy(tx: Tx, row: OutboxRow, named: (text: string) => string): Promise<Said> {
  const to = row.recipient.startsWith('card:') ? 'a card' : row.recipient.slice(row.recipient.indexOf(':') + 1);
  const what = named(`${row.kind} ${row.subject} ${row.rung} to ${to}`);
  const posted = row.posted === null ? null : await tx.posted.get(row.posted);
  const replaced = row.recipient.startsWith('card:')
    ? await tx.posted.get(PostedId.parse(row.recipient.slice('card:'.length)))
    : null;
  return { row, what, state: row.state, posted, card: replaced };
}

/** Ids come out of chance: people, courses and agreements get their names, everything else a dot. */
async function namesOf(tx: Tx): Promise<(text: string) => string> {
  const names = new Map<string, string>();
  for (const user of await tx.users.all()) names.set(user.id, user.name);
  for (const row of await tx.courses.all(null, 100)) names.set(row.id, row.alias);
  for (const row of await tx.agreements.all()) names.set(row.id, row.code);
  for (const row of await tx.organisations.all()) names.set(row.id, row.name);
  return (text) => text.replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => names.get(id) ?? '·');
}

async function historyOf(tx: Tx, meetings: ReadonlySet<MeetingId>, named: (text: string) => string): Promise<string[]> {
  const lines: string[] = [];
  const tell = (name: string, history: readonly object[]) => {
    for (const recorded of history) lines.push(named(`${name} ${JSON.stringify(recorded)}`));
  };
  for (const { id, code } of await tx.agreements.all()) {
    const { history } = await tx.events.load('agreement', id);
    tell(code, history);
  }
  const courses = await tx.courses.all(null, 100);
  for (const { id, alias } of courses.toSorted((a, b) => a.alias.localeCompare(b.alias))) {
    const { history } = await tx.events.load('course', id);
    tell(alias, history);
  }
  for (const id of meetings) {
    const { history } = await tx.events.load('meeting', id);
    tell(id, history);
  }
  return lines;
}

async function raisedIn(tx: Tx, named: (text: string) => string): Promise<string[]> {
  const subjects = [...(await tx.courses.all(null, 100)), ...(await tx.agreements.all())].map((row) => row.id);
  const rungs = await Promise.all(subjects.map((id) => tx.raised.ofSubject(id)));
  return rungs
    .flat()
    .map((r) => named(`${r.subject} ${r.obligation} ${r.rung} to ${r.recipient} on ${r.on}`))
    .sort();
}

/** What everybody is shown at the end, in the words of the bot's own cards. */
export async function lastLooks(driver: Driver): Promise<ReadonlyMap<string, string>> {
  const looks = new Map<string, string>();
  for (const who of [WEEK.mette, WEEK.lars, WEEK.sanne, WEEK.bodil]) {
    for (const line of ['forløb ODE-001', 'forløb ODE-002', 'trin ODE-002', 'konference', 'i dag'])
      looks.set(`${who.name}: ${line}`, await asks(driver, who, line));
  }
  looks.set('the channel: konference', await asks(driver, WEEK.mette, 'konference', WEEK_CHANNEL));
  return looks;
}

/** The local days on which somebody got a digest, or may have. */
export function digestDays({ said }: Outcome, user: string): readonly PlainDate[] {
  const mine = said.filter((s) => s.row.kind === 'digest' && s.what.endsWith(` to ${user}`));
  return mine.filter((s) => s.state === 'sent' || s.state === 'uncertain').map((s) => localDate(s.row.notBefore));
}
