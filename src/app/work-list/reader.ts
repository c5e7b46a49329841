import type { PersonViewer } from '../../domain/access.ts';
import type { Scope, Session } from '../context.ts';
import type { Language } from '../format.ts';
import { type Say, sayIn } from '../i18n.ts';
import { viewerOf } from '../people/viewer.ts';
import type { User } from '../ports.ts';

/** Whom a list is made for: somebody who asks, or the person a digest goes to. */
export interface Reader {
  readonly user: User;
  readonly viewer: PersonViewer;
  readonly language: Language;
  readonly say: Say;
}

/** The person of a session as a reader; null without a role. */
export function readerOf({ user, viewer, language, say }: Session): Reader | null {
  return viewer === null ? null : { user, viewer, language, say };
}

/** A user as the reader of a message that is being made for them; null without a role. */
export async function readerFor(scope: Scope, user: User): Promise<Reader | null> {
  const viewer = await viewerOf(scope, user);
  return viewer === null ? null : { user, viewer, language: user.language, say: sayIn(user.language) };
}
