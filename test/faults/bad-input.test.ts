import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { TeamsAdapter } from '../../src/teams/adapter.ts';
import { apologise, createBot } from '../../src/teams/bot.ts';
import { COMMANDS } from '../../src/teams/commands/index.ts';
import { createMessenger } from '../../src/teams/messenger.ts';
import { startServer } from '../../src/teams/server.ts';
import { textOf } from '../_util/card.ts';
import { everyVerb, type Sent, SHARED, stand, viewsOf } from '../_util/every-verb.ts';
import { executed, personalChat, reaction, type TeamsPerson, teamsClient } from '../_util/http.ts';
import { inTurn, type Told, type Twist, tapWith } from '../_util/taps.ts';
import { startFakeIssuer } from '../_util/token-issuer.ts';
import { EVERYBODY, startTwoAgreements } from '../_util/two-agreements.ts';
import { type Watched, watch } from '../_util/watched.ts';

const { mette, rune } = EVERYBODY;
const CPR = '670190-1234';
const LONG = 'æ'.repeat(10_000);
const MOST_BYTES = 28 * 1024;

let watched: Watched;
let verbs: ReadonlyMap<string, Sent>;
beforeAll(async () => {
  // botbuilder prints what it thinks of a bad signature.
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  watched = await watch(startTwoAgreements);
  verbs = await everyVerb(watched.trinvis);
});
afterAll(async () => {
  jest.restoreAllMocks();
  await watched.stop();
});

function sentBy(verb: string): Sent {
  const sent = verbs.get(verb);
  if (sent === undefined) throw new Error(`nothing is known of ${verb}`);
  return sent;
}

function tap(verb: string, over: object, twist: Twist = {}): Promise<Told> {
  const sent = sentBy(verb);
  return tapWith(watched, { verb, sent, data: { ...sent.data, ...over }, ...twist });
}

/** Everything is as it was, and nobody was shown a failure or a trace; nothing personal is in the log. */
async function changesNothing<T>(act: () => Promise<T>): Promise<T> {
  const before = await watched.rows();
  const answer = await act();
  expect(await watched.rows()).toBe(before);
  expect(watched.log.filter((line) => /"level":[56]0|670190|Konsulent|Borger/.test(line))).toEqual([]);
  const said = JSON.stringify(answer) ?? '';
  expect(said).not.toMatch(/Noget gik galt|Error|at file:|node_modules/);
  return answer;
}

async function says(who: TeamsPerson, line: string, place = personalChat(who)): Promise<string> {
  const { card, summary } = await changesNothing(() => watched.trinvis.write(who, line, place));
  expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(MOST_BYTES);
  expect(summary).not.toMatch(/ODE|ANO/);
  return textOf(card);
}

const UNKNOWN = 'Det forstod jeg ikke';
const NOT_FOUND = 'Jeg finder ikke det forløb blandt dine';
const TYPED_CPR = 'Det ligner et CPR-nummer. Jeg har ikke gemt det.';

