import { describe, expect, test } from '@jest/globals';
import { type EvaluationRow, evaluationRow } from '../../../src/domain/results/evaluation.ts';
import {
  agreed,
  begun,
  closed,
  consented,
  consentedTo,
  day,
  type Given,
  given,
  held,
  job,
  matching,
  on,
  opened,
  programmes,
  running,
  runningB,
  stepCompleted,
  stepStarted,
  withdrawn,
} from '../../_util/builders.ts';

const K2 = consentedTo('K2', 'toEvaluator', { on: '2026-11-02', lastValidDay: day('2029-11-01') });

function rowOf({ course, history }: Given, today: string): EvaluationRow | null {
  const programme = programmes.get(course.programme.id, course.programme.version);
  return evaluationRow(history, { programme, agreement: 'ODE', today: day(today) });
}

/** Started 2 Nov 2026; an ordinary job on 1 Mar 2027, 119 days in: 28 of November, 31 of December, 31, 28, and the 1st. */
const employed = given(
  running('2026-11-02', { referredOn: day('2026-10-19') }),
  K2,
  held('2026-11-09'),
  held('2026-11-16'),
  agreed(job('ordinaryJob', '2027-02-15', { startsOn: '2027-03-01' })),
  begun('2027-03-01'),
);

describe('K2, A13: the evaluation row', () => {
  test('K2, R1: months and days of one course, reckoned by hand', () => {
    expect(rowOf(employed, '2027-06-01')).toEqual({
      programme: 'A',
      programmeVersion: 1,
      agreement: 'ODE',
      startMonth: '2026-11',
      daysFromReferralToStart: 14,
      daysObserved: 211,
      employedAtStart: false,
      outcome: 'reached',
      outcomeKind: 'ordinaryJob',
      daysToOutcome: 119,
      kinds: ['ordinaryJob'],
      steps: [],
      contactsHeld: 2,
      closedBecause: null,
      frozenOn: null,
    });
  });

  test('K2: it names nobody: neither alias nor any id of the course', () => {
    const text = JSON.stringify(rowOf(employed, '2027-06-01'));
    for (const id of ['ODE-014', 'citizen', 'course-14', 'specialist', 'clinician']) expect(text).not.toContain(id);
  });

  test('K2, R1: before 18 months without a job it is not known yet; on the day they are over it is not reached', () => {
    const searching = given(running('2026-11-02'), K2, consented('2027-11-01'));
    expect(rowOf(searching, '2028-05-01')?.outcome).toBe('notYet');
    expect(rowOf(searching, '2028-05-02')?.outcome).toBe('notReached');
  });

  test('R2, B20: the days of each step; one that was broken off has none', () => {
    const b = given(
      runningB('2026-11-02'),
      consented('2026-11-02', { purpose: 'K3' }),
      K2,
      stepCompleted('2026-11-30', '1'),
      stepStarted('2026-11-30', '2'),
      stepStarted('2027-02-01', '2'),
      stepCompleted('2027-03-01', '2'),
    );
    expect(rowOf(b, '2027-06-01')).toMatchObject({
      programme: 'B',
      steps: [
        { step: '1', days: 28 },
        { step: '2', days: null },
        { step: '2', days: 28 },
      ],
    });
  });

  test('A18: a closed course says why, and nothing of the time after', () => {
    const over = employed.and(closed('2027-04-01'));
    expect(rowOf(over, '2027-06-01')).toMatchObject({
      closedBecause: 'moved',
      daysObserved: 150,
      frozenOn: '2027-04-01',
    });
  });
});

