import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { danishHolidays } from '../../../src/app/holidays.ts';
import { addDays } from '../../../src/domain/calendar/dates.ts';
import {
  dateOfEpochDay,
  epochDay,
  LocalTime,
  localTime,
  PlainDate,
  toInstant,
} from '../../../src/domain/calendar/time.ts';
import {
  addWorkingDays,
  isWorkingDay,
  nextWorkingDay,
  nextWorkingMoment,
  nonWorkingStretch,
  onOrAfter,
  onOrBefore,
  previousWorkingDay,
  rungDay,
  type WorkCalendar,
  withinWorkingHours,
} from '../../../src/domain/calendar/working-days.ts';

const date = (text: string) => PlainDate.parse(text);
const moment = (day: string, clock: string) => toInstant(date(day), LocalTime.parse(clock));

const isHoliday = danishHolidays();
const cal: WorkCalendar = {
  isHoliday,
  closedDays: new Set(['2026-05-01', '2026-06-05', '2026-12-24', '2026-12-31'].map(date)),
};

const FIRST = epochDay(date('2025-01-01'));
const anyDay = fc.integer({ min: FIRST, max: FIRST + 6 * 365 }).map(dateOfEpochDay);
const anyCalendar = fc
  .uniqueArray(anyDay, { maxLength: 40 })
  .map((days): WorkCalendar => ({ isHoliday, closedDays: new Set(days) }));

describe('L4: working days', () => {
  test.each([
    ['2026-11-02', true, 'a Monday'],
    ['2026-11-07', false, 'a Saturday'],
    ['2026-11-08', false, 'a Sunday'],
    ['2026-04-02', false, 'Skærtorsdag'],
    ['2026-05-14', false, 'Kristi himmelfartsdag'],
    ['2026-05-01', false, 'a closing day, S5'],
    ['2027-05-04', true, 'an ordinary Tuesday'],
  ])('L4: %s: %p, %s', (day, expected) => expect(isWorkingDay(date(day), cal)).toBe(expected));

  test('L4: the working day before the Tuesday after Easter 2026 is the Wednesday before it', () => {
    expect(previousWorkingDay(date('2026-04-07'), cal)).toBe('2026-04-01');
    expect(nextWorkingDay(date('2026-04-01'), cal)).toBe('2026-04-07');
  });

  test('L4: the day before and after is never the day itself, the nearest one may be', () => {
    expect(previousWorkingDay(date('2026-11-03'), cal)).toBe('2026-11-02');
    expect(nextWorkingDay(date('2026-11-03'), cal)).toBe('2026-11-04');
    expect(onOrBefore(date('2026-11-03'), cal)).toBe('2026-11-03');
    expect(onOrAfter(date('2026-11-03'), cal)).toBe('2026-11-03');
  });

  test('L4: working days are counted over weekends, holidays and closing days', () => {
    expect(addWorkingDays(date('2026-11-06'), 1, cal)).toBe('2026-11-09');
    expect(addWorkingDays(date('2026-12-23'), 3, cal)).toBe('2026-12-30');
    expect(addWorkingDays(date('2026-12-23'), 4, cal)).toBe('2027-01-04');
    expect(addWorkingDays(date('2026-11-07'), 0, cal)).toBe('2026-11-07');
    expect(() => addWorkingDays(date('2026-11-07'), -1, cal)).toThrow(RangeError);
  });

  test('L4: n working days later there have been exactly n working days', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 15 }), anyCalendar, (from, n, calendar) => {
        const to = addWorkingDays(from, n, calendar);
        let count = 0;
        for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day, calendar)) count += 1;
        expect(count).toBe(n);
        expect(isWorkingDay(to, calendar)).toBe(true);
      }),
    );
  });
});

