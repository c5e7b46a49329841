import { z } from 'zod';
import { asActing } from '../../app/courses/reader.ts';
import { card, notice } from '../../app/view.ts';
import { deadlinesView } from '../../app/work-list/deadlines-view.ts';
import { action } from './action.ts';

/** Another page of `frister`, in place; in person only. */
export const deadlinesMore = action({
  verb: 'deadlines.more',
  on: ['deadlines'],
  data: z.strictObject({ page: z.string().regex(/^\d{1,3}$/) }),
  async run(session, { page }) {
    const reader = session.place === 'personal' ? asActing(session) : null;
    if (reader === null) return notice(session.say('errors.notForRole'));
    return card(await deadlinesView(reader, Number(page)));
  },
});
