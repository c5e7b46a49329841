import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An activity as the bot posted it. */
interface SentBody {
  readonly [field: string]: unknown;
}

/** One request that the bot made, whatever became of it. */
export interface ConnectorRequest {
  readonly n: number;
  readonly method: string;
  readonly kind: 'send' | 'create' | 'update' | 'delete' | 'members' | 'unknown';
  /** Without the thread; for a new conversation the channel, or the personal chat that it makes. */
  readonly conversationId: string;
  readonly threadRoot: string | null;
  /** The id that was given out, or that is to be updated; null where nothing was recorded. */
  readonly activityId: string | null;
  readonly body: SentBody;
  readonly headers: IncomingMessage['headers'];
  /** True when the message stands in Teams now, even if the answer said otherwise. */
  readonly delivered: boolean;
  readonly answer: number | 'reset' | 'hang';
}

/** What stands in a conversation now. */
export interface StandingActivity {
  readonly activityId: string;
  readonly conversationId: string;
  readonly threadRoot: string | null;
  readonly card: unknown;
  readonly summary: string;
  readonly body: SentBody;
  /** Every content it had, the oldest first. */
  readonly versions: readonly SentBody[];
}

/** How one request goes wrong. `late`: it is delivered all the same, and only the answer fails. */
export interface Fault {
  readonly answer: number | 'reset' | 'hang';
  readonly code?: string;
  /** Seconds, or an HTTP date. */
  readonly retryAfter?: number | string;
  readonly late?: boolean;
  /** Waits so long before answering. */
  readonly delayMs?: number;
}
type Asked = Pick<ConnectorRequest, 'method' | 'kind' | 'conversationId' | 'threadRoot' | 'activityId' | 'body'>;

/**
 * The Bot Connector service as Teams plays it, on this machine. It accepts everything unless told otherwise, except what Teams refuses
 * by itself: an update of an activity that is not there (404) and a body over 100 KB (413).
 */
export interface FakeConnector {
  /** The service URL to put into activities and addresses. */
  readonly url: string;
  readonly requests: readonly ConnectorRequest[];
  /** The POSTs of messages (in existing and in new conversations), delivered or not. */
  readonly posts: readonly ConnectorRequest[];
  readonly updates: readonly ConnectorRequest[];
  activities(conversationId?: string): StandingActivity[];
  activity(activityId: string): StandingActivity | undefined;
  /** The next `times` requests that send or update go wrong like this. */
  next(fault: Fault, times?: number): void;
  /** Every request that fits goes wrong like this; call the result to stop it. */
  on(fits: (asked: Asked) => boolean, fault: Fault): () => void;
  /** Someone deletes a message in Teams: the bot's next update of it gets 404. */
  remove(activityId: string): void;
  /** Forgets everything said so far and every fault. */
  clear(): void;
  stop(): Promise<void>;
}

interface Rule {
  readonly fits: (asked: Asked) => boolean;
  readonly fault: Fault;
  left: number;
}
interface State {
  readonly requests: ConnectorRequest[];
  readonly standing: Map<string, StandingActivity>;
  readonly gone: Set<string>;
  rules: Rule[];
  nextId: number;
}

const LIMIT_BYTES = 100 * 1024;
const CODES: Readonly<Record<number, string>> = {
  400: 'BadArgument',
  401: 'BotNotRegistered',
  403: 'ConversationBlockedByUser',
  404: 'ConversationNotFound',
  412: 'PreconditionFailed',
  413: 'MessageSizeTooBig',
  429: 'Throttled',
  500: 'ServiceError',
};