describe('N4: rungs move, due dates do not', () => {
  test('N4: a rung on the due date, a Sunday, is raised on the Friday before', () => {
    expect(rungDay(date('2026-11-08'), date('2026-11-08'), cal)).toBe('2026-11-06');
  });

  test('N4: a rung after the due date that falls in the weekend is raised on the Monday', () => {
    expect(rungDay(date('2026-11-08'), date('2026-11-07'), cal)).toBe('2026-11-09');
  });

  test('N4: a rung before the due date at Easter is raised before Easter, one after it afterwards', () => {
    expect(rungDay(date('2026-04-05'), date('2026-04-10'), cal)).toBe('2026-04-01');
    expect(rungDay(date('2026-04-05'), date('2026-04-04'), cal)).toBe('2026-04-07');
  });

  test('N4: a rung is never on a closed day, never moves across its due date, and moves to the nearest day', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -40, max: 40 }), anyCalendar, (due, offset, calendar) => {
        const day = addDays(due, offset);
        const moved = rungDay(day, due, calendar);
        expect(isWorkingDay(moved, calendar)).toBe(true);
        if (offset <= 0) expect(moved <= day).toBe(true);
        else expect(moved >= day).toBe(true);
        const step = offset <= 0 ? -1 : 1;
        for (let skipped = day; skipped !== moved; skipped = addDays(skipped, step))
          expect(isWorkingDay(skipped, calendar)).toBe(false);
      }),
    );
  });

  test('N4: moving a moved rung changes nothing', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -40, max: 40 }), (due, offset) => {
        const moved = rungDay(addDays(due, offset), due, cal);
        expect(rungDay(moved, due, cal)).toBe(moved);
      }),
    );
  });
});

describe('S5: stretches in which nobody works', () => {
  test('S5: Christmas 2026 with 24 December closed is four days, two of them weekdays', () => {
    expect(nonWorkingStretch(date('2026-12-24'), cal)).toEqual({
      first: '2026-12-24',
      last: '2026-12-27',
      days: 4,
      weekdays: 2,
    });
  });

  test('S5: a closed week around Easter counts its weekdays across the weekend', () => {
    const closed = { isHoliday, closedDays: new Set(['2026-03-30', '2026-03-31', '2026-04-01'].map(date)) };
    expect(nonWorkingStretch(date('2026-03-28'), closed)).toEqual({
      first: '2026-03-28',
      last: '2026-04-06',
      days: 10,
      weekdays: 6,
    });
  });

  test('S5: a working day begins no stretch, a weekend is one without weekdays', () => {
    expect(nonWorkingStretch(date('2026-11-06'), cal)).toBeNull();
    expect(nonWorkingStretch(date('2026-11-07'), cal)).toMatchObject({ days: 2, weekdays: 0 });
  });
});

describe('N3: working hours', () => {
  test.each([
    ['2026-11-02', '06:59', false],
    ['2026-11-02', '07:00', true],
    ['2026-11-02', '16:59', true],
    ['2026-11-02', '17:00', false],
    ['2026-11-07', '10:00', false],
    ['2026-12-24', '10:00', false],
  ])('N3: %s %s: %p', (day, clock, expected) => expect(withinWorkingHours(moment(day, clock), cal)).toBe(expected));

  test.each([
    ['2026-11-02', '09:30', '2026-11-02', '09:30'],
    ['2026-11-02', '05:00', '2026-11-02', '07:00'],
    ['2026-11-02', '17:00', '2026-11-03', '07:00'],
    ['2026-11-06', '23:00', '2026-11-09', '07:00'],
    ['2026-11-08', '03:00', '2026-11-09', '07:00'],
    ['2026-03-28', '12:00', '2026-03-30', '07:00'],
    ['2026-10-24', '12:00', '2026-10-26', '07:00'],
  ])('N3: what is ready on %s %s goes out on %s %s', (...[day, clock, toDay, toClock]) =>
    expect(nextWorkingMoment(moment(day, clock), cal)).toBe(moment(toDay, toClock)),
  );

  test('N3: the next working moment is within working hours and never earlier', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 23 }), anyCalendar, (day, hour, calendar) => {
        const at = toInstant(day, LocalTime.parse(`${String(hour).padStart(2, '0')}:30`));
        const next = nextWorkingMoment(at, calendar);
        expect(next >= at).toBe(true);
        expect(withinWorkingHours(next, calendar)).toBe(true);
        if (next !== at) expect(localTime(next)).toBe('07:00');
      }),
    );
  });
});
