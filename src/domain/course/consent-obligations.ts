import { addDays, maxDate } from '../calendar/dates.ts';
import { localDate, type PlainDate } from '../calendar/time.ts';
import { DIRECTIONS, type Direction, gateLastDay, gateOpensNext } from '../consent/consent.ts';
import type { Obligation, Told } from '../obligation.ts';
import type { Side } from '../people.ts';
import { type Course, homeSide, isShared } from './course.ts';
import { duty, type ObligationContext } from './duty.ts';
import { type Waiting, waitingOf } from './relations.ts';

/**
 * A2: referral + 7 days, to the specialist or the referring clinician. Over once the consent is there, also when it begins
 * later; a no, refused or withdrawn, ends it too: nobody is nagged (K13).
 */
export function consentMissing(course: Course, context: ObligationContext): Obligation[] {
  const { today } = context;
  const given = isShared(course, today) || gateOpensNext(course.consents, course.gate, today) !== null;
  if (given || DIRECTIONS.some((direction) => saidNo(course, direction))) return [];
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

/** Whether the citizen's last word in a direction is no: refused or withdrawn, and nothing given since (K13). */
function saidNo(course: Course, direction: Direction): boolean {
  const given = course.consents.filter((c) => c.purpose === course.gate && c.direction === direction);
  const refusals = course.refusals.filter((r) => r.purpose === course.gate && r.direction === direction);
  const last = (days: readonly PlainDate[]) => days.reduce((a, b) => (a > b ? a : b), '');
  const withdrawn = given.flatMap((c) => (c.ended?.how === 'withdrawn' ? [localDate(c.ended.at)] : []));
  const no = last([...refusals.map((r) => r.on), ...withdrawn]);
  const yes = last(given.filter((c) => c.ended?.how !== 'withdrawn').map((c) => c.recordedOn));
  return no !== '' && no > yes;
}

function ownerOfConsent(course: Course, from: Side): Told {
  if (from === 'psychiatry') return { kind: 'person', user: course.referredBy };
  return course.specialist === null ? { kind: 'leader' } : { kind: 'person', user: course.specialist };
}

/**
 * A6, B6: the leader assigns a specialist. While programme A waits for its consent only the missing consent is raised (A2);
 * a programme that starts at once lacks its specialist from the day it was opened.
 */
export function specialistMissing(course: Course, context: ObligationContext): Obligation[] {
  if (course.specialist !== null) return [];
  const waits = context.rules.programme.startsBy === 'consent';
  if (waits && !isShared(course, context.today)) return [];
  const since = waits ? maxDate(course.openedOn, firstShared(course)) : course.openedOn;
  return [missingFrom(course, { since, waiting: waitingOf(course) }, context)];
}

/** A3: while it waits for room the leader has been told, keeps it on the list, and is reminded again from the expected date on. */
function missingFrom(
  course: Course,
  { since, waiting }: { readonly since: PlainDate; readonly waiting: Waiting | null },
  context: ObligationContext,
): Obligation {
  const rules = context.rules.common.specialistMissing.rungs;
  const from = (start: PlainDate) =>
    duty(course, { key: 'specialistMissing', kind: 'specialistMissing', start, due: start, rules }, context);
  const told = from(since);
  if (waiting === null || waiting.expectedOn <= since) return told;
  const again = from(waiting.expectedOn);
  const before = told.rungs.filter((r) => r.day < waiting.expectedOn).slice(0, 1);
  return { ...again, rungs: [...before, ...again.rungs.filter((r) => r.day > since)] };
}

/** The first day on which both directions had been recorded and in force. */
function firstShared(course: Course): PlainDate {
  const first = DIRECTIONS.map((direction) =>
    course.consents
      .filter((c) => c.purpose === course.gate && c.direction === direction)
      .map((c) => maxDate(c.recordedOn, c.validFrom))
      .reduce((a, b) => (a < b ? a : b)),
  );
  return first.reduce(maxDate);
}

/** K11: the consent runs out on its last valid day; a renewal recorded in time moves it. */
export function consentRunningOut(course: Course, context: ObligationContext): Obligation[] {
  const last = gateLastDay(course.consents, course.gate, context.today);
  if (last === null) return [];
  const { rungs } = context.rules.common.consentRunningOut;
  return [
    duty(
      course,
      { key: `consentRunningOut:${last}`, kind: 'consentRunningOut', start: course.openedOn, due: last, rules: rungs },
      context,
    ),
  ];
}

/** K11: "not yet in the journal" asks the clinician daily, the leader after three working days. */
export function consentNotInJournal(course: Course, context: ObligationContext): Obligation[] {
  const open = course.consents.filter(
    (c) => c.journaled === null && c.ended === null && c.direction === 'psychiatryToJobCentre',
  );
  const { rungs } = context.rules.common.consentNotInJournal;
  const owner = ownerOfJournal(course, context.today);
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

/** The named clinician once the course is shared; before and after that naming them admits nobody (A2). */
function ownerOfJournal(course: Course, today: PlainDate): Told {
  if (course.clinician !== null && isShared(course, today)) return { kind: 'person', user: course.clinician };
  return ownerOfConsent(course, homeSide(course));
}
