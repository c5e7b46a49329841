import type { Session } from '../context.ts';
import type { PostedCard } from '../ports/outbox.ts';

/** Whose card it is: a personal card answers to one person, a channel's to whoever is in it (product.md 3). */
export function isTheirs(session: Session, posted: PostedCard): boolean {
  if (posted.conversation !== session.conversation.id) return false;
  return posted.viewer.startsWith('channel:') || posted.viewer === `user:${session.user.id}`;
}
