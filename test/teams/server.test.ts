import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { CardMessage } from '../../src/app/messenger.ts';
import { ConversationId } from '../../src/domain/ids.ts';
import { type Log, TeamsAdapter } from '../../src/teams/adapter.ts';
import { createMessenger } from '../../src/teams/messenger.ts';
import { type RunningServer, startServer } from '../../src/teams/server.ts';
import type { Turn, TurnHandler } from '../../src/teams/turn.ts';
import { type FakeConnector, startFakeConnector } from '../_util/fake-connector.ts';
import {
  channel,
  channelEvent,
  envelope,
  installed,
  person,
  personalChat,
  reaction,
  type TeamsClient,
  teamsClient,
} from '../_util/http.ts';

const mette = person('Mette Bruun');
const chat = personalChat(mette);
const odense = channel('Odense');
const card: CardMessage = { card: { type: 'AdaptiveCard', version: '1.5', body: [] }, summary: 'Trinvis' };

const logged: { what: object; message: string }[] = [];
const remember = (what: object, message: string) => logged.push({ what, message });
const log: Log = { info: remember, warn: remember, error: remember };
const adapter = new TeamsAdapter({ auth: { kind: 'none' }, log });
const messenger = createMessenger({ adapter, deadlineMs: 500 });

let connector: FakeConnector;
let server: RunningServer;
let teams: TeamsClient;
let turns: Turn[] = [];
let onTurn: TurnHandler;
let onTurnFailed: TurnHandler | null;
let ready: () => Promise<boolean>;

beforeAll(async () => {
  connector = await startFakeConnector();
});
afterAll(() => connector.stop());
beforeEach(async () => {
  turns = [];
  logged.length = 0;
  onTurn = async () => undefined;
  onTurnFailed = async () => ({ kind: 'text', text: 'Det gik galt' });
  ready = async () => true;
  server = await start();
  teams = teamsClient({ botUrl: server.url, serviceUrl: connector.url });
});
afterEach(async () => {
  await server.stop(0);
  connector.clear();
});

function start(): Promise<RunningServer> {
  return startServer({
    adapter,
    messenger,
    log,
    host: '127.0.0.1',
    port: 0,
    ready: () => ready(),
    onTurn(turn) {
      turns.push(turn);
      return onTurn(turn);
    },
    ...(onTurnFailed ? { onTurnFailed: (turn: Turn) => onTurnFailed?.(turn) ?? Promise.resolve(undefined) } : {}),
  });
}

const get = async (path: string, method = 'GET') => (await fetch(`${server.url}${path}`, { method })).status;

describe('a turn', () => {
  test('what is said in the personal chat arrives there, in one attempt', async () => {
    onTurn = async (turn) => {
      expect(await turn.say(card)).toMatchObject({ kind: 'sent' });
      return undefined;
    };
    expect(await teams.write(mette, chat, 'hjælp')).toMatchObject({ status: 200, body: undefined });
    expect(turns[0]?.incoming).toMatchObject({ kind: 'message', text: 'hjælp' });
    expect(connector.posts).toMatchObject([{ conversationId: chat.id, delivered: true }]);
  });

  test('what is said in a channel arrives in the thread it was asked in', async () => {
    onTurn = async (turn) => {
      await turn.say(card);
      return undefined;
    };
    await teams.write(mette, { ...odense, thread: '171' }, 'frister');
    await teams.event(mette, odense, installed(odense));
    expect(connector.posts).toMatchObject([
      { kind: 'send', conversationId: odense.id, threadRoot: '171' },
      { kind: 'create', conversationId: odense.id },
    ]);
  });

  test('a tap is answered by a card in its place, a notice, or an error', async () => {
    onTurn = async () => ({ kind: 'card', card: card.card });
    expect(await teams.tap(mette, chat, { verb: 'x', card: '1' })).toMatchObject({
      status: 200,
      body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card.card },
    });
    onTurn = async () => ({ kind: 'text', text: 'Kortet er til Mette' });
    expect((await teams.tap(mette, chat, { verb: 'x' })).body).toEqual({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: 'Kortet er til Mette',
    });
    onTurn = async () => ({ kind: 'error', status: 400, code: 'BadRequest', message: 'no' });
    expect((await teams.tap(mette, chat, { verb: 'x' })).body).toEqual({
      statusCode: 400,
      type: 'application/vnd.microsoft.error',
      value: { code: 'BadRequest', message: 'no' },
    });
  });

  test('the card of a submit is replaced through the same door', async () => {
    const posted = await messenger.send(
      { kind: 'personal', conversationId: turnsConversation(), serviceUrl: connector.url, tenantId: mette.tenantId },
      card,
    );
    if (posted.kind !== 'sent' || !posted.activityId) throw new Error('not sent');
    onTurn = async (turn) => {
      if (turn.incoming.kind !== 'card-action' || !turn.incoming.card) throw new Error('no tap');
      await turn.replace(turn.incoming.card, { ...card, summary: 'Kvittering' });
      return undefined;
    };
    await teams.submit(mette, chat, { verb: 'x', card: posted.activityId });
    expect(connector.activity(posted.activityId)?.summary).toBe('Kvittering');
  });

  test('an invoke that asks a buffered delivery of us is answered all the same', async () => {
    onTurn = async () => ({ kind: 'text', text: 'ja' });
    const what = { type: 'invoke', name: 'adaptiveCard/action', deliveryMode: 'expectReplies' };
    expect((await teams.event(mette, chat, what)).body).toMatchObject({ value: 'ja' });
  });
});