describe('what is written', () => {
  test.each([
    ['an unknown word', 'flyv til månen', UNKNOWN],
    ['nothing', '', UNKNOWN],
    ['blanks nobody sees', '\u200b \u00a0', UNKNOWN],
    ['emoji', '🦊🦊🦊', UNKNOWN],
    ['10,000 characters', LONG, 'for lang til en kommando'],
    ['a CPR number (P4)', CPR, TYPED_CPR],
    ['a CPR number after a command', `forløb ${CPR}`, TYPED_CPR],
    ['a CPR number in other digits', 'CPR ６７０１９０１２３４', TYPED_CPR],
    ['a CPR number with something invisible in it', '67\u200b0190-12\u200d34', TYPED_CPR],
    ['an alias that nobody has', 'forløb ODE-999', NOT_FOUND],
    ['a colleague’s alias', 'forløb ODE-003', NOT_FOUND],
    ['another agreement’s alias', 'forløb ANO-101', NOT_FOUND],
    ['what is no alias', 'forløb Ida Holm', NOT_FOUND],
    ['an alias with a typing error', 'forløb ODE-0O1', NOT_FOUND],
    ['samtykke on a foreign alias', 'samtykke ANO-101', NOT_FOUND],
    ['kontakt on a foreign alias', 'kontakt ANO-101', NOT_FOUND],
    ['trin on a foreign alias', 'trin ODE-003', NOT_FOUND],
    ['a command of another role', 'roller', 'hører ikke til din rolle'],
    ['a command of the channel', 'opsæt', 'samarbejdets kanal'],
  ])('%s gets a sentence and changes nothing', async (_, line, sentence) => {
    const text = await says(mette, line);
    expect(text).toContain(sentence);
    expect(text).not.toMatch(/Ida|ANO-101|ODE-003|670190/);
  });

  test('N2: in a channel nothing typed comes back, not even an alias after a typing error', async () => {
    for (const line of ['forløb ODE-001', 'samtyke ODE-007', 'fristr ODE-007', 'Ida Holm', CPR, LONG, '🦊'])
      expect(await says(mette, line, SHARED)).not.toMatch(/ODE-00|Ida|6701/);
  });

  test('K14: a typing error in the word offers the alias back only to those who may see the course', async () => {
    expect(await says(mette, 'samtyke ODE-001')).toContain('samtykke ODE-001');
    expect(await says(mette, 'samtyke ANO-101')).not.toContain('ANO');
    expect(await says(EVERYBODY.bodil, 'samtyke ODE-007')).not.toContain('ODE-007');
  });

  test('who has no role gets help with an id to send, and no command', async () => {
    for (const line of ['forløb ODE-001', 'nyt forløb', 'i dag', 'roller', 'hjælp'])
      expect(await says(rune, line)).toContain('Du har ikke fået en rolle endnu');
  });
});

