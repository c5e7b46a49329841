import { describe, expect, test } from '@jest/globals';
import type { ResultStep } from '../../../src/domain/results/facts.ts';
import { ladder } from '../../../src/domain/results/ladder.ts';
import { panelB } from '../../../src/domain/results/programme-b.ts';
import { quarterlyRates } from '../../../src/domain/results/quarterly.ts';
import { consentsRunningOut, waiting } from '../../../src/domain/results/waiting.ts';
import { day } from '../../_util/builders.ts';
import { began, facts, times } from '../../_util/results.ts';

const TODAY = day('2026-11-02');
const TARGETS = { '1': { months: 1 }, '2': { days: 91 }, '3': null } as const;
function run(step: keyof typeof TARGETS, startedOn: string, completedOn: string | null = null): ResultStep {
  const end = completedOn === null ? null : day(completedOn);
  return { step, startedOn: day(startedOn), completedOn: end, target: TARGETS[step], exemptDays: 0 };
}
const inB = (steps: readonly ResultStep[], changes: Parameters<typeof facts>[1] = {}) =>
  facts(steps[0]?.startedOn ?? '2026-01-05', { letter: 'B', steps, ...changes });

describe("R2: programme B's panel", () => {
  test('R2, B9: step times against 1 month: 20, 28 and 40 days are 28 in the middle, two of three in time', () => {
    const courses = [
      inB([run('1', '2026-02-01', '2026-02-21')]),
      inB([run('1', '2026-02-01', '2026-03-01')]),
      inB([run('1', '2026-03-02', '2026-04-11')]),
    ];
    expect(panelB(courses, TODAY, 'team').steps[0]).toEqual({
      step: '1',
      target: { months: 1 },
      days: { median: 28, n: 3 },
      inTime: { part: 2, of: 3, percent: 66.7 },
      over: 0,
    });
  });

  test('R2, B17: step 2 against 13 weeks: day 91 is in time, day 92 is not; two of them have their mean as median', () => {
    const courses = [inB([run('2', '2026-01-05', '2026-04-06')]), inB([run('2', '2026-01-05', '2026-04-07')])];
    const [step] = panelB(courses, TODAY, 'team').steps;
    expect(step).toMatchObject({ days: { median: 91.5, n: 2 }, inTime: { part: 1, of: 2, percent: 50 } });
  });

  test('R2, L3: a step from 31 January is in time on 28 February', () => {
    const courses = [inB([run('1', '2026-01-31', '2026-02-28')]), inB([run('1', '2026-01-31', '2026-03-01')])];
    expect(panelB(courses, TODAY, 'team').steps[0]?.inTime).toMatchObject({ part: 1, of: 2 });
  });

  test('R2, B20: after a drop-out the new run of step 2 has its own target; each counts by itself', () => {
    const steps = [run('2', '2025-12-01', '2026-02-02'), run('3', '2026-02-02'), run('2', '2026-04-06', '2026-08-03')];
    expect(panelB([inB(steps)], TODAY, 'team').steps[0]).toMatchObject({ days: { n: 2 }, inTime: { part: 1, of: 2 } });
  });

  test('R2, B4: the days of a pause are subtracted from the time, and make the target later', () => {
    const paused = (one: ResultStep, exemptDays: number) => inB([{ ...one, exemptDays }]);
    const done = run('1', '2026-02-01', '2026-03-31');
    const steps = (exemptDays: number) => panelB([paused(done, exemptDays)], TODAY, 'team').steps[0];
    expect(steps(30)).toMatchObject({ days: { median: 28 }, inTime: { part: 1 } });
    expect(steps(29)).toMatchObject({ days: { median: 29 }, inTime: { part: 0 } });
    const open = run('1', '2026-09-01');
    expect(panelB([paused(open, 32)], TODAY, 'team').steps[0]?.over).toBe(0);
    expect(panelB([paused(open, 31)], TODAY, 'team').steps[0]?.over).toBe(1);
  });

  test('R2, B3: nobody in group 2 is counted in step times', () => {
    const two = [inB([run('1', '2026-02-01', '2026-02-21')], { inGroupTwo: true }), inB([run('1', '2026-03-02')])];
    expect(panelB(two, TODAY, 'team').steps[0]).toMatchObject({ days: { n: 0 }, inTime: { of: 0 }, over: 1 });
  });

  test('R2: what is still open is over its target from the day after it, and only while the course runs', () => {
    const courses = [
      inB([run('1', '2026-10-01')]),
      inB([run('1', '2026-10-02')]),
      inB([run('1', '2026-06-01')], { endedOn: day('2026-09-01') }),
    ];
    expect(panelB(courses, TODAY, 'team').steps[0]?.over).toBe(1);
  });

  test('R2: the period is the last 12 months: a step completed on 2 November 2025 is not in it, on the 3rd it is', () => {
    const courses = [inB([run('1', '2025-10-13', '2025-11-02')]), inB([run('1', '2025-10-13', '2025-11-03')])];
    expect(panelB(courses, TODAY, 'team')).toMatchObject({ since: '2025-11-03', steps: [{ days: { n: 1 } }] });
  });

  test('R2: paid hours of two jobs are added; an internship, a job that ended and a closed course have none', () => {
    const courses = [
      inB([run('3', '2026-03-02')], {
        engagements: [
          began('2026-03-02', { weeklyHours: 10 }),
          began('2026-05-04', { kind: 'flexJob', weeklyHours: 6 }),
        ],
      }),
      inB([run('3', '2026-03-02')], { engagements: [began('2026-03-02', { kind: 'wageSubsidy', weeklyHours: 20 })] }),
      inB([run('3', '2026-03-02')], { engagements: [began('2026-03-02', { kind: 'internship', weeklyHours: 25 })] }),
      inB([run('2', '2026-09-07')], { engagements: [began('2026-03-02', { endedOn: '2026-11-01' })] }),
      inB([run('3', '2026-03-02')], { endedOn: day('2026-10-01'), engagements: [began('2026-03-02')] }),
    ];
    expect(panelB(courses, TODAY, 'team')).toMatchObject({
      paidHours: { part: 2, of: 4, percent: 50 },
      weeklyHours: { median: 18, n: 2 },
    });
  });

  test('R2, B23: self-supporting is who completed step 3, of everybody who started', () => {
    const courses = [
      inB([
        run('1', '2025-01-06', '2025-02-03'),
        run('2', '2025-02-03', '2025-04-07'),
        run('3', '2025-04-07', '2025-12-01'),
      ]),
      inB([run('3', '2026-03-02')]),
      ...times(2, () => inB([run('1', '2026-10-05')])),
      facts('2025-01-06'),
    ];
    expect(panelB(courses, TODAY, 'team').selfSupport).toEqual({ part: 1, of: 4, percent: 25 });
  });

  test('R1, R2: outside the team times of fewer than five steps are hidden', () => {
    const courses = times(4, () => inB([run('1', '2026-02-02', '2026-02-23')]));
    expect(panelB(courses, TODAY, 'outside').steps[0]).toMatchObject({
      days: { median: 'hidden', n: 'hidden' },
      inTime: { percent: 'hidden' },
    });
  });
});

