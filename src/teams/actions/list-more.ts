import { z } from 'zod';
import { asActing } from '../../app/courses/reader.ts';
import { card, notice } from '../../app/view.ts';
import { listView } from '../../app/work-list/list-view.ts';
import { PlainDate } from '../../domain/calendar/time.ts';
import { action, andInputs } from './action.ts';

/** Another page of the list, in place. */
export const listMore = action({
  verb: 'list.more',
  on: ['digest', 'today'],
  data: z.strictObject({ page: z.string().regex(/^\d{1,3}$/) }),
  async run(session, { page }, { view, subject }) {
    const reader = asActing(session);
    if (reader === null) return notice(session.say('errors.notForRole'));
    const kept = view === 'digest' ? 'digest' : 'today';
    const day = PlainDate.catch(session.today).parse(subject);
    return card(await listView(reader, { view: kept, day, page: Number(page) }));
  },
});

/** Back to the list from a card that was opened from it, without changing anything. */
export const listOpen = action({
  verb: 'list.open',
  on: [
    ...['stepUp', 'stepUpForm', 'stepUpCopy'],
    ...['contactForm', 'contactReceipt', 'consentReceipt', 'step', 'stepReceipt', 'job'],
    ...['employerForm', 'employers', 'partners', 'principles'],
  ],
  data: andInputs({}),
  async run(session) {
    const reader = asActing(session);
    if (reader === null) return notice(session.say('errors.notForRole'));
    return card(await listView(reader, { view: 'today', day: session.today }));
  },
});