/** Fields in which people write, with what is said at them when they hold nothing, too much, or a CPR number. */
const FIELDS: readonly (readonly [verb: string, field: string, wrong: readonly [unknown, string][]])[] = [
  [
    'newCourse.open',
    'name',
    [
      ['', 'Navnet skal være'],
      [LONG, 'Navnet skal være'],
      ['🦊🦊', 'Navnet skal være'],
      [CPR, 'ligner et CPR-nummer'],
    ],
  ],
  [
    'newCourse.open',
    'cpr',
    [
      ['', 'Det er ikke et CPR-nummer'],
      [LONG, 'Det er ikke et CPR-nummer'],
      ['🦊', 'Det er ikke et CPR-nummer'],
      ['290299-4123', 'findes ikke'],
      ['310290-1234', 'findes ikke'],
      ['010145-6000', 'i fremtiden'],
      ['020329-1WQ', 'Det er ikke et CPR-nummer'],
    ],
  ],
  [
    'newCourse.open',
    'referredOn',
    [
      ['', 'Vælg en dato'],
      ['2026-11-10', 'i fremtiden'],
      ['1826-11-09', 'for langt tilbage'],
      ['2026-02-30', 'Vælg en dato'],
      [CPR, 'Vælg en dato'],
    ],
  ],
  [
    'consent.save',
    'evidence',
    [
      ['', 'Skriv, hvor samtykket ligger, f.eks.'],
      [LONG, 'højst 200 tegn'],
      ['🦊', 'Skriv, hvor samtykket ligger, f.eks.'],
      [`Skab 2, ${CPR}`, 'ligner et CPR-nummer'],
    ],
  ],
  [
    'consent.save',
    'givenOn',
    [
      ['', 'dato'],
      ['2026-11-10', 'i fremtiden'],
      ['2200-12-31', 'i fremtiden'],
      ['1826-11-09', 'for langt tilbage'],
    ],
  ],
  [
    'consent.save',
    'validTo',
    [
      ['', 'dato'],
      ['2027-11-09', 'højst et år'],
      ['2200-12-31', 'højst et år'],
    ],
  ],
  [
    'decision.save',
    'text',
    [
      ['', 'Feltet er tomt'],
      [' \u200b', 'Feltet er tomt'],
      [LONG, 'højst 1000 tegn'],
      ['🦊', 'Feltet er tomt'],
      [`Ring til ${CPR}`, 'ligner et CPR-nummer'],
    ],
  ],
  [
    'decision.save',
    'due',
    [
      ['', 'dato'],
      ['1826-01-01', 'passeret'],
      ['2200-12-31', 'mere end to år'],
    ],
  ],
  [
    'decision.save',
    'owner',
    [
      ['', 'Vælg'],
      ['user-asta', 'adgang'],
      ['user-morten', 'adgang'],
    ],
  ],
  [
    'step.met',
    'words',
    [
      ['', 'Feltet er tomt'],
      [LONG, 'højst 1000 tegn'],
      ['🦊', 'Feltet er tomt'],
      [CPR, 'ligner et CPR-nummer'],
    ],
  ],
  [
    'stepUp.begin',
    'dragsOutWords',
    [
      ['', 'Der mangler: en forklaring på, hvorfor matchet trækker ud.'],
      [LONG, 'højst 1000 tegn'],
      ['🦊', 'Der mangler: en forklaring'],
      [CPR, 'ligner et CPR-nummer'],
    ],
  ],
  [
    'stepUp.people',
    'healthRepresentative',
    [
      [LONG, 'højst 1000 tegn'],
      [CPR, 'ligner et CPR-nummer'],
    ],
  ],
  [
    'stepUp.line',
    'text',
    [
      ['', 'Feltet er tomt'],
      [LONG, 'højst 1000 tegn'],
      ['🦊', 'Feltet er tomt'],
      [CPR, 'ligner et CPR-nummer'],
    ],
  ],
  [
    'stepUp.held',
    'present',
    [
      ['', 'holdes ikke uden borgeren, sagsbehandleren og konsulenten'],
      ['citizen,caseworker,specialist,network', 'kan ikke deltage'],
      ['alle', 'Vælg fra listen'],
    ],
  ],
  [
    'step.met',
    'date',
    [
      ['', 'dato'],
      ['2026-11-10', 'i fremtiden'],
      ['1826-11-09', 'for langt tilbage'],
    ],
  ],
  [
    'contact.record',
    'date',
    [
      ['', 'dato'],
      ['2026-11-10', 'i fremtiden'],
      ['1826-11-09', 'mere end 14 dage tilbage'],
      ['2226-11-09', 'dato'],
    ],
  ],
  [
    'contact.record',
    'what',
    [
      ['', 'Vælg'],
      [LONG.slice(0, 99), 'Vælg'],
      ['🦊', 'Vælg'],
    ],
  ],
  [
    'conference.move',
    'date',
    [
      ['', 'dato'],
      ['1826-11-09', 'allerede holdt'],
      ['2199-11-12', 'for langt fra'],
      ['2026-11-14', 'arbejdsdag'],
    ],
  ],
  [
    'course.decline',
    'chosen',
    [
      ['', 'Vælg en årsag'],
      ['other', 'Vælg en årsag'],
      ['🦊', 'Vælg en årsag'],
    ],
  ],
  [
    'course.assign',
    'chosen',
    [
      ['', 'Vælg en IPS-konsulent'],
      ['user-asta', 'Vælg en IPS-konsulent'],
      ['user-bodil', 'Vælg en IPS-konsulent'],
    ],
  ],
  [
    'setUp.page',
    'closedDays',
    [
      [LONG, 'Dato nr. 1'],
      [CPR, 'ligner et CPR-nummer'],
      ['1.1.1800', 'mere end 20 år'],
      ['31.12.2200', 'mere end 20 år'],
    ],
  ],
  [
    'setUp.page',
    'freeWeeks',
    [
      ['🦊', 'Uge nr. 1'],
      ['uge 1 1800', 'Uge nr. 1'],
      ['uge 99 2200', 'Uge nr. 1'],
    ],
  ],
  [
    'setUp.page',
    'contactEveryDays',
    [
      ['0', 'fra 1 til 31'],
      [LONG, 'fra 1 til 31'],
    ],
  ],
  [
    'setUp.page',
    'validTo',
    [
      ['', 'Vælg en dato'],
      ['2126-01-01', 'mere end 20 år'],
    ],
  ],
];

