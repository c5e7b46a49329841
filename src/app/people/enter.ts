import type { ChannelViewer } from '../../domain/access.ts';
import { agreementFrom } from '../../domain/agreement/agreement.ts';
import { type ConversationId, UserId } from '../../domain/ids.ts';
import type { Scope, Session } from '../context.ts';
import type { Language } from '../format.ts';
import { sayIn } from '../i18n.ts';
import type { Conversation, Identity, User } from '../ports/records.ts';
import { viewerOf } from './viewer.ts';

/** Who comes in, from where: tenant and object id as the activity vouches for them. */
export interface Arrival {
  readonly identity: Identity;
  readonly name: string;
  readonly locale: string | null;
  readonly conversation: Omit<Conversation, 'user' | 'state' | 'seenAt'>;
}

/** Opens a session: keeps the conversation with its latest service URL, and knows the person or gets to know them. */
export async function enter(scope: Scope, arrival: Arrival): Promise<Session> {
  const user = await meet(scope, arrival);
  const conversation = await keepConversation(scope, arrival, user);
  const viewer = await viewerOf(scope, user);
  const { language } = user;
  return {
    ...scope,
    user,
    viewer,
    language,
    say: sayIn(language),
    place: conversation.kind,
    conversation,
    channel: conversation.kind === 'channel' ? await channelViewer(scope, conversation.id) : null,
  };
}

async function meet(scope: Scope, { identity, name, locale }: Arrival): Promise<User> {
  const known = await scope.parts.people.whoIs(scope.tx, identity);
  if (known !== null) return known;
  const { admin } = scope.parts;
  const isAdmin = admin.tenantId === identity.tenantId && admin.objectId === identity.objectId;
  const user: User = {
    id: UserId.parse(scope.parts.ids.next()),
    name: name.trim().slice(0, 100) || identity.objectId.slice(0, 8),
    role: isAdmin ? 'admin' : null,
    organisation: null,
    leader: null,
    language: languageOf(locale),
    digestAt: null,
    welcomed: false,
  };
  await scope.tx.users.save(user);
  await scope.tx.users.linkIdentity(identity, user.id);
  return user;
}

/** Danish first; English only for a client that says so. */
function languageOf(locale: string | null): Language {
  return locale?.toLowerCase().startsWith('en') === true ? 'en' : 'da';
}

async function keepConversation(scope: Scope, arrival: Arrival, user: User): Promise<Conversation> {
  const personal = arrival.conversation.kind === 'personal';
  const conversation: Conversation = {
    ...arrival.conversation,
    user: personal ? user.id : null,
    state: 'open',
    seenAt: scope.now,
  };
  await scope.tx.conversations.save(conversation);
  return conversation;
}

/** What a channel may be shown: as one of the channels of an agreement, or nothing. */
async function channelViewer(scope: Scope, id: ConversationId): Promise<ChannelViewer | null> {
  for (const row of await scope.tx.agreements.all()) {
    const stream = await scope.tx.events.load('agreement', row.id);
    const channels = agreementFrom(stream.history.map((h) => h.event))?.channels ?? {};
    if (channels.shared === id) return { kind: 'channel', agreement: row.id, channel: 'shared' };
    if (channels.jobCentre === id) return { kind: 'channel', agreement: row.id, channel: 'jobCentre' };
  }
  return null;
}
