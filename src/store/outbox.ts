import { type SelectQueryBuilder, sql } from 'kysely';
import { z } from 'zod';
import {
  type DeliveryState,
  INTENT_KINDS,
  type Intent,
  type Outbox,
  type OutboxRow,
  type RecipientKey,
} from '../app/ports/outbox.ts';
import { StoreError } from '../app/ports.ts';
import { Instant } from '../domain/calendar/time.ts';
import { AgreementId, PostedId } from '../domain/ids.ts';
import type { Session } from './dialect.ts';
import { Flag, flagOf, readFirst, readRows } from './rows.ts';
import type { Tables } from './schema.ts';

/** Written into the statement, not bound: only so does SQLite use the indexes over what is open. */
const PENDING = sql.lit('pending');
const SENDING = sql.lit('sending');

const STATES: readonly [DeliveryState, ...DeliveryState[]] = [
  'pending',
  'sending',
  'sent',
  'uncertain',
  'undeliverable',
  'expired',
  'dropped',
  'seen',
];

export const RecipientColumn = z.string().refine((text): text is RecipientKey => /^(user|channel|card):./.test(text));

const Row: z.ZodType<OutboxRow> = z.object({
  id: z.int(),
  kind: z.enum(INTENT_KINDS),
  subject: z.string(),
  recipient: RecipientColumn,
  rung: z.string(),
  notBefore: Instant,
  uselessAfter: Instant.nullable(),
  calendar: AgreementId.nullable(),
  anyHour: Flag,
  state: z.enum(STATES),
  attempts: z.int(),
  posted: PostedId.nullable(),
  changedAt: Instant,
});
const Next = z.object({ at: Instant });

const COLUMNS = [
  'id',
  'kind',
  'subject',
  'recipient',
  'rung',
  'not_before as notBefore',
  'useless_after as uselessAfter',
  'calendar',
  'any_hour as anyHour',
  'state',
  'attempts',
  'posted',
  'changed_at as changedAt',
] as const;

export function createOutbox(session: Session): Outbox {
  const { db, shared } = session;
  const select = () => db.selectFrom('outbox').select(COLUMNS);
  return {
    add: (intent) => addIntent(db, intent),
    isWaiting: (intent) => isWaiting(session, intent),
    claim: (now, by) => claim(session, now, by),
    settle: (id, to) => settle(db, id, to),
    abandoned: async (nowMs, owner) => {
      const left = select()
        .where('state', '=', SENDING)
        // Alone on the database, whatever another owner left is left for good; several processes go by the lease.
        .where((eb) => (shared ? eb('lease_until', '<', nowMs) : eb('lease_owner', '!=', owner)))
        .orderBy('id')
        .$if(shared, (query) => query.forUpdate().skipLocked());
      return readRows(Row, 'outbox', await left.execute());
    },
    get: async (id) => readFirst(Row, 'outbox', await select().where('id', '=', id).execute()),
    inState: async (states, limit) => {
      const newest = select()
        .where('state', 'in', states)
        .orderBy('changed_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit);
      return readRows(Row, 'outbox', await newest.execute());
    },
    reviveExpired: async (now) => {
      await db
        .updateTable('outbox')
        .set({ state: 'pending', changed_at: now })
        .where('state', '=', 'expired')
        .where('useless_after', '>', now)
        .execute();
    },
    pendingOf: async (recipient) => {
      const open = select().where('state', '=', PENDING).where('recipient', '=', recipient);
      return readRows(Row, 'outbox', await open.orderBy('not_before').orderBy('id').execute());
    },
    nextAt: async () => {
      const first = db
        .selectFrom('outbox')
        .select('not_before as at')
        .where('state', '=', PENDING)
        .orderBy('not_before');
      return readFirst(Next, 'outbox', await first.limit(1).execute())?.at ?? null;
    },
  };
}

async function isWaiting({ db, shared }: Session, intent: Parameters<Outbox['isWaiting']>[0]): Promise<boolean> {
  const { kind, subject, recipient, rung } = intent;
  const waiting = db
    .selectFrom('outbox')
    .select('id')
    .where('state', '=', PENDING)
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .where('recipient', '=', recipient)
    .where('rung', '=', rung)
    .$if(shared, (query) => query.forShare());
  return (await waiting.execute()).length > 0;
}

async function addIntent(db: Session['db'], intent: Intent): Promise<boolean> {
  const { kind, subject, recipient, rung, calendar } = intent;
  const terms = { not_before: intent.notBefore, useless_after: intent.uselessAfter, any_hour: flagOf(intent.anyHour) };
  const fresh = { state: 'pending', attempts: 0, changed_at: intent.notBefore };
  const added = await db
    .insertInto('outbox')
    .values({ kind, subject, recipient, rung, calendar, ...terms, ...fresh })
    .onConflict((on) => on.columns(['kind', 'subject', 'recipient', 'rung']).doNothing())
    .executeTakeFirst();
  return Number(added.numInsertedOrUpdatedRows) === 1;
}

async function claim({ db, shared }: Session, now: Instant, by: Parameters<Outbox['claim']>[1]): Promise<OutboxRow[]> {
  const free = await firstOfFreeRecipients(db, now)
    .limit(by.limit)
    .$if(shared, (query) => query.forUpdate('row').skipLocked())
    .execute();
  if (free.length === 0) return [];
  const taken = await db
    .updateTable('outbox')
    .set((eb) => ({
      state: 'sending',
      attempts: eb('attempts', '+', 1),
      changed_at: now,
      lease_owner: by.owner,
      lease_until: by.leaseUntilMs,
    }))
    .where(
      'id',
      'in',
      free.map(({ id }) => id),
    )
    .returning(COLUMNS)
    .execute();
  return readRows(Row, 'outbox', taken).toSorted(byTurn);
}

function byTurn(a: OutboxRow, b: OutboxRow): number {
  if (a.notBefore === b.notBefore) return a.id - b.id;
  return a.notBefore < b.notBefore ? -1 : 1;
}

/** Due rows whose recipient has nothing in flight and no earlier due row. */
function firstOfFreeRecipients(
  db: Session['db'],
  now: Instant,
): SelectQueryBuilder<Tables & { row: Tables['outbox'] }, 'row', { id: number }> {
  return db
    .selectFrom('outbox as row')
    .select('row.id')
    .where('row.state', '=', PENDING)
    .where('row.not_before', '<=', now)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox as flying')
            .select('flying.id')
            .whereRef('flying.recipient', '=', 'row.recipient')
            .where('flying.state', '=', SENDING),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox as earlier')
            .select('earlier.id')
            .whereRef('earlier.recipient', '=', 'row.recipient')
            .where('earlier.state', '=', PENDING)
            .where(({ eb, refTuple }) =>
              eb(refTuple('earlier.not_before', 'earlier.id'), '<', refTuple('row.not_before', 'row.id')),
            ),
        ),
      ),
    )
    .orderBy('row.not_before')
    .orderBy('row.id');
}

async function settle(db: Session['db'], id: number, to: Parameters<Outbox['settle']>[1]): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('outbox')
    .set({
      state: to.state,
      changed_at: to.at,
      ...(to.notBefore === undefined ? {} : { not_before: to.notBefore }),
      ...(to.posted === undefined ? {} : { posted: to.posted }),
      ...(to.state === 'sending' ? {} : { lease_owner: null, lease_until: null }),
    })
    .where('id', '=', id)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new StoreError('an outbox row to settle is not there');
}
