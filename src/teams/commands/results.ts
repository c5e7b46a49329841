import { asActing } from '../../app/courses/reader.ts';
import { channelResultsView, FIRST_PAGE, resultsView } from '../../app/results/results-view.ts';
import { card, notice } from '../../app/view.ts';
import type { Command } from './command.ts';

export const results: Command = {
  id: 'results',
  where: ['personal', 'channel'],
  for: ['specialist', 'leader', 'coordinator'],
  async run(session) {
    const { channel, place, say } = session;
    if (place === 'channel') {
      if (channel === null) return notice(say('errors.unboundChannel'));
      return card(await channelResultsView(session, channel, FIRST_PAGE.page));
    }
    const reader = asActing(session);
    const view = reader === null ? null : await resultsView(reader);
    return view === null ? notice(say('results.noAgreement')) : card(view);
  },
};