describe('bad input', () => {
  const body = () => JSON.stringify({ ...envelope(connector.url, mette, chat), type: 'message', text: 'hjælp' });
  const deaf = async (status: number, sent: Promise<{ status: number }>) => {
    expect((await sent).status).toBe(status);
    expect(turns).toHaveLength(0);
    expect(await get('/healthz')).toBe(200);
  };

  test('malformed JSON: 400', async () => {
    for (const bad of ['', '{', '{"type":', 'null', '[]', '"x"', '42']) await deaf(400, teams.raw(bad));
    await deaf(400, teams.raw(Buffer.from([0x7b, 0xff, 0xfe, 0x7d])));
  });

  test('a gzip header on a plain body, and a gzipped body: 415, and the process lives', async () => {
    await deaf(415, teams.raw(body(), { 'Content-Encoding': 'gzip' }));
    await deaf(415, teams.raw(gzipSync(body()), { 'Content-Encoding': 'gzip' }));
    await deaf(415, teams.raw(body(), { 'Content-Encoding': 'br' }));
    expect((await teams.raw(body(), { 'Content-Encoding': 'identity' })).status).toBe(200);
  });

  test('a body over 256 KB: 413, however it is sent', async () => {
    await deaf(413, teams.raw(`${body()}${' '.repeat(256 * 1024)}`));
    await deaf(413, teams.raw('x'.repeat(20_000_000)));
    const endless = new ReadableStream({
      start(stream) {
        stream.enqueue(new Uint8Array(300 * 1024));
        stream.close();
      },
    });
    const headers = { 'Content-Type': 'application/json' };
    const chunked = { method: 'POST', body: endless, headers, duplex: 'half' } as const;
    await deaf(413, fetch(`${server.url}/api/messages`, chunked));
    const full = body().padEnd(256 * 1024 - 10, ' ');
    expect((await teams.raw(full)).status).toBe(200);
  });

  test('another content type: 415', async () => {
    await deaf(415, teams.raw(body(), { 'Content-Type': 'text/plain' }));
    await deaf(415, teams.raw(body(), { 'Content-Type': 'application/x-www-form-urlencoded' }));
    expect((await teams.raw(body(), { 'Content-Type': 'application/json; charset=utf-8' })).status).toBe(200);
  });

  test('JSON that is no activity: 400', async () => {
    await deaf(400, teams.raw('{}'));
    await deaf(400, teams.raw(JSON.stringify({ type: 'message', serviceUrl: 'not a url' })));
    await deaf(400, teams.event(mette, chat, { type: 'message', conversation: {} }));
    await deaf(400, teams.raw(`${'['.repeat(100_000)}${']'.repeat(100_000)}`));
  });

  test('a service URL that is not Teams’: 403', async () => {
    await deaf(403, teams.event(mette, chat, { type: 'message', serviceUrl: 'https://example.org/' }));
  });

  test('an invoke without value reaches the bot as a bad card, for a clear sentence', async () => {
    onTurn = async () => ({ kind: 'text', text: 'Kortet kan ikke bruges mere' });
    const answer = await teams.event(mette, chat, { type: 'invoke', name: 'adaptiveCard/action' });
    expect(answer).toMatchObject({ status: 200, body: { value: 'Kortet kan ikke bruges mere' } });
    expect(turns[0]).toMatchObject({ needsAnswer: true, incoming: { kind: 'bad-card' } });
  });

  test('reactions, deleted channels and events to come: 200', async () => {
    expect((await teams.event(mette, chat, reaction('1'))).status).toBe(200);
    expect((await teams.event(mette, odense, channelEvent('channelDeleted'))).status).toBe(200);
    expect((await teams.event(mette, chat, { type: 'eventOfNextYear', value: [1] })).status).toBe(200);
    expect(turns.map(({ incoming }) => incoming.kind)).toEqual(['other', 'channel-event', 'other']);
  });

  test('an invoke nobody handles: 501', async () => {
    expect((await teams.event(mette, chat, { type: 'invoke', name: 'task/fetch', value: {} })).status).toBe(501);
  });

  test('what is no HTTP at all does not end the process', async () => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    await new Promise((done) => {
      socket.on('close', done).on('error', done).resume();
      socket.end('GARBAGE\r\n\r\n');
    });
    expect(await get('/healthz')).toBe(200);
  });

  test('a caller who hangs up in the middle does not end the process', async () => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    const head =
      'POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{';
    await new Promise((done) => socket.write(head, done));
    socket.destroy();
    await new Promise((done) => setTimeout(done, 50));
    expect(await get('/healthz')).toBe(200);
  });
});

