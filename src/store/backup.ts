import { closeSync, openSync, rmSync } from 'node:fs';
import BetterSqlite from 'better-sqlite3';
import { StoreError } from '../app/ports.ts';

/**
 * Copies a SQLite database while the bot works on it, into one new file that only its owner may read. Throws a StoreError when there is a file
 * of that name already: a backup is never written over another.
 */
export async function backupSqlite(from: string, to: string): Promise<void> {
  makeEmpty(to);
  try {
    const source = new BetterSqlite(from, { readonly: true, fileMustExist: true });
    try {
      await source.backup(to);
    } finally {
      source.close();
    }
    // One file without a write-ahead log beside it: whoever moves it moves everything.
    const copy = new BetterSqlite(to);
    copy.pragma('journal_mode = DELETE');
    copy.close();
  } catch (cause) {
    rmSync(to, { force: true });
    throw new StoreError('the backup could not be written', { cause });
  }
}

function makeEmpty(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (cause) {
    throw new StoreError('the backup file is there already or cannot be made', { cause });
  }
}

/** What SQLite itself says of a file: `ok`, or the first thing that is wrong. Throws a StoreError when it is no database at all. */
export function integrityOf(file: string): string {
  try {
    const copy = new BetterSqlite(file, { fileMustExist: true });
    try {
      return String(copy.pragma('integrity_check(1)', { simple: true }));
    } finally {
      copy.close();
    }
  } catch (cause) {
    throw new StoreError('the file is no SQLite database', { cause });
  }
}