describe('K2, K12: when there is no row', () => {
  test('K2, K13: without K2, refused or never asked, there is none', () => {
    expect(rowOf(given(running('2026-11-02')), '2027-06-01')).toBeNull();
  });

  test('K2: withdrawn, there is none, from the same day', () => {
    const gone = employed.and(withdrawn('2027-05-03', '2026-11-02', 'K2'));
    expect(rowOf(gone, '2027-05-03')).toBeNull();
  });

  test('K2: given again after a withdrawal, the whole row is there', () => {
    const again = employed.and(
      withdrawn('2027-05-03', '2026-11-02', 'K2'),
      consentedTo('K2', 'toEvaluator', { on: '2027-05-10' }),
    );
    expect(rowOf(again, '2027-06-01')).toEqual(rowOf(employed, '2027-06-01'));
  });

  test('K2: it is over after its last valid day, and not in force before its first', () => {
    expect(rowOf(employed, '2027-11-01')).not.toBeNull();
    expect(rowOf(employed, '2029-11-01')).not.toBeNull();
    expect(rowOf(employed, '2029-11-02')).toBeNull();
    expect(rowOf(employed, '2026-11-01')).toBeNull();
  });

  test('A2, B5: a referral, and a course that was never shared with psychiatry, have none', () => {
    expect(rowOf(given(opened('2026-11-02'), K2), '2027-06-01')).toBeNull();
    expect(rowOf(given(matching('2026-11-02'), K2), '2027-06-01')).toBeNull();
  });
});

describe('K12: the evaluation row is frozen', () => {
  const lapses = given(running('2026-11-02'), K2, held('2027-10-25'));

  test('K11, K12: after K1 lapsed nothing later is in it', () => {
    const later = lapses.and(held('2027-11-08'), agreed(job('ordinaryJob', '2027-12-01')), begun('2027-12-01'));
    expect(rowOf(later, '2028-06-01')).toMatchObject({
      frozenOn: '2027-11-01',
      daysObserved: 364,
      contactsHeld: 1,
      kinds: [],
      outcome: 'unknown',
      outcomeKind: null,
    });
  });

  test('K12: a job entered after the withdrawal is not in it, though it is dated before', () => {
    const gone = given(running('2026-11-02'), K2, withdrawn('2027-01-11', '2026-11-02'));
    const terms = job('ordinaryJob', '2027-01-04');
    const entered = gone.and(
      on('2027-01-12', { ...agreed(terms).event }),
      on('2027-01-12', { ...begun('2027-01-05').event }),
    );
    expect(rowOf(entered, '2027-02-01')).toMatchObject({ frozenOn: '2027-01-10', kinds: [], daysObserved: 69 });
  });

  test('K12: withdrawn on a day, that day is not in it', () => {
    const gone = given(running('2026-11-02'), K2, withdrawn('2027-01-11', '2026-11-02'), held('2027-01-11'));
    expect(rowOf(gone, '2027-01-11')).toMatchObject({ frozenOn: '2027-01-10', contactsHeld: 0 });
  });

  test('K12: withdrawn on the first day, nothing was ever in force for a day', () => {
    const gone = given(running('2026-11-02'), K2, withdrawn('2026-11-02', '2026-11-02'));
    expect(rowOf(gone, '2026-11-10')).toBeNull();
  });

  test('K12: a reason for closing that came after the consent ended is not told', () => {
    const gone = given(running('2026-11-02'), K2, withdrawn('2027-01-11', '2026-11-02'), closed('2027-02-01'));
    expect(rowOf(gone, '2027-06-01')).toMatchObject({ closedBecause: null, frozenOn: '2027-01-10' });
  });

  test('A2, K12: a new K1 thaws it, with the same start', () => {
    const again = lapses.and(held('2027-11-08'), consented('2027-11-15'));
    expect(rowOf(again, '2027-11-20')).toMatchObject({ frozenOn: null, contactsHeld: 2, startMonth: '2026-11' });
  });

  test('K11: with a renewal in time it is never frozen', () => {
    const renewed = lapses.and(consented('2027-10-28'), held('2027-11-08'));
    expect(rowOf(renewed, '2027-11-20')).toMatchObject({ frozenOn: null, contactsHeld: 2 });
  });
});
