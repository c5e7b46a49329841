import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
} from 'kysely';
import { StoreError } from '../app/ports.ts';
import type { Database, Fault } from './dialect.ts';
import type { ColumnTypes } from './migrations/migration.ts';
import { migrate } from './migrations/run.ts';
import type { Tables } from './schema.ts';

/** Waiting for a lock stops the whole process, so it is short; the transaction is repeated instead. */
const BUSY_TIMEOUT_MS = 50;
const STATEMENTS_KEPT = 300;
const IN_MEMORY = ':memory:';

const TYPES: ColumnTypes = {
  text: 'text',
  bytes: 'blob',
  milliseconds: 'real',
  counter: 'integer primary key autoincrement',
};

/** Opens (or makes) a database file, or `:memory:`, and brings its schema up to date. */
export async function openSqlite({ file }: { readonly file: string }): Promise<Database> {
  const raw = openFile(file);
  const db = new Kysely<Tables>({ dialect: dialectOf(raw) });
  try {
    await migrate(db, TYPES);
  } catch (error) {
    raw.close();
    throw error;
  }
  return { db, shared: false, faultOf };
}

function openFile(file: string): BetterSqlite.Database {
  if (file !== IN_MEMORY) {
    mkdirSync(dirname(file), { recursive: true });
    // Made here first, so that nobody else on the machine can read it; the -wal and -shm files take over its mode.
    closeSync(openSync(file, 'a', 0o600));
  }
  const raw = new BetterSqlite(file, { timeout: BUSY_TIMEOUT_MS });
  const mode = raw.pragma('journal_mode = WAL', { simple: true });
  if (mode !== 'wal' && file !== IN_MEMORY)
    throw new StoreError('the database file cannot be used with a write-ahead log');
  // FULL: what was answered to a person is on disk, also when the power goes.
  raw.pragma('synchronous = FULL');
  raw.pragma('trusted_schema = OFF');
  // What was erased is overwritten in the file, not only given free.
  raw.pragma('secure_delete = ON');
  return raw;
}

function dialectOf(raw: BetterSqlite.Database): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new ImmediateDriver(raw),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** Takes the write lock at the start: a transaction that has read never has to give up when it writes. */
class ImmediateDriver extends SqliteDriver {
  readonly #raw: BetterSqlite.Database;

  constructor(raw: BetterSqlite.Database) {
    super({ database: keepingStatements(raw) });
    this.#raw = raw;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** A full disk has rolled back already; a second rollback would hide the first error. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#raw.inTransaction) await super.rollbackTransaction(connection);
  }
}

/** Keeps prepared statements: the same few hundred come again and again. */
function keepingStatements(raw: BetterSqlite.Database): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    prepare(sql) {
      const known = kept.get(sql);
      if (known) return known;
      if (kept.size >= STATEMENTS_KEPT) kept.clear();
      const statement = raw.prepare(sql);
      kept.set(sql, statement);
      return statement;
    },
    close: () => raw.close(),
  };
}

/** By the code, not the class: the native part throws the class of whoever loaded it first. */
function faultOf(error: unknown): Fault {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return 'repeat';
  return code.startsWith('SQLITE_') ? 'failed' : 'foreign';
}
