import { createHmac } from 'node:crypto';
import type { Selectable } from 'kysely';
import { z } from 'zod';
import { AUDIT_ACTIONS, type Audit, type AuditEntry } from '../app/ports/vault.ts';
import { StoreError } from '../app/ports.ts';
import { Instant } from '../domain/calendar/time.ts';
import { UserId } from '../domain/ids.ts';
import type { Session } from './dialect.ts';
import type { Keys } from './keys.ts';
import { inParts, readRows } from './rows.ts';
import type { Tables } from './schema.ts';

type Row = Selectable<Tables['audit']>;

/** How many rows there are and the last one's hash, signed: so that rows taken off the end are missed too. */
interface Head {
  readonly count: number;
  readonly hash: string;
}
const START: Head = { count: 0, hash: '' };
const HEAD = 'auditHead';
const PAGE = 1000;

export function createAudit({ db, keys }: Session): Audit {
  return {
    append: async (entry) => {
      const head = await readHead(db, keys.audit);
      if (head === null) throw new StoreError('the head of the audit log was changed');
      const row = rowAfter(head, entry, keys.audit);
      await db.insertInto('audit').values(row).execute();
      const value = headText({ count: row.seq, hash: row.hash }, keys.audit);
      await db
        .insertInto('keeping')
        .values({ name: HEAD, value })
        .onConflict((on) => on.column('name').doUpdateSet({ value }))
        .execute();
    },
    about: async (subjects) => {
      const of = (part: readonly string[]) =>
        db
          .selectFrom('audit')
          .select(['seq', 'at', 'actor', 'action', 'subject', 'purpose'])
          .where('subject', 'in', part)
          .execute();
      const rows = (await inParts(subjects, of)).toSorted((a, b) => a.seq - b.seq);
      return readRows(EntryRow, 'audit', rows);
    },
    verify: () => verifyChain(db, keys.audit),
  };
}

const EntryRow: z.ZodType<AuditEntry> = z.object({
  at: Instant,
  actor: UserId.nullable(),
  action: z.enum(AUDIT_ACTIONS),
  subject: z.string(),
  purpose: z.string().nullable(),
});

/** Null when the chain is whole, else the first row that does not fit. */
async function verifyChain(db: Session['db'], key: Uint8Array): Promise<number | null> {
  let last = START;
  for (;;) {
    const rows = await pageAfter(db, last.count);
    for (const row of rows) {
      if (!follows(row, last, key)) return last.count + 1;
      last = { count: row.seq, hash: row.hash };
    }
    if (rows.length < PAGE) break;
  }
  const head = await readHead(db, key);
  return head !== null && head.count === last.count && head.hash === last.hash ? null : last.count + 1;
}

function pageAfter(db: Session['db'], seq: number): Promise<Row[]> {
  return db.selectFrom('audit').selectAll().where('seq', '>', seq).orderBy('seq').limit(PAGE).execute();
}

/** Signs the whole log anew, for a new master key. A log that does not fit its old signature is not made good: it throws. */
export async function resignAudit(db: Session['db'], { from, to }: { readonly from: Keys; readonly to: Keys }) {
  if ((await verifyChain(db, from.audit)) !== null)
    throw new StoreError('the audit log was changed: it is not signed anew');
  let last = START;
  for (let rows = await pageAfter(db, 0); rows.length > 0; rows = await pageAfter(db, last.count)) {
    for (const row of rows) {
      const hash = hashOf(row, last.hash, to.audit);
      await db.updateTable('audit').set({ hash }).where('seq', '=', row.seq).execute();
      last = { count: row.seq, hash };
    }
  }
  const value = headText(last, to.audit);
  await db.updateTable('keeping').set({ value }).where('name', '=', HEAD).execute();
}

function rowAfter(head: Head, { at, actor, action, subject, purpose }: AuditEntry, key: Uint8Array): Row {
  const row = { seq: head.count + 1, at, actor, action, subject, purpose };
  return { ...row, hash: hashOf(row, head.hash, key) };
}

function follows(row: Row, last: Head, key: Uint8Array): boolean {
  return row.seq === last.count + 1 && row.hash === hashOf(row, last.hash, key);
}

/** Keyed: who can write to the database but has no key cannot make a chain that fits. */
function hashOf(
  { seq, at, actor, action, subject, purpose }: Omit<Row, 'hash'>,
  before: string,
  key: Uint8Array,
): string {
  return sign([before, seq, at, actor, action, subject, purpose], key);
}

function headText(head: Head, key: Uint8Array): string {
  return JSON.stringify([head.count, head.hash, sign([HEAD, head.count, head.hash], key)]);
}

/** Null when it is not what this key signed. */
async function readHead(db: Session['db'], key: Uint8Array): Promise<Head | null> {
  const kept = await db.selectFrom('keeping').select('value').where('name', '=', HEAD).executeTakeFirst();
  const last = await db.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  const head = last === undefined ? START : { count: last.seq, hash: last.hash };
  if (kept === undefined) return last === undefined ? START : null;
  return kept.value === headText(head, key) ? head : null;
}

function sign(content: readonly unknown[], key: Uint8Array): string {
  return createHmac('sha256', key).update(JSON.stringify(content)).digest('base64');
}
