import { type Quarter, quarterOf, quartersBefore } from '../calendar/quarter.ts';
import { addWorkingDays } from '../calendar/working-days.ts';
import type { Obligation, Told } from '../obligation.ts';
import { type Agreement, inForceOn } from './agreement.ts';
import { type AgreementContext, noticeFor } from './notice.ts';
import { trainingObligations } from './training-obligations.ts';

/** An agreement's own obligations: its review (S2), training and supervision (S4), and the quarter's results (R3). A draft owes nothing, an ended agreement the results of its last quarter. */
export function agreementObligations(agreement: Agreement, context: AgreementContext): readonly Obligation[] {
  if (agreement.terms.draft) return [];
  const owed = inForceOn(agreement, context.today)
    ? [review(agreement, context), ...trainingObligations(agreement, context)]
    : [];
  return [...owed, ...results(agreement, context)];
}

/** S2: due on its date; the organiser is reminded 30 days before, with the leaders, and monthly until a new date is set. */
function review(agreement: Agreement, context: AgreementContext): Obligation {
  const { reviewOn, validFrom } = agreement.terms;
  const plan = { start: validFrom, due: reviewOn, rules: context.rules.review.rungs };
  const owners: readonly Told[] = [{ kind: 'person', user: agreement.organiser }];
  return { ...noticeFor(agreement, plan, context), key: `review:${reviewOn}`, kind: 'review', owners, notice: false };
}

/** R3, section 9: leader and coordinator are told of a quarter's results ten working days after its end, once. */
function results(agreement: Agreement, context: AgreementContext): readonly Obligation[] {
  const { rules, calendar, today } = context;
  const { dueAfterWorkingDays, raisedForWorkingDays, rungs } = rules.results;
  const { validFrom, validTo } = agreement.terms;
  const near = [...quartersBefore(today, 1), quarterOf(today)];
  const quarters = near.filter((q) => q.last >= validFrom && q.first <= validTo);
  return quarters.flatMap((quarter: Quarter) => {
    const due = addWorkingDays(quarter.last, dueAfterWorkingDays, calendar);
    // After downtime it is told late, but an agreement that is set up long after a quarter hears nothing of it.
    if (today > addWorkingDays(due, raisedForWorkingDays, calendar)) return [];
    const plan = { start: quarter.last, due, rules: rungs };
    return { ...noticeFor(agreement, plan, context), key: `results:${quarter.id}`, kind: 'results' as const };
  });
}
