import { openRequest } from '../../app/citizen-rights/requests.ts';
import type { Command } from './command.ts';

export const erase: Command = {
  id: 'erase',
  where: ['personal'],
  for: ['admin'],
  run: (session, rest) => openRequest(session, 'erasure', rest),
};
