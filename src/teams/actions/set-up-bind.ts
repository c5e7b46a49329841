import { z } from 'zod';
import { bindHere } from '../../app/agreements/bind-channel.ts';
import { maySetUp } from '../../app/agreements/set-up-access.ts';
import { notice } from '../../app/view.ts';
import { ChannelKind } from '../../domain/agreement/agreement.ts';
import { AgreementId } from '../../domain/ids.ts';
import { action } from './action.ts';

/** Binds this channel to an agreement that has its other channel in the same team. */
export const setUpBind = action({
  verb: 'setUp.bind',
  on: ['setUpStart'],
  data: z.strictObject({ agreement: AgreementId, kind: ChannelKind, rev: z.string().max(20) }),
  async run(session, asked) {
    if (!maySetUp(session)) return notice(session.say('errors.notForRole'));
    return bindHere(session, asked);
  },
});
