import { z } from 'zod';
import { maySetUp } from '../../app/agreements/set-up-access.ts';
import { Page, Typed } from '../../app/agreements/set-up-draft.ts';
import { turnPage } from '../../app/agreements/set-up-form.ts';
import { card, notice } from '../../app/view.ts';
import { action } from './action.ts';

/** Turns a page of the form, or saves it from the last one. */
export const setUpPage = action({
  verb: 'setUp.page',
  on: ['setUp1', 'setUp2', 'setUp3'],
  data: z.strictObject({ ...Typed.shape, rev: z.string().max(20), page: Page, to: z.union([Page, z.literal('save')]) }),
  async run(session, { rev, page, to, ...typed }, posted) {
    if (!maySetUp(session)) return notice(session.say('errors.notForRole'));
    if (posted.view !== `setUp${page}`) return notice(session.say('errors.alreadyAnswered'));
    if (to === 'save' && page !== '3') return notice(session.say('errors.badCard'));
    const view = await turnPage(session, posted, { rev, page, to, typed });
    return view === null ? notice(session.say('setUp.notYours')) : card(view);
  },
});
