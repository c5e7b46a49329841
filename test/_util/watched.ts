import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import type { DatabaseConfig } from '../../src/config.ts';
import { openRaw } from '../store/raw.ts';
import type { TestBot, TestBotOptions } from './bot.ts';
import { createDatabase, sharedPostgresUrl } from './postgres.ts';

/** A bot of which nothing is hidden: every line of its log, and every row of its database. */
export interface Watched {
  readonly trinvis: TestBot;
  readonly database: DatabaseConfig;
  /** What a real pino at `trace` wrote, line by line. */
  readonly log: readonly string[];
  /** Every row that says something: not who was seen when, what has been answered, and which card stands where. */
  rows(): Promise<string>;
  /** Every byte of the database as text: SQLite's file with its log, or every value in PostgreSQL's tables. */
  bytes(): Promise<string>;
  stop(): Promise<void>;
}

/** Rows that every activity may touch: where people are, answers given, cards that stand, forms under way. */
const TOUCHED_BY_ANYTHING = new Set(['conversation', 'inbound', 'posted', 'posted_course']);

/** Thousands of small transactions: where there is memory that looks like a disk, nothing waits for the disk. */
const MEMORY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** Starts a bot on a database of its own, by the given way of starting. */
export async function watch(
  start: (options: TestBotOptions) => Promise<TestBot>,
  options: TestBotOptions & { readonly dialect?: 'sqlite' | 'postgres' } = {},
): Promise<Watched> {
  const { dialect = 'sqlite', ...rest } = options;
  const folder = await mkdtemp(join(MEMORY, 'trinvis-watched-'));
  const database = await databaseOf(dialect, folder);
  const log: string[] = [];
  const replacements = { log: logTo(log), ...rest.replacements };
  const trinvis = await start({ ...rest, database, replacements });
  const raw = await openRaw(database);
  return {
    trinvis,
    database,
    log,
    async rows() {
      const tables = (await raw.tables()).filter((t) => !(t.startsWith('kysely') || TOUCHED_BY_ANYTHING.has(t)));
      const parts: string[] = [];
      for (const table of tables) {
        const kept = table === 'meta' ? " where key not like 'draft:%'" : '';
        const rows = await raw.run(`select * from ${table}${kept}`);
        parts.push(
          `${table}\n${rows
            .map((row) => JSON.stringify(row))
            .toSorted()
            .join('\n')}`,
        );
      }
      return parts.join('\n');
    },
    async bytes() {
      if (database.kind === 'sqlite')
        return (await Promise.all(['', '-wal'].map((end) => readFile(database.file + end, 'utf8')))).join('');
      const rows: Record<string, unknown>[] = [];
      for (const table of await raw.tables()) rows.push(...(await raw.run(`select * from ${table}`)));
      const values = rows.flatMap((row) => Object.values(row));
      return values
        .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : String(value)))
        .join('\n');
    },
    async stop() {
      await raw.close();
      await trinvis.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function databaseOf(dialect: 'sqlite' | 'postgres', folder: string): Promise<DatabaseConfig> {
  if (dialect === 'sqlite') return { kind: 'sqlite', file: join(folder, 'trinvis.sqlite') };
  if (sharedPostgresUrl === null) throw new Error('PostgreSQL is not running');
  return { kind: 'postgres', url: await createDatabase(sharedPostgresUrl) };
}

function logTo(lines: string[]) {
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  return pino({ level: 'trace' }, stream);
}
