import type { Inbound } from '../app/ports.ts';
import type { Session } from './dialect.ts';

export function createInbound({ db }: Session): Inbound {
  return {
    first: async (key, at) => {
      const added = await db
        .insertInto('inbound')
        .values({ key, at })
        .onConflict((on) => on.doNothing())
        .executeTakeFirst();
      return Number(added.numInsertedOrUpdatedRows) === 1;
    },
  };
}
