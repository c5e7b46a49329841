import { copyFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import BetterSqlite from 'better-sqlite3';
import { ConcurrencyError, type Store, StoreError } from '../../src/app/ports.ts';
import type { MeetingEvent } from '../../src/domain/conference/meeting.ts';
import { openStore } from '../../src/store/open-store.ts';
import { sharedPostgresUrl } from '../_util/postgres.ts';
import { freshPostgres, freshSqlite, memorySqlite, TEST_MASTER_KEY } from '../_util/stores.ts';
import { onEachStore } from './contract.ts';
import { agreementId, at, courseId, intent, meetingId, organisationId, personId, user, userId } from './samples.ts';

const meeting = meetingId('tuesdays:2026-11-03');
const answered = (name: string): MeetingEvent => ({ type: 'AttendanceAnswered', user: userId(name), answer: 'coming' });

/** A use case as all are: load, decide, append. */
async function answer(store: Store, name: string, between: () => Promise<void> = async () => undefined): Promise<void> {
  await store.transaction(async ({ events }) => {
    const { revision } = await events.load('meeting', meeting);
    await between();
    await events.append('meeting', meeting, { revision, events: [answered(name)], at: at('08:00'), by: userId(name) });
  });
}
const namesIn = async (store: Store) => {
  const { history } = await store.transaction((tx) => tx.events.load('meeting', meeting));
  return history.map(({ by }) => String(by));
};

onEachStore('A transaction', (bench) => {
  test('leaves nothing when its work throws, and the error comes out as it was thrown', async () => {
    const mistake = new Error('a bug');
    const failed = bench.run(async ({ users, events, vault, wakes, outbox, audit, courses }) => {
      await users.save(user('u1'));
      await events.append('meeting', meeting, { revision: 0, events: [answered('u1')], at: at('08:00'), by: null });
      await vault.addPerson({ id: personId('p'), organisation: organisationId('o'), name: 'N', cpr: '0101654003' });
      await wakes.set({ kind: 'course', id: courseId('c1') }, at('08:00'));
      await outbox.add(intent());
      await audit.append({ at: at('08:00'), actor: null, action: 'lookUp', subject: 's', purpose: null });
      await courses.takeNumber(agreementId('odense'));
      throw mistake;
    });
    await expect(failed).rejects.toBe(mistake);
    for (const table of await bench.raw.tables()) {
      if (!/^(kysely|keeping)/.test(table))
        expect([table, await bench.raw.run(`select * from ${table}`)]).toEqual([table, []]);
    }
    expect(await bench.run((tx) => tx.audit.verify())).toBeNull();
  });

  test('gives back what its work gives back', async () => {
    expect(await bench.run(async () => ({ some: 'thing' }))).toEqual({ some: 'thing' });
  });

  test('is repeated from its start after a lost race', async () => {
    let tries = 0;
    const result = await bench.run(async ({ meta }) => {
      tries += 1;
      await meta.set(`try ${tries}`, 'kept');
      if (tries < 3) throw new ConcurrencyError('lost');
      return tries;
    });
    const kept = await bench.run(async ({ meta }) => [await meta.get('try 1'), await meta.get('try 3')]);
    expect([result, kept]).toEqual([3, [null, 'kept']]);
  });

  test('gives up after a few lost races', async () => {
    let tries = 0;
    const hopeless = bench.run(async () => {
      tries += 1;
      throw new ConcurrencyError('lost');
    });
    await expect(hopeless).rejects.toThrow(ConcurrencyError);
    expect(tries).toBeGreaterThan(3);
  });

  test('inside a transaction is a mistake that is told, not one that waits for ever', async () => {
    await expect(bench.run(() => bench.run(async () => 1))).rejects.toThrow('inside a transaction');
    await expect(bench.run(async () => 2)).resolves.toBe(2);
  });

  test('does not bind what it started and what outlives it', async () => {
    let late: Promise<number> | undefined;
    await bench.run(async () => {
      late = new Promise((resolve) => setTimeout(() => resolve(bench.run(async () => 3)), 20));
    });
    expect(await late).toBe(3);
  });

  test('side by side: none is lost, and each sees the one before', async () => {
    const names = Array.from({ length: 12 }, (_, n) => `u${n}`);
    await Promise.all(names.map((name) => answer(bench.store, name)));
    expect((await namesIn(bench.store)).toSorted()).toEqual(names.toSorted());
  });

  test('its ports can be asked at the same time', async () => {
    const found = await bench.run(({ users, meta, wakes }) =>
      Promise.all([users.get(userId('x')), meta.get('x'), wakes.nextAt(), users.all()]),
    );
    expect(found).toEqual([null, null, null, []]);
  });
});

onEachStore('A database', (bench) => {
  test('holds what was committed after the store was opened again', async () => {
    await answer(bench.store, 'mette');
    expect(await namesIn(await bench.fresh.reopen())).toEqual(['mette']);
  });

  test('a closed store finishes what runs, takes nothing new and is not ready', async () => {
    const store = await bench.fresh.reopen();
    expect(await store.ready()).toBe(true);
    const { promise: gate, resolve: release } = Promise.withResolvers<void>();
    const running = answer(store, 'mette', () => gate);
    const closed = store.close();
    await expect(store.transaction(async () => 1)).rejects.toThrow(StoreError);
    release();
    await Promise.all([running, closed, store.close()]);
    expect(await store.ready()).toBe(false);
    expect(await namesIn(bench.store)).toEqual(['mette']);
  });

  test('of a newer version is not touched', async () => {
    const newer = "insert into kysely_migration (name, timestamp) values ('999-future', '2030-01-01T00:00:00.000Z')";
    await bench.raw.run(newer);
    await expect(openStore(bench.fresh.config, { masterKey: TEST_MASTER_KEY })).rejects.toThrow(StoreError);
    await bench.raw.run("delete from kysely_migration where name = '999-future'");
  });
});

test('SQLite: the file and its log, copied as they lie, hold every committed change', async () => {
  const fresh = await freshSqlite();
  await answer(fresh.store, 'mette');
  await answer(fresh.store, 'lars');
  const copy = `${fresh.place}.copy`;
  for (const end of ['', '-wal']) await copyFile(`${fresh.place}${end}`, `${copy}${end}`);
  const revived = await openStore({ kind: 'sqlite', file: copy }, { masterKey: TEST_MASTER_KEY });
  expect(await namesIn(revived)).toEqual(['mette', 'lars']);
  await revived.close();
  await fresh.close();
});

test('SQLite: while another process writes, a transaction is tried again; for ever busy is an error', async () => {
  const fresh = await freshSqlite();
  const other = new BetterSqlite(fresh.place);
  other.exec('begin immediate');
  setTimeout(() => other.exec('commit'), 150);
  await answer(fresh.store, 'mette');
  expect(await namesIn(fresh.store)).toEqual(['mette']);
  other.exec('begin immediate');
  await expect(answer(fresh.store, 'lars')).rejects.toThrow('the database is busy');
  other.close();
  await fresh.close();
});

test('SQLite: a file that is no database, or a folder that cannot be, is refused', async () => {
  const file = new URL('./transactions.test.ts', import.meta.url).pathname;
  for (const place of [`${file}/x.sqlite`, '/proc/trinvis.sqlite']) {
    await expect(openStore({ kind: 'sqlite', file: place }, { masterKey: TEST_MASTER_KEY })).rejects.toThrow(
      StoreError,
    );
  }
});

test('SQLite: a store in memory is empty and alone', async () => {
  const [one, two] = [await memorySqlite(), await memorySqlite()];
  await answer(one, 'mette');
  expect([await namesIn(one), await namesIn(two)]).toEqual([['mette'], []]);
  await Promise.all([one.close(), two.close()]);
});

(sharedPostgresUrl ? test : test.skip)('PostgreSQL: replicas that start together migrate once', async () => {
  const fresh = await freshPostgres();
  const stores = await Promise.all([fresh.reopen(), fresh.reopen(), fresh.reopen()]);
  expect(await Promise.all(stores.map((store) => store.ready()))).toEqual([true, true, true]);
  await fresh.close();
});

test('PostgreSQL: a server that does not answer is a StoreError', async () => {
  const url = 'postgres://nobody:secret@127.0.0.1:1/none';
  await expect(openStore({ kind: 'postgres', url }, { masterKey: TEST_MASTER_KEY })).rejects.toThrow(StoreError);
});
