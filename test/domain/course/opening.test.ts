import { describe, expect, test } from '@jest/globals';
import type { OpenCourse } from '../../../src/domain/course/commands.ts';
import { isShared } from '../../../src/domain/course/course.ts';
import { CloseReason, CourseEvent, DeclineReason } from '../../../src/domain/course/events.ts';
import { courseFrom } from '../../../src/domain/course/evolve.ts';
import { decideOpening } from '../../../src/domain/course/open.ts';
import { Alias } from '../../../src/domain/ids.ts';
import {
  at,
  CASEWORKER,
  CLINICIAN,
  consented,
  day,
  given,
  opened,
  opening,
  outcome,
  type ProgrammeName,
  referred,
  rulesOf,
  running,
  SPECIALIST,
} from '../../_util/builders.ts';

/** Opens on Monday 2 November 2026 unless told. */
function open(programme: ProgrammeName, changes: Partial<OpenCourse> = {}, today = '2026-11-02') {
  const rules = rulesOf(programme, { contactEveryDays: null });
  return decideOpening(opening(changes), { now: at(today), today: day(today), by: SPECIALIST, rules });
}
function courseOf(decision: ReturnType<typeof open>) {
  if (decision.kind === 'refused') throw new Error(decision.because);
  const course = courseFrom(decision.events.map((event) => ({ event, at: at('2026-11-02'), by: SPECIALIST })));
  if (course === null) throw new Error('no course');
  return course;
}
const bySpecialist = { groupDecidedOn: day('2026-10-30') };
const byCaseworker = { referredBy: CASEWORKER, caseworker: CASEWORKER, specialist: null };

describe('A1, S1: a course stands on an agreement', () => {
  test('A1, S1: no agreement in force, no course', () => {
    expect(outcome(open('ips', { agreementInForce: false }))).toBe('agreement-not-in-force');
  });
  test('S2: only a programme the agreement offers, and only with a conference to belong to', () => {
    expect(outcome(open('ips', { programmeOffered: false }))).toBe('programme-not-offered');
    expect(outcome(open('ips', { conferenceExists: false }))).toBe('no-conference');
  });
});

describe('A2, A6: a referral to programme A', () => {
  test('A2: before K1 it is henvist: alias and referral date, no start date, no steps', () => {
    const course = courseOf(open('ips'));
    expect(course).toMatchObject({ status: 'referred', alias: 'ODE-014', referredOn: '2026-11-02', steps: [] });
    expect(course).not.toHaveProperty('startedOn');
  });

  test('A6: source and date of the referral are kept, and the days to the start can be counted', () => {
    const course = courseOf(open('ips', { source: 'citizenAndClinician', referredOn: day('2026-10-20') }));
    expect(course).toMatchObject({ source: 'citizenAndClinician', referredOn: '2026-10-20', openedOn: '2026-11-02' });
  });

  test('A6: a clinician refers to programme A only', () => {
    const clinician = { openerSide: 'psychiatry', referredBy: CLINICIAN, specialist: null } as const;
    expect(courseOf(open('ips', clinician))).toMatchObject({ openedFrom: 'psychiatry', specialist: null });
    expect(outcome(open('fsm3', { ...clinician, ...bySpecialist }))).toBe('clinician-refers-only-ips');
  });

  test.each([
    ['tomorrow', '2026-11-03', 'date-in-future'],
    ['200 years ago', '1826-11-02', 'date-too-old'],
  ])('A6: a referral dated %s is refused', (_when, date, because) => {
    expect(outcome(open('ips', { referredOn: day(date) }))).toBe(because);
  });
});

describe('A3: zero exclusion', () => {
  test('A3: there is no field for diagnosis, history, misuse or benefit in any event, and no free text', () => {
    const shapes = CourseEvent.options.flatMap((option) => Object.keys(option.shape));
    expect(shapes.filter((key) => /diagnos|history|misuse|symptom|benefit|text$|comment/i.test(key))).toEqual([
      'text',
      'text',
    ]);
    // A decision of the conference and a line of the step-up's agreement: each the id of an encrypted note.
  });

  test('A3: five reasons why a referral does not start, and no "andet"', () => {
    expect(DeclineReason.options).toEqual([
      'doesNotWantJob',
      'doesNotConsent',
      'notInOutpatientCare',
      'notWithJobCentre',
      'moved',
    ]);
  });

  test('A3: a referral may be declined, a running course may not', () => {
    const decline = { type: 'decline', because: 'doesNotWantJob' } as const;
    expect(given(opened('2026-11-02')).after(decline, { on: '2026-11-05' }).course).toMatchObject({
      status: 'declined',
      endedOn: '2026-11-05',
    });
    expect(outcome(given(running('2026-11-02')).decide(decline, { on: '2026-11-05' }))).toBe('already-running');
  });
});

