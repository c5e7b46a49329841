import { type Store, StoreError } from '../app/ports.ts';
import type { DatabaseConfig } from '../config.ts';
import type { Database } from './dialect.ts';
import { deriveKeys, type Keys } from './keys.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';
import { createStore } from './store.ts';

export const KEY_CHECK = 'keyCheck';

/**
 * Opens the configured database, brings its schema up to date and checks that it belongs to this master key (32 bytes). Throws a
 * StoreError when it cannot be opened, is from a newer version, or was made with another key.
 */
export async function openStore(
  config: DatabaseConfig,
  { masterKey }: { readonly masterKey: Uint8Array },
): Promise<Store> {
  const keys = deriveKeys(masterKey);
  const database = await openDatabase(config);
  try {
    await checkKey(database, keys);
  } catch (error) {
    await database.db.destroy();
    throw error;
  }
  return createStore(database, keys);
}

/** Opens the database and brings its schema up to date. Throws a StoreError. */
export async function openDatabase(config: DatabaseConfig): Promise<Database> {
  try {
    return await (config.kind === 'sqlite' ? openSqlite(config) : openPostgres(config));
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw new StoreError('the database could not be opened', { cause: error });
  }
}

/** Throws a StoreError when the database was made with another key; an empty one becomes this key's. */
export async function checkKey({ db }: Database, { check }: Keys): Promise<void> {
  if (await isEmpty(db)) {
    const first = { name: KEY_CHECK, value: check };
    await db
      .insertInto('keeping')
      .values(first)
      .onConflict((on) => on.doNothing())
      .execute();
  }
  const kept = await db.selectFrom('keeping').select('value').where('name', '=', KEY_CHECK).executeTakeFirst();
  if (kept?.value !== check) throw new StoreError('the master key is not the one this database was made with');
}

/** Nothing sealed or signed yet; a database in use that has lost its key check is not given a new one. */
async function isEmpty(db: Database['db']): Promise<boolean> {
  for (const table of ['colleague', 'person', 'conversation', 'audit'] as const) {
    const row = await db
      .selectFrom(table)
      .select((eb) => eb.lit(1).as('one'))
      .limit(1)
      .executeTakeFirst();
    if (row !== undefined) return false;
  }
  return true;
}