describe('what is filled in', () => {
  test.each(FIELDS)(
    '%s: %s says what is wrong, and nothing is kept or said back that may not be',
    async (verb, field, wrong) => {
      for (const [value, sentence] of wrong) {
        const { status, text } = await changesNothing(() => tap(verb, { [field]: value }));
        expect(status).toBe(200);
        expect(text).toContain(sentence);
        expect(text).not.toContain(CPR);
        expect(Buffer.byteLength(text)).toBeLessThan(MOST_BYTES);
      }
    },
  );

  test('a form of an agreement that exists keeps its heading when something is wrong on it', async () => {
    const sent = sentBy('setUp.page');
    const { text } = await changesNothing(() => tap('setUp.page', { ...sent.data, validTo: '' }));
    expect(text).toContain('Samarbejdsaftale ODE');
    expect(text).toContain('Jobcenter Odense og Lokalpsykiatri Odense');
  });

  test('P4, N2: a CPR number typed in opsæt stands neither in the channel nor in what the form remembers', async () => {
    const page2 = { page: '2', to: '3', conferenceName: `Møde ${CPR}`, place: `Stue ${CPR}`, weekday: '3' };
    const rev = sentBy('setUp.page').data.rev;
    const sent = { ...sentBy('setUp.page'), data: { ...page2, rev } };
    const { text } = await changesNothing(() =>
      tapWith(watched, { verb: 'setUp.page', view: 'setUp2', sent, data: sent.data }),
    );
    expect(text).toContain('ligner et CPR-nummer');
    const kept = await watched.trinvis.bot.store.transaction((tx) => tx.meta.get('draft:card-karen'));
    expect(`${kept}${JSON.stringify(watched.trinvis.connector.requests)}${text}`).not.toContain('670190');
  });

  const REVISED = [
    'contact.quick',
    'contact.record',
    'consent.save',
    'consent.refuse',
    'consent.journal',
    'consent.withdraw',
    'course.name',
    'course.assign',
    'course.decline',
    'step.met',
    'step.complete',
    'course.close',
    'task.done',
    'roles.save',
    'setUp.page',
    'setUp.bind',
  ];
  test.each(REVISED)('%s from an older revision changes nothing and shows what stands now', async (verb) => {
    const { text } = await changesNothing(() => tap(verb, { rev: '999' }));
    expect(text).toMatch(/ændret, siden|setUp\.|Kanalen/);
  });
});

