import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { addressOf } from '../../../src/app/delivery/address.ts';
import { prepareDelivery, type ReadyDelivery } from '../../../src/app/delivery/prepare-delivery.ts';
import { recordAbandoned, recordOutcome } from '../../../src/app/delivery/record-outcome.ts';
import type { SendResult } from '../../../src/app/messenger.ts';
import type { OutboxRow } from '../../../src/app/ports/outbox.ts';
import type { Store } from '../../../src/app/ports.ts';
import { ActivityId } from '../../../src/domain/ids.ts';
import { renderCard } from '../../../src/teams/render-card.ts';
import { at, CLINICIAN, running, withdrawn } from '../../_util/builders.ts';
import { COURSE, digestOf, openWorld, SHARED_CHANNEL, type World } from '../../_util/delivery-world.ts';
import { memorySqlite } from '../../_util/stores.ts';

let store: Store;
let world: World;

beforeEach(async () => {
  store = await memorySqlite();
  world = await openWorld({ store, serviceUrl: 'http://127.0.0.1:9', at: at('2026-11-04', '10:00') });
  await world.course(running('2026-10-01'), withdrawn('2026-11-03', '2026-10-01'));
  await world.plan({ kind: 'consentEnded', subject: COURSE, recipient: `user:${CLINICIAN}` });
});
afterEach(() => store.close());

const retryAt = at('2026-11-04', '10:05');
const sent: SendResult = { kind: 'sent', activityId: ActivityId.parse('7') };
const record = (ready: ReadyDelivery, result: SendResult) =>
  world.tx((scope) => recordOutcome(scope, ready, { result, retryAt }));
const postedOf = (ready: ReadyDelivery) => world.tx(({ tx }) => tx.posted.get(ready.delivery.posted));

function claim(leaseUntilMs = 1): Promise<readonly OutboxRow[]> {
  return world.tx(({ tx, now }) => tx.outbox.claim(now, { owner: 'one', limit: 9, leaseUntilMs }));
}
async function ready(): Promise<ReadyDelivery> {
  const [row] = await claim();
  const prepared = row && (await world.tx((scope) => prepareDelivery(scope, row, renderCard)));
  if (prepared == null) throw new Error('nothing to post');
  return prepared;
}
/** The same message as a reply in the thread of a root post in the shared channel. */
async function readyReply(): Promise<ReadyDelivery> {
  const prepared = await ready();
  const channel = await world.tx(({ tx }) => tx.conversations.get(SHARED_CHANNEL));
  if (channel === null) throw new Error('no channel');
  const thread = ActivityId.parse('root');
  return { ...prepared, delivery: { ...prepared.delivery, mode: 'reply', thread, to: addressOf(channel) } };
}

describe('what a process left behind', () => {
  test('product.md 5: it died between the POST and its record: uncertain, not repeated, and the leader is told', async () => {
    await ready();
    const left = await world.row('consentEnded');
    await world.tx((scope) => recordAbandoned(scope, left));
    expect((await world.row('consentEnded')).state).toBe('uncertain');
    expect(await world.notices()).toEqual([`leader uncertain ${left.id}`]);
    expect(await claim()).toEqual([]);
  });

  test('it died before the card was written down: nothing was posted, so it is done again', async () => {
    const [row] = await claim();
    if (row === undefined) throw new Error('nothing claimed');
    await world.tx((scope) => recordAbandoned(scope, row));
    expect((await world.row('consentEnded')).state).toBe('pending');
  });

  test('it died after Teams had said wait, and after the next claim: nothing was posted', async () => {
    await record(await ready(), { kind: 'wait', afterMs: null });
    world.goTo(retryAt);
    const [row] = await claim();
    expect(row?.posted).not.toBeNull();
    if (row !== undefined) await world.tx((scope) => recordAbandoned(scope, row));
    expect((await world.row('consentEnded')).state).toBe('pending');
  });

  test('a tap on the card has told that it arrived', async () => {
    const { delivery } = await ready();
    await world.tx(({ tx }) =>
      tx.posted.settle(delivery.posted, { activity: ActivityId.parse('8'), state: 'standing' }),
    );
    const left = await world.row('consentEnded');
    await world.tx((scope) => recordAbandoned(scope, left));
    expect((await world.row('consentEnded')).state).toBe('sent');
    expect(await world.notices()).toEqual([]);
  });

  test('a digest that is uncertain is followed by the next morning’s, and nobody is told', async () => {
    await world.plan({ kind: 'digest', subject: '2026-11-04', recipient: 'user:specialist' });
    const rows = await claim();
    const digest = rows.find((r) => r.kind === 'digest');
    const card = await world.card({ conversation: SHARED_CHANNEL, viewer: 'user:specialist', state: 'sending' });
    if (digest === undefined) throw new Error('no digest');
    await world.tx(({ tx, now }) => tx.outbox.settle(digest.id, { state: 'sending', at: now, posted: card }));
    await world.tx((scope) => recordAbandoned(scope, { ...digest, posted: card }));
    const digests = (await world.rows()).filter((r) => r.kind === 'digest').map((r) => `${r.state} ${digestOf(r)}`);
    expect(digests).toEqual(['uncertain 2026-11-04 user:specialist', 'pending 2026-11-05 user:specialist']);
    expect(await world.notices()).toEqual([]);
  });

  test('a replacement is idempotent and simply done again', async () => {
    const card = await world.card({ conversation: SHARED_CHANNEL, viewer: `channel:${SHARED_CHANNEL}` });
    await world.plan({ kind: 'replace', subject: COURSE, recipient: `card:${card}`, anyHour: true });
    const replace = (await claim()).find((r) => r.kind === 'replace');
    if (replace === undefined) throw new Error('not claimed');
    await world.tx((scope) => prepareDelivery(scope, replace, renderCard));
    const left = await world.row('replace');
    await world.tx((scope) => recordAbandoned(scope, left));
    expect((await world.row('replace')).state).toBe('pending');
  });
});

