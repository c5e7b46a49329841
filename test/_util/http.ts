/** A person as Teams sees them. */
export interface TeamsPerson {
  readonly tenantId: string;
  readonly objectId: string;
  readonly name: string;
}

/** A chat or channel as Teams sees it; `thread` is the root post a message is written under. */
export interface TeamsPlace {
  readonly kind: 'personal' | 'channel' | 'groupChat';
  readonly id: string;
  readonly name?: string;
  readonly teamId?: string;
  readonly thread?: string;
}

export interface CardTap {
  readonly verb: string;
  readonly data?: Record<string, unknown>;
  /** The activity id of the tapped card. */
  readonly card?: string;
}

interface BotAnswer {
  readonly status: number;
  /** The JSON, or undefined for an empty answer. */
  readonly body: unknown;
  readonly headers: Headers;
}

export interface TeamsClientOptions {
  /** The bot's address, without /api/messages. */
  readonly botUrl: string;
  /** The connector where the bot's answers go. */
  readonly serviceUrl: string;
  /** An Authorization header per request; without it none is sent. */
  readonly authorization?: () => string;
}

export type Activity = Readonly<Record<string, unknown>>;

export const BOT = { id: '28:trinvis', name: 'Trinvis' };

export function person(name: string, overrides: Partial<TeamsPerson> = {}): TeamsPerson {
  return { tenantId: 'tenant-odense', objectId: `oid-${name.toLowerCase().replaceAll(' ', '-')}`, name, ...overrides };
}
export function personalChat({ objectId }: TeamsPerson): TeamsPlace {
  return { kind: 'personal', id: `a:${objectId}` };
}
export function channel(name: string, overrides: Partial<TeamsPlace> = {}): TeamsPlace {
  return {
    kind: 'channel',
    id: `19:${name.toLowerCase()}@thread.tacv2`,
    name,
    teamId: '19:team@thread.tacv2',
    ...overrides,
  };
}
export function groupChat(name: string): TeamsPlace {
  return { kind: 'groupChat', id: `19:${name.toLowerCase()}@thread.v2` };
}

let lastActivity = 0;

/** The fields that every activity from Teams carries. */
export function envelope(serviceUrl: string, from: TeamsPerson, place: TeamsPlace): Activity {
  lastActivity += 1;
  const { kind, id, name, teamId, thread } = place;
  const isChannel = kind === 'channel';
  return {
    id: `f:${lastActivity}`,
    channelId: 'msteams',
    serviceUrl,
    timestamp: new Date().toISOString(),
    locale: 'da-DK',
    from: { id: `29:${from.objectId}`, name: from.name, aadObjectId: from.objectId },
    recipient: BOT,
    conversation: {
      id: thread ? `${id};messageid=${thread}` : id,
      conversationType: kind,
      tenantId: from.tenantId,
      ...(kind === 'personal' ? {} : { isGroup: true }),
    },
    channelData: {
      tenant: { id: from.tenantId },
      ...(isChannel ? { team: { id: teamId }, channel: { id, ...(name ? { name } : {}) } } : {}),
    },
  };
}

/** Something a person writes; in a channel it starts with the bot's mention, as it must in Teams. */
export function written(text: string, { kind }: TeamsPlace): Activity {
  if (kind === 'personal') return { type: 'message', text, textFormat: 'plain' };
  const mention = `<at>${BOT.name}</at>`;
  return {
    type: 'message',
    text: `${mention}&nbsp;${text}`,
    textFormat: 'plain',
    entities: [{ type: 'mention', text: mention, mentioned: BOT }],
  };
}
export function executed({ verb, data = {}, card }: CardTap): Activity {
  const action = { type: 'Action.Execute', verb, data };
  return { type: 'invoke', name: 'adaptiveCard/action', value: { action, trigger: 'manual' }, replyToId: card };
}
export function submitted({ verb, data = {}, card }: CardTap): Activity {
  return { type: 'message', value: { verb, ...data }, replyToId: card };
}
export function installed({ kind, id }: TeamsPlace, action: 'add' | 'remove' = 'add'): Activity {
  const settings = kind === 'channel' ? { settings: { selectedChannel: { id } } } : {};
  return { type: 'installationUpdate', action, channelData: settings };
}
export function membersChanged(field: 'membersAdded' | 'membersRemoved', members: readonly string[]): Activity {
  return { type: 'conversationUpdate', [field]: members.map((id) => ({ id })) };
}
export function channelEvent(eventType: string): Activity {
  return { type: 'conversationUpdate', channelData: { eventType } };
}
export function reaction(to: string): Activity {
  return { type: 'messageReaction', reactionsAdded: [{ type: 'like' }], replyToId: to };
}

/** Sends to the bot what Teams would send. */
export interface TeamsClient {
  write(from: TeamsPerson, place: TeamsPlace, text: string): Promise<BotAnswer>;
  /** Taps an `Action.Execute`; the answer is the body that Teams reads. */
  tap(from: TeamsPerson, place: TeamsPlace, what: CardTap): Promise<BotAnswer>;
  /** Taps the `Action.Submit` that stands in for it in old clients. */
  submit(from: TeamsPerson, place: TeamsPlace, what: CardTap): Promise<BotAnswer>;
  /** Sends any activity: the envelope with these fields over it, one level deep in `channelData`. */
  event(from: TeamsPerson, place: TeamsPlace, what: Activity): Promise<BotAnswer>;
  /** Posts a body as it is. */
  raw(body: string | Buffer, headers?: Record<string, string>): Promise<BotAnswer>;
}

export function teamsClient({ botUrl, serviceUrl, authorization }: TeamsClientOptions): TeamsClient {
  const raw: TeamsClient['raw'] = async (body, headers = {}) => {
    const auth = authorization ? { Authorization: authorization() } : {};
    const response = await fetch(`${botUrl}/api/messages`, {
      method: 'POST',
      body: body instanceof Buffer ? new Uint8Array(body) : body,
      headers: { 'Content-Type': 'application/json', ...auth, ...headers },
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text), headers: response.headers };
  };
  const event: TeamsClient['event'] = (from, place, what) => {
    const base = envelope(serviceUrl, from, place);
    const channelData = { ...Object(base.channelData), ...Object(what.channelData) };
    return raw(JSON.stringify({ ...base, ...what, channelData }));
  };
  return {
    raw,
    event,
    write: (from, place, text) => event(from, place, written(text, place)),
    tap: (from, place, what) => event(from, place, executed(what)),
    submit: (from, place, what) => event(from, place, submitted(what)),
  };
}
