import type { Instant } from '../domain/calendar/time.ts';
import type { Raised, Wakes } from './ports/due.ts';
import type { Notices, Outbox, Posted } from './ports/outbox.ts';
import type {
  Absences,
  AgreementIndex,
  Conversations,
  CourseIndex,
  Organisations,
  Requests,
  Training,
  Users,
} from './ports/records.ts';
import type { EventLog } from './ports/streams.ts';
import type { Audit, Vault } from './ports/vault.ts';

/** Civil time: decides what is due. Movable in the demo and the tests; read at the edges only. */
export interface Clock {
  now(): Instant;
}

/** Monotonic time: leases, back-off, rate limits, deadlines. Never moved. */
export interface Elapsed {
  /** Milliseconds since some fixed moment of this process. */
  ms(): number;
}

/** New opaque ids. */
export interface Ids {
  next(): string;
}

/** Answers already given, so that the same tap or message again changes nothing (Teams re-sends). */
export interface Inbound {
  /** False when this key was seen before. Keys: activity ids. */
  first(key: string, at: Instant): Promise<boolean>;
}

export interface Meta {
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<void>;
}

/** Everything a use case may touch, inside one transaction. */
export interface Tx {
  readonly events: EventLog;
  readonly courses: CourseIndex;
  readonly agreements: AgreementIndex;
  readonly organisations: Organisations;
  readonly users: Users;
  readonly absences: Absences;
  readonly training: Training;
  readonly conversations: Conversations;
  readonly wakes: Wakes;
  readonly raised: Raised;
  readonly outbox: Outbox;
  readonly posted: Posted;
  readonly notices: Notices;
  readonly vault: Vault;
  readonly requests: Requests;
  readonly audit: Audit;
  readonly inbound: Inbound;
  readonly meta: Meta;
}

/** The persistence port. One use case is one transaction; a lost race repeats the whole of it. */
export interface Store {
  /** Runs `work` in one transaction and commits; repeats it on ConcurrencyError or a busy database, up to a few times. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Whether the database answers and is migrated. */
  ready(): Promise<boolean>;
  close(): Promise<void>;
}

/** Someone else appended first; the transaction is repeated from its start. */
export class ConcurrencyError extends Error {
  override readonly name = 'ConcurrencyError';
}

/** The database failed: busy, full, gone, or a row that does not match its checksum. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}
