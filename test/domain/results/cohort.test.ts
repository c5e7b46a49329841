import { describe, expect, test } from '@jest/globals';
import { cohort } from '../../../src/domain/results/cohort.ts';
import { day } from '../../_util/builders.ts';
import { began, facts, times } from '../../_util/results.ts';

const TODAY = day('2026-11-02');
const inTeam = (courses: Parameters<typeof cohort>[0], today = TODAY) => cohort(courses, today, 'team');
const reachedOf = (...courses: Parameters<typeof cohort>[0]) => inTeam(courses).reached;

describe('R1, A13: the 18-month cohort', () => {
  test('R1: 5 of 8 reached is 62.5 %, 2.6 points over the IPS arm and 16.0 over the control', () => {
    const courses = [
      ...times(3, () => facts('2025-01-06', { engagements: [began('2025-06-02')] })),
      facts('2025-02-03', { engagements: [began('2025-09-01', { kind: 'selfEmployment' })] }),
      facts('2025-03-03', { engagements: [began('2026-09-01', { kind: 'education' })] }),
      ...times(3, () => facts('2025-04-07')),
    ];
    expect(inTeam(courses)).toEqual({
      startedUpTo: '2025-05-02',
      reached: { part: 5, of: 8, percent: 62.5 },
      points: { ips: 2.6, control: 16 },
      kinds: [
        ['ordinaryJob', 3],
        ['selfEmployment', 1],
        ['education', 1],
      ],
      others: 0,
      employedAtStart: 0,
      young: { people: 0, reached: 0 },
    });
  });

  test('R1: 1 of 3 is 33.3 %, 26.6 points under the IPS arm and 13.2 under the control', () => {
    const courses = [
      facts('2025-01-06', { engagements: [began('2025-06-02')] }),
      ...times(2, () => facts('2025-01-06')),
    ];
    expect(inTeam(courses)).toMatchObject({ reached: { percent: 33.3 }, points: { ips: -26.6, control: -13.2 } });
  });

  test('R1: exactly 18 months ago belongs to the cohort; a day less does not yet and is shown apart', () => {
    const courses = [facts('2025-05-02'), facts('2025-05-03', { engagements: [began('2026-01-05')] })];
    expect(inTeam(courses)).toMatchObject({ reached: { part: 0, of: 1 }, young: { people: 1, reached: 1 } });
  });

  test('R1: a job on the 18-month day itself counts, one the day after does not', () => {
    expect(reachedOf(facts('2025-03-10', { engagements: [began('2026-09-10')] }))).toMatchObject({ part: 1, of: 1 });
    expect(reachedOf(facts('2025-03-10', { engagements: [began('2026-09-11')] }))).toMatchObject({ part: 0, of: 1 });
  });

  test('R1, L3: a start on 29 February 2024 is 18 months old on 29 August 2025', () => {
    const leap = [facts('2024-02-29', { engagements: [began('2025-08-29')] })];
    expect(inTeam(leap, day('2025-08-28'))).toMatchObject({ reached: { of: 0, percent: null }, young: { people: 1 } });
    expect(inTeam(leap, day('2025-08-29'))).toMatchObject({ reached: { part: 1, of: 1, percent: 100 } });
  });

  test('R1, L3: a start on 31 August is 18 months old on 28 February, and is the last one that is', () => {
    const clamped = inTeam([facts('2025-08-31'), facts('2025-09-01')], day('2027-02-28'));
    expect(clamped).toMatchObject({ startedUpTo: '2025-08-31', reached: { of: 1 }, young: { people: 1 } });
  });

  test('R1: employed at the start is flagged and counted apart, in neither part nor whole', () => {
    const courses = [
      facts('2025-01-06', { engagements: [began('2024-11-04')] }),
      facts('2025-01-06', { engagements: [began('2024-11-04'), began('2025-06-02')] }),
      facts('2025-01-06', { engagements: [began('2025-06-02')] }),
    ];
    expect(inTeam(courses)).toMatchObject({ employedAtStart: 2, reached: { part: 1, of: 1 } });
  });

  test('R1: a job that ended before the start is no job at the start; one whose last day is the start day is', () => {
    const over = facts('2025-01-06', { engagements: [began('2024-11-04', { endedOn: '2025-01-05' })] });
    const until = facts('2025-01-06', { engagements: [began('2024-11-04', { endedOn: '2025-01-06' })] });
    expect(inTeam([over, until])).toMatchObject({ employedAtStart: 1, reached: { part: 0, of: 1 } });
  });

  test('R1, A2: a job between referral and consent is a job at the start: the start date is the first day with K1', () => {
    const course = facts('2025-02-03', { referredOn: day('2025-01-06'), engagements: [began('2025-01-20')] });
    expect(inTeam([course])).toMatchObject({ employedAtStart: 1, reached: { of: 0, percent: null } });
  });

  test('R1: a job on the very first day is reached, not had before', () => {
    expect(reachedOf(facts('2025-01-06', { engagements: [began('2025-01-06')] }))).toMatchObject({ part: 1, of: 1 });
  });

  test('R1: two jobs are one person, and the first of them says what was reached', () => {
    const two = facts('2025-01-06', {
      engagements: [began('2025-08-04'), began('2025-06-02', { kind: 'education', endedOn: '2025-07-01' })],
    });
    expect(inTeam([two])).toMatchObject({
      reached: { part: 1, of: 1 },
      kinds: [
        ['ordinaryJob', 0],
        ['selfEmployment', 0],
        ['education', 1],
      ],
    });
  });

  test('R1: a person with two courses counts once, from the first start', () => {
    const courses = [
      facts('2024-06-03', { of: 'ida', endedOn: day('2024-12-02') }),
      facts('2025-08-04', { of: 'ida', engagements: [began('2025-12-01')] }),
    ];
    expect(inTeam(courses)).toMatchObject({ reached: { part: 1, of: 1 }, young: { people: 0 } });
    const later = [
      courses[0] ?? facts('2024-06-03'),
      facts('2025-08-04', { of: 'ida', engagements: [began('2025-12-04')] }),
    ];
    expect(inTeam(later)).toMatchObject({ reached: { part: 0, of: 1 } });
  });

  test('R1: a lost job has been reached all the same', () => {
    const lost = facts('2025-01-06', { engagements: [began('2025-06-02', { endedOn: '2025-06-05' })] });
    expect(reachedOf(lost)).toMatchObject({ part: 1 });
  });

  test('R1, A10: fleksjob, løntilskud, skånejob and virksomhedspraktik are "øvrige", not reached; who has both is not', () => {
    const kinds = ['flexJob', 'wageSubsidy', 'shelteredJob', 'internship'] as const;
    const courses = kinds.map((kind) => facts('2025-01-06', { engagements: [began('2025-06-02', { kind })] }));
    const both = facts('2025-01-06', {
      engagements: [began('2025-03-03', { kind: 'internship' }), began('2025-06-02')],
    });
    expect(inTeam([...courses, both])).toMatchObject({ others: 4, reached: { part: 1, of: 5, percent: 20 } });
  });

  test('R1, R2, C4: programmes B and C are never mixed in', () => {
    const courses = [facts('2025-01-06', { letter: 'B' }), facts('2025-01-06', { letter: 'C' })];
    expect(inTeam(courses)).toMatchObject({ reached: { of: 0, percent: null }, points: { ips: null, control: null } });
  });
});

