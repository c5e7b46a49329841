import type { People } from '../app/context.ts';
import { sayIn } from '../app/i18n.ts';
import { people as production } from '../app/people/people.ts';
import type { Identity, User } from '../app/ports/records.ts';
import type { Tx } from '../app/ports.ts';
import { ConversationId, UserId } from '../domain/ids.ts';
import { CAST, firstNameOf, identityOf, type Member, memberOf, roleWord, wordFor } from './cast.ts';
import { PLAYGROUND } from './playground-config.ts';

const PLAYING = 'demo.playing';

/** Wraps production's people: the Playground's one user is whoever is being played, and all of Odense shares its one chat. */
export const demoPeople: People = {
  whoIs: async (tx, identity) => (isVisitor(identity) ? playedNow(tx) : production.whoIs(tx, identity)),
  async chatOf(tx, user) {
    const member = await memberOf(tx, user);
    if (member === null) return production.chatOf(tx, user);
    // People of the other agreements have never opened a chat.
    if (!member.played) return null;
    return tx.conversations.get(ConversationId.parse(PLAYGROUND.personalChat));
  },
  async headingFor(_tx, user) {
    const { role, name } = user;
    const say = sayIn(user.language);
    return role === null ? null : say('demo.heading', { name, role: roleWord(role, user.language) });
  },
  async sayWhose(tx, posted, say) {
    const [, id] = posted.viewer.split('user:');
    const user = id === undefined ? null : await tx.users.get(UserId.parse(id));
    const member = user === null ? null : await memberOf(tx, user);
    if (member === null) return production.sayWhose(tx, posted, say);
    return say('demo.notYourCard', { name: firstNameOf(member.name), word: wordFor(member, 'da') });
  },
};

function isVisitor({ objectId }: Identity): boolean {
  return objectId === PLAYGROUND.visitor.objectId;
}

/** Who the visitor is now: the first of the examples until `spil` says another. */
export async function playedNow(tx: Tx): Promise<User | null> {
  const id = await tx.meta.get(PLAYING);
  if (id !== null) return tx.users.get(UserId.parse(id));
  const [first] = CAST;
  return first === undefined ? null : tx.users.byIdentity(identityOf(first));
}

/** Makes the visitor somebody else; null when the examples have been seeded without them. */
export async function play(tx: Tx, member: Member): Promise<User | null> {
  const user = await tx.users.byIdentity(identityOf(member));
  if (user !== null) await tx.meta.set(PLAYING, user.id);
  return user;
}
