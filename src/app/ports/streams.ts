import type { AgreementEvent } from '../../domain/agreement/agreement.ts';
import type { Instant } from '../../domain/calendar/time.ts';
import type { MeetingEvent } from '../../domain/conference/meeting.ts';
import type { CourseEvent, Recorded } from '../../domain/course/events.ts';
import type { AgreementId, CourseId, MeetingId, UserId } from '../../domain/ids.ts';

/** The streams and what is in each. `event(stream, seq)` is unique: the whole concurrency story. */
export interface EventOf {
  course: CourseEvent;
  agreement: AgreementEvent;
  meeting: MeetingEvent;
}

export type StreamKind = keyof EventOf;

export interface StreamIdOf {
  course: CourseId;
  agreement: AgreementId;
  meeting: MeetingId;
}

/** A stream as loaded; `revision` is its length and what an append expects. */
export interface Stream<E> {
  readonly revision: number;
  readonly history: readonly Recorded<E>[];
}

export interface EventLog {
  /** The whole history of one stream, each row checked against its checksum and schema; empty when there is none. */
  load<K extends StreamKind>(kind: K, id: StreamIdOf[K]): Promise<Stream<EventOf[K]>>;
  loadMany<K extends StreamKind>(
    kind: K,
    ids: readonly StreamIdOf[K][],
  ): Promise<ReadonlyMap<StreamIdOf[K], Stream<EventOf[K]>>>;
  /** Every stream of a kind, by id: for rebuilding and for checking, never for a use case. */
  ids<K extends StreamKind>(kind: K): Promise<readonly StreamIdOf[K][]>;
  /** Appends after `revision`; throws ConcurrencyError when someone else was first. */
  append<K extends StreamKind>(kind: K, id: StreamIdOf[K], batch: AppendBatch<EventOf[K]>): Promise<void>;
}

export interface AppendBatch<E> {
  readonly revision: number;
  readonly events: readonly E[];
  readonly at: Instant;
  /** Null for what the calendar does by itself. */
  readonly by: UserId | null;
}
