import { z } from 'zod';
import { linkPerson } from '../../app/people/link-person.ts';
import { mayGiveRoles } from '../../app/people/list-people.ts';
import { roleFormView } from '../../app/people/role-form-view.ts';
import { roleLinkedView, roleLinkView } from '../../app/people/role-link-view.ts';
import { card, notice } from '../../app/view.ts';
import { UserId } from '../../domain/ids.ts';
import { action, andInputs } from './action.ts';

/** "Samme person som …": opens the choice of colleague. */
export const rolesSame = action({
  verb: 'roles.same',
  on: ['roleForm'],
  data: andInputs({ user: UserId }),
  async run(session, { user: id }) {
    if (!mayGiveRoles(session)) return notice(session.say('errors.notForRole'));
    const user = await session.tx.users.get(id);
    return user === null ? notice(session.say('errors.badCard')) : card(await roleLinkView(session, user));
  },
});

/** Makes the newcomer one with the chosen colleague. */
export const rolesLink = action({
  verb: 'roles.link',
  on: ['roleLink'],
  data: z.strictObject({ user: UserId, colleague: z.union([z.literal(''), UserId]).default('') }),
  async run(session, { user: id, colleague: chosen }) {
    if (!mayGiveRoles(session)) return notice(session.say('errors.notForRole'));
    const { users } = session.tx;
    const user = await users.get(id);
    if (user === null) return notice(session.say('errors.badCard'));
    const colleague = chosen === '' ? null : await users.get(chosen);
    const problem = await linkPerson(session, user, colleague);
    if (problem !== null) return card(await roleFormView(session, user, { trouble: { problem, count: 0 } }));
    return colleague === null ? notice(session.say('errors.badCard')) : card(roleLinkedView(session, user, colleague));
  },
});
