import type { Session } from '../app/context.ts';
import { formatDateTime, formatWeekNumber } from '../app/format.ts';
import { plain } from '../app/plain.ts';
import type { OutboxRow } from '../app/ports/outbox.ts';
import type { Tx } from '../app/ports.ts';
import type { View } from '../app/view.ts';
import { type Instant, localDate } from '../domain/calendar/time.ts';
import { ConversationId, UserId } from '../domain/ids.ts';
import { PLAYGROUND } from './playground-config.ts';
import type { Played } from './time-machine.ts';

type Reader = Pick<Session, 'say' | 'language'>;

const MOST_LINES = 12;

/** The Playground does not name the channel in what it sends. */
const CHANNEL_NAMES: ReadonlyMap<string, string> = new Map([
  [PLAYGROUND.team, 'General'],
  [PLAYGROUND.sharedChannel, PLAYGROUND.sharedChannelName],
]);

/** What the demo's clock shows, where it is going, or what was said while it was played. */
export function clockView(
  { say, language }: Reader,
  now: Instant,
  more: { readonly movingTo?: Instant; readonly jumping?: boolean; readonly said?: readonly string[] } = {},
): View {
  const day = localDate(now);
  const moving = more.movingTo === undefined ? '' : formatDateTime(more.movingTo, language);
  const key = more.jumping === true ? 'demo.clock.jumping' : 'demo.clock.playing';
  const lines = more.said ?? [];
  return {
    card: 'clock',
    language,
    data: {
      now: formatDateTime(now, language),
      week: `${formatWeekNumber(day, language)} · ${day.slice(0, 4)}`,
      moving: moving === '' ? '' : say(key, { to: moving }),
      played: more.said !== undefined,
      nothing: more.said !== undefined && lines.length === 0,
      lines: lines.slice(-MOST_LINES).map((text) => ({ text })),
      rest: lines.length > MOST_LINES ? say('demo.clock.andMore', { count: lines.length - MOST_LINES }) : '',
      showsHelp: more.said === undefined && moving === '',
    },
    summary: say('summary.answer'),
    about: { view: 'clock', subject: 'demo' },
    discloses: [],
  };
}

/**
 * What was sent while time was played, one line for all that got the same thing at the same minute; at last, once, who has no
 * chat and could not be reached.
 */
export async function saidLines(tx: Tx, reader: Reader, { said }: Played): Promise<string[]> {
  const isUnreached = ({ state, recipient }: OutboxRow) => state === 'undeliverable' && recipient.startsWith('user:');
  const reached = said.filter((row) => !isUnreached(row));
  const alike = Map.groupBy(reached, ({ changedAt, kind, state }) => [changedAt.slice(0, 16), kind, state].join());
  const lines: string[] = [];
  for (const rows of alike.values()) lines.push(await saidLine(tx, reader, rows));
  const unreached = said.filter(isUnreached);
  if (unreached.length === 0) return lines;
  const whom = await recipientsOf(tx, reader.say, unreached);
  return [...lines, reader.say('demo.clock.unreached', { whom })];
}

async function saidLine(tx: Tx, { say, language }: Reader, rows: readonly OutboxRow[]): Promise<string> {
  const [row] = rows;
  if (row === undefined) return '';
  const whom = await recipientsOf(tx, say, rows);
  const at = formatDateTime(row.changedAt, language);
  const how = row.state === 'sent' ? '' : ` – ${say(`demo.state.${row.state}`)}`;
  return `${at}: ${say(`demo.said.${row.kind}`)} ${say('demo.clock.to', { whom })}${how}`;
}

async function recipientsOf(tx: Tx, say: Session['say'], rows: readonly OutboxRow[]): Promise<string> {
  const whom: string[] = [];
  for (const row of rows) whom.push(await recipientOf(tx, say, row));
  return [...new Set(whom)].join(', ');
}

async function recipientOf(tx: Tx, say: Session['say'], { recipient }: OutboxRow): Promise<string> {
  const id = recipient.slice(recipient.indexOf(':') + 1);
  if (recipient.startsWith('user:')) return plain((await tx.users.get(UserId.parse(id)))?.name ?? '?');
  const channel = await tx.conversations.get(ConversationId.parse(id));
  return say('demo.clock.channel', { name: plain(channel?.name ?? CHANNEL_NAMES.get(id) ?? '') });
}
