import { openRequest } from '../../app/citizen-rights/requests.ts';
import type { Command } from './command.ts';

export const access: Command = {
  id: 'access',
  where: ['personal'],
  for: ['admin'],
  run: (session, rest) => openRequest(session, 'access', rest),
};
