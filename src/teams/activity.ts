import type { z } from 'zod';
import type { Address } from '../app/messenger.ts';
import { ActivityId, ConversationId } from '../domain/ids.ts';
import { ActivityShape, ExecuteValue, SubmitValue } from './activity-shape.ts';
import { plainText } from './message-text.ts';

/** Who sent the activity: tenant and Entra object id as Teams vouches for them, never anything from a card. */
export interface Sender {
  readonly tenantId: string;
  readonly objectId: string;
  /** The display name; empty where Teams gave none. */
  readonly name: string;
  /** The sender's id in this bot's conversations (`29:…`), for mentions. */
  readonly teamsId: string | null;
}

/** Where it happened. As an Address it is where an answer goes; `tenantId` is empty where the activity names no tenant. */
export interface Place extends Address {
  /** The root post of the channel thread, when it happened in one. */
  readonly threadRoot: ActivityId | null;
  readonly teamId: string | null;
  readonly channelName: string | null;
}

interface Member {
  readonly teamsId: string;
  readonly objectId: string | null;
}

interface Common {
  /** The activity's own id; a re-sent activity may come with a new one. */
  readonly activityId: ActivityId | null;
  /** Null when the activity names no tenant or person, or two different tenants. */
  readonly who: Sender | null;
  readonly locale: string | null;
}
interface Placed extends Common {
  readonly where: Place;
}

/** Something was written; `text` is free of the bot's mention and of odd blanks, and may be empty. */
export interface IncomingMessage extends Placed {
  readonly kind: 'message';
  readonly text: string;
}
/** A button was tapped. `card` is the activity id of the card it sits on; `automatic` is Teams refreshing the card by itself. */
export interface IncomingCardAction extends Placed {
  readonly kind: 'card-action';
  readonly via: 'execute' | 'submit';
  readonly verb: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly card: ActivityId | null;
  readonly automatic: boolean;
}
/** A button was tapped, but what it sent is no action of a card: nothing may be changed by it. */
interface IncomingBadCard extends Placed {
  readonly kind: 'bad-card';
  readonly via: 'execute' | 'submit';
  readonly because: 'bad-card-value';
  readonly card: ActivityId | null;
}
/** The app was added to or removed from a chat or channel; for a team `where` is the channel chosen at install. */
interface IncomingInstallation extends Placed {
  readonly kind: 'installed' | 'uninstalled';
}
interface IncomingMembers extends Placed {
  readonly kind: 'members';
  readonly added: readonly Member[];
  readonly removed: readonly Member[];
  readonly botAdded: boolean;
  readonly botRemoved: boolean;
}
/** A channel or team was renamed, deleted, archived … `event` is Teams' own word; `where` is the channel it is about, else the team. */
export interface IncomingChannelEvent extends Placed {
  readonly kind: 'channel-event';
  readonly event: string;
  readonly channelId: ConversationId | null;
}
/** Anything else: reactions, edits, events that Teams may add. Accepted and left alone. */
interface IncomingOther extends Common {
  readonly kind: 'other';
  readonly where: Place | null;
  readonly type: string;
  readonly name: string | null;
}

export type Incoming =
  | IncomingMessage
  | IncomingCardAction
  | IncomingBadCard
  | IncomingInstallation
  | IncomingMembers
  | IncomingChannelEvent
  | IncomingOther;

export type ParsedActivity =
  | {
      readonly kind: 'parsed';
      readonly incoming: Incoming;
      readonly channelId: string | null;
      readonly serviceUrl: string;
    }
  | { readonly kind: 'refused'; readonly because: 'not-an-activity' };

/** Reads an activity's body. Never throws: what is no activity is refused, an event we do not know is `other`. */
export function parseActivity(body: unknown): ParsedActivity {
  const { data: activity } = ActivityShape.safeParse(body);
  if (!activity) return { kind: 'refused', because: 'not-an-activity' };
  const incoming = read(activity);
  if (!incoming) return { kind: 'refused', because: 'not-an-activity' };
  return { kind: 'parsed', incoming, channelId: activity.channelId ?? null, serviceUrl: activity.serviceUrl };
}

function read(activity: ActivityShape): Incoming | null {
  const where = placeOf(activity);
  if (!where) return isTalk(activity) ? null : otherOf(activity, null);
  switch (activity.type) {
    case 'message':
      return readMessage(activity, where);
    case 'invoke':
      return activity.name === 'adaptiveCard/action' ? readExecute(activity, where) : otherOf(activity, where);
    case 'installationUpdate':
      return readInstallation(activity, where);
    case 'conversationUpdate':
      return readConversationUpdate(activity, where);
    default:
      return otherOf(activity, where);
  }
}

function isTalk({ type }: ActivityShape): boolean {
  return type === 'message' || type === 'invoke';
}

