import { existsSync, writeFileSync } from 'node:fs';
import { AdminError, type Call } from './command.ts';

/** Refuses a file that is there already, before anything is done or logged for it. */
export function mustBeNew({ say }: Pick<Call, 'say'>, file: string): string {
  if (existsSync(file)) throw new AdminError(say('admin.fileExists'), { exitCode: 2 });
  return file;
}

/** Writes a new file that only its owner may read; never over another one. */
export function writePrivate({ say }: Pick<Call, 'say'>, file: string, content: string | Buffer): void {
  try {
    writeFileSync(file, content, { mode: 0o600, flag: 'wx' });
  } catch (cause) {
    throw new AdminError(say('admin.fileNotWritten'), { cause });
  }
}
