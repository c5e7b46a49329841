import type { Conference } from '../../domain/agreement/agreement.ts';
import type { AgreementId, MeetingId } from '../../domain/ids.ts';
import type { Scope } from '../context.ts';
import type { PostedCard } from '../ports.ts';
import { type AgreementNow, meetingsAround } from './load-conference.ts';

/** The channel's agenda card of a meeting, the newest where it was posted again after a move; null when there is none. */
export async function agendaCard(
  scope: Scope,
  { agreement }: Pick<AgreementNow, 'agreement'>,
  meeting: MeetingId,
): Promise<PostedCard | null> {
  const { shared } = agreement.channels;
  const card = shared === undefined ? null : await scope.tx.posted.latest('agenda', meeting, shared);
  return card?.state === 'gone' ? null : card;
}

/** Brings the posted agendas of a conference that is still to come up to date: moved, cancelled, another place. */
export async function refreshAgendas(scope: Scope, loaded: AgreementNow, conference: Conference): Promise<void> {
  for (const { occurrence } of await meetingsAround(scope, loaded, conference)) {
    if (occurrence.end > scope.now) await refreshAgenda(scope, loaded, occurrence.meeting);
  }
}

/** Brings one posted agenda up to date in place, for everyone who sees it. */
export async function refreshAgenda(
  scope: Scope,
  loaded: Pick<AgreementNow, 'agreement'>,
  meeting: MeetingId,
): Promise<void> {
  const card = await agendaCard(scope, loaded, meeting);
  if (card !== null) await refreshCard(scope, card, loaded.agreement.id);
}

/** Plans a card to be rendered anew in place; one that is planned already covers this change too. */
export async function refreshCard(scope: Scope, card: PostedCard, agreement: AgreementId): Promise<void> {
  const pending = await scope.tx.outbox.pendingOf(`card:${card.id}`);
  if (pending.some((row) => row.kind === 'refresh')) return;
  await scope.tx.outbox.add({
    kind: 'refresh',
    subject: card.subject,
    recipient: `card:${card.id}`,
    // Not the moment: two changes may fall on the same one.
    rung: scope.parts.ids.next(),
    notBefore: scope.now,
    uselessAfter: null,
    calendar: agreement,
    anyHour: true,
  });
}
