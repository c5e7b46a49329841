import { z } from 'zod';
import type { Notice, Notices } from '../app/ports/outbox.ts';
import { Instant } from '../domain/calendar/time.ts';
import { UserId } from '../domain/ids.ts';
import type { Session } from './dialect.ts';
import { Flag, flagOf, readRows } from './rows.ts';

const Row: z.ZodType<Notice> = z.object({
  id: z.string(),
  to: UserId,
  kind: z.enum(['unreachable', 'uncertain', 'undeliverable', 'deleteByHand', 'handedOver']),
  subject: z.string(),
  at: Instant,
  done: Flag,
});

export function createNotices({ db }: Session): Notices {
  return {
    add: async ({ to: recipient, done, ...notice }) => {
      const added = await db
        .insertInto('notice')
        .values({ ...notice, recipient, done: flagOf(done) })
        .onConflict((on) => on.columns(['recipient', 'kind', 'subject']).doNothing())
        .executeTakeFirst();
      return Number(added.numInsertedOrUpdatedRows) === 1;
    },
    openFor: async (user) => {
      const open = db
        .selectFrom('notice')
        .select(['id', 'recipient as to', 'kind', 'subject', 'at', 'done'])
        .where('recipient', '=', user)
        .where('done', '=', 0)
        .orderBy('at')
        .orderBy('id');
      return readRows(Row, 'notice', await open.execute());
    },
    finish: async (id) => {
      await db.updateTable('notice').set({ done: 1 }).where('id', '=', id).execute();
    },
  };
}
