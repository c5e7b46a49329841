import { AgreementId } from '../../domain/ids.ts';
import { loadAgreement } from '../agreements/load-agreement.ts';
import { readerOfCard } from '../conference/reader.ts';
import type { Scope } from '../context.ts';
import { readerOf } from '../courses/reader.ts';
import { readRecipient } from '../delivery/address.ts';
import type { PostedCard } from '../ports/outbox.ts';
import type { View } from '../view.ts';
import { channelDeadlinesView, deadlinesView } from './deadlines-view.ts';

/** An answer to `frister` that stands somewhere, without what its readers may no longer see (K12). */
export async function renderStandingDeadlines(scope: Scope, posted: PostedCard): Promise<View | 'withdrawn'> {
  const recipient = readRecipient(posted.viewer);
  if (recipient.kind !== 'channel') {
    const reader = await readerOf(scope, posted);
    return reader === null ? 'withdrawn' : deadlinesView(reader);
  }
  const { agreement } = await loadAgreement(scope, AgreementId.parse(posted.subject));
  const viewer = (await readerOfCard(scope, posted, agreement))?.viewer;
  return viewer?.kind === 'channel' ? channelDeadlinesView(scope, viewer) : 'withdrawn';
}