function readMessage(activity: ActivityShape, where: Place): Incoming {
  const placed = { ...commonOf(activity), where };
  const text = plainText({
    text: activity.text ?? '',
    botId: activity.recipient?.id ?? null,
    mentions: mentionsOf(activity),
  });
  if (activity.value === undefined || activity.value === null) return { kind: 'message', ...placed, text };
  const card = parsed(ActivityId, activity.replyToId);
  const { data } = SubmitValue.safeParse(activity.value);
  if (data) return { kind: 'card-action', ...placed, via: 'submit', verb: data.verb, data, card, automatic: false };
  if (text !== '') return { kind: 'message', ...placed, text };
  return { kind: 'bad-card', ...placed, via: 'submit', because: 'bad-card-value', card };
}

function readExecute(activity: ActivityShape, where: Place): Incoming {
  const placed = { ...commonOf(activity), where };
  const card = parsed(ActivityId, activity.replyToId);
  const { data: value } = ExecuteValue.safeParse(activity.value);
  const data = value?.action.data ?? {};
  const inside = SubmitValue.safeParse(data).data?.verb;
  const verb = value?.action.verb ?? inside;
  if (!value || verb === undefined || (inside !== undefined && inside !== verb)) {
    return { kind: 'bad-card', ...placed, via: 'execute', because: 'bad-card-value', card };
  }
  return { kind: 'card-action', ...placed, via: 'execute', verb, data, card, automatic: value.trigger === 'automatic' };
}

function readInstallation(activity: ActivityShape, where: Place): Incoming {
  const { id, name } = activity.channelData?.settings?.selectedChannel ?? {};
  const channel = where.kind === 'channel' ? parsed(ConversationId, id) : null;
  const place = channel ? { ...where, conversationId: channel, channelName: name ?? where.channelName } : where;
  const kind = activity.action?.startsWith('remove') ? 'uninstalled' : 'installed';
  return { kind, ...commonOf(activity), where: place };
}

function readConversationUpdate(activity: ActivityShape, where: Place): Incoming {
  const added = activity.membersAdded ?? [];
  const removed = activity.membersRemoved ?? [];
  if (added.length + removed.length > 0) {
    const isBot = ({ id }: { id?: string | undefined }) => id !== undefined && id === activity.recipient?.id;
    return {
      kind: 'members',
      ...commonOf(activity),
      where,
      added: added.flatMap((member) => (isBot(member) ? [] : memberOf(member))),
      removed: removed.flatMap((member) => (isBot(member) ? [] : memberOf(member))),
      botAdded: added.some(isBot),
      botRemoved: removed.some(isBot),
    };
  }
  const event = activity.channelData?.eventType;
  if (!event) return otherOf(activity, where);
  const channelId = parsed(ConversationId, activity.channelData?.channel?.id);
  const place = channelId ? { ...where, conversationId: channelId } : where;
  return { kind: 'channel-event', ...commonOf(activity), where: place, event, channelId };
}

function otherOf(activity: ActivityShape, where: Place | null): Incoming {
  return { kind: 'other', ...commonOf(activity), where, type: activity.type, name: activity.name ?? null };
}

function commonOf(activity: ActivityShape): Common {
  return { activityId: parsed(ActivityId, activity.id), who: senderOf(activity), locale: activity.locale ?? null };
}

function senderOf(activity: ActivityShape): Sender | null {
  const tenants = new Set([activity.conversation?.tenantId, activity.channelData?.tenant?.id].filter(Boolean));
  const [tenantId] = tenants;
  const { aadObjectId: objectId, name = '', id: teamsId = null } = activity.from ?? {};
  // Two different tenants: which of them vouches for the person is not said, so nobody does.
  if (tenants.size !== 1 || !tenantId || !objectId) return null;
  return { tenantId, objectId, name, teamsId };
}

function placeOf(activity: ActivityShape): Place | null {
  const { conversation, channelData, serviceUrl } = activity;
  const [conversationPart, rootPart] = conversation?.id?.split(';messageid=', 2) ?? [];
  const conversationId = parsed(ConversationId, conversationPart);
  if (!(conversation && conversationId)) return null;
  return {
    kind: kindOf(activity),
    conversationId,
    serviceUrl,
    tenantId: conversation.tenantId ?? channelData?.tenant?.id ?? '',
    threadRoot: parsed(ActivityId, rootPart),
    teamId: channelData?.team?.id ?? null,
    channelName: channelData?.channel?.name ?? conversation.name ?? null,
  };
}

/** Where the kind is not said, the place with the fewest rights is assumed. */
function kindOf({ conversation, channelData }: ActivityShape): Place['kind'] {
  const type = conversation?.conversationType;
  if (type === 'personal' || type === 'channel') return type;
  if (type) return 'group';
  if (channelData?.team?.id || channelData?.channel?.id) return 'channel';
  return conversation?.isGroup === false ? 'personal' : 'group';
}

function mentionsOf(activity: ActivityShape): { id: string | null; text: string | null }[] {
  const mentions = (activity.entities ?? []).filter((entity) => entity?.type === 'mention');
  return mentions.map((entity) => ({ id: entity?.mentioned?.id ?? null, text: entity?.text ?? null }));
}

function memberOf({ id, aadObjectId }: { id?: string | undefined; aadObjectId?: string | undefined }): Member[] {
  return id ? [{ teamsId: id, objectId: aadObjectId ?? null }] : [];
}

function parsed<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> | null {
  const result = schema.safeParse(value);
  return result.success ? result.data : null;
}
