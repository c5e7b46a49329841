import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreError, type Tx } from '../app/ports.ts';
import { integrityOf } from '../store/backup.ts';
import { openStore } from '../store/open-store.ts';
import { AdminError, type Call } from './command.ts';

/** What a backup holds, once everything in it was read. */
export interface CopyFound {
  readonly courses: number;
  readonly agreements: number;
  readonly meetings: number;
  readonly events: number;
  /** Whether something sealed was there and opened with the master key. */
  readonly deciphered: boolean;
}

/**
 * Restores a backup into a folder of its own and reads all of it: SQLite's own check, the schema, the master key, every event's checksum, a
 * sealed value, and the chain of the audit log. The backup itself is not touched. Throws an AdminError or a StoreError at the first fault.
 */
export async function checkCopy({ config, say }: Call, file: string): Promise<CopyFound> {
  if (!existsSync(file)) throw new AdminError(say('admin.restoreCheck.noFile'), { exitCode: 2 });
  const folder = mkdtempSync(join(tmpdir(), 'trinvis-restore-'));
  try {
    const copy = join(folder, 'copy.db');
    for (const part of ['', '-wal']) if (existsSync(file + part)) copyFileSync(file + part, copy + part);
    const integrity = integrityOf(copy);
    if (integrity !== 'ok') throw new StoreError('SQLite finds the file damaged');
    const store = await openStore({ kind: 'sqlite', file: copy }, { masterKey: config.masterKey });
    try {
      return await store.transaction(async (tx) => {
        const row = await tx.audit.verify();
        if (row !== null) throw new AdminError(say('admin.auditVerify.broken', { row }));
        return { ...(await readEvents(tx)), deciphered: await deciphers(tx) };
      });
    } finally {
      await store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Reading an event checks it. */
async function readEvents({ events }: Tx) {
  const count = async (kind: 'course' | 'agreement' | 'meeting') => {
    const ids = await events.ids(kind);
    let read = 0;
    for (const id of ids) read += (await events.load(kind, id)).revision;
    return { streams: ids.length, read };
  };
  const [courses, agreements, meetings] = [await count('course'), await count('agreement'), await count('meeting')];
  return {
    courses: courses.streams,
    agreements: agreements.streams,
    meetings: meetings.streams,
    events: courses.read + agreements.read + meetings.read,
  };
}

/** Opens one citizen's name, or where there is none a colleague's. */
async function deciphers(tx: Tx): Promise<boolean> {
  for (const { person } of await tx.courses.all(null, 1000)) {
    if ((await tx.vault.nameOf(person)) !== null) return true;
  }
  return (await tx.users.all()).length > 0;
}
