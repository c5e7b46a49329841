import type { Instant } from '../../domain/calendar/time.ts';
import type { ConversationId, PostedId } from '../../domain/ids.ts';
import type { Scope } from '../context.ts';
import type { SendResult } from '../messenger.ts';
import type { OutboxRow } from '../ports/outbox.ts';
import { planNextDigest, postpone } from './at-its-moment.ts';
import {
  isStillOurs,
  type ReadyDelivery,
  recordIrreplaceable,
  recordUnreachable,
  tellIrreplaceable,
} from './prepare-delivery.ts';
import { tellLeaders } from './tell-leaders.ts';

/** What became of a post, and when it may be tried again where it may. */
export interface Outcome {
  readonly result: SendResult;
  readonly retryAt: Instant;
}

/** After so many attempts at replacing a card the leader hears of it, while the bot goes on trying. */
const ATTEMPTS_BEFORE_TELLING = 8;

/** Records what became of a post, in one transaction; on every way the row ends in a state that somebody sees. */
export async function recordOutcome(scope: Scope, ready: ReadyDelivery, outcome: Outcome): Promise<void> {
  if (!(await isStillOurs(scope, ready.row))) return recordLate(scope, ready, outcome.result);
  if (ready.delivery.mode === 'update') await recordUpdate(scope, ready, outcome);
  else await recordSend(scope, ready, outcome);
}

/** The lease was over and the row counts as uncertain; if it was sent after all, that is known now. */
async function recordLate(scope: Scope, { row, delivery }: ReadyDelivery, result: SendResult): Promise<void> {
  const present = await scope.tx.outbox.get(row.id);
  const ours = present?.state === 'uncertain' && present.posted === delivery.posted;
  if (!ours || result.kind !== 'sent') return;
  await scope.tx.posted.settle(delivery.posted, { activity: result.activityId, state: 'standing' });
  await scope.tx.outbox.settle(row.id, { state: 'sent', at: scope.now });
}

async function recordSend(scope: Scope, ready: ReadyDelivery, { result, retryAt }: Outcome): Promise<void> {
  const { row, delivery } = ready;
  const { tx, now } = scope;
  switch (result.kind) {
    case 'sent':
      await tx.posted.settle(delivery.posted, { activity: result.activityId, state: 'standing' });
      return tx.outbox.settle(row.id, { state: 'sent', at: now });
    case 'ambiguous':
      return recordUncertain(scope, row, delivery.posted);
    case 'wait':
      await notThere(scope, ready);
      return postpone(scope, row, retryAt);
    case 'gone':
    case 'blocked':
      await notThere(scope, ready);
      // A reply's 404 may mean that the root post was deleted: the channel itself is not given up for it.
      if (delivery.mode === 'send' || (result.kind === 'blocked' && result.status === 403))
        await block(scope, delivery.to.conversationId);
      return recordUnreachable(scope, row);
    case 'refused':
      await notThere(scope, ready);
      return recordUndeliverable(scope, row);
    default:
      return result satisfies never;
  }
}

/** Replacing is idempotent, so what is not known to have arrived is repeated (product.md 5). */
async function recordUpdate(scope: Scope, ready: ReadyDelivery, { result, retryAt }: Outcome): Promise<void> {
  const { row, delivery } = ready;
  const { tx, now } = scope;
  switch (result.kind) {
    case 'sent':
      await recordReplaced(scope, ready);
      return tx.outbox.settle(row.id, { state: 'sent', at: now });
    case 'ambiguous':
    case 'wait':
      await postpone(scope, row, retryAt);
      if (row.attempts === ATTEMPTS_BEFORE_TELLING) await tellIrreplaceable(scope, row);
      return;
    case 'gone':
      await tx.posted.settle(delivery.posted, { activity: null, state: 'gone' });
      return tx.outbox.settle(row.id, { state: 'dropped', at: now });
    case 'blocked':
      await block(scope, delivery.to.conversationId);
      return recordIrreplaceable(scope, row);
    case 'refused':
      return recordIrreplaceable(scope, row);
    default:
      return result satisfies never;
  }
}

/** The card discloses what it was replaced by, unless a tap has rendered it anew meanwhile and said so itself. */
async function recordReplaced(scope: Scope, { delivery, renderedAt }: ReadyDelivery): Promise<void> {
  const { tx } = scope;
  const posted = await tx.posted.get(delivery.posted);
  await tx.posted.settle(delivery.posted, { activity: null, state: 'standing' });
  if (posted?.at === renderedAt) await tx.posted.disclose(delivery.posted, delivery.view.discloses);
}

/**
 * It may have arrived, and is never repeated by itself. A digest is followed by the next morning's; of everything else the leader hears
 * "Måske ikke leveret" (product.md 5). A tap on the card has told already that it did arrive.
 */
async function recordUncertain(scope: Scope, row: OutboxRow, card: PostedId): Promise<void> {
  const { tx, now } = scope;
  if ((await tx.posted.get(card))?.state === 'standing') return tx.outbox.settle(row.id, { state: 'sent', at: now });
  await tx.posted.settle(card, { activity: null, state: 'uncertain' });
  await tx.outbox.settle(row.id, { state: 'uncertain', at: now });
  if (row.kind === 'digest') await planNextDigest(scope, row);
  else await tellLeaders(scope, row, { kind: 'uncertain', subject: String(row.id) });
}

/** What a process that died left behind: a new card that may have been posted is uncertain, everything else is simply done again. */
export async function recordAbandoned(scope: Scope, left: OutboxRow): Promise<void> {
  if (!(await isStillOurs(scope, left))) return;
  const card =
    left.posted === null || left.recipient.startsWith('card:') ? null : await scope.tx.posted.get(left.posted);
  const maybeThere = card?.state === 'sending' || card?.state === 'standing';
  if (card !== null && maybeThere) await recordUncertain(scope, left, card.id);
  else await postpone(scope, left, left.notBefore);
}

/** The message itself cannot be sent or made: someone who can act hears of it. */
export async function recordUndeliverable(scope: Scope, row: OutboxRow): Promise<void> {
  if (row.recipient.startsWith('card:')) return recordIrreplaceable(scope, row);
  await scope.tx.outbox.settle(row.id, { state: 'undeliverable', at: scope.now });
  await tellLeaders(scope, row, { kind: 'undeliverable', subject: String(row.id) });
}

/** Nothing was delivered: the card written down before the post does not exist. */
async function notThere({ tx }: Scope, { delivery }: ReadyDelivery): Promise<void> {
  await tx.posted.settle(delivery.posted, { activity: null, state: 'gone' });
}

async function block({ tx }: Scope, id: ConversationId): Promise<void> {
  const conversation = await tx.conversations.get(id);
  if (conversation !== null) await tx.conversations.save({ ...conversation, state: 'blocked' });
}
