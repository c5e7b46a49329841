import BetterSqlite from 'better-sqlite3';
import pg from 'pg';
import type { DatabaseConfig } from '../../src/config.ts';

/** The database behind the store's back: to damage it, to search it, to empty it. */
export interface RawDatabase {
  /** Values are written into the statement, which is the same in both dialects. */
  run(sql: string): Promise<Record<string, unknown>[]>;
  tables(): Promise<string[]>;
  close(): Promise<void>;
}

export async function openRaw(config: DatabaseConfig): Promise<RawDatabase> {
  return config.kind === 'sqlite' ? rawSqlite(config.file) : rawPostgres(config.url);
}

function rawSqlite(file: string): RawDatabase {
  const db = new BetterSqlite(file);
  const run = async (sql: string) => {
    const statement = db.prepare<[], Record<string, unknown>>(sql);
    if (statement.reader) return statement.all();
    statement.run();
    return [];
  };
  return {
    run,
    tables: async () =>
      namesOf(await run("select name from sqlite_master where type = 'table' and name not like 'sqlite%'")),
    close: async () => {
      db.close();
    },
  };
}

async function rawPostgres(connectionString: string): Promise<RawDatabase> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const run = async (sql: string) => (await client.query<Record<string, unknown>>(sql)).rows;
  return {
    run,
    tables: async () =>
      namesOf(await run("select table_name as name from information_schema.tables where table_schema = 'public'")),
    close: () => client.end(),
  };
}

function namesOf(rows: readonly Record<string, unknown>[]): string[] {
  return rows.map(({ name }) => String(name)).toSorted();
}

/** Deletes every row but what makes the database this key's. */
export async function emptyAll(raw: RawDatabase): Promise<void> {
  const kept = (table: string) => (table === 'keeping' ? " where name <> 'keyCheck'" : '');
  for (const table of await raw.tables()) {
    if (!table.startsWith('kysely')) await raw.run(`delete from ${table}${kept(table)}`);
  }
}