describe('a bug', () => {
  const secret = 'Kirsten Jensen 010190-1234';
  const boom = async () => {
    throw new TypeError(`cannot read ${secret}`, { cause: secret });
  };

  test('is logged once with the correlation id and nothing personal, and the person hears of it', async () => {
    onTurn = boom;
    onTurnFailed = async (turn) => {
      await turn.say(card);
      return undefined;
    };
    const answer = await teams.write(mette, chat, secret);
    expect(answer).toMatchObject({ status: 200, body: undefined });
    expect(connector.posts).toHaveLength(1);
    const correlationId = answer.headers.get('x-correlation-id');
    expect(logged).toEqual([
      { message: 'A turn failed', what: expect.objectContaining({ correlationId, error: 'TypeError' }) },
    ]);
    expect(JSON.stringify(logged)).not.toMatch(/Kirsten|0101/);
  });

  test('answers a tap by a notice', async () => {
    onTurn = boom;
    expect(await teams.tap(mette, chat, { verb: 'x' })).toMatchObject({ status: 200, body: { value: 'Det gik galt' } });
  });

  test('in the apology too is a 500 without a trace', async () => {
    onTurn = boom;
    onTurnFailed = boom;
    const answer = await teams.write(mette, chat, 'hjælp');
    expect(answer).toMatchObject({ status: 500, body: { error: 'error', correlationId: expect.any(String) } });
    expect(JSON.stringify(answer.body)).not.toMatch(/Kirsten|at /);
    expect(logged).toHaveLength(2);
  });

  test('a service that fails is no bug: the turn goes on with the result', async () => {
    connector.next({ answer: 500 });
    onTurn = async (turn) => {
      expect(await turn.say(card)).toEqual({ kind: 'ambiguous', status: 500 });
      return undefined;
    };
    expect((await teams.write(mette, chat, 'hjælp')).status).toBe(200);
    expect(logged).toHaveLength(0);
  });
});

describe('operations', () => {
  test('/healthz, /readyz and the Playground’s probe', async () => {
    expect(await get('/healthz')).toBe(200);
    expect(await get('/readyz')).toBe(200);
    expect(await get('/api/messages', 'HEAD')).toBe(200);
    expect(await get('/api/messages')).toBe(405);
    expect(await get('/')).toBe(404);
    ready = async () => false;
    expect(await get('/readyz')).toBe(503);
    ready = () => Promise.reject(new Error('no database'));
    expect(await get('/readyz')).toBe(503);
    expect(await get('/healthz')).toBe(200);
  });

  test('a stop waits for the turn in flight and takes no new one', async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    onTurn = () => promise;
    const first = teams.write(mette, chat, 'nyt forløb');
    while (turns.length === 0) await new Promise((done) => setTimeout(done, 5));
    const stopped = server.stop(5000);
    expect(await get('/readyz')).toBe(503);
    expect(await get('/healthz')).toBe(200);
    expect((await teams.write(mette, chat, 'hjælp')).status).toBe(503);
    resolve(undefined);
    expect((await first).status).toBe(200);
    expect(await stopped).toBe(0);
    expect(turns).toHaveLength(1);
    await expect(get('/healthz')).rejects.toThrow();
  });

  test('a stop does not wait beyond its deadline, and says what it cut off', async () => {
    onTurn = () => new Promise(() => {});
    const cut = teams.write(mette, chat, 'hjælp').catch(() => 'cut off');
    while (turns.length === 0) await new Promise((done) => setTimeout(done, 5));
    expect(await server.stop(50)).toBe(1);
    expect(await cut).toBe('cut off');
  });
});

function turnsConversation() {
  return ConversationId.parse(chat.id);
}
