import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Messenger } from '../../src/app/messenger.ts';
import type { Store } from '../../src/app/ports.ts';
import { ActivityId } from '../../src/domain/ids.ts';
import { createDeliveries, type Deliveries } from '../../src/scheduler/delivery.ts';
import { at, CASEWORKER, CLINICIAN, LEADER, running, SPECIALIST, withdrawn } from '../_util/builders.ts';
import { COORDINATOR, COURSE, digestOf, openWorld, SHARED_CHANNEL, type World } from '../_util/delivery-world.ts';
import { type FakeConnector, startFakeConnector } from '../_util/fake-connector.ts';
import { memorySqlite } from '../_util/stores.ts';

let connector: FakeConnector;
let store: Store;
let world: World;
let deliveries: Deliveries;

beforeAll(async () => {
  connector = await startFakeConnector();
});
beforeEach(async () => {
  store = await memorySqlite();
  world = await openWorld({ store, serviceUrl: connector.url, at: at('2026-11-04', '10:00') });
  deliveries = createDeliveries(world.options);
});
afterEach(async () => {
  connector.clear();
  await store.close();
});
afterAll(() => connector.stop());

/** The collaboration on ODE-014 ended; the line to the clinician is on its way. */
async function ended(recipient: `user:${string}` = `user:${CLINICIAN}`): Promise<void> {
  await world.course(running('2026-10-01'), withdrawn('2026-11-03', '2026-10-01'));
  await world.plan({ kind: 'consentEnded', subject: COURSE, recipient });
}
/** A card that told the shared channel about ODE-014, to be taken back. */
async function cardInChannel(answer: { activity: ActivityId | null } = { activity: ActivityId.parse('x') }) {
  const posted = await connectorPost();
  const activity = answer.activity === null ? null : posted;
  const card = await world.card({
    conversation: SHARED_CHANNEL,
    viewer: `channel:${SHARED_CHANNEL}`,
    activity,
    state: activity === null ? 'uncertain' : 'standing',
  });
  await world.plan({ kind: 'replace', subject: COURSE, recipient: `card:${card}`, anyHour: true });
  return card;
}
async function connectorPost(): Promise<ActivityId> {
  const to = { conversationId: SHARED_CHANNEL, serviceUrl: connector.url, tenantId: 't', kind: 'channel' } as const;
  const sent = await world.options.messenger.send(to, { card: { text: 'ODE-014' }, summary: 's' });
  if (sent.kind !== 'sent' || sent.activityId === null) throw new Error('not sent');
  return sent.activityId;
}
const digests = async () => (await world.rows()).filter((r) => r.kind === 'digest').map(digestOf);

describe('one delivery', () => {
  test('K12: the clinician gets one neutral line about the collaboration that ended, and its card can be found again', async () => {
    await ended();
    await deliveries.run();
    const [stands] = connector.activities();
    expect(connector.posts).toHaveLength(1);
    expect(stands).toMatchObject({ conversationId: 'a:clinician', summary: 'Nyt fra Trinvis' });
    expect(JSON.stringify(stands?.card)).toContain('Samarbejdet om ODE-014 er ophørt.');
    const row = await world.row('consentEnded');
    expect(row.state).toBe('sent');
    const posted = await world.tx(({ tx }) =>
      row.posted === null ? Promise.resolve(null) : tx.posted.get(row.posted),
    );
    expect(posted).toMatchObject({ state: 'standing', activity: stands?.activityId, viewer: 'user:clinician' });
  });

  test('product.md 5: nothing is sent twice, however often and by however many runs at once', async () => {
    await ended();
    await world.plan({ kind: 'consentEnded', subject: COURSE, recipient: `user:${SPECIALIST}` });
    await Promise.all([deliveries.run(), deliveries.run(), deliveries.run()]);
    await deliveries.run();
    expect(connector.posts.map((p) => p.conversationId).sort()).toEqual(['a:clinician', 'a:specialist']);
  });

  test('N5: what no longer holds is not sent: consent was given again before the line went out', async () => {
    await world.course(running('2026-10-01'));
    await world.plan({ kind: 'consentEnded', subject: COURSE, recipient: `user:${CLINICIAN}` });
    await deliveries.run();
    expect(connector.posts).toHaveLength(0);
    expect((await world.row('consentEnded')).state).toBe('dropped');
  });

  test('the card is written down before it is posted (K12)', async () => {
    const seen: string[] = [];
    const messenger: Messenger = {
      ...world.options.messenger,
      send: async () => {
        const { posted, state } = await world.row('consentEnded');
        const card = posted && (await world.tx(({ tx }) => tx.posted.get(posted)));
        seen.push(`${state} ${card?.state}`);
        return { kind: 'sent', activityId: ActivityId.parse('1') };
      },
    };
    await ended();
    await createDeliveries({ ...world.options, messenger }).run();
    expect(seen).toEqual(['sending sending']);
  });
});

