import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '../../src/app/ports.ts';
import type { DatabaseConfig } from '../../src/config.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createDatabase, sharedPostgresUrl } from './postgres.ts';

/** The master key of every test database; not a secret. */
export const TEST_MASTER_KEY: Uint8Array = new Uint8Array(32).map((_, index) => index + 1);

/** A store on an empty database of its own. */
export interface FreshStore {
  readonly config: DatabaseConfig;
  /** The file of SQLite, the URL of PostgreSQL. */
  readonly place: string;
  readonly store: Store;
  /** One more store on the same database, as a restarted or second process has it; closed with the rest. */
  reopen(): Promise<Store>;
  close(): Promise<void>;
}

/** A SQLite file in a new folder, deleted by `close`. */
export async function freshSqlite(): Promise<FreshStore> {
  const folder = await mkdtemp(join(tmpdir(), 'trinvis-store-'));
  const file = join(folder, 'trinvis.sqlite');
  const deleteFolder = () => rm(folder, { recursive: true, force: true });
  return freshStore({ kind: 'sqlite', file }, { place: file, tidy: deleteFolder });
}

/** A database of its own on the PostgreSQL of the test run; only where `sharedPostgresUrl` is set. */
export async function freshPostgres(): Promise<FreshStore> {
  if (sharedPostgresUrl === null) throw new Error('PostgreSQL is not running: TRINVIS_TEST_POSTGRES is not set');
  const url = await createDatabase(sharedPostgresUrl);
  return freshStore({ kind: 'postgres', url }, { place: url, tidy: async () => undefined });
}

/** The fastest store: SQLite in memory, gone when closed. */
export function memorySqlite(): Promise<Store> {
  return openStore({ kind: 'sqlite', file: ':memory:' }, { masterKey: TEST_MASTER_KEY });
}

async function freshStore(
  config: DatabaseConfig,
  { place, tidy }: { readonly place: string; readonly tidy: () => Promise<void> },
): Promise<FreshStore> {
  const opened: Store[] = [];
  const reopen = async () => {
    const store = await openStore(config, { masterKey: TEST_MASTER_KEY });
    opened.push(store);
    return store;
  };
  return {
    config,
    place,
    store: await reopen(),
    reopen,
    close: async () => {
      await Promise.all(opened.map((store) => store.close()));
      await tidy();
    },
  };
}
