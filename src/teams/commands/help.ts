import { helpView } from '../../app/help/help-view.ts';
import { card } from '../../app/view.ts';
import type { Command } from './command.ts';

export const help: Command = {
  id: 'help',
  where: ['personal', 'channel', 'group'],
  for: 'everyone',
  unboundChannel: true,
  async run(session, _rest, all) {
    return card(helpView(session, all));
  },
};
