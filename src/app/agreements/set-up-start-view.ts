import type { Session } from '../context.ts';
import { plain } from '../plain.ts';
import type { View } from '../view.ts';
import type { Offer } from './set-up-access.ts';

/** The choice in a channel that is not bound yet: complete an agreement, bind the channel to one, or set up a new one. */
export async function startView(session: Session, offers: readonly Offer[]): Promise<View> {
  const { say, tx } = session;
  const names = new Map((await tx.organisations.all()).map((o) => [o.id, o.name]));
  const rows = offers.slice(0, MOST_ROWS).map(({ row, agreement, revision, complete, bind }) => ({
    title: plain(row.code),
    parties: plain(
      say('setUp.parties', { jobCentre: names.get(row.jobCentre) ?? '', clinic: names.get(row.clinic) ?? '' }),
    ),
    lacks: lacking(session, agreement),
    complete,
    shared: bind.includes('shared'),
    own: bind.includes('jobCentre'),
    agreement: row.id,
    rev: String(revision),
  }));
  return {
    card: 'set-up-start',
    language: session.language,
    data: { rows, more: offers.length > MOST_ROWS ? say('setUp.more', { count: offers.length - MOST_ROWS }) : '' },
    summary: say('summary.answer'),
    about: { view: 'setUpStart', subject: session.conversation.id },
    discloses: [],
  };
}
const MOST_ROWS = 8;

function lacking({ say }: Session, { channels, conferences, terms }: Offer['agreement']): string {
  const lacks = [
    ...(terms.draft ? ['draft'] : []),
    ...(conferences.length === 0 ? ['conference'] : []),
    ...(channels.shared === undefined ? ['shared'] : []),
    ...(channels.jobCentre === undefined && channels.shared !== undefined ? ['own'] : []),
  ];
  return lacks.map((what) => say(`setUp.lacks.${what}`)).join(' ');
}
