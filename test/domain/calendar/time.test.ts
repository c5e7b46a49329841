import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  addMinutes,
  dateOfEpochDay,
  epochDay,
  Instant,
  instantFromMs,
  instantMs,
  LocalTime,
  localDate,
  localTime,
  minutesBetween,
  PlainDate,
  toInstant,
} from '../../../src/domain/calendar/time.ts';
import { ZONE } from '../../../src/domain/calendar/zone.ts';

const date = (text: string) => PlainDate.parse(text);
const time = (text: string) => LocalTime.parse(text);
const instant = (text: string) => Instant.parse(text);

const FROM_MS = Date.UTC(2025, 0, 1);
const TO_MS = Date.UTC(2030, 11, 31);
const anyMs = fc.integer({ min: FROM_MS, max: TO_MS });
const anyDay = fc.integer({ min: FROM_MS / 86_400_000, max: TO_MS / 86_400_000 }).map(dateOfEpochDay);
const anyTime = fc
  .record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) })
  .map(({ hour, minute }) => time(`${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`));
/** The days on which Danish clocks change, where a mistake would hide. */
const changeDay = fc.constantFrom('2026-03-29', '2026-10-25', '2027-03-28', '2027-10-31').map(date);

describe('what counts as a date, a moment and a time', () => {
  test.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '1799-12-31',
    '2201-01-01',
    '2026-1-1',
    '',
    '+02026-01-01',
  ])('the date %p is refused', (text) => expect(PlainDate.safeParse(text).success).toBe(false));

  test.each(['2028-02-29', '1800-01-01', '2200-12-31', '2000-02-29'])('the date %p is real', (text) =>
    expect(PlainDate.safeParse(text).success).toBe(true),
  );

  test.each(['24:00', '7:00', '12:60', '12:00:00', ''])('the time %p is refused', (text) =>
    expect(LocalTime.safeParse(text).success).toBe(false),
  );

  test.each([
    '2026-11-02T06:55:00Z',
    '2026-11-02T06:55:00.000+01:00',
    '2026-02-30T06:55:00.000Z',
    '2026-11-02T24:00:00.000Z',
  ])('the instant %p is refused: text must sort as time', (text) =>
    expect(Instant.safeParse(text).success).toBe(false),
  );
});

