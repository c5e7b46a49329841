import { z } from 'zod';
import { maySetUp } from '../../app/agreements/set-up-access.ts';
import { dropDraft } from '../../app/agreements/set-up-draft.ts';
import { openForm } from '../../app/agreements/set-up-form.ts';
import { card, notice } from '../../app/view.ts';
import { AgreementId } from '../../domain/ids.ts';
import { action, andInputs } from './action.ts';

/** Opens the form on an agreement, or on a new one; what was typed on the card before is gone. */
export const setUpOpen = action({
  verb: 'setUp.open',
  on: ['setUpStart', 'setUp1', 'setUpReceipt'],
  data: andInputs({ agreement: z.union([z.literal('new'), AgreementId]) }),
  async run(session, { agreement }, posted) {
    if (!maySetUp(session)) return notice(session.say('errors.notForRole'));
    await dropDraft(session, posted.id);
    const view = await openForm(session, agreement === 'new' ? null : AgreementId.parse(agreement));
    return view === null ? notice(session.say('setUp.notYours')) : card(view);
  },
});
