import type { Kysely, Transaction } from 'kysely';
import type { Keys } from './keys.ts';
import type { Tables } from './schema.ts';

/** What a database can say when a statement fails: try the whole transaction again, give up, or not its business. */
export type Fault = 'repeat' | 'failed' | 'foreign';

/** An opened, migrated database: all that differs between SQLite and PostgreSQL. */
export interface Database {
  readonly db: Kysely<Tables>;
  /** Several processes work on it: rows are locked when taken, and a lease tells the living from the dead. */
  readonly shared: boolean;
  faultOf(error: unknown): Fault;
}

/** What each port works with inside one transaction. */
export interface Session {
  readonly db: Transaction<Tables>;
  readonly shared: boolean;
  readonly keys: Keys;
}
