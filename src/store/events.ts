import { hash } from 'node:crypto';
import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { AppendBatch, EventLog, EventOf, Stream, StreamIdOf, StreamKind } from '../app/ports/streams.ts';
import { ConcurrencyError, StoreError } from '../app/ports.ts';
import { AgreementEvent } from '../domain/agreement/agreement.ts';
import { Instant } from '../domain/calendar/time.ts';
import { MeetingEvent } from '../domain/conference/meeting.ts';
import { CourseEvent, type Recorded } from '../domain/course/events.ts';
import { AgreementId, CourseId, MeetingId, UserId } from '../domain/ids.ts';
import type { Session } from './dialect.ts';
import { createMemo, type Memo } from './memo.ts';
import { inParts } from './rows.ts';
import type { Tables } from './schema.ts';

type Row = Selectable<Tables['event']>;

const SCHEMAS: { readonly [K in StreamKind]: z.ZodType<EventOf[K]> } = {
  course: CourseEvent,
  agreement: AgreementEvent,
  meeting: MeetingEvent,
};
const Envelope = z.object({ at: Instant, by: UserId.nullable() });

export function createEventLog({ db }: Session): EventLog {
  // A round asks for the same agreement at every rung.
  const kept: { readonly [K in StreamKind]: Memo<Stream<EventOf[K]>> } = {
    course: createMemo(),
    agreement: createMemo(),
    meeting: createMemo(),
  };
  const read = async <K extends StreamKind>(kind: K, ids: readonly StreamIdOf[K][]) => {
    const of = db.selectFrom('event').selectAll().where('stream_kind', '=', kind).orderBy('stream_id').orderBy('seq');
    const rows = await inParts(ids, (part) => of.where('stream_id', 'in', part).execute());
    return Map.groupBy(rows, (row) => row.stream_id);
  };
  const loadMany = async <K extends StreamKind>(kind: K, ids: readonly StreamIdOf[K][]) => {
    const memo = kept[kind];
    const unknown = ids.filter((id) => !memo.has(id));
    const rowsOf = read(kind, unknown);
    const streamFor = async (id: StreamIdOf[K]) => streamOf(kind, (await rowsOf).get(id) ?? []);
    const loaded = ids.map(async (id) => [id, await memo.keep(id, () => streamFor(id))] as const);
    return new Map(await Promise.all(loaded));
  };
  return {
    loadMany,
    load: async (kind, id) => (await loadMany(kind, [id])).get(id) ?? streamOf(kind, []),
    ids: (kind) => streamIds(db, kind),
    append: async (kind, id, batch) => {
      if (batch.events.length === 0) return;
      kept[kind].forget(id);
      await appendRows(db, { kind, id, revision: batch.revision }, rowsFor(kind, id, batch));
    },
  };
}

const READ_ID: { readonly [K in StreamKind]: (id: string) => StreamIdOf[K] } = {
  course: (id) => CourseId.parse(id),
  agreement: (id) => AgreementId.parse(id),
  meeting: (id) => MeetingId.parse(id),
};

async function streamIds<K extends StreamKind>(db: Session['db'], kind: K): Promise<StreamIdOf[K][]> {
  const of = db.selectFrom('event').select('stream_id').distinct().where('stream_kind', '=', kind).orderBy('stream_id');
  return (await of.execute()).map((row) => READ_ID[kind](row.stream_id));
}

async function appendRows(
  db: Session['db'],
  to: { readonly kind: StreamKind; readonly id: string; readonly revision: number },
  rows: readonly Row[],
): Promise<void> {
  const { head } = await db
    .selectFrom('event')
    .select((eb) => eb.fn.max('seq').as('head'))
    .where('stream_kind', '=', to.kind)
    .where('stream_id', '=', to.id)
    .executeTakeFirstOrThrow();
  if ((head ?? 0) !== to.revision) throw lostRace();
  const added = await db
    .insertInto('event')
    .values(rows)
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  if (Number(added.numInsertedOrUpdatedRows) !== rows.length) throw lostRace();
}

function lostRace(): ConcurrencyError {
  return new ConcurrencyError('someone else appended to the stream first');
}

function rowsFor<K extends StreamKind>(kind: K, id: StreamIdOf[K], batch: AppendBatch<EventOf[K]>): Row[] {
  return batch.events.map((event, index) => {
    const row = {
      stream_kind: kind,
      stream_id: id,
      seq: batch.revision + index + 1,
      at: batch.at,
      colleague: batch.by,
      // What the schema does not know is not stored: it would be lost at the first load.
      data: JSON.stringify(SCHEMAS[kind].parse(event)),
    };
    return { ...row, checksum: checksumOf(row) };
  });
}

function streamOf<K extends StreamKind>(kind: K, rows: readonly Row[]): Stream<EventOf[K]> {
  return { revision: rows.length, history: rows.map((row, index) => recordedOf(kind, row, index + 1)) };
}

function recordedOf<K extends StreamKind>(kind: K, row: Row, seq: number): Recorded<EventOf[K]> {
  const place = `${kind} stream ${row.stream_id}, event ${seq}`;
  if (row.seq !== seq) throw new StoreError(`${place} is missing`);
  if (row.checksum !== checksumOf(row)) throw new StoreError(`${place} does not match its checksum`);
  const envelope = Envelope.safeParse({ at: row.at, by: row.colleague });
  const event = SCHEMAS[kind].safeParse(JSON.parse(row.data));
  if (!(envelope.success && event.success)) throw new StoreError(`${place} does not read`);
  return { event: event.data, ...envelope.data };
}

/** Over the whole row: a flipped byte, or a row moved to another stream, is seen by nothing else. */
function checksumOf(row: Omit<Row, 'checksum'>): string {
  const whole = JSON.stringify([row.stream_kind, row.stream_id, row.seq, row.at, row.colleague, row.data]);
  return hash('sha256', whole, 'base64');
}
