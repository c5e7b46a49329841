import { asActing } from '../../app/courses/reader.ts';
import { card, notice } from '../../app/view.ts';
import { channelDeadlinesView, deadlinesView } from '../../app/work-list/deadlines-view.ts';
import type { Command } from './command.ts';

export const deadlines: Command = {
  id: 'deadlines',
  where: ['personal', 'channel'],
  for: ['specialist', 'clinician', 'caseworker', 'leader', 'coordinator'],
  async run(session) {
    const { channel, place, say } = session;
    if (place === 'channel') {
      if (channel === null) return notice(say('errors.unboundChannel'));
      return card(await channelDeadlinesView(session, channel));
    }
    const reader = asActing(session);
    return reader === null ? notice(say('errors.notForRole')) : card(await deadlinesView(reader));
  },
};