describe("R2, C2, C4: programme C's ladder", () => {
  test('C2: everybody stands on the highest rung reached; C4: programme A is not among them', () => {
    const inC = (...kinds: readonly NonNullable<Parameters<typeof began>[1]>['kind'][]) =>
      facts('2026-01-05', {
        letter: 'C',
        engagements: kinds.map((kind) => began('2026-03-02', kind === undefined ? {} : { kind })),
      });
    const courses = [inC('internship'), inC('internship', 'flexJob'), inC('revalidation'), inC(), facts('2026-01-05')];
    expect(ladder(courses, TODAY, 'team')).toEqual({
      people: 4,
      rungs: [
        ['ordinaryJob', 0],
        ['flexJob', 1],
        ['revalidation', 1],
        ['internship', 1],
        ['none', 1],
      ],
    });
    expect(ladder(courses, TODAY, 'outside').rungs.map(([, count]) => count)).toEqual([0, ...Array(4).fill('hidden')]);
  });

  test('C2: a job before the start or to come is no rung', () => {
    const courses = [facts('2026-01-05', { letter: 'C', engagements: [began('2025-12-01'), began('2026-11-03')] })];
    expect(ladder(courses, TODAY, 'team').rungs.at(-1)).toEqual(['none', 1]);
  });
});

