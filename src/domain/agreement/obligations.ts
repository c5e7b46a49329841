import { addDays } from '../calendar/dates.ts';
import type { PlainDate } from '../calendar/time.ts';
import type { WorkCalendar } from '../calendar/working-days.ts';
import { layRungs, type Obligation, type Told } from '../obligation.ts';
import type { CommonRules, Recipient } from '../programme.ts';
import { type Agreement, inForceOn } from './agreement.ts';

/** How far ahead repeating rungs are laid, in days. */
const HORIZON_DAYS = 40;

/** S2: the agreement's review is due on its date; the organiser is reminded 30 days before. A draft or ended agreement owes nothing. */
export function agreementObligations(
  agreement: Agreement,
  context: { readonly rules: CommonRules; readonly calendar: WorkCalendar; readonly today: PlainDate },
): readonly Obligation[] {
  const { terms, organiser } = agreement;
  if (!inForceOn(agreement, context.today)) return [];
  const owner: Told = { kind: 'person', user: organiser };
  const resolve = (to: Recipient): readonly Told[] => (to === 'organiser' || to === 'owner' ? [owner] : []);
  const rungs = layRungs({
    rules: context.rules.review.rungs,
    start: terms.validFrom,
    due: terms.reviewOn,
    horizon: addDays(context.today, HORIZON_DAYS),
    calendar: context.calendar,
    resolve,
  });
  return [
    {
      key: `review:${terms.reviewOn}`,
      kind: 'review',
      due: terms.reviewOn,
      owners: [owner],
      rungs,
      notice: false,
      quietUntil: null,
      task: null,
      step: null,
      engagement: null,
    },
  ];
}
