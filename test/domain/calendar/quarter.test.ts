import { describe, expect, test } from '@jest/globals';
import { quarterOf, quartersBefore } from '../../../src/domain/calendar/quarter.ts';
import { day } from '../../_util/builders.ts';

describe('quarters', () => {
  test('R3: a quarter has its first and last day, leap years included', () => {
    expect(quarterOf(day('2024-02-29'))).toEqual({
      id: '2024-Q1',
      year: 2024,
      number: 1,
      first: '2024-01-01',
      last: '2024-03-31',
    });
    expect(quarterOf(day('2026-12-31'))).toMatchObject({ id: '2026-Q4', first: '2026-10-01', last: '2026-12-31' });
    expect(quarterOf(day('2026-06-30'))).toMatchObject({ id: '2026-Q2', last: '2026-06-30' });
  });

  test('R3: the quarters that are over, across the turn of a year', () => {
    expect(quartersBefore(day('2027-01-01'), 2).map((q) => q.id)).toEqual(['2026-Q3', '2026-Q4']);
    expect(quartersBefore(day('2026-12-31'), 1).map((q) => q.id)).toEqual(['2026-Q3']);
  });
});
