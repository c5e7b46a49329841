import type { Session } from '../context.ts';
import type { User } from '../ports/records.ts';

/** Why two were not made one; each has its sentence under `roles.problem`. */
export type LinkProblem = 'link-needs-newcomer' | 'link-needs-colleague';

/**
 * Makes a newcomer another identity of a colleague (domain.md 2): at home and as a guest elsewhere. Only somebody without a role can be
 * merged away, for nothing hangs on them yet; their chat becomes one of the colleague's, and the last one seen is used.
 */
export async function linkPerson(
  session: Session,
  newcomer: User,
  colleague: User | null,
): Promise<LinkProblem | null> {
  const { tx, now } = session;
  if (newcomer.role !== null) return 'link-needs-newcomer';
  if (colleague === null || colleague.role === null || colleague.id === newcomer.id) return 'link-needs-colleague';
  for (const identity of await tx.users.identitiesOf(newcomer.id)) await tx.users.linkIdentity(identity, colleague.id);
  for (;;) {
    const chat = await tx.conversations.personalOf(newcomer.id);
    if (chat === null) break;
    await tx.conversations.save({ ...chat, user: colleague.id });
  }
  await tx.audit.append({
    at: now,
    actor: session.user.id,
    action: 'identityLinked',
    subject: `${newcomer.id}:${colleague.id}`,
    purpose: null,
  });
  return null;
}
