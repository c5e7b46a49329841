import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  addDays,
  addMonths,
  daysBetween,
  isoWeek,
  maxDate,
  minDate,
  mondayOf,
  oneYearAfter,
  weekday,
  yearBefore,
} from '../../../src/domain/calendar/dates.ts';
import { dateOfEpochDay, PlainDate } from '../../../src/domain/calendar/time.ts';

const date = (text: string) => PlainDate.parse(text);
/** 1850–2150. */
const anyDate = fc.integer({ min: -43_829, max: 65_744 }).map(dateOfEpochDay);

describe('L3: months and weeks', () => {
  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-03-31', 1, '2026-04-30'],
    ['2026-11-02', 1, '2026-12-02'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2027-01-31', -2, '2026-11-30'],
    ['2026-08-31', 18, '2028-02-29'],
  ])('L3: %s and %i months is %s', (from, n, expected) => expect(addMonths(date(from), n)).toBe(expected));

  test('L3: 13 weeks are 91 days', () => {
    expect(addDays(date('2026-11-02'), 91)).toBe('2027-02-01');
    expect(daysBetween(date('2026-11-02'), date('2027-02-01'))).toBe(91);
  });

  test('L3: months are added as Temporal adds them, clamped', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -600, max: 600 }), (day, n) => {
        expect(addMonths(day, n)).toBe(Temporal.PlainDate.from(day).add({ months: n }).toString());
      }),
    );
  });

  test('L3: a month later is never in the month after next', () => {
    fc.assert(
      fc.property(anyDate, (day) => {
        const days = daysBetween(day, addMonths(day, 1));
        expect(days).toBeGreaterThanOrEqual(28);
        expect(days).toBeLessThanOrEqual(31);
      }),
    );
  });

  test('K11: a year after 29 February is 28 February, and never more than a year', () => {
    expect(oneYearAfter(date('2028-02-29'))).toBe('2029-02-28');
    expect(oneYearAfter(date('2026-11-02'))).toBe('2027-11-02');
    expect(yearBefore(date('2028-02-29'))).toBe('2027-02-28');
  });
});

describe('L2: ISO weeks', () => {
  test.each([
    ['2026-12-31', 2026, 53],
    ['2027-01-03', 2026, 53],
    ['2027-01-04', 2027, 1],
    ['2026-01-01', 2026, 1],
    ['2025-12-29', 2026, 1],
    ['2026-03-30', 2026, 14],
    ['2026-12-02', 2026, 49],
  ])('L2: %s lies in %i, week %i', (day, year, week) => expect(isoWeek(date(day))).toEqual({ year, week }));

  test('L2: weeks and weekdays are those of Temporal', () => {
    fc.assert(
      fc.property(anyDate, (day) => {
        const oracle = Temporal.PlainDate.from(day);
        expect(isoWeek(day)).toEqual({ year: oracle.yearOfWeek, week: oracle.weekOfYear });
        expect(weekday(day)).toBe(oracle.dayOfWeek);
      }),
    );
  });

  test('L2: a week begins on Monday', () => {
    expect(mondayOf(date('2027-01-03'))).toBe('2026-12-28');
    expect(mondayOf(date('2026-12-28'))).toBe('2026-12-28');
  });
});

describe('days', () => {
  test('days are counted as Temporal counts them, across every change of the clocks', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -10_000, max: 10_000 }), (day, n) => {
        const later = addDays(day, n);
        expect(later).toBe(Temporal.PlainDate.from(day).add({ days: n }).toString());
        expect(daysBetween(day, later)).toBe(n);
      }),
    );
  });

  test('the earlier and the later of two dates', () => {
    const [a, b] = [date('2026-11-02'), date('2026-11-03')];
    expect([minDate(a, b), minDate(b, a), maxDate(a, b), maxDate(b, a)]).toEqual([a, a, b, b]);
  });
});
