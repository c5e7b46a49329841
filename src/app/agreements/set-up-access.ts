import { type Agreement, agreementFrom, type ChannelKind } from '../../domain/agreement/agreement.ts';
import type { AgreementId } from '../../domain/ids.ts';
import type { Scope, Session } from '../context.ts';
import type { AgreementRow, User } from '../ports/records.ts';

/** An agreement with the revision a change expects. */
export interface AgreementAt {
  readonly agreement: Agreement;
  readonly revision: number;
}

/** Whether somebody sets up agreements at all: coordinators, in a channel. */
export function maySetUp(session: Session): boolean {
  return session.place === 'channel' && session.viewer?.colleague.role === 'coordinator';
}

/** The agreement for its coordinators: those of a party, the organiser, and those who belong to no organisation; null for all others. */
export async function agreementToManage(session: Session, id: AgreementId): Promise<AgreementAt | null> {
  const stream = await session.tx.events.load('agreement', id);
  const agreement = agreementFrom(stream.history.map((h) => h.event));
  return agreement !== null && managesAgreement(session.user, agreement)
    ? { agreement, revision: stream.revision }
    : null;
}

export function managesAgreement({ id, organisation }: User, { terms, organiser }: Agreement): boolean {
  return organisation === null || organisation === terms.jobCentre || organisation === terms.clinic || organiser === id;
}

/** What a coordinator can do with an agreement from a channel that is not bound yet. */
export interface Offer {
  readonly row: AgreementRow;
  readonly agreement: Agreement;
  readonly revision: number;
  /** It still lacks its conference or its shared channel: the form opens on it. */
  readonly complete: boolean;
  /** As what this channel can be bound to it: the agreement has its other channel in the same team. */
  readonly bind: readonly ChannelKind[];
}

/** Agreements to complete or to bind this channel to. */
export async function offersHere(session: Session): Promise<readonly Offer[]> {
  const rows = await session.tx.agreements.all();
  const streams = await session.tx.events.loadMany(
    'agreement',
    rows.map((row) => row.id),
  );
  const offers: Offer[] = [];
  for (const row of rows) {
    const { history = [], revision = 0 } = streams.get(row.id) ?? {};
    const agreement = agreementFrom(history.map((h) => h.event));
    if (agreement === null || !managesAgreement(session.user, agreement)) continue;
    const set = agreement.channels.shared !== undefined && agreement.conferences.length > 0;
    const bind = (await isInThisTeam(session, agreement)) ? unbound(agreement) : [];
    if (!set || bind.length > 0) offers.push({ row, agreement, revision, complete: !set, bind });
  }
  return offers;
}

function unbound({ channels, conferences }: Agreement): readonly ChannelKind[] {
  const kinds: readonly ChannelKind[] = ['shared', 'jobCentre'];
  return conferences.length === 0 ? [] : kinds.filter((kind) => channels[kind] === undefined);
}

async function isInThisTeam(session: Scope & Pick<Session, 'conversation'>, { channels }: Agreement): Promise<boolean> {
  const { teamId } = session.conversation;
  if (teamId === null) return false;
  for (const channel of Object.values(channels)) {
    const known = await session.tx.conversations.get(channel);
    if (known?.teamId === teamId) return true;
  }
  return false;
}

/** Colleagues of both parties who have a role there: who can be invited, and who can cover. */
export async function colleaguesOf(
  { tx }: Scope,
  terms: Pick<Agreement['terms'], 'jobCentre' | 'clinic'> | null,
): Promise<readonly User[]> {
  if (terms === null) return [];
  const sides = [await tx.users.ofOrganisation(terms.jobCentre), await tx.users.ofOrganisation(terms.clinic)];
  return sides
    .flat()
    .filter((u) => u.role !== null && u.role !== 'admin')
    .sort((a, b) => a.name.localeCompare(b.name, 'da'));
}
