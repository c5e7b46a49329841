import { settingsView } from '../../app/settings/settings-view.ts';
import { card } from '../../app/view.ts';
import type { Command } from './command.ts';

export const settings: Command = {
  id: 'settings',
  where: ['personal'],
  for: ['specialist', 'clinician', 'caseworker', 'leader', 'coordinator', 'admin'],
  run: async (session) => card(settingsView(session)),
};
