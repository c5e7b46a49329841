import type { PlainDate } from '../calendar/time.ts';
import { type ConsentDirection, DIRECTIONS_OF, lastDayInForce, OtherPurpose } from '../consent/consent.ts';
import type { Obligation, Told } from '../obligation.ts';
import { openStepUp } from '../step-up/step-up.ts';
import type { Course, RunningCourse } from './course.ts';
import { duty, type ObligationContext } from './duty.ts';
import { isBehindLastStep, rhythmOf } from './rhythm.ts';

/**
 * K11 for K2, K4 and K5: those that still open something are renewed in time, by whoever may record them. A consent that opens nothing any
 * more runs out in silence, and nobody is asked about one that was never given (K13).
 */
export function otherConsentsRunningOut(course: RunningCourse, context: ObligationContext): Obligation[] {
  const { today, rules } = context;
  const { rungs } = rules.common.otherConsentRunningOut;
  return OtherPurpose.options
    .filter((purpose) => stillOpens(course, purpose, context))
    .flatMap((purpose) => {
      const owner = ownerOf(course, purpose);
      return lastDays(course, purpose, today).map((last) =>
        duty(
          course,
          {
            key: `otherConsentRunningOut:${purpose}:${last}`,
            kind: 'otherConsentRunningOut',
            start: course.openedOn,
            due: last,
            rules: rungs,
            owner,
            extra: { purpose },
          },
          context,
        ),
      );
    });
}

/** K2 while the course runs, K4 while a step-up goes on, K5 while there are calls left. */
function stillOpens(course: RunningCourse, purpose: OtherPurpose, { rules, today }: ObligationContext): boolean {
  switch (purpose) {
    case 'K2':
      return true;
    case 'K4':
      return openStepUp(course) !== null;
    case 'K5':
      return !isBehindLastStep(course, rules) || rhythmOf(course, rules, today) !== null;
    default:
      return purpose satisfies never;
  }
}

/** The last days of what is in force: participants whose consents end on one day are asked about at once (K4). */
function lastDays(course: Course, purpose: OtherPurpose, day: PlainDate): readonly PlainDate[] {
  const last = (direction: ConsentDirection) => lastDayInForce(course.consents, purpose, { direction, day });
  return [...new Set(DIRECTIONS_OF[purpose].flatMap((direction) => last(direction) ?? []))].sort();
}

function ownerOf({ caseworker, specialist }: Course, purpose: OtherPurpose): Told {
  const user = purpose === 'K4' ? (caseworker ?? specialist) : specialist;
  return user === null ? { kind: 'leader' } : { kind: 'person', user };
}
