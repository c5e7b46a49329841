import { describe, expect, test } from '@jest/globals';
import type { CourseCommand } from '../../../src/domain/course/commands.ts';
import { missingConditions } from '../../../src/domain/course/steps.ts';
import { holdersOn } from '../../../src/domain/obligation.ts';
import {
  assigned,
  CASEWORKER,
  calendar,
  day,
  given,
  met,
  opened,
  openedB,
  outcome,
  programmes,
  running,
  runningB,
  SPECIALIST,
  started,
  stepStarted,
  told,
} from '../../_util/builders.ts';

const COMPLETE: CourseCommand = { type: 'completeStep' };
const confirm = (condition: 'cvBegun' | 'jobGoalBegun' | 'specialistInMinPlan', date: string): CourseCommand => ({
  type: 'meetCondition',
  condition,
  on: day(date),
  where: 'jobnet',
  goal: null,
  note: null,
});
const allMet = (date: string) => (['cvBegun', 'jobGoalBegun', 'specialistInMinPlan'] as const).map((c) => met(date, c));
const fsm3 = programmes.latest('fsm3');

describe('B9: step 1 ends with specialist, CV, job goal and Min Plan', () => {
  test('B9: completing it refuses with exactly what is missing', () => {
    const course = given(openedB('2026-11-02'), started('2026-11-02', '1'), met('2026-11-10', 'jobGoalBegun'));
    expect(course.decide(COMPLETE, { on: '2026-11-20' })).toEqual({
      kind: 'refused',
      because: 'step-lacks',
      details: { missing: ['specialistAssigned', 'cvBegun', 'specialistInMinPlan'] },
    });
  });

  test('B9, B10: with all four it ends, and step 2 begins the same day', () => {
    const course = given(runningB('2026-11-02'), allMet('2026-11-10')).after(COMPLETE, { on: '2026-11-25' });
    expect(course.course.steps).toEqual([
      { step: '1', startedOn: '2026-11-02', completedOn: '2026-11-25' },
      { step: '2', startedOn: '2026-11-25', completedOn: null },
    ]);
    expect(course.owes('step', '2026-11-25')?.due).toBe('2027-02-24');
  });

  test('B9, B17: a second tap does not skip a step: step 2 asks for its own', () => {
    const course = given(runningB('2026-11-02'), allMet('2026-11-10')).after(COMPLETE, { on: '2026-11-25' });
    expect(outcome(course.decide(COMPLETE, { on: '2026-11-25' }))).toBe('step-lacks');
  });

  test('B8, F2: a document is confirmed as done, where, when and by whom', () => {
    const course = given(runningB('2026-11-02')).after(confirm('cvBegun', '2026-11-09'), { on: '2026-11-10' });
    expect(course.course.conditions.get('cvBegun')).toEqual({
      on: '2026-11-09',
      where: 'jobnet',
      goal: null,
      note: null,
      by: SPECIALIST,
    });
    expect(missingConditions(course.course, fsm3)).toEqual(['jobGoalBegun', 'specialistInMinPlan']);
    expect(outcome(course.decide(confirm('cvBegun', '2026-11-10'), { on: '2026-11-10' }))).toBe(
      'condition-already-met',
    );
  });

  test.each([
    ['tomorrow', '2026-11-11', 'date-in-future'],
    ['200 years ago', '1826-11-10', 'date-too-old'],
  ])('F2: a document done %s is refused', (_when, date, because) => {
    expect(outcome(given(runningB('2026-11-02')).decide(confirm('cvBegun', date), { on: '2026-11-10' }))).toBe(because);
  });

  test('A15: programme A has no steps to complete, and no targets', () => {
    const course = given(running('2026-11-02'));
    expect(outcome(course.decide(COMPLETE, { on: '2026-11-10' }))).toBe('no-step');
    expect(course.owes('step', '2026-11-10')).toBeUndefined();
    expect(outcome(course.decide(confirm('cvBegun', '2026-11-09'), { on: '2026-11-10' }))).toEqual([
      'StepConditionMet',
    ]);
    expect(outcome(given(opened('2026-11-02')).decide(confirm('cvBegun', '2026-11-02'), { on: '2026-11-02' }))).toBe(
      'not-running',
    );
  });
});

