import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConcurrencyError, type Store, StoreError, type Tx } from '../app/ports.ts';
import { createAbsences } from './absences.ts';
import { createAgreementIndex, createOrganisations } from './agreements.ts';
import { createAudit } from './audit.ts';
import { createConversations } from './conversations.ts';
import { createCourseIndex } from './courses.ts';
import type { Database, Fault, Session } from './dialect.ts';
import { createEventLog } from './events.ts';
import { createInbound } from './inbound.ts';
import type { Keys } from './keys.ts';
import { createMeta } from './meta.ts';
import { createNotices } from './notices.ts';
import { createOutbox } from './outbox.ts';
import { createPosted } from './posted.ts';
import { createRaised } from './raised.ts';
import { createRequests } from './requests.ts';
import { createTraining } from './training.ts';
import { createUsers } from './users.ts';
import { createVault } from './vault.ts';
import { createWakes } from './wakes.ts';

/** About a second of trying when every try is lost; what is still busy then is an error. */
const TRIES = 10;
const LONGEST_PAUSE_MS = 250;

/** The persistence port over an opened database. */
export function createStore(database: Database, keys: Keys): Store {
  const inside = new AsyncLocalStorage<{ active: boolean }>();
  const running = new Set<Promise<unknown>>();
  let closed = false;

  async function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    if (closed) throw new StoreError('the store is closed');
    // With one connection the inner transaction would wait for the outer for ever.
    if (inside.getStore()?.active) throw new Error('a transaction was begun inside a transaction');
    const scope = { active: true };
    const run = inside.run(scope, () => repeated(database, () => once(database, keys, work)));
    running.add(run);
    try {
      return await run;
    } finally {
      // What was started inside and outlives it, a timer for one, is free again.
      scope.active = false;
      running.delete(run);
    }
  }

  return {
    transaction,
    ready: async () => !closed && (await answers(database)),
    close: async () => {
      if (closed) return;
      closed = true;
      await Promise.allSettled(running);
      await database.db.destroy();
    },
  };
}

function once<T>({ db, shared }: Database, keys: Keys, work: (tx: Tx) => Promise<T>): Promise<T> {
  // One snapshot for the whole use case: a row that changed since it was read makes the write fail, and everything is repeated.
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((transaction) => work(portsOf({ db: transaction, shared, keys })));
}

async function repeated<T>(database: Database, run: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await run();
    } catch (error) {
      throwUnlessLost(error, error instanceof ConcurrencyError ? 'repeat' : database.faultOf(error));
      if (tried === TRIES) throw error instanceof ConcurrencyError ? error : busy(error);
    }
    await sleep(Math.random() * Math.min(LONGEST_PAUSE_MS, 2 ** (tried + 2)));
  }
}

function throwUnlessLost(error: unknown, fault: Fault): void {
  if (fault === 'foreign') throw error;
  if (fault === 'failed') throw new StoreError('the database failed', { cause: error });
}

function busy(cause: unknown): StoreError {
  return new StoreError('the database is busy', { cause });
}

async function answers({ db }: Database): Promise<boolean> {
  try {
    await db.selectFrom('keeping').select('name').limit(1).execute();
    return true;
  } catch {
    return false;
  }
}

function portsOf(session: Session): Tx {
  return {
    events: createEventLog(session),
    courses: createCourseIndex(session),
    agreements: createAgreementIndex(session),
    organisations: createOrganisations(session),
    users: createUsers(session),
    absences: createAbsences(session),
    training: createTraining(session),
    conversations: createConversations(session),
    wakes: createWakes(session),
    raised: createRaised(session),
    outbox: createOutbox(session),
    posted: createPosted(session),
    notices: createNotices(session),
    vault: createVault(session),
    requests: createRequests(session),
    audit: createAudit(session),
    inbound: createInbound(session),
    meta: createMeta(session),
  };
}
