import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Address, CardMessage, Messenger } from '../../src/app/messenger.ts';
import { ActivityId, ConversationId } from '../../src/domain/ids.ts';
import { type Log, TeamsAdapter } from '../../src/teams/adapter.ts';
import { createMessenger } from '../../src/teams/messenger.ts';
import { type FakeConnector, startFakeConnector } from '../_util/fake-connector.ts';

const quiet: Log = { info() {}, warn() {}, error() {} };
const adapter = new TeamsAdapter({ auth: { kind: 'none' }, log: quiet });
const messenger = createMessenger({ adapter, deadlineMs: 1000 });
const message: CardMessage = { card: { type: 'AdaptiveCard', version: '1.5', body: [] }, summary: 'Nyt fra Trinvis' };
const unknown = ActivityId.parse('1');
let connector: FakeConnector;

beforeAll(async () => {
  connector = await startFakeConnector();
});
afterEach(() => connector.clear());
afterAll(() => connector.stop());

function to(kind: Address['kind'], serviceUrl = connector.url): Address {
  const conversationId = ConversationId.parse(kind === 'channel' ? '19:odense@thread.tacv2' : `a:${kind}`);
  return { conversationId, serviceUrl, tenantId: 'tenant-1', kind };
}

async function sendOne(use: Messenger = messenger, address = to('personal')) {
  return { result: await use.send(address, message), attempts: connector.posts.length };
}

describe('what is sent', () => {
  test('a personal message is one card with a neutral summary and no text beside it', async () => {
    const result = await messenger.send(to('personal'), message);
    expect(result).toEqual({ kind: 'sent', activityId: connector.posts[0]?.activityId });
    expect(connector.posts).toHaveLength(1);
    expect(connector.posts[0]).toMatchObject({ kind: 'send', conversationId: 'a:personal', threadRoot: null });
    expect(connector.posts[0]?.body).toEqual({
      type: 'message',
      summary: 'Nyt fra Trinvis',
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: message.card }],
    });
  });

  test('a message to a channel is a new root post, and its id is the thread to reply in', async () => {
    const sent = await messenger.send(to('channel'), message);
    if (sent.kind !== 'sent' || !sent.activityId) throw new Error('not sent');
    expect(connector.posts[0]).toMatchObject({ kind: 'create', conversationId: '19:odense@thread.tacv2' });
    expect(connector.activity(sent.activityId)).toMatchObject({ threadRoot: null, card: message.card });

    await messenger.reply(to('channel'), sent.activityId, message);
    expect(connector.posts[1]).toMatchObject({ kind: 'send', threadRoot: sent.activityId });
  });

  test('an update replaces the card in place and posts nothing', async () => {
    const sent = await messenger.send(to('channel'), message);
    if (sent.kind !== 'sent' || !sent.activityId) throw new Error('not sent');
    const newer = { card: { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock' }] }, summary: 'Nyt' };
    expect(await messenger.update(to('channel'), sent.activityId, newer)).toEqual(sent);
    expect(connector.activities()).toHaveLength(1);
    expect(connector.activity(sent.activityId)).toMatchObject({ card: newer.card, versions: { length: 2 } });
  });

  test('one connector client serves a service URL for good', async () => {
    const [first, second] = await Promise.all([
      adapter.connectors.create(connector.url),
      adapter.connectors.create(connector.url),
    ]);
    expect(second).toBe(first);
  });
});

