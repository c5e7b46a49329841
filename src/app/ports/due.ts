import type { Instant, PlainDate } from '../../domain/calendar/time.ts';
import type { AgreementId, ConferenceId, CourseId, RequestId, UserId } from '../../domain/ids.ts';

/** What wakes up at a moment: one row per subject, narrow (when, kind, id). */
export type WakeSubject =
  | { readonly kind: 'course'; readonly id: CourseId }
  | { readonly kind: 'agreement'; readonly id: AgreementId }
  | { readonly kind: 'conference'; readonly id: ConferenceId; readonly agreement: AgreementId }
  /** A colleague with an early digest, or who is away. */
  | { readonly kind: 'person'; readonly id: UserId }
  /** A citizen's request that waits for its answer. */
  | { readonly kind: 'request'; readonly id: RequestId };

export interface Wakes {
  /** The moment set for a subject, or null. */
  at(subject: WakeSubject): Promise<Instant | null>;
  /** Sets or moves the subject's one row; null removes it. */
  set(subject: WakeSubject, at: Instant | null): Promise<void>;
  /** Rows due at `now`, earliest first. On PostgreSQL locked with skip locked for this transaction. */
  due(now: Instant, limit: number): Promise<readonly { readonly subject: WakeSubject; readonly at: Instant }[]>;
  nextAt(): Promise<Instant | null>;
  /** Makes every subject due at `now`: after the clock went back, or the rules changed. */
  wakeAll(now: Instant): Promise<void>;
}

/** A rung that has been raised for a recipient; never twice (N5). `recipient` is a user id or `channel:<id>`. */
export interface RaisedRung {
  readonly subject: string;
  readonly obligation: string;
  readonly rung: string;
  readonly recipient: string;
  /** The local day of the digest or channel post that carried it. */
  readonly on: PlainDate;
}

export interface Raised {
  /** True when it was new. */
  add(rung: RaisedRung): Promise<boolean>;
  ofSubject(subject: string): Promise<readonly RaisedRung[]>;
  /** All rungs a recipient's post of one day carries. */
  ofRecipient(recipient: string, on: PlainDate): Promise<readonly RaisedRung[]>;
}
