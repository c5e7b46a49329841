import type { People } from '../context.ts';

/** Production's people: each identity is one user, and each user has their own chat. */
export const people: People = {
  whoIs: (tx, identity) => tx.users.byIdentity(identity),
  chatOf: (tx, user) => tx.conversations.personalOf(user.id),
  headingFor: async () => null,
  sayWhose: async (_tx, _posted, say) => say('errors.notYourCard'),
};
