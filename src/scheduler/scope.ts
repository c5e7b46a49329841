import type { Parts, Scope } from '../app/context.ts';
import type { Clock, Elapsed, Store } from '../app/ports.ts';
import { localDate } from '../domain/calendar/time.ts';
import type { Log } from './log.ts';

/** What every loop works with. Civil time decides what is due, elapsed time when it is tried again. */
export interface Works {
  readonly store: Store;
  readonly parts: Parts;
  readonly clock: Clock;
  readonly elapsed: Elapsed;
  readonly log: Log;
}

/** One transaction at the moment it begins; repeated whole when a race is lost. */
export function inScope<T>({ store, parts, clock }: Works, work: (scope: Scope) => Promise<T>): Promise<T> {
  return store.transaction((tx) => {
    const now = clock.now();
    return work({ parts, tx, now, today: localDate(now) });
  });
}
