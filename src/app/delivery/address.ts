import { type ActivityId, ConversationId, PostedId, UserId } from '../../domain/ids.ts';
import type { Scope } from '../context.ts';
import type { Address } from '../messenger.ts';
import type { PostedCard, RecipientKey } from '../ports/outbox.ts';
import type { Conversation, User } from '../ports/records.ts';
import type { View } from '../view.ts';
import type { Delivery } from './delivery.ts';

/** A recipient key taken apart. */
export type Recipient =
  | { readonly kind: 'user'; readonly id: UserId }
  | { readonly kind: 'channel'; readonly id: ConversationId }
  | { readonly kind: 'card'; readonly id: PostedId };

/** Reads a recipient key of our own rows. */
export function readRecipient(key: RecipientKey): Recipient {
  const id = key.slice(key.indexOf(':') + 1);
  if (key.startsWith('user:')) return { kind: 'user', id: UserId.parse(id) };
  if (key.startsWith('channel:')) return { kind: 'channel', id: ConversationId.parse(id) };
  return { kind: 'card', id: PostedId.parse(id) };
}

/** The conversation a recipient's messages go to, blocked or not; null when there is none. */
export async function conversationOf(scope: Scope, key: RecipientKey): Promise<Conversation | null> {
  const { parts, tx } = scope;
  const recipient = readRecipient(key);
  switch (recipient.kind) {
    case 'user': {
      const user = await tx.users.get(recipient.id);
      return user === null ? null : parts.people.chatOf(tx, user);
    }
    case 'channel':
      return tx.conversations.get(recipient.id);
    case 'card': {
      const posted = await tx.posted.get(recipient.id);
      return posted === null ? null : tx.conversations.get(posted.conversation);
    }
    default:
      return recipient satisfies never;
  }
}

/** Where messages of a conversation go. */
export function addressOf(conversation: Conversation): Address {
  const { id, serviceUrl, tenantId, kind } = conversation;
  return { conversationId: id, serviceUrl, tenantId, kind };
}

/** A new card in a person's own chat; `unreachable` when they have none, or have blocked the bot. */
export async function toPerson(scope: Scope, user: User, view: View): Promise<Delivery | 'unreachable'> {
  const { parts, tx } = scope;
  const chat = await parts.people.chatOf(tx, user);
  if (chat === null || chat.state === 'blocked') return 'unreachable';
  return {
    mode: 'send',
    to: addressOf(chat),
    view,
    posted: PostedId.parse(parts.ids.next()),
    viewer: `user:${user.id}`,
    heading: await parts.people.headingFor(tx, user),
  };
}

/** A new root post in a channel, or with `thread` a reply under a root post; `unreachable` when the bot is no longer in it. */
export async function toChannel(
  scope: Scope,
  channel: ConversationId,
  message: { readonly view: View; readonly thread: ActivityId | null },
): Promise<Delivery | 'unreachable'> {
  const conversation = await scope.tx.conversations.get(channel);
  if (conversation === null || conversation.state === 'blocked') return 'unreachable';
  const { view, thread } = message;
  const base = {
    to: addressOf(conversation),
    view,
    posted: PostedId.parse(scope.parts.ids.next()),
    viewer: `channel:${channel}`,
    heading: null,
  } as const;
  return thread === null ? { ...base, mode: 'send' } : { ...base, mode: 'reply', thread };
}

/** A standing card replaced in place; null when its activity id is not known, or its conversation is not. */
export async function inPlaceOf(scope: Scope, posted: PostedCard, view: View): Promise<Delivery | null> {
  const { parts, tx } = scope;
  const conversation = await tx.conversations.get(posted.conversation);
  if (posted.activity === null || conversation === null) return null;
  const viewer = readRecipient(posted.viewer);
  const user = viewer.kind === 'user' ? await tx.users.get(viewer.id) : null;
  return {
    mode: 'update',
    to: addressOf(conversation),
    activity: posted.activity,
    view,
    posted: posted.id,
    viewer: posted.viewer,
    heading: user === null ? null : await parts.people.headingFor(tx, user),
  };
}
