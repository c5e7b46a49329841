import { z } from 'zod';
import { card, notice } from '../../app/view.ts';
import { listView } from '../../app/work-list/list-view.ts';
import { readerOf } from '../../app/work-list/reader.ts';
import { action } from './action.ts';

/** Back to the work list from a card that was opened from it, without changing anything. */
export const listOpen = action({
  verb: 'list.open',
  on: ['contactForm', 'contactReceipt', 'step', 'stepCondition', 'stepClose', 'course', 'consentReceipt'],
  data: z.object({}),
  async run(session) {
    const reader = readerOf(session);
    if (reader === null) return notice(session.say('errors.notForRole'));
    return card(await listView(session, reader, { view: 'today', day: session.today }));
  },
});
