import type { PersonViewer } from '../../domain/access.ts';
import type { UserId } from '../../domain/ids.ts';
import { type Colleague, SIDE_OF_ROLE } from '../../domain/people.ts';
import { closingsCoveredBy } from '../absence/closing-cover.ts';
import { coveredBy } from '../absence/stand-in.ts';
import type { Scope } from '../context.ts';
import type { User } from '../ports/records.ts';

/** What a user's access hangs on; null without a role (deny by default). */
export async function viewerOf(scope: Scope, user: User): Promise<PersonViewer | null> {
  const colleague = await colleagueOf(scope, user);
  if (colleague === null) return null;
  if (user.organisation === null) {
    const everywhere = (await scope.tx.agreements.all()).map((a) => a.id);
    const closings = await closingsCoveredBy(scope, user, everywhere);
    return { kind: 'person', colleague, team: new Set(), agreements: new Set(), covering: new Set(), closings };
  }
  const covering = await coveredBy(scope, user);
  const agreements = await scope.tx.agreements.ofOrganisation(user.organisation);
  const colleagues = colleague.role === 'leader' ? await scope.tx.users.ofOrganisation(user.organisation) : [];
  return {
    kind: 'person',
    colleague,
    team: new Set(colleagues.filter((u) => isLed(u, user.id, covering)).map((u) => u.id)),
    agreements: new Set(agreements.map((a) => a.id)),
    covering,
    closings: await closingsCoveredBy(
      scope,
      user,
      agreements.map((a) => a.id),
    ),
  };
}

/** A leader's team: those they lead, those nobody leads, and while they stand in for another leader, that leader's (N3). */
function isLed({ role, leader }: User, me: UserId, covering: ReadonlySet<UserId>): boolean {
  if (leader === null) return role === 'specialist';
  return leader === me || covering.has(leader);
}

/** A user as a colleague with a side; null without a role. */
async function colleagueOf({ tx }: Scope, user: User): Promise<Colleague | null> {
  if (user.role === null) return null;
  const organisation = user.organisation === null ? null : await tx.organisations.get(user.organisation);
  const side = organisation?.side ?? SIDE_OF_ROLE[user.role];
  return { id: user.id, role: user.role, organisation: user.organisation, side, leader: user.leader };
}
