import type { PersonViewer } from '../../domain/access.ts';
import type { Scope, Session } from '../context.ts';
import { readRecipient } from '../delivery/address.ts';
import type { Language } from '../format.ts';
import { type Say, sayIn } from '../i18n.ts';
import { viewerOf } from '../people/viewer.ts';
import type { PostedCard } from '../ports/outbox.ts';

/** Somebody a card is made for: with what they may see, in their language. A session is one; so is whoever reads a standing card. */
export interface Reader extends Scope {
  readonly viewer: PersonViewer;
  readonly language: Language;
  readonly say: Say;
}

/** A session of somebody with a role; null without one. */
export type ActingSession = Session & Reader;

/** The session as one that may act; null for someone whose role was taken away. */
export function asActing(session: Session): ActingSession | null {
  const { viewer } = session;
  return viewer === null ? null : { ...session, viewer };
}

/** Who reads a standing personal card now, with today's role; null for a channel's card and for someone without a role. */
export async function readerOf(scope: Scope, posted: PostedCard): Promise<Reader | null> {
  const reader = readRecipient(posted.viewer);
  if (reader.kind !== 'user') return null;
  const user = await scope.tx.users.get(reader.id);
  const viewer = user === null ? null : await viewerOf(scope, user);
  if (user === null || viewer === null) return null;
  return { ...scope, viewer, language: user.language, say: sayIn(user.language) };
}
