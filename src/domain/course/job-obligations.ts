import { addDays } from '../calendar/dates.ts';
import type { Obligation } from '../obligation.ts';
import { lastContactOn, type RunningCourse } from './course.ts';
import { duty, type ObligationContext } from './duty.ts';
import { type Engagement, lacksOf, type OngoingEngagement, openEngagements } from './engagement.ts';
import { laterBy } from './exemption.ts';
import { quietened } from './quietened.ts';
import { isBehindLastStep } from './rhythm.ts';
import { backFromGroupTwo } from './visitation.ts';

/** What the open jobs and agreements of a course owe (section 9): documents, the first day, and contact in the weeks after it. */
export function jobObligations(course: RunningCourse, context: ObligationContext): readonly Obligation[] {
  // B23: who is self-supporting is called under K5 alone.
  if (isBehindLastStep(course, context.rules)) return [];
  return openEngagements(course).flatMap((e) => [
    ...agreementLacks(course, e, context),
    ...(e.status === 'agreed' ? firstDay(course, e, context) : followAlong(course, e, context)),
  ]);
}

/** B15, B17: an agreement without contact person, plan, Min Plan or VITAS, from the day it was made. */
function agreementLacks(course: RunningCourse, engagement: Engagement, context: ObligationContext): Obligation[] {
  const { programme, common } = context.rules;
  if (lacksOf(engagement, programme.engagement.needs, programme).length === 0) return [];
  const { id, agreedOn } = engagement;
  const plan = { start: agreedOn, due: agreedOn, rules: common.agreementLacks.rungs };
  return [
    duty(course, { key: `agreementLacks:${id}`, kind: 'agreementLacks', ...plan, extra: { engagement: id } }, context),
  ];
}

/** The agreed first day: raised seven days before, and open until it is recorded, for contact changes with it (B12, B16). */
function firstDay(course: RunningCourse, { id, startsOn }: Engagement, context: ObligationContext): Obligation[] {
  if (startsOn === null) return [];
  const plan = { start: startsOn, due: startsOn, rules: context.rules.common.jobStart.rungs };
  return [duty(course, { key: `jobStart:${id}`, kind: 'jobStart', ...plan, extra: { engagement: id } }, context)];
}

/**
 * Contact three days after the start and then weekly for four weeks. Each point is met by a contact after the point before it, so the
 * present one follows from the last contact alone; after the last the monthly rhythm goes on by itself. Days of an exemption do not count (B4).
 */
function followAlong(course: RunningCourse, engagement: OngoingEngagement, context: ObligationContext): Obligation[] {
  const { afterDays, rungs } = context.rules.common.followAlong;
  const { id, startedOn } = engagement;
  const contact = lastContactOn(course);
  const later = laterBy(course, startedOn);
  const points = [startedOn, ...afterDays.map((n) => later(addDays(startedOn, n)))];
  const isMet = (n: number) =>
    contact !== null && (n === 0 ? contact >= startedOn : contact > (points[n] ?? startedOn));
  // B3: what fell in group 2 is not asked for afterwards.
  const back = backFromGroupTwo(course);
  const isPast = (n: number) => back !== null && (points[n + 1] ?? back) < back;
  const days = afterDays.find((_, n) => !(isMet(n) || isPast(n)));
  if (days === undefined) return [];
  const plan = { start: startedOn, due: addDays(startedOn, days), rules: rungs };
  const extra = { engagement: id };
  const key = `followAlong:${id}:${startedOn}+${days}`;
  return [
    quietened(
      course,
      { duty: duty(course, { key, kind: 'followAlong', ...plan, rests: true, extra }, context), since: startedOn },
      context,
    ),
  ];
}
