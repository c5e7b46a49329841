import type { Training } from '../app/ports/records.ts';
import { TrainingEntry } from '../domain/training.ts';
import type { Session } from './dialect.ts';
import { inParts, readRows } from './rows.ts';

export function createTraining({ db }: Session): Training {
  const rows = () =>
    db
      .selectFrom('training')
      .select(['id', 'about', 'kind', 'agreement', 'on_day as on'])
      .orderBy('on_day')
      .orderBy('id');
  return {
    add: async ({ on, ...entry }) => {
      await db
        .insertInto('training')
        .values({ ...entry, on_day: on })
        .execute();
    },
    about: async (ids) =>
      readRows(TrainingEntry, 'training', await inParts(ids, (part) => rows().where('about', 'in', part).execute())),
    firstCoursesUnder: async (agreement) => {
      const found = rows().where('agreement', '=', agreement).where('kind', '=', 'firstCourse');
      return readRows(TrainingEntry, 'training', await found.execute());
    },
    remove: async (id) => {
      await db.deleteFrom('training').where('id', '=', id).execute();
    },
  };
}
