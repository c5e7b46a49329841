import { type Instant, localDate, toInstant } from '../../domain/calendar/time.ts';
import { nextWorkingMoment } from '../../domain/calendar/working-days.ts';
import type { UserId } from '../../domain/ids.ts';
import type { Scope } from '../context.ts';
import { CHANNEL_AT, digestDay, nextMorning } from '../due/moments.ts';
import { planDigest } from '../due/raise.ts';
import type { IntentKind, OutboxRow } from '../ports/outbox.ts';
import { readRecipient } from './address.ts';
import { calendarOf, tellLeaders } from './tell-leaders.ts';

/** Posts that people wait for: when one misses its window, someone who can act hears of it. */
const MISSED: ReadonlySet<IntentKind> = new Set(['agenda', 'questionRound']);

/**
 * Whether this is the moment for a row. If not, it is settled here and the answer is false: past its use it expires (N5), outside working
 * hours it waits for the next ones (N3), and where those come too late it expires at once.
 */
export async function isItsMoment(scope: Scope, row: OutboxRow): Promise<boolean> {
  const { now } = scope;
  const at = await nextMomentFor(scope, row);
  if (row.uselessAfter !== null && at >= row.uselessAfter) {
    await expire(scope, row);
    return false;
  }
  if (at > now) await postpone(scope, row, at);
  return at <= now;
}

/** Now, or the next working hours; for a channel's alert not before its minute of the day, also when its own day has passed (N1, N3). */
async function nextMomentFor(scope: Scope, row: OutboxRow): Promise<Instant> {
  if (row.anyHour) return scope.now;
  const at = nextWorkingMoment(scope.now, await calendarOf(scope, row));
  const alertAt = toInstant(localDate(at), CHANNEL_AT);
  return row.kind === 'channelAlert' && at < alertAt ? alertAt : at;
}

/** Puts a claimed row back until a moment. */
export async function postpone({ tx, now }: Scope, row: OutboxRow, until: Instant): Promise<void> {
  await tx.outbox.settle(row.id, { state: 'pending', at: now, notBefore: until });
}

/** N5: the next morning's digest takes a missed one's place, so that nothing raised is lost. */
async function expire(scope: Scope, row: OutboxRow): Promise<void> {
  await scope.tx.outbox.settle(row.id, { state: 'expired', at: scope.now });
  const calendar = await calendarOf(scope, row);
  if (row.kind === 'digest')
    await planDigest(scope, { user: readerOf(row), day: digestDay(scope, calendar), agreement: row.calendar });
  else if (MISSED.has(row.kind)) await tellLeaders(scope, row, { kind: 'undeliverable', subject: String(row.id) });
}

/** After a digest that may not have arrived: the next morning's is built from state and says the same (product.md 5). */
export async function planNextDigest(scope: Scope, row: OutboxRow): Promise<void> {
  const calendar = await calendarOf(scope, row);
  const day = localDate(nextMorning(scope, calendar));
  await planDigest(scope, { user: readerOf(row), day, agreement: row.calendar });
}

function readerOf(row: OutboxRow): UserId {
  const recipient = readRecipient(row.recipient);
  if (recipient.kind !== 'user') throw new Error('a digest that is not to a person');
  return recipient.id;
}
