import type { ChannelKind } from '../../domain/agreement/agreement.ts';
import type { AgreementId } from '../../domain/ids.ts';
import type { Session } from '../context.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { type Answer, card, notice } from '../view.ts';
import { setUpAgreement } from './set-up.ts';
import { agreementToManage, offersHere } from './set-up-access.ts';
import { kindErrors } from './set-up-form.ts';
import { receiptView } from './set-up-receipt-view.ts';
import { startView } from './set-up-start-view.ts';

/** Binds the channel this happens in to an agreement, as the kind that was chosen (N2). */
export async function bindHere(
  session: Session,
  asked: { readonly agreement: AgreementId; readonly kind: ChannelKind; readonly rev: string },
): Promise<Answer> {
  const { say } = session;
  const known = await agreementToManage(session, asked.agreement);
  if (known === null) return notice(say('setUp.notYours'));
  const errors = await kindErrors(session, { known }, asked.kind);
  if (errors.kind !== undefined) return notice(errors.kind);
  if (asked.rev !== String(known.revision)) return card(await startView(session, await offersHere(session)));
  const done = await setUpAgreement(session, {
    id: asked.agreement,
    known,
    terms: null,
    organisations: [],
    conference: null,
    channel: { id: session.conversation.id, kind: asked.kind },
    by: session.user.id,
  });
  if (done.kind === 'refused') return notice(refusalSentence(say, done));
  return card(await receiptView(session, done, asked.kind));
}
