import { z } from 'zod';
import type { Absences } from '../app/ports/records.ts';
import type { Absence } from '../domain/absence.ts';
import { PlainDate } from '../domain/calendar/time.ts';
import { AbsenceId, UserId } from '../domain/ids.ts';
import type { Session } from './dialect.ts';
import { createMemo } from './memo.ts';
import { readRows } from './rows.ts';

const Row: z.ZodType<Absence> = z.object({
  id: AbsenceId,
  colleague: UserId,
  cover: UserId,
  first: PlainDate,
  last: PlainDate,
});

export function createAbsences({ db }: Session): Absences {
  const all = createMemo<readonly Absence[]>();
  const read = async () => {
    const rows = db
      .selectFrom('absence')
      .select(['id', 'colleague', 'cover', 'first_day as first', 'last_day as last'])
      .orderBy('first_day')
      .orderBy('id');
    return readRows(Row, 'absence', await rows.execute());
  };
  return {
    add: async ({ first, last, ...who }) => {
      all.forget();
      await db
        .insertInto('absence')
        .values({ ...who, first_day: first, last_day: last })
        .execute();
    },
    all: () => all.keep('', read),
    remove: async (id) => {
      all.forget();
      await db.deleteFrom('absence').where('id', '=', id).execute();
    },
  };
}