describe('the right moment', () => {
  test.each([
    ['on a Wednesday at 18:00', at('2026-11-04', '18:00'), at('2026-11-05', '07:00')],
    ['on a Friday at 17:00', at('2026-11-06', '17:00'), at('2026-11-09', '07:00')],
    ['before a morning of work', at('2026-11-04', '06:59'), at('2026-11-04', '07:00')],
    ['on the night the clocks go back', at('2026-10-24', '23:00'), at('2026-10-26', '07:00')],
    ['over Christmas', at('2026-12-24', '18:00'), at('2026-12-28', '07:00')],
  ])('N3: no nudge %s: it waits for the next working hours', async (_when, now, then) => {
    world.goTo(now);
    await ended();
    await deliveries.run();
    expect(connector.posts).toHaveLength(0);
    expect(await world.row('consentEnded')).toMatchObject({ state: 'pending', notBefore: then });
    world.goTo(then);
    await deliveries.run();
    expect(connector.posts).toHaveLength(1);
  });

  test('K12: a replacement runs at any hour', async () => {
    world.goTo(at('2026-11-07', '23:00'));
    await ended();
    await cardInChannel();
    await deliveries.run();
    expect(connector.updates).toHaveLength(1);
  });

  test('N5: a digest that missed its day until 17:00 comes with the next working morning’s', async () => {
    world.goTo(at('2026-11-06', '17:00'));
    const uselessAfter = at('2026-11-06', '17:00');
    await world.plan({ kind: 'digest', subject: '2026-11-06', recipient: 'user:specialist', uselessAfter });
    await deliveries.run();
    expect((await world.rows())[0]?.state).toBe('expired');
    expect(await digests()).toEqual(['2026-11-06 user:specialist', '2026-11-09 user:specialist']);
    expect((await world.rows())[1]?.notBefore).toBe(at('2026-11-09', '08:00'));
  });

  test('N5: what could only be said after it is of use expires at once', async () => {
    world.goTo(at('2026-11-04', '18:00'));
    await world.plan({
      kind: 'agenda',
      subject: 'm',
      recipient: `channel:${SHARED_CHANNEL}`,
      uselessAfter: at('2026-11-05', '06:30'),
    });
    await deliveries.run();
    expect((await world.row('agenda')).state).toBe('expired');
    expect((await world.notices())[0]).toMatch(/^leader undeliverable/);
  });
});

