import { z } from 'zod';
import { card, notice } from '../../app/view.ts';
import { listView } from '../../app/work-list/list-view.ts';
import { readerOf } from '../../app/work-list/reader.ts';
import { PlainDate } from '../../domain/calendar/time.ts';
import { action } from './action.ts';

/** Another page of the list, in place. */
export const listMore = action({
  verb: 'list.more',
  on: ['digest', 'today'],
  data: z.strictObject({ page: z.string().regex(/^\d{1,3}$/) }),
  async run(session, { page }, { view, subject }) {
    const reader = readerOf(session);
    if (reader === null) return notice(session.say('errors.notForRole'));
    const kept = view === 'digest' ? 'digest' : 'today';
    const day = PlainDate.catch(session.today).parse(subject);
    return card(await listView(session, reader, { view: kept, day, page: Number(page) }));
  },
});
