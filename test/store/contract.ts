import { afterAll, beforeAll, beforeEach, describe, test } from '@jest/globals';
import type { Store, Tx } from '../../src/app/ports.ts';
import { sharedPostgresUrl } from '../_util/postgres.ts';
import { type FreshStore, freshPostgres, freshSqlite } from '../_util/stores.ts';
import { emptyAll, openRaw, type RawDatabase } from './raw.ts';

/** What a contract test has at hand: a store on a database that is empty at the start of each test. */
export interface Bench {
  fresh: FreshStore;
  store: Store;
  raw: RawDatabase;
  shared: boolean;
  /** One transaction on the store. */
  run<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

const DIALECTS = [
  { dialect: 'SQLite', open: freshSqlite, here: true },
  { dialect: 'PostgreSQL', open: freshPostgres, here: sharedPostgresUrl !== null },
];

/** The same suite over both dialects. Without a PostgreSQL its half is shown as skipped, by name. */
export function onEachStore(title: string, suite: (bench: Bench) => void): void {
  for (const { dialect, open, here } of DIALECTS) {
    if (here) describe(`${title} on ${dialect}`, () => suite(withBench(open)));
    else test.skip(`${title} on ${dialect}: no server, TRINVIS_TEST_POSTGRES is not set`, () => undefined);
  }
}

function withBench(open: () => Promise<FreshStore>): Bench {
  // Filled in before the first test; the suite only reads it inside its tests.
  const bench = {} as Bench;
  beforeAll(async () => {
    const fresh = await open();
    const { store, config } = fresh;
    const run: Bench['run'] = (work) => store.transaction(work);
    Object.assign(bench, { fresh, store, run, raw: await openRaw(config), shared: config.kind === 'postgres' });
  });
  beforeEach(() => emptyAll(bench.raw));
  afterAll(async () => {
    await bench.raw.close();
    await bench.fresh.close();
  });
  return bench;
}
