import { describe, expect, test } from '@jest/globals';
import {
  readDays,
  readWeeks,
  suggestedClosedDays,
  writeDays,
  writeWeeks,
} from '../../../src/app/agreements/read-days.ts';
import { danishHolidays } from '../../../src/app/holidays.ts';
import { sayIn } from '../../../src/app/i18n.ts';
import { day } from '../../_util/builders.ts';

describe('closing days as people write them (S5)', () => {
  test.each([
    ['24.12.2026, 31.12.2026', ['2026-12-24', '2026-12-31']],
    ['31-12-2026; 24/12/2026', ['2026-12-24', '2026-12-31']],
    ['2026-12-24\n2026-12-24', ['2026-12-24']],
    ['1.5.2027 5.6.2027', ['2027-05-01', '2027-06-05']],
    [' ,, ', []],
    ['', []],
  ])('%j', (typed, days) => {
    expect(readDays(typed)).toEqual({ kind: 'read', days });
  });

  test.each([
    ['24.12.2026, 30.2.2027', 2],
    ['juleaften', 1],
    ['24.12.26', 1],
    ['🎄', 1],
  ])('%j has something unreadable, no. %i', (typed, nth) => {
    expect(readDays(typed)).toEqual({ kind: 'unreadable', nth });
  });

  test('are shown again as they would be written', () => {
    expect(writeDays([day('2026-12-24'), day('2027-05-01')])).toBe('24.12.2026, 1.5.2027');
  });

  test('S5: 1 May, 5 June, 24 and 31 December are suggested where they are weekdays and no holidays', () => {
    expect(suggestedClosedDays(day('2026-11-02'), day('2028-12-31'), danishHolidays())).toEqual([
      '2026-12-24',
      '2026-12-31',
      '2027-12-24',
      '2027-12-31',
      '2028-05-01',
    ]);
  });
});

describe('conference-free weeks as people write them (S5, L2)', () => {
  test.each([
    ['uge 42 2026', ['2026-10-12']],
    ['2026-42, 42/2026, 2026-W42, Uge 42 2026', ['2026-10-12']],
    ['uge 53 2026; uge 1 2027', ['2026-12-28', '2027-01-04']],
  ])('%j', (typed, days) => {
    const read = readWeeks(typed);
    expect(read).toEqual({ kind: 'read', days });
  });

  test.each(['uge 42', 'uge 53 2027', 'uge 0 2026', 'uge 54 2026', 'efterårsferien'])('%j cannot be read', (typed) => {
    expect(readWeeks(typed)).toEqual({ kind: 'unreadable', nth: 1 });
  });

  test('are shown again as they would be written', () => {
    expect(writeWeeks([day('2026-12-28')], sayIn('da'))).toBe('uge 53 2026');
  });
});
