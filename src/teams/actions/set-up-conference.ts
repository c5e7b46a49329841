import { z } from 'zod';
import { maySetUp } from '../../app/agreements/set-up-access.ts';
import { switchConference } from '../../app/agreements/set-up-form.ts';
import { card, notice } from '../../app/view.ts';
import { ConferenceId } from '../../domain/ids.ts';
import { action, andInputs } from './action.ts';

/** Page 2 on another conference of the agreement, or on one more. */
export const setUpConference = action({
  verb: 'setUp.conference',
  on: ['setUp2', 'setUpReceipt'],
  data: andInputs({ rev: z.string().max(20), conference: z.union([z.literal('new'), ConferenceId]) }),
  async run(session, { rev, conference }, posted) {
    if (!maySetUp(session)) return notice(session.say('errors.notForRole'));
    const to = { rev, conference: conference === 'new' ? null : ConferenceId.parse(conference) };
    const view = await switchConference(session, posted, to);
    return view === null ? notice(session.say('setUp.notYours')) : card(view);
  },
});
