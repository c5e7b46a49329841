import { addDays, maxDate } from '../calendar/dates.ts';
import type { PlainDate } from '../calendar/time.ts';
import { gateLastDay } from '../consent/consent.ts';
import type { Obligation, Told } from '../obligation.ts';
import type { Side } from '../people.ts';
import { type Course, isShared, type RunningCourse } from './course.ts';
import { duty, type ObligationContext } from './duty.ts';

/** A2: referral + 7 days, to the specialist or the referring clinician. A refusal ends it: nobody is nagged (K13). */
export function consentMissing(course: Course, context: ObligationContext): Obligation[] {
  if (isShared(course, context.today) || course.refusals.some((r) => r.purpose === course.gate)) return [];
  const { dueAfterDays, rungs } = context.rules.common.consentMissing;
  const due = addDays(course.referredOn, dueAfterDays);
  const owner = ownerOfConsent(course, course.openedFrom);
  return [
    duty(
      course,
      { key: 'consentMissing', kind: 'consentMissing', start: course.referredOn, due, rules: rungs, owner },
      context,
    ),
  ];
}

function ownerOfConsent(course: Course, from: Side): Told {
  if (from === 'psychiatry') return { kind: 'person', user: course.referredBy };
  return course.specialist === null ? { kind: 'leader' } : { kind: 'person', user: course.specialist };
}

/** A6, B6: the leader assigns a specialist; for programme A once the consent makes the referral visible to the job centre. */
export function specialistMissing(course: Course, context: ObligationContext): Obligation[] {
  const visible = course.openedFrom === 'jobCentre' || isShared(course, context.today);
  if (course.specialist !== null || !visible) return [];
  const since = maxDate(course.openedOn, firstShared(course) ?? course.openedOn);
  const { rungs } = context.rules.common.specialistMissing;
  return [
    duty(
      course,
      { key: 'specialistMissing', kind: 'specialistMissing', start: since, due: since, rules: rungs },
      context,
    ),
  ];
}

function firstShared(course: Course): PlainDate | null {
  return (
    course.consents
      .filter((c) => c.purpose === course.gate)
      .map((c) => maxDate(c.recordedOn, c.validFrom))
      .sort()
      .at(-1) ?? null
  );
}

/** K11: the consent runs out on its last valid day; a renewal recorded in time moves it. */
export function consentRunningOut(course: RunningCourse, context: ObligationContext): Obligation[] {
  const last = gateLastDay(course.consents, course.gate, context.today);
  if (last === null) return [];
  const { rungs } = context.rules.common.consentRunningOut;
  return [
    duty(
      course,
      { key: `consentRunningOut:${last}`, kind: 'consentRunningOut', start: course.startedOn, due: last, rules: rungs },
      context,
    ),
  ];
}

/** K11: "not yet in the journal" asks daily, the leader after three working days. */
export function consentNotInJournal(course: Course, context: ObligationContext): Obligation[] {
  const open = course.consents.filter(
    (c) => c.journaled === null && c.ended === null && c.direction === 'psychiatryToJobCentre',
  );
  const { rungs } = context.rules.common.consentNotInJournal;
  const clinician = course.clinician ?? course.specialist;
  const owner: Told = clinician === null ? { kind: 'leader' } : { kind: 'person', user: clinician };
  return open.map((c) =>
    duty(
      course,
      {
        key: `journal:${c.id}`,
        kind: 'consentNotInJournal',
        start: c.recordedOn,
        due: c.recordedOn,
        rules: rungs,
        owner,
      },
      context,
    ),
  );
}