describe('R1: outside the team no count below 5 is shown', () => {
  const withJobs = (jobs: number, without: number) => [
    ...times(jobs, () => facts('2025-01-06', { engagements: [began('2025-06-02')] })),
    ...times(without, () => facts('2025-01-06')),
  ];
  const outside = (jobs: number, without: number) => cohort(withJobs(jobs, without), TODAY, 'outside');

  test('R1: 5 of 10 is shown; with 4 reached, or 4 not, the share is hidden, for each can be reckoned from the other', () => {
    expect(outside(5, 5).reached).toEqual({ part: 5, of: 10, percent: 50 });
    expect(outside(4, 6)).toMatchObject({ reached: { part: 'hidden', of: 10, percent: 'hidden' }, kinds: [] });
    expect(outside(6, 4)).toMatchObject({ reached: { part: 'hidden', percent: 'hidden' }, points: { ips: null } });
    expect(outside(2, 2).reached.of).toBe('hidden');
  });

  test('R1: of kinds that add up to a known number one small one hides all that are not nought', () => {
    const courses = [
      ...withJobs(6, 5),
      facts('2025-01-06', { engagements: [began('2025-06-02', { kind: 'education' })] }),
    ];
    expect(cohort(courses, TODAY, 'outside').kinds).toEqual([
      ['ordinaryJob', 'hidden'],
      ['selfEmployment', 0],
      ['education', 'hidden'],
    ]);
  });

  test('R1: the counts apart are hidden by the same rule', () => {
    const courses = [
      ...times(4, () => facts('2025-01-06', { engagements: [began('2024-11-04')] })),
      ...times(4, () => facts('2026-09-07')),
    ];
    expect(cohort(courses, TODAY, 'outside')).toMatchObject({
      employedAtStart: 'hidden',
      young: { people: 'hidden', reached: 'hidden' },
    });
  });
});
