import type { Instant } from '../../domain/calendar/time.ts';
import { instantFromMs, instantMs } from '../../domain/calendar/time.ts';
import type { PostedId } from '../../domain/ids.ts';
import type { Scope } from '../context.ts';
import type { CardMessage } from '../messenger.ts';
import type { OutboxRow } from '../ports/outbox.ts';
import type { View } from '../view.ts';
import { isItsMoment, postpone } from './at-its-moment.ts';
import type { Delivery } from './delivery.ts';
import { renderIntent } from './render-intent.ts';
import { tellLeaders } from './tell-leaders.ts';

/** Turns a view into an Adaptive Card (`teams/render-card.ts`). */
export type RenderCard = (
  view: View,
  frame: { readonly card: PostedId; readonly heading?: string | null },
) => CardMessage;

/** A message that may now be posted: recorded already, so that it is found again whatever happens (K12). */
export interface ReadyDelivery {
  readonly row: OutboxRow;
  readonly delivery: Delivery;
  readonly message: CardMessage;
  /** When the card to replace was last rendered: a tap may render it anew meanwhile. */
  readonly renderedAt: Instant | null;
}

const LATER_MS = 10_000;

/** Whether a claimed row is still ours: every claim counts its attempts up, so no two claims look alike. */
export async function isStillOurs({ tx }: Scope, claimed: OutboxRow): Promise<boolean> {
  const row = await tx.outbox.get(claimed.id);
  return row?.state === 'sending' && row.attempts === claimed.attempts;
}

/**
 * Renders a claimed row from the state of this moment and records the card before it is posted; null when there is nothing to post
 * and the row is settled, or when it is no longer ours.
 */
export async function prepareDelivery(
  scope: Scope,
  row: OutboxRow,
  renderCard: RenderCard,
): Promise<ReadyDelivery | null> {
  if (!((await isStillOurs(scope, row)) && (await isItsMoment(scope, row)))) return null;
  const rendered = (await isStillBeingRaised(scope, row)) ? 'later' : await renderIntent(scope, row);
  switch (rendered) {
    case 'drop':
      await scope.tx.outbox.settle(row.id, { state: 'dropped', at: scope.now });
      return null;
    case 'unreachable':
      await recordUnreachable(scope, row);
      return null;
    case 'deleteByHand':
      await recordIrreplaceable(scope, row);
      return null;
    case 'later':
      await postpone(scope, row, instantFromMs(instantMs(scope.now) + LATER_MS));
      return null;
    default: {
      const message = renderCard(rendered.view, { card: rendered.posted, heading: rendered.heading });
      const renderedAt = await recordBefore(scope, row, rendered);
      return { row, delivery: rendered, message, renderedAt };
    }
  }
}

/** A digest and a channel's alert carry what the morning raises: they wait while another process is still at it (N1). */
async function isStillBeingRaised({ tx, now }: Scope, { kind }: OutboxRow): Promise<boolean> {
  if (kind !== 'digest' && kind !== 'channelAlert') return false;
  const next = await tx.wakes.nextAt();
  return next !== null && next <= now;
}

/** A new card is written down before it is posted; a standing one is there already and keeps its state. */
async function recordBefore(scope: Scope, row: OutboxRow, delivery: Delivery): Promise<Instant | null> {
  const { tx, now } = scope;
  const { posted, view, viewer } = delivery;
  // Only so can a row that was left behind be told apart: a new card may not be posted again, a replacement may.
  if ((delivery.mode === 'update') !== row.recipient.startsWith('card:'))
    throw new Error('replacements, and only they, are addressed to cards');
  await tx.outbox.settle(row.id, { state: 'sending', at: now, posted });
  if (delivery.mode === 'update') return (await tx.posted.get(posted))?.at ?? null;
  await tx.posted.save(
    {
      id: posted,
      conversation: delivery.to.conversationId,
      activity: null,
      thread: delivery.mode === 'reply' ? delivery.thread : null,
      view: view.about.view,
      subject: view.about.subject,
      viewer,
      state: 'sending',
      at: now,
    },
    view.discloses,
  );
  return null;
}

/** A person without a chat is reported to the leader once (N1); a channel the bot is no longer in, to those who can put it back. */
export async function recordUnreachable(scope: Scope, row: OutboxRow): Promise<void> {
  await scope.tx.outbox.settle(row.id, { state: 'undeliverable', at: scope.now });
  const [kind, id] = splitOnce(row.recipient);
  await tellLeaders(
    scope,
    row,
    kind === 'user' ? { kind: 'unreachable', subject: id } : { kind: 'undeliverable', subject: String(row.id) },
  );
}

/** A card that cannot be replaced: where it discloses, the leader is asked to delete it by hand (K12). */
export async function recordIrreplaceable(scope: Scope, row: OutboxRow): Promise<void> {
  await scope.tx.outbox.settle(row.id, { state: 'undeliverable', at: scope.now });
  await tellIrreplaceable(scope, row);
}

/** What the leader hears of a card that could not be replaced, or not yet. */
export async function tellIrreplaceable(scope: Scope, row: OutboxRow): Promise<void> {
  if (row.kind === 'refresh') await tellLeaders(scope, row, { kind: 'undeliverable', subject: String(row.id) });
  else await tellLeaders(scope, row, { kind: 'deleteByHand', subject: splitOnce(row.recipient)[1] });
}

function splitOnce(key: string): [string, string] {
  const at = key.indexOf(':');
  return [key.slice(0, at), key.slice(at + 1)];
}
