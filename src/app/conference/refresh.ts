import type { Conference } from '../../domain/agreement/agreement.ts';
import type { AgreementId, CourseId, MeetingId } from '../../domain/ids.ts';
import type { Scope } from '../context.ts';
import type { PostedCard } from '../ports/outbox.ts';
import { type AgreementNow, type LoadedMeeting, meetingsAround } from './load-conference.ts';
import { readSubject } from './pages.ts';

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

/** Brings the channel's question rounds of a meeting up to date: two taps at once, or an answer given in person. */
export async function refreshRounds(
  scope: Scope,
  { agreement, occurrence }: Pick<LoadedMeeting, 'agreement' | 'occurrence'>,
  course: CourseId,
): Promise<void> {
  for (const card of await scope.tx.posted.disclosing(course)) {
    const isRound = card.view === 'questionRound' && card.viewer.startsWith('channel:');
    if (isRound && readSubject(card.subject).meeting === occurrence.meeting)
      await refreshCard(scope, card, agreement.id);
  }
}

/** Plans a card to be rendered anew in place; one that is planned already covers this change too. */
async function refreshCard(scope: Scope, card: PostedCard, agreement: AgreementId): Promise<void> {
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
