import { asActing } from '../../app/courses/reader.ts';
import { card, notice } from '../../app/view.ts';
import { listView } from '../../app/work-list/list-view.ts';
import type { Command } from './command.ts';

export const today: Command = {
  id: 'today',
  where: ['personal'],
  for: ['specialist', 'clinician', 'caseworker', 'leader', 'coordinator'],
  async run(session) {
    const reader = asActing(session);
    if (reader === null) return notice(session.say('errors.notForRole'));
    return card(await listView(reader, { view: 'today', day: session.today }));
  },
};
