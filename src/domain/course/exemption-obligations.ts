import { addDays, maxDate } from '../calendar/dates.ts';
import type { Obligation } from '../obligation.ts';
import { failuresInARow, lastContactOn, lastHeardOn, type RunningCourse } from './course.ts';
import { duty, type ObligationContext } from './duty.ts';
import { type Exemption, openExemption } from './exemption.ts';
import { lostContactNotice } from './lost-contact.ts';
import { quietened } from './quietened.ts';
import { ownerOf } from './visitation-obligations.ts';

/** B4: what does not rest during an exemption: its review, and a contact that was agreed. */
export function exemptionObligations(course: RunningCourse, context: ObligationContext): readonly Obligation[] {
  const exempt = openExemption(course);
  const rules = context.rules.programme.exemption;
  if (exempt === null || rules === null) return [];
  const { from, reviewOn } = exempt;
  const key = `exemptionReview:${from}:${reviewOn}`;
  const plan = { key, start: from, due: reviewOn, rules: rules.review.rungs, owner: ownerOf(course) };
  return [
    duty(course, { ...plan, kind: 'exemptionReview' }, context),
    ...agreedContact(course, exempt, context),
    ...silence(course, exempt, context),
  ];
}

/** The agreed contact, until one is held on its day or later. */
function agreedContact(course: RunningCourse, { contactOn }: Exemption, context: ObligationContext): Obligation[] {
  const rungs = context.rules.programme.exemption?.agreedContact.rungs;
  const heldOn = lastContactOn(course);
  if (contactOn === null || rungs === undefined || (heldOn !== null && heldOn >= contactOn)) return [];
  const plan = { key: `agreedContact:${contactOn}`, start: contactOn, due: contactOn, rules: rungs };
  const agreed = duty(course, { ...plan, kind: 'agreedContact' }, context);
  return [quietened(course, { duty: agreed, since: contactOn }, context)];
}

/** F3: silence rests too, unless a contact was agreed; then it counts from that day, and attempts from the first day of the exemption. */
function silence(course: RunningCourse, { from, contactOn }: Exemption, context: ObligationContext): Obligation[] {
  if (contactOn === null) return [];
  const { afterDays, afterFailures } = context.rules.common.lostContact;
  const base = maxDate(lastHeardOn(course) ?? contactOn, contactOn);
  const third = failuresInARow(course).filter((day) => day >= from)[afterFailures - 1];
  const silent = addDays(base, afterDays);
  return [lostContactNotice(course, third !== undefined && third < silent ? third : silent, context)];
}
