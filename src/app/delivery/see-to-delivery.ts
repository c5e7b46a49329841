import type { PostedId } from '../../domain/ids.ts';
import type { Scope } from '../context.ts';
import type { ActingSession } from '../courses/reader.ts';
import type { OutboxRow } from '../ports/outbox.ts';
import { noticesOf } from '../work-list/work-list.ts';
import { isOfUse, isUndelivered, rungAgain } from './undelivered.ts';

/** What came of *Send igen* or *Er set*; each has its sentence under `when.done`. */
export type SeenTo = 'resent' | 'seen' | 'settled' | 'tooLate';

/** A tap comes soon after its card, so it is among the newest. */
const MOST_UNCERTAIN = 200;

/** *Send igen* (product.md 5): the same intent once more, rendered from the state of its new moment; the old row counts as seen to. */
export async function resend(session: ActingSession, id: number): Promise<SeenTo> {
  const row = await rowToSeeTo(session, id);
  if (row === null) return 'settled';
  if (!isOfUse(session, row)) return 'tooLate';
  const { kind, subject, recipient, uselessAfter, calendar, anyHour } = row;
  await session.tx.outbox.add({
    kind,
    subject,
    recipient,
    rung: rungAgain(row),
    notBefore: session.now,
    uselessAfter,
    calendar,
    anyHour,
  });
  await settle(session, row, 'seen');
  return 'resent';
}

/** *Er set*: the message has been found, or is not missed. */
export async function markSeen(session: ActingSession, id: number): Promise<SeenTo> {
  const row = await rowToSeeTo(session, id);
  if (row === null) return 'settled';
  await settle(session, row, 'seen');
  return 'seen';
}

/** A tap on a card whose post was never confirmed: its message did arrive, and nobody is asked about it any more. */
export async function recordArrival(scope: Scope, card: PostedId): Promise<void> {
  const uncertain = await scope.tx.outbox.inState(['uncertain'], MOST_UNCERTAIN);
  const row = uncertain.find(({ posted }) => posted === card);
  if (row !== undefined) await settle(scope, row, 'sent');
}

/** The row, if this person was told of it and nobody has seen to it; the id in a tap alone admits nobody. */
async function rowToSeeTo({ tx, viewer }: ActingSession, id: number): Promise<OutboxRow | null> {
  const told = await noticesOf({ tx }, viewer);
  if (!told.some((n) => isAbout(n, id))) return null;
  const row = await tx.outbox.get(id);
  return row !== null && isUndelivered(row) ? row : null;
}

/** Done for everyone who was told: what one has seen to is nobody's matter any more. */
async function settle({ tx, now }: Scope, row: OutboxRow, state: 'seen' | 'sent'): Promise<void> {
  await tx.outbox.settle(row.id, { state, at: now });
  for (const user of await tx.users.all()) {
    if (user.role !== 'leader' && user.role !== 'coordinator') continue;
    const told = (await tx.notices.openFor(user.id)).filter((n) => isAbout(n, row.id));
    for (const notice of told) await tx.notices.finish(notice.id);
  }
}

function isAbout({ kind, subject }: { readonly kind: string; readonly subject: string }, id: number): boolean {
  return (kind === 'uncertain' || kind === 'undeliverable') && subject === String(id);
}