describe('what became of it, after exactly one attempt', () => {
  test.each([500, 502, 503, 504, 408])(
    'a send answered %i may have arrived: ambiguous, never repeated',
    async (status) => {
      connector.next({ answer: status, late: true }, 9);
      expect(await sendOne()).toEqual({ result: { kind: 'ambiguous', status }, attempts: 1 });
      expect(connector.activities()).toHaveLength(1);
    },
  );

  test('a reset connection is ambiguous', async () => {
    connector.next({ answer: 'reset', late: true }, 9);
    expect(await sendOne()).toEqual({ result: { kind: 'ambiguous', status: null }, attempts: 1 });
  });

  test('a service that hangs is ambiguous at the deadline', async () => {
    connector.next({ answer: 'hang' });
    const before = performance.now();
    expect(await sendOne()).toEqual({ result: { kind: 'ambiguous', status: null }, attempts: 1 });
    expect(performance.now() - before).toBeLessThan(5000);
  });

  test('success after the deadline is ambiguous, and the message stands', async () => {
    connector.next({ answer: 201, late: true, delayMs: 1500 });
    expect(await sendOne()).toEqual({ result: { kind: 'ambiguous', status: null }, attempts: 1 });
    expect(connector.activities()).toHaveLength(1);
  });

  test.each([412, 429])('%i delivered nothing: wait, by back-off where no time is told', async (status) => {
    connector.next({ answer: status }, 9);
    expect(await sendOne()).toEqual({ result: { kind: 'wait', afterMs: null }, attempts: 1 });
    expect(connector.activities()).toHaveLength(0);
  });

  test('429 is waited out as told, in seconds or until a date', async () => {
    connector.next({ answer: 429, retryAfter: 7 });
    expect((await sendOne()).result).toEqual({ kind: 'wait', afterMs: 7000 });
    connector.next({ answer: 429, retryAfter: new Date(Date.now() + 60_000).toUTCString() });
    const { result } = await sendOne();
    if (result.kind !== 'wait') throw new Error('not to wait');
    expect(result.afterMs).toBeGreaterThan(55_000);
    expect(result.afterMs).toBeLessThanOrEqual(60_000);
    connector.next({ answer: 429, retryAfter: 'soon' });
    expect((await sendOne()).result).toEqual({ kind: 'wait', afterMs: null });
  });

  test('403 and a conversation that is not there block the address until someone writes', async () => {
    connector.next({ answer: 403 });
    expect((await sendOne()).result).toEqual({ kind: 'blocked', status: 403 });
    connector.next({ answer: 404 });
    expect((await sendOne()).result).toEqual({ kind: 'blocked', status: 404 });
    connector.next({ answer: 404 });
    expect(await messenger.update(to('channel'), unknown, message)).toEqual({ kind: 'blocked', status: 404 });
  });

  test('an update of a deleted message finds it gone', async () => {
    expect(await messenger.update(to('channel'), unknown, message)).toEqual({ kind: 'gone' });
    connector.next({ answer: 404, code: 'Whatever' });
    expect(await messenger.update(to('channel'), unknown, message)).toEqual({ kind: 'gone' });
  });

  test('400, 401 and 413 refuse the message itself', async () => {
    for (const status of [400, 401, 413]) {
      connector.next({ answer: status });
      expect((await sendOne()).result).toEqual({ kind: 'refused', status });
    }
    const big = { ...message, card: { text: 'x'.repeat(110_000) } };
    expect(await messenger.send(to('personal'), big)).toEqual({ kind: 'refused', status: 413 });
  });

  test('a redirect is not followed: the token is meant for one host', async () => {
    const elsewhere = createServer((_, res) => {
      res.statusCode = 307;
      res.setHeader('Location', connector.url);
      res.end();
    });
    await new Promise<void>((done) => elsewhere.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
    expect(await sendOne(messenger, to('personal', url))).toEqual({
      result: { kind: 'refused', status: 307 },
      attempts: 0,
    });
    await new Promise((done) => elsewhere.close(done));
  });

  test('a service that refuses connections got nothing: wait', async () => {
    const closed = await startFakeConnector();
    await closed.stop();
    expect((await sendOne(messenger, to('personal', closed.url))).result).toEqual({ kind: 'wait', afterMs: null });
  });
});

describe('where it may be sent', () => {
  const bot = '0f6c1d3e-1111-4222-8333-444455556666';
  const single = { kind: 'single-tenant', appId: bot, tenantId: bot, password: 'x' } as const;

  test('without authentication only to this machine', async () => {
    for (const url of [
      'https://smba.trafficmanager.net/emea/',
      'http://10.0.0.1:80/',
      'file:///etc/passwd',
      'nonsense',
    ]) {
      expect((await sendOne(messenger, to('personal', url))).result).toEqual({ kind: 'blocked', status: 403 });
    }
  });

  test('with authentication only to Teams’ own hosts, whatever the stored address says', async () => {
    const production = createMessenger({ adapter: new TeamsAdapter({ auth: single, log: quiet }) });
    for (const url of [
      connector.url,
      'http://smba.trafficmanager.net/emea/',
      'https://evil.trafficmanager.net/',
      'https://smba.trafficmanager.net.example.org/',
      'https://smba.trafficmanager.net@example.org/',
      'https://smba.trafficmanager.net:8443/',
    ]) {
      expect((await sendOne(production, to('personal', url))).result).toEqual({ kind: 'blocked', status: 403 });
    }
    expect(connector.requests).toHaveLength(0);
  });

  test('while no token can be fetched nothing is sent, and it is tried again', async () => {
    const tokenIssuer = { kind: 'this-machine', openIdMetadataUrl: 'http://127.0.0.1:9/', issuer: 'x' } as const;
    const local = new TeamsAdapter({ auth: single, log: quiet, tokenIssuer });
    const client = await local.connectors.create(connector.url);
    Reflect.set(client, 'credentials', { signRequest: () => Promise.reject(new Error('Entra is not reachable')) });
    const use = createMessenger({ adapter: local, deadlineMs: 300 });
    expect(await sendOne(use)).toEqual({ result: { kind: 'wait', afterMs: null }, attempts: 0 });

    Reflect.set(client, 'credentials', { signRequest: () => new Promise(() => {}) });
    expect(await sendOne(use)).toEqual({ result: { kind: 'wait', afterMs: null }, attempts: 0 });
  });
});
