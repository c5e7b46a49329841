import type { Scope } from '../app/context.ts';
import type { Store } from '../app/ports.ts';
import { localDate } from '../domain/calendar/time.ts';
import { loadParts } from '../parts.ts';
import { openStore } from '../store/open-store.ts';
import type { Call } from './command.ts';

/** Opens the configured database for one piece of work, and closes it whatever happens. */
export async function withStore<T>({ config }: Pick<Call, 'config'>, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(config.database, { masterKey: config.masterKey });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Runs a use case in one transaction at this moment, as the bot would. */
export function inScope<T>(call: Call, work: (scope: Scope) => Promise<T>): Promise<T> {
  return withStore(call, (store) =>
    store.transaction((tx) => {
      const now = call.now();
      return work({ parts: loadParts(call.config), tx, now, today: localDate(now) });
    }),
  );
}
