import { z } from 'zod';
import { asActing } from '../../app/courses/reader.ts';
import { PAGES } from '../../app/results/page.ts';
import { channelResultsView, resultsView } from '../../app/results/results-view.ts';
import { card, notice } from '../../app/view.ts';
import type { Role } from '../../domain/people.ts';
import { action } from './action.ts';

/** Who reads results (product.md 4). */
const READERS: ReadonlySet<Role> = new Set(['specialist', 'leader', 'coordinator']);

/** Another page of `resultater`, or another agreement, in place. Counted anew, for whoever taps. */
export const resultsPage = action({
  verb: 'results.page',
  on: ['results'],
  data: z.strictObject({ page: z.enum(PAGES), agreement: z.string().max(80).default('') }),
  async run(session, asked) {
    const reader = asActing(session);
    if (reader === null || !READERS.has(reader.viewer.colleague.role)) return notice(session.say('errors.notForRole'));
    if (session.place !== 'personal') {
      if (session.channel === null) return notice(session.say('errors.unboundChannel'));
      return card(await channelResultsView(session, session.channel, asked.page));
    }
    const view = await resultsView(reader, asked);
    return view === null ? notice(session.say('results.noAgreement')) : card(view);
  },
});