describe('L1: wall time in Denmark', () => {
  test.each([
    ['2026-11-02', '07:55', '2026-11-02T06:55:00.000Z'],
    ['2026-07-01', '13:00', '2026-07-01T11:00:00.000Z'],
    ['2026-03-28', '08:00', '2026-03-28T07:00:00.000Z'],
    ['2026-03-29', '01:59', '2026-03-29T00:59:00.000Z'],
    ['2026-03-29', '03:00', '2026-03-29T01:00:00.000Z'],
    ['2026-03-29', '08:00', '2026-03-29T06:00:00.000Z'],
    ['2026-10-25', '00:00', '2026-10-24T22:00:00.000Z'],
    ['2026-10-25', '03:00', '2026-10-25T02:00:00.000Z'],
    ['2027-03-28', '08:00', '2027-03-28T06:00:00.000Z'],
    ['2027-10-31', '08:00', '2027-10-31T07:00:00.000Z'],
  ])('L1: %s %s is %s', (day, clock, expected) => {
    const at = toInstant(date(day), time(clock));
    expect(at).toBe(expected);
    expect(localDate(at)).toBe(day);
    expect(localTime(at)).toBe(clock);
  });

  test.each([
    ['2026-03-29', '02:00', '03:00', '2026-03-29T01:00:00.000Z'],
    ['2026-03-29', '02:30', '03:30', '2026-03-29T01:30:00.000Z'],
    ['2027-03-28', '02:59', '03:59', '2027-03-28T01:59:00.000Z'],
  ])('L1: %s %s does not exist and is %s, one hour later', (...[day, clock, shown, expected]) => {
    const at = toInstant(date(day), time(clock));
    expect(at).toBe(expected);
    expect(localTime(at)).toBe(shown);
  });

  test.each([
    ['2026-10-25', '02:00', '2026-10-25T00:00:00.000Z'],
    ['2026-10-25', '02:59', '2026-10-25T00:59:00.000Z'],
    ['2027-10-31', '02:30', '2027-10-31T00:30:00.000Z'],
  ])('L1: %s %s exists twice and is the first', (day, clock, expected) => {
    expect(toInstant(date(day), time(clock))).toBe(expected);
    expect(localTime(addMinutes(instant(expected), 60))).toBe(clock);
  });

  test('L1: the clocks change at 01:00 UTC', () => {
    expect(localTime(instant('2026-03-29T00:59:59.999Z'))).toBe('01:59');
    expect(localTime(instant('2026-03-29T01:00:00.000Z'))).toBe('03:00');
    expect(localTime(instant('2026-10-25T00:59:59.999Z'))).toBe('02:59');
    expect(localTime(instant('2026-10-25T01:00:00.000Z'))).toBe('02:00');
  });

  test('L1: 23:00 UTC on New Year’s Eve is already the new year here', () => {
    expect(localDate(instant('2026-12-31T22:59:59.999Z'))).toBe('2026-12-31');
    expect(localDate(instant('2026-12-31T23:00:00.000Z'))).toBe('2027-01-01');
  });

  test('L1: agrees with Temporal on every moment of 2025–2030', () => {
    fc.assert(
      fc.property(anyMs, (ms) => {
        const oracle = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(ZONE);
        const at = instantFromMs(ms);
        expect(at).toBe(new Date(ms).toISOString());
        expect(localDate(at)).toBe(oracle.toPlainDate().toString());
        expect(localTime(at)).toBe(oracle.toPlainTime().toString({ smallestUnit: 'minute' }));
      }),
      { numRuns: 500 },
    );
  });

  test('L1: agrees with Temporal on every wall time of 2025–2030, the days of the change most of all', () => {
    fc.assert(
      fc.property(fc.oneof(changeDay, anyDay), anyTime, (day, clock) => {
        const oracle = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: ZONE, plainTime: clock });
        expect(instantMs(toInstant(day, clock))).toBe(oracle.epochMilliseconds);
      }),
      { numRuns: 500 },
    );
  });

  test.each(['1950-06-01', '1979-12-31', '2101-07-01', '2150-01-01'])(
    'L1: a day outside the table, %s, is still right',
    (day) => {
      const oracle = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: ZONE, plainTime: '12:00' });
      const at = toInstant(date(day), time('12:00'));
      expect(instantMs(at)).toBe(oracle.epochMilliseconds);
      expect(localTime(at)).toBe('12:00');
    },
  );
});

describe('moments', () => {
  test('text sorts as time', () => {
    fc.assert(fc.property(anyMs, anyMs, (a, b) => instantFromMs(a) < instantFromMs(b) === a < b));
  });

  test('a moment and its number are the same thing, before 1970 too', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1850, 0, 1), max: Date.UTC(2199, 0, 1) }), (ms) => {
        expect(instantMs(instantFromMs(ms))).toBe(ms);
        expect(Instant.safeParse(instantFromMs(ms)).success).toBe(true);
      }),
    );
  });

  test('elapsed time is not wall time: the night of 25 Oct 2026 is an hour longer', () => {
    const evening = toInstant(date('2026-10-24'), time('20:00'));
    const morning = toInstant(date('2026-10-25'), time('08:00'));
    expect(minutesBetween(evening, morning)).toBe(13 * 60);
    expect(addMinutes(morning, -13 * 60)).toBe(evening);
  });

  test('no moment or day outside 1800–2200 is made', () => {
    expect(() => instantFromMs(Number.NaN)).toThrow(RangeError);
    expect(() => dateOfEpochDay(epochDay(date('2200-12-31')) + 1)).toThrow(RangeError);
  });
});
