import { z } from 'zod';
import { mayGiveRoles } from '../../app/people/list-people.ts';
import { roleFormView } from '../../app/people/role-form-view.ts';
import { card, notice } from '../../app/view.ts';
import { UserId } from '../../domain/ids.ts';
import { action } from './action.ts';

/** Picks somebody from the list: their form. */
export const rolesPick = action({
  verb: 'roles.pick',
  on: ['roles'],
  data: z.strictObject({ user: UserId }),
  async run(session, { user: id }) {
    if (!mayGiveRoles(session)) return notice(session.say('errors.notForRole'));
    const user = await session.tx.users.get(id);
    return user === null ? notice(session.say('errors.badCard')) : card(await roleFormView(session, user));
  },
});