describe('section 9: step 1, due at start + 1 month', () => {
  test('B9: day 14 and 21 the specialist, day 28 and the caseworker, due + 7 and weekly the leader and the channel', () => {
    const step = given(runningB('2026-11-02')).owes('step', '2026-12-10');
    expect(step?.due).toBe('2026-12-02');
    expect(told(step).slice(0, 6)).toEqual([
      '2026-11-16 specialist',
      '2026-11-23 specialist',
      '2026-11-30 specialist caseworker',
      '2026-12-09 specialist caseworker leader channel',
      '2026-12-16 specialist caseworker leader channel',
      '2026-12-23 specialist caseworker leader channel',
    ]);
  });

  test('L3, N4: started Sunday 31 Jan it is due on 28 Feb; what falls on Sundays is raised the Friday before, later ones on Monday', () => {
    const step = given(runningB('2027-01-31')).owes('step', '2027-02-10');
    expect(step?.due).toBe('2027-02-28');
    expect(told(step).slice(0, 4)).toEqual([
      '2027-02-12 specialist',
      '2027-02-19 specialist',
      '2027-02-26 specialist caseworker',
      '2027-03-08 specialist caseworker leader channel',
    ]);
  });

  test('N4: two weeks closed over Christmas make one post of two rungs, and the due date stays', () => {
    const closing = calendar(
      '2026-12-21',
      '2026-12-22',
      '2026-12-23',
      '2026-12-24',
      '2026-12-28',
      '2026-12-29',
      '2026-12-30',
      '2026-12-31',
    );
    // Started 14 Nov: due 14 Dec; due + 7 = 21 Dec and due + 14 = 28 Dec both move to Monday 4 Jan.
    const step = given(runningB('2026-11-14')).owes('step', '2026-12-10', { calendar: closing });
    expect(step?.due).toBe('2026-12-14');
    const january = step?.rungs.filter((r) => r.day >= day('2026-12-15')).map((r) => r.day);
    expect(january?.slice(0, 3)).toEqual(['2027-01-04', '2027-01-11', '2027-01-18']);
  });

  test('B9: it goes on weekly for as long as the step is open', () => {
    const step = given(runningB('2026-11-02')).owes('step', '2027-11-02');
    expect(step?.rungs.at(-1)?.day).toBe('2027-12-08');
  });

  test('a rung without a named caseworker goes to the specialist alone; without a specialist to the leader', () => {
    const alone = given(runningB('2026-11-02', { caseworker: null })).owes('step', '2026-11-10');
    expect(told(alone)[2]).toBe('2026-11-30 specialist');
    const nobody = given(openedB('2026-11-02'), started('2026-11-02', '1')).owes('step', '2026-11-10');
    expect(told(nobody).slice(2, 4)).toEqual(['2026-11-30 leader caseworker', '2026-12-09 leader caseworker channel']);
  });

  test('N1: it stands with the specialist from day 14, with the caseworker from day 28, with the leader from due + 7', () => {
    const step = given(runningB('2026-11-02')).owes('step', '2026-11-10');
    if (step === undefined) throw new Error('no step');
    const names = (date: string) => holdersOn(step, day(date), 7).map((t) => (t.kind === 'person' ? t.user : t.kind));
    expect(names('2026-11-15')).toEqual([]);
    expect(names('2026-11-16')).toEqual([SPECIALIST]);
    expect(names('2026-11-30')).toEqual([SPECIALIST, CASEWORKER]);
    expect(names('2026-12-09')).toEqual([SPECIALIST, CASEWORKER, 'leader']);
  });
});

describe('section 9: step 2, due at start + 91 days', () => {
  const inStep2 = given(runningB('2026-11-02'), stepStarted('2026-12-02', '2'));

  test('B17: day 56, 77, 84 and 91 the specialist, due + 7 and weekly the leader and the channel', () => {
    const step = inStep2.owes('step', '2027-03-11');
    expect(step).toMatchObject({ due: '2027-03-03', step: '2', key: 'step:2:2026-12-02' });
    expect(told(step).slice(0, 7)).toEqual([
      '2027-01-27 specialist',
      '2027-02-17 specialist',
      '2027-02-24 specialist',
      '2027-03-03 specialist',
      '2027-03-10 specialist leader channel',
      '2027-03-17 specialist leader channel',
      '2027-03-24 specialist leader channel',
    ]);
  });

  test('L3: 13 weeks are 91 days, across a leap day and the change to summer time', () => {
    const leap = given(runningB('2027-12-01'), stepStarted('2028-01-10', '2'));
    expect(leap.owes('step', '2028-01-11')?.due).toBe('2028-04-10');
  });
});

test('B6: without a specialist the leader is asked from the day of opening, weekly', () => {
  const course = given(openedB('2026-11-02'), started('2026-11-02', '1'));
  expect(told(course.owes('specialistMissing', '2026-11-10')).slice(0, 3)).toEqual([
    '2026-11-02 leader',
    '2026-11-09 leader',
    '2026-11-16 leader',
  ]);
  expect(course.and(assigned('2026-11-03')).owes('specialistMissing', '2026-11-10')).toBeUndefined();
});