describe('R3: the quarterly rate', () => {
  const rate = (courses: Parameters<typeof quarterlyRates>[0]) => quarterlyRates(courses, TODAY, 'team').at(-1);

  test('R3: the last four quarters that are over, oldest first', () => {
    const quarters = quarterlyRates([], TODAY, 'team').map((r) => r.quarter.id);
    expect(quarters).toEqual(['2025-Q4', '2026-Q1', '2026-Q2', '2026-Q3']);
    expect(quarterlyRates([], day('2026-12-31'), 'team').at(-1)?.quarter.id).toBe('2026-Q3');
    expect(quarterlyRates([], day('2027-01-01'), 'team').at(-1)?.quarter).toMatchObject({
      first: '2026-10-01',
      last: '2026-12-31',
    });
  });

  test('R3: 2 of 5 served were in an ordinary job at any time in July–September: 40 %', () => {
    const courses = [
      facts('2026-01-05', { engagements: [began('2026-09-30')] }),
      facts('2026-01-05', { engagements: [began('2026-02-02', { endedOn: '2026-07-01' })] }),
      facts('2026-01-05', { engagements: [began('2026-02-02', { endedOn: '2026-06-30' })] }),
      facts('2026-01-05', { engagements: [began('2026-10-01')] }),
      facts('2026-01-05', { engagements: [began('2026-08-03', { kind: 'flexJob' })] }),
    ];
    expect(rate(courses)).toMatchObject({ quarter: { id: '2026-Q3' }, inJob: { part: 2, of: 5, percent: 40 } });
  });

  test('R3: served is whose course ran for a day of the quarter; two courses and two jobs are one person', () => {
    const courses = [
      facts('2026-01-05', { of: 'ida', endedOn: day('2026-07-01'), engagements: [began('2026-03-02')] }),
      facts('2026-09-30', { of: 'ida', engagements: [began('2026-09-30')] }),
      facts('2026-01-05', { endedOn: day('2026-06-30') }),
      facts('2026-10-01'),
      facts('2026-01-05', { letter: 'B' }),
    ];
    expect(rate(courses)?.inJob).toEqual({ part: 1, of: 1, percent: 100 });
  });
});

describe('A6 and K11 among the results', () => {
  test('A6: days from referral to start, the median of the last 12 months', () => {
    const begunAfter = (referredOn: string, startedOn: string) => facts(startedOn, { referredOn: day(referredOn) });
    const courses = [
      begunAfter('2026-01-05', '2026-01-05'),
      begunAfter('2026-01-05', '2026-01-12'),
      begunAfter('2026-01-05', '2026-02-04'),
      begunAfter('2024-01-05', '2025-11-02'),
    ];
    expect(waiting(courses, TODAY, 'team')).toEqual({ since: '2025-11-03', days: { median: 7, n: 3 } });
    expect(waiting(courses, TODAY, 'outside').days).toEqual({ median: 'hidden', n: 'hidden' });
  });

  test('K11: consents that run out within 60 days, of running courses', () => {
    const until = (last: string, endedOn: string | null = null) =>
      facts('2026-01-05', { sharedUntil: day(last), endedOn: endedOn === null ? null : day(endedOn) });
    const courses = [
      ...['2026-11-02', '2026-12-02', '2026-12-03', '2027-01-01', '2027-01-02'].map((last) => until(last)),
      until('2026-12-01', '2026-10-01'),
      facts('2026-01-05'),
    ];
    expect(consentsRunningOut(courses, TODAY, 'team')).toEqual({
      all: 4,
      when: [
        ['soon', 2],
        ['later', 2],
      ],
    });
    expect(consentsRunningOut(courses, TODAY, 'outside').all).toBe('hidden');
  });
});
