import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type Log, TeamsAdapter } from '../../src/teams/adapter.ts';
import { createMessenger } from '../../src/teams/messenger.ts';
import { type RunningServer, startServer } from '../../src/teams/server.ts';
import { type FakeConnector, startFakeConnector } from '../_util/fake-connector.ts';
import { person, personalChat, type TeamsClient, teamsClient } from '../_util/http.ts';
import { type FakeIssuer, startFakeIssuer, type TokenClaims, type TokenShape } from '../_util/token-issuer.ts';

const bot = '0f6c1d3e-1111-4222-8333-444455556666';
const auth = { kind: 'single-tenant', appId: bot, tenantId: bot, password: 'x' } as const;
const quiet: Log = { info() {}, warn() {}, error() {} };
const mette = person('Mette Bruun');
const chat = personalChat(mette);

let connector: FakeConnector;
let issuer: FakeIssuer;
let server: RunningServer;
let turns = 0;

beforeAll(async () => {
  connector = await startFakeConnector();
});
afterAll(() => connector.stop());
beforeEach(async () => {
  // botbuilder prints what it thinks of a bad signature.
  jest.spyOn(console, 'error').mockImplementation(() => {});
  turns = 0;
  issuer = await startFakeIssuer(bot);
  server = await start(
    new TeamsAdapter({
      auth,
      log: quiet,
      tokenIssuer: { kind: 'this-machine', openIdMetadataUrl: issuer.openIdMetadataUrl, issuer: issuer.issuer },
    }),
  );
});
afterEach(async () => {
  jest.restoreAllMocks();
  await server.stop(0);
  await issuer.stop();
});

function start(adapter: TeamsAdapter): Promise<RunningServer> {
  return startServer({
    adapter,
    messenger: createMessenger({ adapter }),
    log: quiet,
    host: '127.0.0.1',
    port: 0,
    ready: async () => true,
    async onTurn() {
      turns += 1;
      return undefined;
    },
  });
}

function callWith(claims: TokenClaims = {}, shape: TokenShape = {}): TeamsClient {
  return callAs(() => issuer.token({ serviceurl: connector.url, ...claims }, shape));
}
function callAs(authorization?: () => string): TeamsClient {
  return teamsClient({ botUrl: server.url, serviceUrl: connector.url, ...(authorization ? { authorization } : {}) });
}
const ask = async (teams: TeamsClient) => (await teams.write(mette, chat, 'hjælp')).status;
const seconds = () => Math.floor(Date.now() / 1000);

const hopeless: [string, () => TeamsClient][] = [
  ['no token', () => callAs()],
  ['an empty header', () => callAs(() => '')],
  ['another scheme', () => callAs(() => 'Basic dXNlcjpwYXNz')],
  ['no token at all', () => callAs(() => 'Bearer x')],
  ['garbage in three parts', () => callAs(() => 'Bearer a.b.c')],
  ['alg none', () => callWith({}, { alg: 'none' })],
  ['HS256', () => callWith({}, { alg: 'HS256' })],
  ['the wrong audience', () => callWith({ aud: 'someone-else' })],
  ['the wrong issuer', () => callWith({ iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/' })],
  ['a token long expired', () => callWith({ exp: seconds() - 3600 })],
  ['a token not valid yet', () => callWith({ nbf: seconds() + 3600 })],
];

describe('who calls', () => {
  test('a token from Teams is let in', async () => {
    expect(await ask(callWith())).toBe(200);
    expect(turns).toBe(1);
  });

  test.each(hopeless)('401 for %s', async (_, teams) => {
    expect(await ask(teams())).toBe(401);
    expect(turns).toBe(0);
    expect(issuer.fetches).toBe(0);
  });

  test.each(hopeless)('401 for %s while the keys cannot be fetched', async (_, teams) => {
    issuer.setDown(true);
    expect(await ask(teams())).toBe(401);
  });

  test('401 for a forged token: right in every word, signed with another key', async () => {
    expect(await ask(callWith({}, { forged: true }))).toBe(401);
    expect(await ask(callWith({}, { forged: true, kid: 'key-2' }))).toBe(401);
    expect(turns).toBe(0);
  });

  test('401 for a token made for another service URL, or for none', async () => {
    expect(await ask(callWith({ serviceurl: 'https://smba.trafficmanager.net/emea/' }))).toBe(401);
    expect(await ask(callAs(() => issuer.token({})))).toBe(401);
  });

  test('401 for another channel of the same registration, where the caller writes the object id', async () => {
    for (const channelId of ['webchat', 'directline', 'emulator', 'AseChannel', '', undefined]) {
      const answer = await callWith().event(mette, chat, { type: 'message', text: 'hjælp', channelId });
      expect(answer.status).toBe(401);
    }
  });

  test('503, not 401 or 500, for a plausible token while the keys cannot be fetched; in force again afterwards', async () => {
    issuer.setDown(true);
    expect(await ask(callWith())).toBe(503);
    issuer.setDown(false);
    await new Promise((done) => setTimeout(done, 1100));
    expect(await ask(callWith())).toBe(200);
  });

  test('the keys are fetched once, however many ask at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(callWith())));
    expect(new Set(answers)).toEqual(new Set([200]));
    await ask(callWith({}, { kid: 'key-2' }));
    expect(issuer.fetches).toBe(1);
  });

  test('the 401 says how to authenticate and nothing else', async () => {
    const answer = await callAs().write(mette, chat, 'hjælp');
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(answer.body).toEqual({ error: 'unauthorised', correlationId: expect.any(String) });
  });
});

describe('production as it stands, on a machine without network', () => {
  test('a forged token gets 401 before any key is asked for', async () => {
    await server.stop(0);
    server = await start(new TeamsAdapter({ auth, log: quiet }));
    expect(await ask(callAs())).toBe(401);
    expect(await ask(callWith({}, { alg: 'none' }))).toBe(401);
    expect(await ask(callWith({ aud: 'someone-else' }))).toBe(401);
  });
});
