import type { Meta } from '../app/ports.ts';
import type { Session } from './dialect.ts';

export function createMeta({ db }: Session): Meta {
  return {
    get: async (key) => {
      const row = await db.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst();
      return row?.value ?? null;
    },
    set: async (key, value) => {
      await db
        .insertInto('meta')
        .values({ key, value })
        .onConflict((on) => on.column('key').doUpdateSet({ value }))
        .execute();
    },
  };
}