describe('what is sent besides', () => {
  const event = (what: object, who: TeamsPerson = mette) =>
    watched.trinvis.teams.event(who, personalChat(who), what as Record<string, unknown>);

  test('an invoke without a value, with half of one, or of another kind is answered and changes nothing', async () => {
    const halves = [undefined, null, 7, 'x', [], {}, { action: {} }, { action: { type: 'Action.Execute' } }];
    for (const value of halves) {
      const { status, body } = await changesNothing(() =>
        event({ type: 'invoke', name: 'adaptiveCard/action', value }),
      );
      expect(status).toBe(200);
      expect(JSON.stringify(body)).toContain('kunne jeg ikke læse');
    }
    for (const name of ['task/fetch', 'composeExtension/query', 'signin/verifyState', undefined])
      expect((await changesNothing(() => event({ type: 'invoke', name, value: {} }))).status).toBe(200);
  });

  test('a verb that no card has, or that differs from its data, is refused', async () => {
    const tapped = (verb: string, data: object) => event(executed({ verb, data: { ...data, card: 'card-mette' } }));
    for (const verb of ['erase', 'toString', '__proto__', 'constructor', ''])
      expect(JSON.stringify((await changesNothing(() => tapped(verb, {}))).body)).toContain('kunne jeg ikke læse');
    const two = await changesNothing(() => tapped('list.open', { verb: 'course.close' }));
    expect(JSON.stringify(two.body)).toContain('kunne jeg ikke læse');
  });

  test('a reaction, an edit and events nobody knows are accepted and leave no trace, of a newcomer neither', async () => {
    const newcomer = { ...mette, objectId: 'oid-never-seen', name: 'Nora Ny' };
    for (const who of [mette, newcomer]) {
      expect((await changesNothing(() => event(reaction('made-up'), who))).status).toBe(200);
      for (const type of ['messageUpdate', 'messageDelete', 'typing', 'endOfConversation', 'event', 'Ida Holm'])
        expect((await changesNothing(() => event({ type }, who))).status).toBe(200);
    }
  });

  test('an unknown tenant gets one sentence, and nothing is kept of it', async () => {
    for (const who of [
      { ...mette, tenantId: 'tenant-ukendt' },
      { ...EVERYBODY.admin, tenantId: '' },
    ]) {
      const { card } = await changesNothing(() => watched.trinvis.write(who, 'forløb ODE-001', personalChat(rune)));
      expect(textOf(card)).toContain('Jeg kender ikke din organisation');
    }
    const other = await changesNothing(() => tap('course.open', {}, { as: 'mette', card: 'card-mette' }));
    expect(other.status).toBe(200);
  });

  test('the same object id in another listed tenant is somebody else', async () => {
    const double = { ...mette, tenantId: 'tenant-psykiatri' };
    const { card } = await watched.trinvis.write(double, 'forløb ODE-001', { kind: 'personal', id: 'a:double' });
    expect(textOf(card)).toContain('Du har ikke fået en rolle endnu');
  });

  test('a deleted channel gets no posts, and nothing else changes', async () => {
    const { teams, connector, bot } = watched.trinvis;
    const deleted = {
      type: 'conversationUpdate',
      channelData: { eventType: 'channelDeleted', channel: { id: SHARED.id } },
    };
    expect((await changesNothing(() => teams.event(mette, SHARED, deleted))).status).toBe(200);
    const posts = connector.posts.length;
    await bot.runRound();
    expect(connector.posts.slice(posts).filter((p) => p.conversationId === SHARED.id)).toEqual([]);
    await teams.write(EVERYBODY.karen, SHARED, 'hjælp');
  });

  test.each([
    { what: 'malformed JSON', body: '{"type":', headers: {}, status: 400 },
    { what: 'JSON that is no activity', body: '[]', headers: {}, status: 400 },
    { what: 'an empty body', body: '', headers: {}, status: 400 },
    { what: 'a gzip header on a plain body', body: '{}', headers: { 'Content-Encoding': 'gzip' }, status: 415 },
    { what: 'another content type', body: '{}', headers: { 'Content-Type': 'text/plain' }, status: 415 },
    {
      what: 'more than 256 KB',
      body: JSON.stringify({ type: 'message', text: 'x'.repeat(262_144) }),
      headers: {},
      status: 413,
    },
    { what: 'bytes that are no UTF-8', body: Buffer.from([0x22, 0xff, 0xfe, 0x22]), headers: {}, status: 400 },
    { what: 'brackets without end', body: '['.repeat(200_000), headers: {}, status: 400 },
  ])('$what is refused with its status', async ({ body, headers, status }) => {
    const answer = await changesNothing(() => watched.trinvis.teams.raw(body, { ...headers }));
    expect(answer.status).toBe(status);
    expect((await fetch(`${watched.trinvis.bot.url}/healthz`)).status).toBe(200);
  });

  test('an activity with any of its fields odd is answered below 500', async () => {
    const odd = [null, 7, 'x', [], {}, '\u0000', { id: {} }, { id: '\u0000' }, [[[]]]];
    const fields = [
      'id',
      'channelId',
      'from',
      'recipient',
      'conversation',
      'channelData',
      'entities',
      'text',
      'locale',
      'replyToId',
      'membersAdded',
      'timestamp',
      'value',
      'type',
      'serviceUrl',
      'name',
    ];
    const answers = await inTurn(fields, (field) =>
      inTurn(odd, async (value) => ({
        field,
        value,
        ...(await event({ type: 'message', text: 'hjælp', [field]: value })),
      })),
    );
    expect(answers.flat().filter((a) => a.status >= 500)).toEqual([]);
    expect(watched.log.filter((line) => /"level":[56]0/.test(line))).toEqual([]);
  });

  test('a forged token gets 401 from the composed bot, and changes nothing', async () => {
    const appId = '0f6c1d3e-1111-4222-8333-444455556666';
    const issuer = await startFakeIssuer(appId);
    const { bot, clock, connector } = watched.trinvis;
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const tokenIssuer = {
      kind: 'this-machine',
      openIdMetadataUrl: issuer.openIdMetadataUrl,
      issuer: issuer.issuer,
    } as const;
    const auth = { kind: 'single-tenant', appId, tenantId: appId, password: 'x' } as const;
    const adapter = new TeamsAdapter({ auth, log, tokenIssuer });
    const onTurn = createBot({
      store: bot.store,
      parts: bot.parts,
      clock,
      log,
      commands: COMMANDS,
      poke: () => undefined,
    });
    const messenger = createMessenger({ adapter });
    const server = await startServer({
      adapter,
      messenger,
      log,
      host: '127.0.0.1',
      port: 0,
      ready: async () => true,
      onTurn,
      onTurnFailed: apologise,
    });
    const forged = [
      () => '',
      () => issuer.token({ serviceurl: connector.url }, { forged: true }),
      () => issuer.token({ serviceurl: connector.url }, { alg: 'none' }),
      () => issuer.token({ serviceurl: connector.url, aud: 'somebody-else' }),
      () => issuer.token({ serviceurl: 'https://smba.trafficmanager.net/emea/' }),
    ];
    for (const authorization of forged) {
      const teams = teamsClient({ botUrl: server.url, serviceUrl: connector.url, authorization });
      const card = await stand(watched.trinvis, { view: 'stepClose', sent: sentBy('course.close') });
      const data = { ...sentBy('course.close').data, card };
      const what = { verb: 'course.close', data };
      expect((await changesNothing(() => teams.tap(mette, personalChat(mette), what))).status).toBe(401);
    }
    await server.stop(0);
    await issuer.stop();
  });
});

/** Last: from here on things do change. */
describe('what is sent twice', () => {
  test('any card answered, and then answered again with new ids: the second and third time change nothing', async () => {
    const changing: string[] = [];
    const again = [...verbs].filter(([verb]) => verb !== 'conference.page' && !verb.startsWith('setUp'));
    for (const [verb, sent] of again) {
      const card = await stand(watched.trinvis, {
        view: verb === 'course.close' ? 'stepClose' : (viewsOf(verb)[0] ?? ''),
        sent,
      });
      const before = await watched.rows();
      await tapWith(watched, { verb, sent, data: sent.data, card });
      const after = await watched.rows();
      if (after !== before) changing.push(verb);
      for (let n = 0; n < 2; n += 1) await tapWith(watched, { verb, sent, data: sent.data, card });
      expect(`${verb}\n${await watched.rows()}`).toBe(`${verb}\n${after}`);
    }
    expect(changing.length).toBeGreaterThan(8);
    expect(watched.log.filter((line) => /"level":[56]0/.test(line))).toEqual([]);
  });
});
