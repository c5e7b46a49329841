import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { linesOf } from './lines.ts';
import type { Message } from './record.ts';

/** How a message fares: Teams takes it, or answers with this and keeps it or not. */
export interface Fate {
  readonly answer: 'sent' | 500 | 'reset' | 429 | 403;
  readonly stands: boolean;
}
export const TAKEN: Fate = { answer: 'sent', stands: true };

/** A Bot Connector service that remembers only what a reader would have seen; for hundreds of thousands of messages. */
export interface SlimConnector {
  readonly url: string;
  /** The card that stands under an id, as it was last sent. Only answers are kept, for tapping. */
  cardOf(activity: string): unknown;
  /** The newest card answered in a place. */
  newestIn(place: string): { readonly activityId: string; readonly card: unknown } | null;
  stop(): Promise<void>;
}

/** What Teams is asked to take. */
export interface Asked {
  readonly place: string;
  readonly method: 'post' | 'put';
  readonly summary: string;
}

interface Listener {
  /** Called for each message, whatever becomes of it. */
  readonly heard: (message: Omit<Message, 'answer'>, raw: string) => void;
  readonly fate: (asked: Asked) => Fate;
  /** Whether cards are to be kept for tapping. */
  readonly keeps: () => boolean;
}

interface State {
  readonly cards: Map<string, unknown>;
  readonly newest: Map<string, string>;
  nextId: number;
}

export async function startSlimConnector(listener: Listener): Promise<SlimConnector> {
  const state: State = { cards: new Map(), newest: new Map(), nextId: 1_762_000_000_000 };
  const server = createServer((req, res) => {
    handle(state, listener, { req, res }).catch(() => req.socket.destroy());
  });
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    cardOf: (activity) => state.cards.get(activity),
    newestIn: (place) => {
      const activityId = state.newest.get(place);
      return activityId === undefined ? null : { activityId, card: state.cards.get(activityId) };
    },
    stop: () => stop(server),
  };
}

interface Exchange {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
}

async function handle(state: State, listener: Listener, { req, res }: Exchange): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk);
  const raw = Buffer.concat(chunks).toString('utf8');
  const path = decodeURIComponent(req.url ?? '/');
  const [, conversation = '', , updated] =
    /\/v3\/conversations(?:\/([^/]+))?(\/activities(?:\/(.+))?)?$/.exec(path) ?? [];
  const body = Object(JSON.parse(raw === '' ? '{}' : raw));
  const created = conversation === '';
  const activity = created ? Object(body.activity) : body;
  const [place = '', root] = created ? [newPlace(body)] : conversation.split(';messageid=');
  const method = req.method === 'PUT' ? 'put' : 'post';
  const { summary = '' } = activity;
  const fate = listener.fate({ place, method, summary });
  const id = updated ?? String(++state.nextId);
  const card = activity.attachments?.[0]?.content;
  const came = cameOf(fate);
  listener.heard(
    { place, thread: root !== undefined, method, id, summary, lines: linesOf(card), came, stands: fate.stands },
    raw,
  );
  if (listener.keeps() && fate.stands) {
    state.cards.set(id, card);
    state.newest.set(place, id);
  }
  answer(res, fate, created ? { id: `${place};messageid=${id}`, activityId: id } : { id });
}

function newPlace(body: { channelData?: { channel?: { id?: string } } }): string {
  return body.channelData?.channel?.id ?? '';
}

function cameOf({ answer: status }: Fate): Message['came'] {
  switch (status) {
    case 'sent':
      return 'sent';
    case 429:
      return 'later';
    case 403:
      return 'blocked';
    default:
      return 'unsure';
  }
}

function answer(res: ServerResponse, fate: Fate, body: object): void {
  if (fate.answer === 'reset') {
    res.socket?.resetAndDestroy();
    return;
  }
  const status = fate.answer === 'sent' ? 201 : fate.answer;
  if (status === 429) res.setHeader('Retry-After', '1');
  res.writeHead(status, { 'Content-Type': 'application/json' });
  res.end(
    JSON.stringify(status === 201 ? body : { error: { code: status === 403 ? 'ConversationBlockedByUser' : 'Fault' } }),
  );
}

function stop(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}
