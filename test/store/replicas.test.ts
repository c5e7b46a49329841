import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Store } from '../../src/app/ports.ts';
import { sharedPostgresUrl } from '../_util/postgres.ts';
import { type FreshStore, freshPostgres } from '../_util/stores.ts';
import { emptyAll, openRaw, type RawDatabase } from './raw.ts';
import { at, courseId, intent, organisationId, personId, user, userId } from './samples.ts';

const atOnce = async (): Promise<void> => undefined;

(sharedPostgresUrl ? describe : describe.skip)('Two replicas on one PostgreSQL', () => {
  let fresh: FreshStore;
  let raw: RawDatabase;
  let a: Store;
  let b: Store;

  beforeAll(async () => {
    fresh = await freshPostgres();
    [a, b] = [fresh.store, await fresh.reopen()];
    raw = await openRaw(fresh.config);
  });
  beforeEach(() => emptyAll(raw));
  afterAll(async () => {
    await raw.close();
    await fresh.close();
  });

  /** Runs `work` on a, held open until b's work has been tried once. */
  async function during<A, B>(first: {
    onA: (store: Store, meanwhile: () => Promise<void>) => Promise<A>;
    onB: (store: Store) => Promise<B>;
  }) {
    let resultB: Promise<B> | undefined;
    const resultA = await first.onA(a, async () => {
      resultB ??= first.onB(b);
      await new Promise((resolve) => setTimeout(resolve, 50));
    });
    return [resultA, await resultB];
  }

  test('a row that somebody joins is claimed when they are done', async () => {
    await a.transaction(({ outbox }) => outbox.add(intent()));
    const claim = (store: Store) =>
      store.transaction((tx) => tx.outbox.claim(at('08:00'), { owner: 'b', limit: 5, leaseUntilMs: 1_000 }));
    const [joined, meanwhile] = await during({
      onA: (store, wait) =>
        store.transaction(async ({ outbox }) => {
          const waits = await outbox.isWaiting(intent());
          await wait();
          return waits;
        }),
      onB: claim,
    });
    expect(joined).toBe(true);
    expect(meanwhile).toEqual([]);
    expect(await claim(b)).toHaveLength(1);
  });

  test('no row is claimed twice, and no recipient by both', async () => {
    await a.transaction(async ({ outbox }) => {
      for (let n = 0; n < 60; n += 1) {
        await outbox.add(intent({ recipient: `user:${n % 12}`, rung: `${n}` }));
      }
    });
    const flying = new Set<string>();
    const claimed: number[] = [];
    async function deliver(store: Store, owner: string): Promise<void> {
      for (let idle = 0; idle < 3; ) {
        const by = { owner, limit: 5, leaseUntilMs: 1_000 };
        const rows = await store.transaction((tx) => tx.outbox.claim(at('08:00'), by));
        idle = rows.length === 0 ? idle + 1 : 0;
        for (const { recipient, id } of rows) {
          expect(flying.has(recipient)).toBe(false);
          flying.add(recipient);
          claimed.push(id);
        }
        for (const { id, recipient } of rows) {
          flying.delete(recipient);
          await store.transaction((tx) => tx.outbox.settle(id, { state: 'sent', at: at('08:00') }));
        }
      }
    }
    await Promise.all([deliver(a, 'a'), deliver(a, 'a2'), deliver(b, 'b'), deliver(b, 'b2')]);
    expect([claimed.length, new Set(claimed).size]).toEqual([60, 60]);
  });

  test('a row claimed by one is passed over by the other', async () => {
    await a.transaction(async ({ outbox }) => {
      await outbox.add(intent({ recipient: 'user:1' }));
      await outbox.add(intent({ recipient: 'user:1', rung: 'second' }));
      await outbox.add(intent({ recipient: 'user:2' }));
    });
    const claim = (store: Store, limit: number, then = atOnce) =>
      store.transaction(async ({ outbox }) => {
        const rows = await outbox.claim(at('08:00'), { owner: 'x', limit, leaseUntilMs: 1 });
        await then();
        return rows.map((row) => row.recipient);
      });
    const both = await during({
      onA: (store, meanwhile) => claim(store, 1, meanwhile),
      onB: (store) => claim(store, 5),
    });
    expect(both).toEqual([['user:1'], ['user:2']]);
  });

  test('a woken subject is taken by one of them', async () => {
    const subject = (id: string) => ({ kind: 'course' as const, id: courseId(id) });
    await a.transaction(async ({ wakes }) => {
      await wakes.set(subject('c1'), at('08:00'));
      await wakes.set(subject('c2'), at('08:00'));
    });
    const take = (store: Store, then = atOnce) =>
      store.transaction(async ({ wakes }) => {
        const [first] = await wakes.due(at('08:00'), 1);
        if (first) await wakes.set(first.subject, null);
        await then();
        return first?.subject.id;
      });
    const both = await during({ onA: take, onB: (store) => take(store) });
    expect(both).toEqual(['c1', 'c2']);
  });

  test('a change made while a use case ran makes it run again: nothing is decided from what was', async () => {
    await a.transaction((tx) => tx.users.save(user('mette')));
    const welcome = (store: Store, then = atOnce) =>
      store.transaction(async ({ users }) => {
        const mette = await users.get(userId('mette'));
        await then();
        if (mette) await users.save({ ...mette, welcomed: true });
        return mette?.welcomed;
      });
    const both = await during({ onA: welcome, onB: (store) => welcome(store) });
    // The one that was late has seen the other's change.
    expect(both.toSorted()).toEqual([false, true]);
  });

  test('the same citizen registered at both in one moment is one record', async () => {
    const register = (store: Store, id: string, then = atOnce) =>
      store.transaction(async ({ vault }) => {
        const known = await vault.personByCpr('0101654003', organisationId('o'));
        await then();
        if (known !== null) return known;
        await vault.addPerson({ id: personId(id), organisation: organisationId('o'), name: 'N', cpr: '0101654003' });
        return id;
      });
    const [one, two] = await during({
      onA: (store, meanwhile) => register(store, 'p1', meanwhile),
      onB: (store) => register(store, 'p2'),
    });
    expect(one).toBe(two);
  });

  test('the audit log stays one chain', async () => {
    const look = (store: Store, n: number) =>
      store.transaction((tx) =>
        tx.audit.append({ at: at('08:00'), actor: null, action: 'lookUp', subject: `${n}`, purpose: null }),
      );
    await Promise.all([1, 2, 3, 4, 5, 6].map((n) => look(n % 2 ? a : b, n)));
    expect(await a.transaction((tx) => tx.audit.verify())).toBeNull();
    expect((await raw.run('select seq from audit')).length).toBe(6);
  });

  test('of rows left in flight each is taken over by one', async () => {
    await a.transaction(async ({ outbox }) => {
      await outbox.add(intent());
      await outbox.claim(at('08:00'), { owner: 'dead', limit: 1, leaseUntilMs: 1_000 });
    });
    const takeOver = (store: Store) =>
      store.transaction(async ({ outbox }) => {
        const rows = await outbox.abandoned(2_000, 'living');
        for (const { id } of rows) await outbox.settle(id, { state: 'uncertain', at: at('08:01') });
        return rows.length;
      });
    const taken = await Promise.all([takeOver(a), takeOver(b)]);
    expect(taken.toSorted()).toEqual([0, 1]);
  });
});