describe('what became of a send', () => {
  test.each([500, 502, 503, 504, 'reset'] as const)(
    'product.md 5: %s may have arrived: uncertain, not repeated, and the leader hears of it once',
    async (answer) => {
      await ended();
      connector.next({ answer, late: true });
      await deliveries.run();
      world.goTo(at('2026-11-05', '09:00'));
      await createDeliveries(world.options).run();
      expect(connector.posts.filter((p) => p.conversationId === 'a:clinician')).toHaveLength(1);
      const row = await world.row('consentEnded');
      expect(row.state).toBe('uncertain');
      expect(await world.notices()).toEqual([`leader uncertain ${row.id}`]);
    },
  );

  test('N1: the leader hears of it in the next morning’s digest', async () => {
    await ended();
    connector.next({ answer: 504 });
    await deliveries.run();
    expect(await digests()).toEqual(['2026-11-05 user:leader']);
  });

  test('a tap that came before the answer was lost tells that the card arrived', async () => {
    await ended();
    const tapped: Messenger = {
      ...world.options.messenger,
      send: async () => {
        const { posted } = await world.row('consentEnded');
        if (posted !== null)
          await world.tx(({ tx }) => tx.posted.settle(posted, { activity: ActivityId.parse('9'), state: 'standing' }));
        return { kind: 'ambiguous', status: 504 };
      },
    };
    await createDeliveries({ ...world.options, messenger: tapped }).run();
    expect((await world.row('consentEnded')).state).toBe('sent');
    expect(await world.notices()).toEqual([]);
  });

  test('429: nothing was delivered; the conversation waits as told, and the others do not', async () => {
    await ended();
    connector.on((asked) => asked.conversationId === 'a:clinician', { answer: 429, retryAfter: 7 });
    await world.plan({ kind: 'consentEnded', subject: COURSE, recipient: `user:${SPECIALIST}`, rung: 'b' });
    await deliveries.run();
    expect(connector.posts.map((p) => [p.conversationId, p.delivered])).toEqual(
      expect.arrayContaining([
        ['a:clinician', false],
        ['a:specialist', true],
      ]),
    );
    world.elapse(6_000);
    await deliveries.run();
    expect(connector.posts).toHaveLength(2);
    connector.clear();
    world.elapse(1_000);
    await deliveries.run();
    expect(connector.activities('a:clinician')).toHaveLength(1);
    expect((await world.rows()).map((r) => r.state)).toEqual(['sent', 'sent']);
  });

  test('412 without a time backs off, longer each time, whatever civil time says', async () => {
    await ended();
    connector.on(() => true, { answer: 412 });
    await deliveries.run();
    const tried: number[] = [];
    const from = world.elapsed.ms();
    for (let second = 0; second < 30; second += 1) {
      world.elapse(1_000);
      const before = connector.posts.length;
      await deliveries.run();
      if (connector.posts.length > before) tried.push((world.elapsed.ms() - from) / 1_000);
    }
    expect(tried).toEqual([1, 3, 7, 15]);
  });

  test.each([403, 404])(
    '%i: the chat is closed, the leader is told once that the person is not reached',
    async (answer) => {
      await ended();
      connector.next({ answer });
      await deliveries.run();
      await world.plan({ kind: 'consentEnded', subject: COURSE, recipient: `user:${CLINICIAN}`, rung: 'again' });
      await deliveries.run();
      expect(connector.posts).toHaveLength(1);
      expect((await world.rows()).filter((r) => r.kind === 'consentEnded').map((r) => r.state)).toEqual([
        'undeliverable',
        'undeliverable',
      ]);
      expect(await world.notices()).toEqual(['leader unreachable clinician']);
    },
  );

  test('N1: a person who never opened a chat is reported, a leader to the organiser', async () => {
    await ended(`user:${CASEWORKER}`);
    await world.chat(LEADER, { state: 'blocked' });
    await deliveries.run();
    expect(await world.notices()).toEqual(['leader unreachable caseworker']);
    await world.plan({ kind: 'consentEnded', subject: COURSE, recipient: `user:${LEADER}` });
    await deliveries.run();
    expect(await world.notices()).toEqual(['leader unreachable caseworker', `${COORDINATOR} unreachable leader`]);
  });

  test('400: the message itself is wrong: undeliverable, logged and shown to the leader', async () => {
    await ended();
    connector.next({ answer: 400 });
    await deliveries.run();
    const row = await world.row('consentEnded');
    expect(row.state).toBe('undeliverable');
    expect(await world.notices()).toEqual([`leader undeliverable ${row.id}`]);
    expect(world.logged.join()).toContain('"status":400');
    expect(world.logged.join()).not.toContain('ODE-014');
  });
});

describe('what became of a replacement', () => {
  test('K12: the card in the shared channel no longer shows the course, and nothing new is posted', async () => {
    await ended(`user:${SPECIALIST}`);
    const card = await cardInChannel();
    const before = connector.posts.length;
    await deliveries.run();
    const stands = connector.activities(SHARED_CHANNEL)[0];
    expect(JSON.stringify(stands?.card)).toContain('Kortet vises ikke længere');
    expect(JSON.stringify(stands?.card)).not.toContain('ODE-014');
    expect(connector.posts.length - before).toBe(1);
    expect(await world.tx(({ tx }) => tx.posted.disclosing(COURSE))).toEqual([]);
    expect((await world.row('replace')).state).toBe('sent');
    expect(await world.tx(({ tx }) => tx.posted.get(card))).toMatchObject({ state: 'standing' });
  });

  test('K12: a card of someone who may still see the course stays as it is', async () => {
    await ended();
    const card = await world.card({ conversation: SHARED_CHANNEL, viewer: `user:${SPECIALIST}` });
    await world.plan({ kind: 'replace', subject: COURSE, recipient: `card:${card}`, anyHour: true });
    await deliveries.run();
    expect(connector.updates).toHaveLength(0);
    expect((await world.row('replace')).state).toBe('dropped');
  });

  test('K12: a card whose place is unknown is to be deleted by hand: the leader is asked', async () => {
    await ended();
    const card = await cardInChannel({ activity: null });
    await deliveries.run();
    expect(connector.updates).toHaveLength(0);
    expect(await world.notices()).toEqual([`leader deleteByHand ${card}`]);
  });

  test('a card that is just being posted is taken back as soon as its place is known', async () => {
    await ended();
    const card = await cardInChannel();
    await world.tx(async ({ tx, now }) => {
      const posted = await tx.posted.get(card);
      if (posted !== null) await tx.posted.save({ ...posted, activity: null, state: 'sending', at: now }, [COURSE]);
    });
    const [stands] = connector.activities(SHARED_CHANNEL);
    await deliveries.run();
    expect((await world.row('replace')).state).toBe('pending');
    const activity = ActivityId.parse(stands?.activityId);
    await world.tx(({ tx }) => tx.posted.settle(card, { activity, state: 'standing' }));
    world.elapse(10_000);
    await deliveries.run();
    expect(connector.updates).toHaveLength(1);
    expect(await world.notices()).toEqual([]);
  });

  test.each([500, 503, 'reset', 'hang', 429] as const)(
    'product.md 5: an update is idempotent and is repeated after %s',
    async (answer) => {
      await ended();
      await cardInChannel();
      const recovers = connector.on((asked) => asked.kind === 'update', { answer });
      await deliveries.run();
      expect((await world.row('replace')).state).toBe('pending');
      recovers();
      world.elapse(2_000);
      await deliveries.run();
      expect(connector.updates.map((u) => u.delivered)).toEqual([false, true]);
      expect((await world.row('replace')).state).toBe('sent');
    },
  );

  test('a card that somebody deleted needs no replacing', async () => {
    await ended();
    await cardInChannel();
    for (const { activityId } of connector.activities()) connector.remove(activityId);
    await deliveries.run();
    expect((await world.row('replace')).state).toBe('dropped');
    expect(await world.tx(({ tx }) => tx.posted.disclosing(COURSE))).toEqual([]);
  });

  test.each([403, 400])(
    'K12: where Teams answers %i the leader is asked to delete the card by hand',
    async (answer) => {
      await ended();
      const card = await cardInChannel();
      connector.on((asked) => asked.kind === 'update', { answer });
      await deliveries.run();
      expect(await world.notices()).toEqual([`leader deleteByHand ${card}`]);
    },
  );

  test('product.md 4: ten minutes after a name was shown the card is masked, for those who may see the course too', async () => {
    await world.course(running('2026-10-01'));
    await connectorPost();
    const activity = ActivityId.parse(connector.activities()[0]?.activityId);
    const shown = { view: 'courseNamed', at: at('2026-11-02', '08:00') };
    const card = await world.card({ conversation: SHARED_CHANNEL, viewer: `user:${SPECIALIST}`, activity, ...shown });
    await world.plan({ kind: 'mask', subject: COURSE, recipient: `card:${card}`, anyHour: true });
    await deliveries.run();
    expect(connector.updates).toHaveLength(1);
    expect((await world.row('mask')).state).toBe('sent');
  });
});

