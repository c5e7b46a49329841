import type { PersonViewer } from '../../domain/access.ts';
import { type Colleague, SIDE_OF_ROLE } from '../../domain/people.ts';
import type { Scope } from '../context.ts';
import type { User } from '../ports/records.ts';

/** What a user's access hangs on; null without a role (deny by default). */
export async function viewerOf(scope: Scope, user: User): Promise<PersonViewer | null> {
  const colleague = await colleagueOf(scope, user);
  if (colleague === null || user.organisation === null)
    return colleague === null ? null : { kind: 'person', colleague, team: new Set(), agreements: new Set() };
  const agreements = await scope.tx.agreements.ofOrganisation(user.organisation);
  const colleagues = colleague.role === 'leader' ? await scope.tx.users.ofOrganisation(user.organisation) : [];
  return {
    kind: 'person',
    colleague,
    team: new Set(
      colleagues.filter((u) => u.leader === user.id || (u.role === 'specialist' && u.leader === null)).map((u) => u.id),
    ),
    agreements: new Set(agreements.map((a) => a.id)),
  };
}

/** A user as a colleague with a side; null without a role. */
async function colleagueOf({ tx }: Scope, user: User): Promise<Colleague | null> {
  if (user.role === null) return null;
  const organisation = user.organisation === null ? null : await tx.organisations.get(user.organisation);
  const side = organisation?.side ?? SIDE_OF_ROLE[user.role];
  return { id: user.id, role: user.role, organisation: user.organisation, side, leader: user.leader };
}
