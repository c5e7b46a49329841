import { rolesView } from '../../app/people/roles-view.ts';
import { card } from '../../app/view.ts';
import type { Command } from './command.ts';

export const roles: Command = {
  id: 'roles',
  where: ['personal'],
  for: ['admin'],
  async run(session) {
    return card(await rolesView(session, 1));
  },
};