describe('many at once', () => {
  test('at most one message of a conversation is in flight, and other conversations go on meanwhile', async () => {
    const flying = new Map<string, number>();
    let most = 0;
    let together = 0;
    const messenger: Messenger = {
      ...world.options.messenger,
      update: async ({ conversationId }) => {
        flying.set(conversationId, (flying.get(conversationId) ?? 0) + 1);
        most = Math.max(most, ...flying.values());
        together = Math.max(together, [...flying.values()].filter((n) => n > 0).length);
        await new Promise((done) => setTimeout(done, 5));
        flying.set(conversationId, (flying.get(conversationId) ?? 0) - 1);
        return { kind: 'sent', activityId: null };
      },
    };
    await ended();
    for (let n = 0; n < 24; n += 1) {
      const conversation = (await world.tx(({ tx, parts }) => parts.people.chatOf(tx, userOf(n % 3))))?.id;
      if (conversation === undefined) throw new Error('no chat');
      const card = await world.card({
        conversation,
        viewer: `user:${CASEWORKER}`,
        activity: ActivityId.parse(`a${n}`),
      });
      await world.plan({ kind: 'replace', subject: COURSE, recipient: `card:${card}`, anyHour: true });
    }
    await createDeliveries({ ...world.options, messenger }).run();
    expect({ most, together: together > 1 }).toEqual({ most: 1, together: true });
    const states = (await world.rows()).filter((r) => r.kind === 'replace').map((r) => r.state);
    expect(new Set(states)).toEqual(new Set(['sent']));
  });

  test('a row that cannot be rendered is tried again ever later, then shown, and keeps nobody else waiting', async () => {
    await ended();
    await world.plan({ kind: 'consentEnded', subject: 'no-such-course', recipient: `user:${SPECIALIST}` });
    await deliveries.run();
    expect(connector.posts.map((p) => p.conversationId)).toEqual(['a:clinician']);
    for (let n = 0; n < 8; n += 1) {
      world.elapse(3_600_000 / 2);
      await deliveries.run();
    }
    const bad = (await world.rows()).find((r) => r.subject === 'no-such-course');
    expect(bad?.state).toBe('undeliverable');
    expect(world.logged.join()).toContain('An intent could not be delivered');
  });
});

function userOf(n: number) {
  const id = [SPECIALIST, CLINICIAN, LEADER][n] ?? SPECIALIST;
  return {
    id,
    name: '',
    role: null,
    organisation: null,
    leader: null,
    language: 'da',
    digestAt: null,
    welcomed: true,
  } as const;
}