export async function startFakeConnector(): Promise<FakeConnector> {
  const state: State = { requests: [], standing: new Map(), gone: new Set(), rules: [], nextId: 1_762_000_000_000 };
  const server = createServer((req, res) => {
    handle(state, req, res).catch(() => req.socket.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return connectorAt(`http://127.0.0.1:${port}`, state, server);
}

function connectorAt(url: string, state: State, server: Server): FakeConnector {
  const ofKind = (...kinds: ConnectorRequest['kind'][]) => state.requests.filter(({ kind }) => kinds.includes(kind));
  return {
    url,
    stop: () => stop(server),
    requests: state.requests,
    get posts() {
      return ofKind('send', 'create');
    },
    get updates() {
      return ofKind('update');
    },
    activities: (conversationId) =>
      [...state.standing.values()].filter((one) => !conversationId || one.conversationId === conversationId),
    activity: (activityId) => state.standing.get(activityId),
    next(fault, times = 1) {
      const fits = ({ kind }: Asked) => kind === 'send' || kind === 'create' || kind === 'update';
      state.rules.push({ fits, fault, left: times });
    },
    on(fits, fault) {
      const rule = { fits, fault, left: Number.POSITIVE_INFINITY };
      state.rules.push(rule);
      return () => {
        state.rules = state.rules.filter((other) => other !== rule);
      };
    },
    remove(activityId) {
      state.standing.delete(activityId);
      state.gone.add(activityId);
    },
    clear() {
      state.requests.length = 0;
      state.standing.clear();
      state.rules = [];
    },
  };
}

async function handle(state: State, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk);
  const raw = Buffer.concat(chunks);
  const asked = understand(req, raw);
  const fault = faultFor(state, asked, raw.length);
  const delivered = !fault || (fault.late ?? false);
  const recorded = delivered ? deliver(state, asked) : asked;
  const answer = fault?.answer ?? (asked.method === 'POST' ? 201 : 200);
  state.requests.push({ ...recorded, n: state.requests.length + 1, headers: req.headers, delivered, answer });
  if (fault?.delayMs) await new Promise((done) => setTimeout(done, fault.delayMs));
  if (fault) fail(res, fault);
  else succeed(res, recorded);
}

function understand(req: IncomingMessage, raw: Buffer): Asked {
  const path = decodeURIComponent(new URL(req.url ?? '/', 'http://connector').pathname);
  const [, conversation = '', rest = ''] = /\/v3\/conversations(?:\/([^/]+))?(.*)$/.exec(path) ?? [];
  const [conversationId = '', root] = conversation.split(';messageid=');
  const body: SentBody = raw.length > 0 ? JSON.parse(raw.toString('utf8')) : {};
  const [, activityId] = /^\/activities\/(.+)$/.exec(rest) ?? [];
  const method = req.method ?? '';
  return {
    method,
    kind: kindOf(method, conversation, rest),
    conversationId: conversation === '' ? newConversationOf(body) : conversationId,
    threadRoot: root ?? null,
    activityId: activityId ?? null,
    body,
  };
}

function kindOf(method: string, conversation: string, rest: string): ConnectorRequest['kind'] {
  if (rest.endsWith('members')) return 'members';
  switch (method) {
    case 'POST':
      return conversation === '' ? 'create' : 'send';
    case 'PUT':
      return 'update';
    case 'DELETE':
      return 'delete';
    default:
      return 'unknown';
  }
}

function newConversationOf(body: SentBody): string {
  return textAt(body, 'channelData', 'channel', 'id') || `a:${textAt(body, 'members', '0', 'id')}`;
}

function faultFor(state: State, asked: Asked, bytes: number): Fault | null {
  const rule = state.rules.find(({ fits, left }) => left > 0 && fits(asked));
  if (rule) {
    rule.left -= 1;
    return rule.fault;
  }
  if (asked.kind === 'unknown') return { answer: 405 };
  if (bytes > LIMIT_BYTES) return { answer: 413 };
  const missing = (asked.kind === 'update' || asked.kind === 'delete') && !state.standing.has(asked.activityId ?? '');
  return missing ? { answer: 404, code: 'ActivityNotFoundInConversation' } : null;
}

function deliver(state: State, asked: Asked): Asked {
  switch (asked.kind) {
    case 'create': {
      const activity = asked.body.activity;
      return activity ? post(state, asked, activity as SentBody) : asked;
    }
    case 'send':
      return post(state, asked, asked.body);
    case 'update': {
      const before = state.standing.get(asked.activityId ?? '');
      if (before) state.standing.set(before.activityId, { ...before, ...contentOf(asked.body, before.versions) });
      return asked;
    }
    case 'delete':
      state.standing.delete(asked.activityId ?? '');
      return asked;
    default:
      return asked;
  }
}

function post(state: State, asked: Asked, body: SentBody): Asked {
  state.nextId += 1;
  const activityId = String(state.nextId);
  const { conversationId, threadRoot } = asked;
  state.standing.set(activityId, { activityId, conversationId, threadRoot, ...contentOf(body, []) });
  return { ...asked, body, activityId };
}

function contentOf(body: SentBody, before: readonly SentBody[]) {
  const [attachment] = Array.isArray(body.attachments) ? body.attachments : [];
  const summary = typeof body.summary === 'string' ? body.summary : '';
  return { card: attachment?.content, summary, body, versions: [...before, body] };
}

function succeed(res: ServerResponse, asked: Asked): void {
  const [status, body] = successOf(asked);
  end(res, status, body);
}

function successOf({ kind, conversationId, activityId }: Asked): [number, object?] {
  switch (kind) {
    case 'create': {
      const thread = activityId && !conversationId.startsWith('a:') ? `;messageid=${activityId}` : '';
      return [201, { id: `${conversationId}${thread}`, ...(activityId ? { activityId } : {}) }];
    }
    case 'send':
      return [201, { id: activityId }];
    case 'update':
      return [200, { id: activityId }];
    case 'members':
      return [200, { members: [] }];
    default:
      return [200];
  }
}

function fail(res: ServerResponse, { answer, code, retryAfter }: Fault): void {
  if (answer === 'hang') return;
  if (answer === 'reset') {
    res.socket?.resetAndDestroy();
    return;
  }
  if (retryAfter !== undefined) res.setHeader('Retry-After', String(retryAfter));
  const name = code ?? CODES[answer];
  end(res, answer, name ? { error: { code: name, message: `${answer} on purpose` } } : undefined);
}

function end(res: ServerResponse, status: number, body?: unknown): void {
  res.writeHead(status, body === undefined ? {} : { 'Content-Type': 'application/json' });
  res.end(body === undefined ? undefined : JSON.stringify(body));
}

function textAt(value: unknown, ...path: string[]): string {
  let at = value;
  for (const key of path) at = typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined;
  return typeof at === 'string' ? at : '';
}

function stop(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}
