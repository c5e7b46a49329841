import { addDays } from '../calendar/dates.ts';
import type { Obligation } from '../obligation.ts';
import type { RunningCourse } from './course.ts';
import { duty, type ObligationContext } from './duty.ts';
import { beganOn, isBehindLastStep } from './rhythm.ts';

/**
 * The first contact with an employer (section 9), counted from the day the programme's data names: no employer is contacted before it.
 * Met by a contact, and by an agreement or a job, which cannot have come without one.
 */
export function firstEmployerContact(course: RunningCourse, context: ObligationContext): Obligation[] {
  const { from, dueAfterDays, rungs } = context.rules.programme.firstEmployerContact;
  const start = beganOn(course, from);
  const isMet = course.employerContacts.length > 0 || course.engagements.length > 0;
  if (start === null || isMet || isBehindLastStep(course, context.rules)) return [];
  const due = addDays(start, dueAfterDays);
  const key = `firstEmployerContact:${start}`;
  return [duty(course, { key, kind: 'firstEmployerContact', start, due, rules: rungs, rests: true }, context)];
}
