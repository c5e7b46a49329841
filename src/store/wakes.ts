import { z } from 'zod';
import type { WakeSubject, Wakes } from '../app/ports/due.ts';
import { Instant } from '../domain/calendar/time.ts';
import { AgreementId, ConferenceId, CourseId, RequestId, UserId } from '../domain/ids.ts';
import type { Session } from './dialect.ts';
import { readFirst, readRow, readRows } from './rows.ts';

const Subject: z.ZodType<WakeSubject> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('course'), id: CourseId }),
  z.object({ kind: z.literal('agreement'), id: AgreementId }),
  z.object({ kind: z.literal('conference'), id: ConferenceId, agreement: AgreementId }),
  z.object({ kind: z.literal('person'), id: UserId }),
  z.object({ kind: z.literal('request'), id: RequestId }),
]);
const Row = z.looseObject({ at: Instant }).transform((row) => ({ subject: readRow(Subject, 'wake', row), at: row.at }));
const Next = z.object({ at: Instant.nullable() });

export function createWakes({ db, shared }: Session): Wakes {
  return {
    at: async ({ kind, id }) => {
      const row = db.selectFrom('wake').select('at').where('kind', '=', kind).where('id', '=', id);
      return readFirst(Next, 'wake', await row.execute())?.at ?? null;
    },
    set: async (subject, at) => {
      const { kind, id } = subject;
      if (at === null) {
        await db.deleteFrom('wake').where('kind', '=', kind).where('id', '=', id).execute();
        return;
      }
      const rest = { at, agreement: subject.kind === 'conference' ? subject.agreement : null };
      await db
        .insertInto('wake')
        .values({ kind, id, ...rest })
        .onConflict((on) => on.columns(['kind', 'id']).doUpdateSet(rest))
        .execute();
    },
    due: async (now, limit) => {
      const rows = db
        .selectFrom('wake')
        .selectAll()
        .where('at', '<=', now)
        .orderBy('at')
        .orderBy('kind')
        .orderBy('id')
        .limit(limit)
        .$if(shared, (query) => query.forUpdate().skipLocked());
      return readRows(Row, 'wake', await rows.execute());
    },
    nextAt: async () => {
      const row = await db
        .selectFrom('wake')
        .select((eb) => eb.fn.min('at').as('at'))
        .executeTakeFirstOrThrow();
      return readRow(Next, 'wake', row).at;
    },
    wakeAll: async (now) => {
      await db.updateTable('wake').set({ at: now }).where('at', '>', now).execute();
    },
  };
}
