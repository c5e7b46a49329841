import type { Scope, Session } from '../context.ts';
import type { Organisation, User } from '../ports/records.ts';

/** Everyone who has written to the bot: those without a role first, then by name. Who was merged into a colleague is not listed. */
export async function listPeople({ tx }: Scope): Promise<readonly User[]> {
  const everyone = await tx.users.all();
  const there = await Promise.all(
    everyone.map(async (u) => u.role !== null || (await tx.users.identitiesOf(u.id)).length > 0),
  );
  return everyone.filter((_, i) => there[i]).sort(newcomersFirst);
}

function newcomersFirst(a: User, b: User): number {
  const waiting = Number(b.role === null) - Number(a.role === null);
  return waiting === 0 ? a.name.localeCompare(b.name, 'da') : waiting;
}

/** Names of organisations by id. */
export async function organisationNames({ tx }: Scope): Promise<ReadonlyMap<Organisation['id'], string>> {
  return new Map((await tx.organisations.all()).map((o) => [o.id, o.name]));
}

/** Whether somebody may give roles: administrators, in their own chat. */
export function mayGiveRoles(session: Session): boolean {
  return session.place === 'personal' && session.viewer?.colleague.role === 'admin';
}
