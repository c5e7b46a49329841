import { z } from 'zod';
import type { Posted, PostedCard } from '../app/ports/outbox.ts';
import { StoreError } from '../app/ports.ts';
import { Instant } from '../domain/calendar/time.ts';
import { ActivityId, ConversationId, type CourseId, PostedId } from '../domain/ids.ts';
import type { Session } from './dialect.ts';
import { RecipientColumn } from './outbox.ts';
import { readFirst, readRows } from './rows.ts';

const Row: z.ZodType<PostedCard> = z.object({
  id: PostedId,
  conversation: ConversationId,
  activity: ActivityId.nullable(),
  thread: ActivityId.nullable(),
  view: z.string(),
  subject: z.string(),
  viewer: RecipientColumn,
  state: z.enum(['sending', 'standing', 'uncertain', 'gone']),
  at: Instant,
});

export function createPosted({ db }: Session): Posted {
  const select = () => db.selectFrom('posted').selectAll('posted').orderBy('posted.n', 'desc');
  const disclose = (id: PostedId, courses: readonly CourseId[]) => setDisclosed(db, id, courses);
  return {
    save: async ({ id, ...rest }, discloses) => {
      await db
        .insertInto('posted')
        .values({ id, ...rest })
        .onConflict((on) => on.column('id').doUpdateSet(rest))
        .execute();
      await disclose(id, discloses);
    },
    settle: async (id, { activity, state }) => {
      const { numUpdatedRows } = await db
        .updateTable('posted')
        // Once an activity id is known it stays known.
        .set({ state, ...(activity === null ? {} : { activity }) })
        .where('id', '=', id)
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) throw new StoreError('a posted card to settle is not there');
    },
    get: async (id) => readFirst(Row, 'posted', await select().where('id', '=', id).execute()),
    latest: async (view, subject, conversation) => {
      const cards = select()
        .where('conversation', '=', conversation)
        .where('view', '=', view)
        .where('subject', '=', subject)
        .limit(1);
      return readFirst(Row, 'posted', await cards.execute());
    },
    disclosing: async (course) => {
      const cards = select()
        .innerJoin('posted_course', 'posted_course.posted', 'posted.id')
        .where('posted_course.course', '=', course)
        .where('state', '!=', 'gone');
      return readRows(Row, 'posted', await cards.execute());
    },
    disclose,
  };
}

async function setDisclosed(db: Session['db'], id: PostedId, courses: readonly CourseId[]): Promise<void> {
  await db.deleteFrom('posted_course').where('posted', '=', id).execute();
  const rows = [...new Set(courses)].map((course) => ({ posted: id, course }));
  if (rows.length > 0) await db.insertInto('posted_course').values(rows).execute();
}
