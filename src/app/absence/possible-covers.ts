import type { Scope } from '../context.ts';
import type { User } from '../ports/records.ts';
import { isPeer } from './stand-in.ts';

/** Colleagues who may stand in: the same role and organisation, with an open chat to be told in (N3). By name. */
export async function possibleCovers(scope: Scope, user: User): Promise<readonly User[]> {
  if (user.organisation === null) return [];
  const colleagues = (await scope.tx.users.ofOrganisation(user.organisation)).filter((u) => isPeer(user, u));
  const chats = await Promise.all(colleagues.map((u) => scope.parts.people.chatOf(scope.tx, u)));
  return colleagues.filter((_, i) => chats[i]?.state === 'open').toSorted((a, b) => a.name.localeCompare(b.name));
}
