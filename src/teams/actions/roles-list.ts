import { z } from 'zod';
import { mayGiveRoles } from '../../app/people/list-people.ts';
import { rolesView } from '../../app/people/roles-view.ts';
import { card, notice } from '../../app/view.ts';
import { action, andInputs } from './action.ts';

/** A page of the list, or back to it; what was chosen in a form and not saved is gone. */
export const rolesList = action({
  verb: 'roles.list',
  on: ['roles', 'roleForm', 'roleLink', 'roleReceipt'],
  data: andInputs({ page: z.coerce.number().int().min(1).max(10_000).default(1) }),
  async run(session, { page }) {
    if (!mayGiveRoles(session)) return notice(session.say('errors.notForRole'));
    return card(await rolesView(session, page));
  },
});
