import { z } from 'zod';
import { type ActingSession, asActing } from '../../app/courses/reader.ts';
import { markSeen, resend, type SeenTo } from '../../app/delivery/see-to-delivery.ts';
import type { PostedCard } from '../../app/ports/outbox.ts';
import { type Answer, card, notice } from '../../app/view.ts';
import { whenView } from '../../app/when/when-view.ts';
import { listView } from '../../app/work-list/list-view.ts';
import { PlainDate } from '../../domain/calendar/time.ts';
import { action } from './action.ts';

const on = ['when', 'digest', 'today'] as const;
const data = z.strictObject({ row: z.string().regex(/^\d{1,15}$/) });

/** *Send igen*: what may not have been delivered goes out once more, by somebody's word (product.md 5). */
export const deliveryResend = action({
  verb: 'delivery.resend',
  on,
  data,
  async run(session, { row }, posted) {
    const acting = asActing(session);
    if (acting === null) return notice(session.say('errors.notForRole'));
    return cardAgain(acting, posted, await resend(acting, Number(row)));
  },
});

/** *Er set*: nothing more to do about it. */
export const deliverySeen = action({
  verb: 'delivery.seen',
  on,
  data,
  async run(session, { row }, posted) {
    const acting = asActing(session);
    if (acting === null) return notice(session.say('errors.notForRole'));
    return cardAgain(acting, posted, await markSeen(acting, Number(row)));
  },
});

/** The card it was tapped on, as things stand now. */
async function cardAgain(session: ActingSession, { view, subject }: PostedCard, done: SeenTo): Promise<Answer> {
  if (view === 'when') return card(await whenView(session, done));
  const kept = view === 'digest' ? 'digest' : 'today';
  const day = PlainDate.catch(session.today).parse(subject);
  return card(await listView(session, { view: kept, day, done: session.say(`when.done.${done}`) }));
}