describe('a record that comes late', () => {
  test('after the lease was over the message counts as uncertain; that it was sent after all is recorded', async () => {
    const prepared = await ready();
    const left = await world.row('consentEnded');
    await world.tx((scope) => recordAbandoned(scope, left));
    await record(prepared, sent);
    expect((await world.row('consentEnded')).state).toBe('sent');
    expect(await postedOf(prepared)).toMatchObject({ state: 'standing', activity: '7' });
  });

  test('a row that another process has claimed meanwhile is not touched', async () => {
    const prepared = await ready();
    await world.tx(({ tx, now }) => tx.outbox.settle(prepared.row.id, { state: 'pending', at: now }));
    const [again] = await claim();
    await record(prepared, { kind: 'blocked', status: 403 });
    expect(await world.row('consentEnded')).toMatchObject({ state: 'sending', attempts: again?.attempts });
    expect(await world.notices()).toEqual([]);
  });
});

describe('a reply in a thread', () => {
  test('whose root post was deleted (404) does not close the channel', async () => {
    await record(await readyReply(), { kind: 'blocked', status: 404 });
    expect((await world.row('consentEnded')).state).toBe('undeliverable');
    expect((await world.tx(({ tx }) => tx.conversations.get(SHARED_CHANNEL)))?.state).toBe('open');
  });

  test('to a channel that refuses the bot (403) closes it', async () => {
    await record(await readyReply(), { kind: 'blocked', status: 403 });
    expect((await world.tx(({ tx }) => tx.conversations.get(SHARED_CHANNEL)))?.state).toBe('blocked');
  });
});

test('nothing delivered leaves no card behind that could be taken for standing', async () => {
  const prepared = await ready();
  await record(prepared, { kind: 'wait', afterMs: 1000 });
  expect((await postedOf(prepared))?.state).toBe('gone');
  expect(await world.row('consentEnded')).toMatchObject({ state: 'pending', notBefore: retryAt });
});

test('a card that a tap rendered anew while it was being replaced keeps what the tap recorded (K12)', async () => {
  const card = await world.card({ conversation: SHARED_CHANNEL, viewer: `channel:${SHARED_CHANNEL}` });
  await world.plan({ kind: 'replace', subject: COURSE, recipient: `card:${card}`, anyHour: true });
  const replace = (await claim()).find((r) => r.kind === 'replace');
  if (replace === undefined) throw new Error('not claimed');
  const prepared = await world.tx((scope) => prepareDelivery(scope, replace, renderCard));
  world.elapse(50);
  await world.tx(async ({ tx, now }) => {
    const posted = await tx.posted.get(card);
    if (posted !== null) await tx.posted.save({ ...posted, at: now }, [COURSE]);
  });
  if (prepared !== null) await record(prepared, sent);
  expect((await world.tx(({ tx }) => tx.posted.disclosing(COURSE))).map((p) => p.id)).toEqual([card]);
});
