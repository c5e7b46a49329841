import { createHmac } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Audit, AuditEntry } from '../app/ports/vault.ts';
import { StoreError } from '../app/ports.ts';
import type { Session } from './dialect.ts';
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
    verify: async () => {
      let last = START;
      for (;;) {
        const rows = await db
          .selectFrom('audit')
          .selectAll()
          .where('seq', '>', last.count)
          .orderBy('seq')
          .limit(PAGE)
          .execute();
        for (const row of rows) {
          if (!follows(row, last, keys.audit)) return last.count + 1;
          last = { count: row.seq, hash: row.hash };
        }
        if (rows.length < PAGE) break;
      }
      const head = await readHead(db, keys.audit);
      return head !== null && head.count === last.count && head.hash === last.hash ? null : last.count + 1;
    },
  };
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
