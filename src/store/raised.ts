import { z } from 'zod';
import type { Raised, RaisedRung } from '../app/ports/due.ts';
import { PlainDate } from '../domain/calendar/time.ts';
import type { Session } from './dialect.ts';
import { readRows } from './rows.ts';

const Row: z.ZodType<RaisedRung> = z.object({
  subject: z.string(),
  obligation: z.string(),
  rung: z.string(),
  recipient: z.string(),
  on: PlainDate,
});

export function createRaised({ db }: Session): Raised {
  const select = () =>
    db
      .selectFrom('raised')
      .select(['subject', 'obligation', 'rung', 'recipient', 'on_day as on'])
      .orderBy('on_day')
      .orderBy('subject')
      .orderBy('obligation')
      .orderBy('rung')
      .orderBy('recipient');
  return {
    add: async ({ on: onDay, ...rung }) => {
      const added = await db
        .insertInto('raised')
        .values({ ...rung, on_day: onDay })
        .onConflict((on) => on.doNothing())
        .executeTakeFirst();
      return Number(added.numInsertedOrUpdatedRows) === 1;
    },
    ofSubject: async (subject) => readRows(Row, 'raised', await select().where('subject', '=', subject).execute()),
    ofRecipient: async (recipient, on) =>
      readRows(Row, 'raised', await select().where('recipient', '=', recipient).where('on_day', '=', on).execute()),
  };
}
