import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, daysBetween, weekday } from '../../../src/domain/calendar/dates.ts';
import { nextOccurrence, occurrencesBetween, Recurrence } from '../../../src/domain/calendar/recurrence.ts';
import { dateOfEpochDay, epochDay, localTime, PlainDate, toInstant } from '../../../src/domain/calendar/time.ts';

const date = (text: string) => PlainDate.parse(text);
const wednesdays = Recurrence.parse({
  weekday: 3,
  start: '13:00',
  minutes: 60,
  everyWeeks: 1,
  from: '2026-11-02',
  until: '2028-12-31',
});

const FIRST = epochDay(date('2026-01-01'));
const anyDay = fc.integer({ min: FIRST, max: FIRST + 1500 }).map(dateOfEpochDay);
const anyRecurrence = fc
  .record({
    weekday: fc.constantFrom(1, 2, 3, 4, 5, 6, 7),
    everyWeeks: fc.integer({ min: 1, max: 6 }),
    from: anyDay,
    length: fc.integer({ min: 0, max: 900 }),
  })
  .map(({ length, ...rest }) =>
    Recurrence.parse({ ...rest, start: '09:00', minutes: 45, until: addDays(rest.from, length) }),
  );

describe('S2: a conference comes back', () => {
  test('S2: every Wednesday, the first on or after the day it was set up', () => {
    expect(occurrencesBetween(wednesdays, date('2026-10-01'), date('2026-11-25'))).toEqual([
      '2026-11-04',
      '2026-11-11',
      '2026-11-18',
      '2026-11-25',
    ]);
  });

  test('S2: every second week keeps its rhythm wherever one looks from', () => {
    const fortnightly = { ...wednesdays, everyWeeks: 2 };
    expect(occurrencesBetween(fortnightly, date('2026-11-05'), date('2026-12-31'))).toEqual([
      '2026-11-18',
      '2026-12-02',
      '2026-12-16',
      '2026-12-30',
    ]);
    expect(nextOccurrence(fortnightly, date('2027-01-01'))).toBe('2027-01-13');
  });

  test('S2: the anchor day and the last day count', () => {
    const once = { ...wednesdays, from: date('2026-11-04'), until: date('2026-11-04') };
    expect(occurrencesBetween(once, date('2026-01-01'), date('2027-01-01'))).toEqual(['2026-11-04']);
    expect(nextOccurrence(once, date('2026-11-04'))).toBe('2026-11-04');
    expect(nextOccurrence(once, date('2026-11-05'))).toBeNull();
  });

  test('L1: the conference is at 13:00 on the wall before and after the clocks change', () => {
    const dates = occurrencesBetween(
      { ...wednesdays, from: date('2026-10-01') },
      date('2026-10-20'),
      date('2026-10-30'),
    );
    const moments = dates.map((day) => toInstant(day, wednesdays.start));
    expect(moments).toEqual(['2026-10-21T11:00:00.000Z', '2026-10-28T12:00:00.000Z']);
    expect(moments.map(localTime)).toEqual(['13:00', '13:00']);
  });

  test('S2: each date is the right weekday, inside both periods, and a whole number of rhythms from the first', () => {
    fc.assert(
      fc.property(anyRecurrence, anyDay, fc.integer({ min: 0, max: 400 }), (rec, from, length) => {
        const to = addDays(from, length);
        const dates = occurrencesBetween(rec, from, to);
        const first = nextOccurrence(rec, rec.from);
        for (const day of dates) {
          expect(weekday(day)).toBe(rec.weekday);
          expect(day >= from && day <= to && day >= rec.from && day <= rec.until).toBe(true);
          expect(daysBetween(first ?? day, day) % (rec.everyWeeks * 7)).toBe(0);
        }
      }),
    );
  });

  test('S2: the next occurrence is the first of those that follow', () => {
    fc.assert(
      fc.property(anyRecurrence, anyDay, (rec, from) => {
        expect(nextOccurrence(rec, from)).toBe(occurrencesBetween(rec, from, rec.until)[0] ?? null);
      }),
    );
  });

  test.each([
    { weekday: 8 },
    { minutes: 0 },
    { everyWeeks: 0 },
    { everyWeeks: 1.5 },
    { start: '25:00' },
    { from: '2026-02-30' },
  ])('S2: a pattern with %p is refused', (wrong) =>
    expect(Recurrence.safeParse({ ...wednesdays, ...wrong }).success).toBe(false),
  );
});
