import type { ActivityId, ConversationId } from '../domain/ids.ts';

/** Where a message goes. `thread` is the root post's activity id for a reply in a channel thread. */
export interface Address {
  readonly conversationId: ConversationId;
  /** The latest seen service URL of the conversation; it may change (Teams facts, 2.8). */
  readonly serviceUrl: string;
  readonly tenantId: string;
  readonly kind: 'personal' | 'channel' | 'group';
}

/** A rendered Adaptive Card with the neutral text that the notification preview shows (N2). */
export interface CardMessage {
  readonly card: Record<string, unknown>;
  readonly summary: string;
}

/**
 * What became of one send or update.
 * - `sent`: accepted; `activityId` is null only when the service gave none.
 * - `wait`: 412/429; nothing was delivered, try again after `afterMs` (monotonic), or by back-off when null.
 * - `ambiguous`: 408, 500, 502–504, reset or deadline on a send: it may have arrived, and is never repeated by itself.
 * - `gone`: the message to update (404 on an activity) no longer exists.
 * - `blocked`: 403/404 on the conversation: nobody is reached there until someone writes again.
 * - `refused`: 400/401/413: the message itself is wrong; `status` says how.
 */
export type SendResult =
  | { readonly kind: 'sent'; readonly activityId: ActivityId | null }
  | { readonly kind: 'wait'; readonly afterMs: number | null }
  | { readonly kind: 'ambiguous'; readonly status: number | null }
  | { readonly kind: 'gone' }
  | { readonly kind: 'blocked'; readonly status: number }
  | { readonly kind: 'refused'; readonly status: number };

/** The one door to Teams. Each call makes exactly one HTTP attempt and never throws for what the service answers. */
export interface Messenger {
  /** A personal message, or a root post in a channel. */
  send(to: Address, message: CardMessage): Promise<SendResult>;
  /** A reply in the thread of a channel's root post; it notifies, an update does not. */
  reply(to: Address, root: ActivityId, message: CardMessage): Promise<SendResult>;
  /** Replaces a card in place; idempotent, so the caller may repeat it. */
  update(to: Address, activity: ActivityId, message: CardMessage): Promise<SendResult>;
}
