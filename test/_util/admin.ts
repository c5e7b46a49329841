import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runAdmin } from '../../src/admin/run.ts';
import type { DatabaseConfig } from '../../src/config.ts';
import { ADMIN, at } from './bot.ts';
import { TEST_MASTER_KEY } from './stores.ts';

/** What a command came to. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The administrator's terminal on a test database, with a folder of its own for the files. */
export interface AdminBench {
  readonly folder: string;
  file(name: string): string;
  write(name: string, content: string | Uint8Array): Promise<string>;
  read(name: string): Promise<string>;
  modeOf(name: string): Promise<number>;
  files(): Promise<string[]>;
  run(...argv: string[]): Promise<Ran>;
  /** The same with other settings, time or typed answer. */
  runWith(over: Over, ...argv: string[]): Promise<Ran>;
  close(): Promise<void>;
}

interface Over {
  readonly env?: Readonly<Record<string, string>>;
  readonly at?: string;
  readonly answer?: string;
}

/** The environment by which the commands find a test database. */
export function adminEnv(database: DatabaseConfig): Record<string, string> {
  return {
    BOT_AUTH: 'none',
    TRINVIS_ADMIN: `${ADMIN.tenantId}:${ADMIN.objectId}`,
    TRINVIS_TENANTS: 'tenant-psykiatri',
    TRINVIS_MASTER_KEY: Buffer.from(TEST_MASTER_KEY).toString('base64'),
    ...(database.kind === 'sqlite' ? { DATABASE_FILE: database.file } : { DATABASE_URL: database.url }),
  };
}

/** A folder and a terminal; `database` unless told is a file in that folder. */
export async function adminBench(
  database?: DatabaseConfig,
): Promise<AdminBench & { readonly database: DatabaseConfig }> {
  const folder = await mkdtemp(join(tmpdir(), 'trinvis-admin-'));
  const used = database ?? ({ kind: 'sqlite', file: join(folder, 'trinvis.db') } as const);
  const file = (name: string) => join(folder, name);
  const runWith = async ({ env = {}, at: local = '2026-11-02 09:00', answer = '' }: Over, ...argv: string[]) => {
    const lines: { out: string[]; err: string[] } = { out: [], err: [] };
    const code = await runAdmin(argv, {
      out: (line) => lines.out.push(line),
      err: (line) => lines.err.push(line),
      ask: async () => answer,
      now: () => at(local),
      env: { ...adminEnv(used), ...env },
    });
    return { code, out: lines.out.join('\n'), err: lines.err.join('\n') };
  };
  return {
    database: used,
    folder,
    file,
    write: async (name, content) => {
      await writeFile(file(name), content);
      return file(name);
    },
    read: (name) => readFile(file(name), 'utf8'),
    modeOf: async (name) => (await stat(file(name))).mode & 0o777,
    files: async () => (await readdir(folder)).toSorted(),
    run: (...argv) => runWith({}, ...argv),
    runWith,
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
