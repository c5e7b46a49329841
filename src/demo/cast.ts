import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Identity, User } from '../app/ports/records.ts';
import type { Tx } from '../app/ports.ts';
import { Role } from '../domain/people.ts';
import { PLAYGROUND } from './playground-config.ts';

/** One invented colleague. `played`: somebody of Odense, whom the visitor can be, and whose messages reach the one chat. */
const Member = z.strictObject({
  key: z.string(),
  name: z.string(),
  role: Role,
  organisation: z.string().nullable(),
  leader: z.string().nullable().default(null),
  played: z.boolean(),
});
export type Member = z.infer<typeof Member>;

/** Everybody in the examples; the first is who the visitor is at the start. */
export const CAST: readonly Member[] = z
  .array(Member)
  .parse(JSON.parse(readFileSync(new URL('examples/people.json', import.meta.url), 'utf8')));

/** The words for roles after `spil`, Danish first. */
const ROLE_WORDS: Readonly<Record<Role, readonly [string, string]>> = {
  specialist: ['konsulent', 'specialist'],
  clinician: ['behandler', 'clinician'],
  caseworker: ['sagsbehandler', 'caseworker'],
  leader: ['teamleder', 'leader'],
  coordinator: ['koordinator', 'coordinator'],
  admin: ['administrator', 'admin'],
};

/** The invented identity of a member: nobody signs in with it. */
export function identityOf({ key }: Pick<Member, 'key'>): Identity {
  return { tenantId: PLAYGROUND.tenantId, objectId: `demo-${key}` };
}

export function memberByKey(key: string): Member {
  const member = CAST.find((m) => m.key === key);
  if (member === undefined) throw new Error(`nobody in the examples is ${key}`);
  return member;
}

/** Whom `spil <word>` means: by role (its first member), by first name, or by full name. */
export function memberByWord(word: string): Member | null {
  const wanted = word.trim().toLowerCase();
  const played = CAST.filter((m) => m.played);
  const byRole = played.find((m) => ROLE_WORDS[m.role].includes(wanted));
  const names = ({ name }: Member) => [name.toLowerCase(), firstNameOf(name).toLowerCase()];
  return byRole ?? played.find((m) => names(m).includes(wanted)) ?? null;
}

/** What to write after `spil` to be this member: the role where they are its first, else the first name. */
export function wordFor(member: Member, language: User['language']): string {
  const [danish, english] = ROLE_WORDS[member.role];
  const word = language === 'en' ? english : danish;
  return memberByWord(word) === member ? word : firstNameOf(member.name).toLowerCase();
}

export function roleWord(role: Role, language: User['language']): string {
  return ROLE_WORDS[role][language === 'en' ? 1 : 0];
}

export function firstNameOf(name: string): string {
  return name.split(' ')[0] ?? name;
}

/** The member behind a user of the database, or null for somebody who was not in the examples. */
export async function memberOf(tx: Tx, user: User): Promise<Member | null> {
  const identities = await tx.users.identitiesOf(user.id);
  return CAST.find((m) => identities.some((i) => i.objectId === identityOf(m).objectId)) ?? null;
}
