import { addDays } from '../calendar/dates.ts';
import { type Quarter, quarterOf, quartersBefore } from '../calendar/quarter.ts';
import type { PlainDate } from '../calendar/time.ts';
import { addWorkingDays, type WorkCalendar } from '../calendar/working-days.ts';
import { layRungs, type Obligation, type Told } from '../obligation.ts';
import type { CommonRules, Recipient, RungRule } from '../programme.ts';
import { type Agreement, inForceOn } from './agreement.ts';

/** How far ahead repeating rungs are laid, in days. */
const HORIZON_DAYS = 40;

/** What the obligations of an agreement are derived from, beside the agreement. */
interface Context {
  readonly rules: CommonRules;
  readonly calendar: WorkCalendar;
  readonly today: PlainDate;
}

/** An agreement's own obligations: its review (S2) and the quarter's results (R3). A draft or ended agreement owes nothing. */
export function agreementObligations(agreement: Agreement, context: Context): readonly Obligation[] {
  if (!inForceOn(agreement, context.today)) return [];
  return [review(agreement, context), ...results(agreement, context)];
}

/** S2: due on its date; the organiser is reminded 30 days before. */
function review(agreement: Agreement, context: Context): Obligation {
  const { reviewOn, validFrom } = agreement.terms;
  const plan = { start: validFrom, due: reviewOn, rules: context.rules.review.rungs };
  const owners: readonly Told[] = [{ kind: 'person', user: agreement.organiser }];
  return { ...blank(agreement, plan, context), key: `review:${reviewOn}`, kind: 'review', owners, notice: false };
}

/** R3, section 9: leader and coordinator are told of a quarter's results ten working days after its end, once. */
function results(agreement: Agreement, context: Context): readonly Obligation[] {
  const { rules, calendar, today } = context;
  const { dueAfterWorkingDays, raisedForWorkingDays, rungs } = rules.results;
  const quarters = [...quartersBefore(today, 1), quarterOf(today)].filter((q) => q.last >= agreement.terms.validFrom);
  return quarters.flatMap((quarter: Quarter) => {
    const due = addWorkingDays(quarter.last, dueAfterWorkingDays, calendar);
    // After downtime it is told late, but an agreement that is set up long after a quarter hears nothing of it.
    if (today > addWorkingDays(due, raisedForWorkingDays, calendar)) return [];
    const plan = { start: quarter.last, due, rules: rungs };
    return { ...blank(agreement, plan, context), key: `results:${quarter.id}`, kind: 'results' as const };
  });
}

interface Plan {
  readonly start: PlainDate;
  readonly due: PlainDate;
  readonly rules: readonly RungRule[];
}

/** A notice without an owner, its rungs resolved to the agreement's people. */
function blank({ organiser }: Agreement, { start, due, rules }: Plan, { calendar, today }: Context) {
  const resolve = (to: Recipient): readonly Told[] => {
    if (to === 'leader') return [{ kind: 'leader' }];
    return to === 'organiser' || to === 'owner' ? [{ kind: 'person', user: organiser }] : [];
  };
  const owners: readonly Told[] = [];
  const rungs = layRungs({ rules, start, due, horizon: addDays(today, HORIZON_DAYS), calendar, resolve });
  return { due, owners, rungs, notice: true, quietUntil: null, task: null, step: null, engagement: null };
}
