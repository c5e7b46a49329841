import { describe, expect, test } from '@jest/globals';
import { danishHolidayName, danishHolidays } from '../../src/app/holidays.ts';
import { addDays } from '../../src/domain/calendar/dates.ts';
import { PlainDate } from '../../src/domain/calendar/time.ts';

const date = (text: string) => PlainDate.parse(text);
const isHoliday = danishHolidays();

function holidaysOf(year: number): PlainDate[] {
  const days: PlainDate[] = [];
  for (let day = date(`${year}-01-01`); day <= `${year}-12-31`; day = addDays(day, 1))
    if (isHoliday(day)) days.push(day);
  return days;
}

describe('L4: public holidays of Denmark', () => {
  test('L4: 2026 has these and no others', () => {
    expect(holidaysOf(2026)).toEqual([
      '2026-01-01',
      '2026-04-02',
      '2026-04-03',
      '2026-04-05',
      '2026-04-06',
      '2026-05-14',
      '2026-05-24',
      '2026-05-25',
      '2026-12-25',
      '2026-12-26',
    ]);
  });

  test('L4: Easter 2027 is 28 March', () => {
    expect(['2027-03-25', '2027-03-26', '2027-03-28', '2027-03-29'].map(date).every(isHoliday)).toBe(true);
  });

  test('L4: Store bededag is last in 2023', () => {
    expect(isHoliday(date('2023-05-05'))).toBe(true);
    expect(isHoliday(date('2024-04-26'))).toBe(false);
    expect(isHoliday(date('2026-05-01'))).toBe(false);
  });

  test.each(['2026-05-01', '2026-06-05', '2026-12-24', '2026-12-31'])(
    'L4: %s is closed by agreement (S5), not by law',
    (day) => expect(isHoliday(date(day))).toBe(false),
  );

  test('L4: a holiday has its Danish name, any other day none', () => {
    expect(danishHolidayName(date('2026-04-02'))).toBe('Skærtorsdag');
    expect(danishHolidayName(date('2026-04-01'))).toBeNull();
  });
});