describe('A18: a course is closed with one reason', () => {
  test('A18: five reasons, and lost contact is none of them', () => {
    expect(CloseReason.options).toEqual(['goalReached', 'citizenStops', 'moved', 'died', 'otherService']);
  });

  test('A18: a running course closes, once; a referral does not close', () => {
    const close = { type: 'close', because: 'goalReached' } as const;
    const closed = given(running('2026-11-02')).after(close, { on: '2027-05-03' });
    expect(closed.course).toMatchObject({ status: 'closed', startedOn: '2026-11-02', endedOn: '2027-05-03' });
    expect(outcome(closed.decide(close, { on: '2027-05-04' }))).toBe('course-closed');
    expect(outcome(given(opened('2026-11-02')).decide(close, { on: '2026-11-05' }))).toBe('not-running');
  });

  test('A18: nothing more happens on a closed course, but a consent can still be withdrawn (K12)', () => {
    const closed = given(running('2026-11-02')).after({ type: 'close', because: 'moved' }, { on: '2026-11-20' });
    expect(outcome(closed.decide({ type: 'recordSignOfLife', on: day('2026-11-20') }, { on: '2026-11-20' }))).toBe(
      'course-closed',
    );
    expect(outcome(closed.decide({ type: 'withdrawConsent' }, { on: '2026-11-21' }))).toEqual(['ConsentWithdrawn']);
    expect(closed.obligations('2026-12-20')).toEqual([]);
  });
});

describe('B1, B2: opening programme B', () => {
  test('B1: 30 or more on the opening day asks for nothing', () => {
    expect(courseOf(open('fsm3', { ...bySpecialist, age: 30 })).status).toBe('running');
  });
  test('B1: younger is a question for a reason, never a refusal of the person', () => {
    expect(outcome(open('fsm3', { ...bySpecialist, age: 29 }))).toBe('age-reason-needed');
    expect(courseOf(open('fsm3', { ...bySpecialist, age: 19, ageReason: 'localAgreement' })).ageReason).toBe(
      'localAgreement',
    );
  });
  test('B1: programme A has no age', () => {
    expect(courseOf(open('ips', { age: 19 })).status).toBe('referred');
  });

  test('B2: the specialist opens with the date of the group decision', () => {
    expect(outcome(open('fsm3'))).toBe('group-decision-date-needed');
    expect(courseOf(open('fsm3', bySpecialist))).toMatchObject({ groupDecidedOn: '2026-10-30', status: 'running' });
  });
  test('B2: the caseworker opens without it', () => {
    expect(outcome(open('fsm3', byCaseworker))).toEqual(['CourseOpened', 'CourseStarted', 'StepStarted']);
  });
  test('B2: step 1 counts from the first talk, else from opening', () => {
    const talked = courseOf(open('fsm3', { ...byCaseworker, firstTalkOn: day('2026-10-26') }));
    expect(talked.steps).toEqual([{ step: '1', startedOn: '2026-10-26', completedOn: null }]);
    expect(talked.startTalks).toEqual(['2026-10-26']);
    expect(courseOf(open('fsm3', byCaseworker)).steps[0]?.startedOn).toBe('2026-11-02');
  });
  test('B2: a talk cannot lie ahead', () => {
    expect(outcome(open('fsm3', { ...byCaseworker, firstTalkOn: day('2026-11-03') }))).toBe('date-in-future');
  });

  test('B5: programme B starts without K3, in the job centre alone', () => {
    const course = courseOf(open('fsm3', bySpecialist));
    expect(course.status).toBe('running');
    expect(isShared(course, day('2026-11-02'))).toBe(false);
  });
});

describe('N6: the alias', () => {
  test.each(['ODE-014', 'OD-001', 'ÆØÅÅ-1000'])('N6: %s', (alias) => expect(Alias.safeParse(alias).success).toBe(true));
  test.each(['ODE014', 'ODE-14', 'ode-014', 'ODENS-014', 'ODE-014 '])('N6: not "%s"', (alias) => {
    expect(Alias.safeParse(alias).success).toBe(false);
  });

  test('N6: lapse, renewal and another specialist keep it', () => {
    const course = given(referred('2026-11-02'), consented('2026-11-04'))
      .after({ type: 'assignSpecialist', specialist: SPECIALIST }, { on: '2026-11-05' })
      .after({ type: 'withdrawConsent' }, { on: '2026-12-01' });
    expect(course.course.alias).toBe('ODE-014');
  });
});
