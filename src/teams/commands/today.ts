import { card, notice } from '../../app/view.ts';
import { listView } from '../../app/work-list/list-view.ts';
import { readerOf } from '../../app/work-list/reader.ts';
import type { Command } from './command.ts';

export const today: Command = {
  id: 'today',
  where: ['personal'],
  for: ['specialist', 'clinician', 'caseworker', 'leader', 'coordinator'],
  async run(session) {
    const reader = readerOf(session);
    if (reader === null) return notice(session.say('errors.notForRole'));
    return card(await listView(session, reader, { view: 'today', day: session.today }));
  },
};
