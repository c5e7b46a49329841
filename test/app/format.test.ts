import { describe, expect, test } from '@jest/globals';
import {
  formatClock,
  formatDate,
  formatDateTime,
  formatDateWithYear,
  formatNumber,
  formatWeek,
  formatWeekNumber,
} from '../../src/app/format.ts';
import { Instant, LocalTime, PlainDate } from '../../src/domain/calendar/time.ts';

const date = (text: string) => PlainDate.parse(text);

test('R1: numbers with one decimal at most, and a minus sign that is one', () => {
  expect([62.5, 59.94, 16, -26.6, 0, -0.04].map((n) => formatNumber(n, 'da'))).toEqual([
    '62,5',
    '59,9',
    '16',
    '−26,6',
    '0',
    '0',
  ]);
  expect(formatNumber(-26.6, 'en')).toBe('−26.6');
});

describe('L2: weeks as people read them', () => {
  test.each([
    ['2026-03-30', 'uge 14 (30. mar.–5. apr.)', 'week 14 (30 Mar–5 Apr)'],
    ['2026-04-05', 'uge 14 (30. mar.–5. apr.)', 'week 14 (30 Mar–5 Apr)'],
    ['2026-11-11', 'uge 46 (9.–15. nov.)', 'week 46 (9–15 Nov)'],
    ['2027-01-03', 'uge 53 (28. dec.–3. jan.)', 'week 53 (28 Dec–3 Jan)'],
  ])('L2: %s lies in %s · %s', (day, da, en) => {
    expect(formatWeek(date(day), 'da')).toBe(da);
    expect(formatWeek(date(day), 'en')).toBe(en);
  });

  test('L2: the week alone', () => {
    expect(formatWeekNumber(date('2026-12-02'), 'da')).toBe('uge 49');
    expect(formatWeekNumber(date('2026-12-02'), 'en')).toBe('week 49');
  });
});

describe('L1: dates and times as people read them', () => {
  test('a date near by has its weekday, one far away its year', () => {
    expect(formatDate(date('2026-12-02'), 'da')).toBe('ons. 2. dec.');
    expect(formatDate(date('2026-12-02'), 'en')).toBe('Wed 2 Dec');
    expect(formatDateWithYear(date('2027-05-13'), 'da')).toBe('13. maj 2027');
    expect(formatDateWithYear(date('2027-05-13'), 'en')).toBe('13 May 2027');
  });

  test('L1: a moment is shown in Danish wall time, summer and winter', () => {
    expect(formatDateTime(Instant.parse('2026-12-02T12:00:00.000Z'), 'da')).toBe('ons. 2. dec. kl. 13.00');
    expect(formatDateTime(Instant.parse('2026-07-01T12:00:00.000Z'), 'en')).toBe('Wed 1 Jul at 14:00');
    expect(formatDateTime(Instant.parse('2026-12-31T23:30:00.000Z'), 'da')).toBe('fre. 1. jan. kl. 00.30');
  });

  test('the time alone', () => {
    expect(formatClock(LocalTime.parse('08:15'), 'da')).toBe('08.15');
    expect(formatClock(LocalTime.parse('08:15'), 'en')).toBe('08:15');
  });
});
