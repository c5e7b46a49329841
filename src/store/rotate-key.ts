import { StoreError } from '../app/ports.ts';
import type { DatabaseConfig } from '../config.ts';
import type { Instant } from '../domain/calendar/time.ts';
import { createAudit, resignAudit } from './audit.ts';
import { resealConversations } from './conversations.ts';
import type { Database } from './dialect.ts';
import { deriveKeys, type Keys } from './keys.ts';
import { checkKey, KEY_CHECK, openDatabase } from './open-store.ts';
import { resealUsers } from './users.ts';
import { rewrapVault } from './vault.ts';

/** How many records came under the new key. */
export interface Rotated {
  readonly persons: number;
  readonly colleagues: number;
}

/**
 * Puts everything that hangs on the master key under a new one, in one transaction: persons' wrapped keys and look-up hashes, colleagues' and
 * channels' names, and the signed audit log. What the persons' own keys seal stays as it is. From then on only the new key opens the
 * database. Throws a StoreError when the old key is not this database's or the audit log was changed.
 */
export async function rotateKey(
  config: DatabaseConfig,
  change: { readonly from: Uint8Array; readonly to: Uint8Array; readonly at: Instant },
): Promise<Rotated> {
  const keys = { from: deriveKeys(change.from), to: deriveKeys(change.to) };
  if (keys.from.check === keys.to.check) throw new StoreError('the new master key is the old one');
  const database = await openDatabase(config);
  try {
    await checkKey(database, keys.from);
    return await rotate(database, keys, change.at);
  } finally {
    await database.db.destroy();
  }
}

function rotate({ db, shared }: Database, keys: { readonly from: Keys; readonly to: Keys }, at: Instant) {
  return db.transaction().execute(async (tx): Promise<Rotated> => {
    const persons = await rewrapVault(tx, keys);
    const colleagues = await resealUsers(tx, keys);
    await resealConversations(tx, keys);
    await resignAudit(tx, keys);
    await tx.updateTable('keeping').set({ value: keys.to.check }).where('name', '=', KEY_CHECK).execute();
    const audit = createAudit({ db: tx, shared, keys: keys.to });
    await audit.append({ at, actor: null, action: 'keyRotated', subject: 'master-key', purpose: null });
    return { persons, colleagues };
  });
}
