import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PlainDate } from '../../src/domain/calendar/time.ts';
import { ageOn, Cpr, looksLikeCpr, parseCpr, redactCpr } from '../../src/domain/cpr.ts';

const date = (text: string) => PlainDate.parse(text);
const TODAY = date('2026-11-02');
const read = (text: string) => parseCpr(text, TODAY);

describe('P3: the vectors', () => {
  test('P3: 010165-4003 is accepted with a warning: numbers without modulus 11 are issued since 2007', () => {
    expect(read('010165-4003')).toEqual({
      kind: 'ok',
      cpr: '0101654003',
      birth: '1965-01-01',
      replacement: false,
      mod11: false,
    });
  });

  test('P3: 290200-4123 is 29 February 2000', () => {
    expect(read('290200-4123')).toMatchObject({ kind: 'ok', birth: '2000-02-29' });
  });

  test('P3: 290299-4123 is refused: 1999 had no 29 February', () => {
    expect(read('290299-4123')).toEqual({ kind: 'refused', because: 'impossible-date' });
  });

  test('P3: 670190-1234 is a replacement for 7 January 1990', () => {
    expect(read('670190-1234')).toEqual({
      kind: 'ok',
      cpr: '6701901234',
      birth: '1990-01-07',
      replacement: true,
      mod11: true,
    });
  });

  test('P3: 010145-6000 is refused: 2045 is in the future', () => {
    expect(read('010145-6000')).toEqual({ kind: 'refused', because: 'future-date' });
  });

  test('P3: 020329-1WQ3 is a national replacement number', () => {
    expect(read('020329-1WQ3')).toEqual({
      kind: 'ok',
      cpr: '0203291WQ3',
      birth: '1929-03-02',
      replacement: true,
      mod11: true,
    });
  });
});

describe('P1: the century by the seventh digit', () => {
  test.each([
    ['010190-0000', '1990-01-01'],
    ['010101-3999', '1901-01-01'],
    ['010126-4000', '2026-01-01'],
    ['010137-4000', '1937-01-01'],
    ['010137-9000', '1937-01-01'],
    ['010110-9000', '2010-01-01'],
    ['010110-5000', '2010-01-01'],
    ['010110-8000', '2010-01-01'],
    ['010158-5000', '1858-01-01'],
    ['010199-8000', '1899-01-01'],
  ])('P1: %s is born on %s', (text, birth) => expect(read(text)).toMatchObject({ kind: 'ok', birth }));

  test.each(['010136-4000', '010136-9000', '010157-5000'])('P1: %s is in the future', (text) =>
    expect(read(text)).toEqual({ kind: 'refused', because: 'future-date' }),
  );

  test('P1: a child born today is not in the future, one born tomorrow is', () => {
    expect(read('021126-4000')).toMatchObject({ kind: 'ok', birth: TODAY });
    expect(read('031126-4000')).toEqual({ kind: 'refused', because: 'future-date' });
  });

  test.each(['000190-1234', '320190-1234', '310490-1234', '011390-1234', '920190-1234', '600190-1234', '290200-1234'])(
    'P1: %s has an impossible date',
    (text) => expect(read(text)).toEqual({ kind: 'refused', because: 'impossible-date' }),
  );

  test.each([
    '',
    'Mette',
    '010165-400',
    '010165-40033',
    '12345678',
    '010165-A003',
    '020329-2WQ3',
    '020329-1WQX',
    '🙂',
    '1'.repeat(10_000),
  ])('P1: %p is no CPR number', (text) => expect(read(text)).toEqual({ kind: 'refused', because: 'not-a-cpr' }));

  test.each([
    '0101654003',
    ' 010165 4003 ',
    '010165–4003',
    '010165 - 4003',
    '01 01 65 4003',
    '01.01.65-4003',
    '010165\u00A04003',
  ])('P1: %p is read as it was meant', (text) => expect(read(text)).toMatchObject({ cpr: '0101654003' }));
});

describe('P2: modulus 11 is a soft warning', () => {
  test('P2: a number that holds it is not warned about', () => {
    // 4·0 3·1 2·0 7·1 6·6 5·5 4·0 3·0 2·0 1·6 = 77 = 7 × 11
    expect(read('010165-0006')).toMatchObject({ kind: 'ok', mod11: true });
  });

  test('P2: one digit wrong is warned about, never refused', () => {
    expect(read('010165-0007')).toMatchObject({ kind: 'ok', mod11: false });
  });
});

describe('P3: replacement numbers', () => {
  test('P3: the last of the month and a leap day have replacements too', () => {
    expect(read('910190-1234')).toMatchObject({ birth: '1990-01-31', replacement: true });
    expect(read('890200-4123')).toMatchObject({ birth: '2000-02-29', replacement: true });
    expect(read('890299-4123')).toEqual({ kind: 'refused', because: 'impossible-date' });
  });

  test('P3: small letters are read as capitals, 7 is the 2000s', () => {
    expect(read('020304-7wq3')).toMatchObject({ cpr: '0203047WQ3', birth: '2004-03-02', replacement: true });
  });

  test('P3: a national number that would be born after today, or has day + 60 besides, is refused', () => {
    expect(read('020360-7WQ3')).toEqual({ kind: 'refused', because: 'future-date' });
    expect(read('620329-1WQ3')).toEqual({ kind: 'refused', because: 'impossible-date' });
  });
});

describe('P4: a CPR-like string in a typed text', () => {
  test.each([
    '010165-4003',
    'Hun hedder noget og har 010165-4003.',
    'cpr010165-4003',
    '0101654003',
    '010165 4003',
    '010165–4003',
    '010165—4003',
    '010165−4003',
    '010165 - 4003',
    '010165/4003',
    '01.01.65-4003',
    '01 01 65 4003',
    '670190-1234',
    '020329-1WQ3',
    '0203291wq3',
    'første linje\n010165-4003\nsidste',
    '310265-4003',
    '010165_4003',
    '010165, 4003',
    '670190:1234',
    '670190 · 1234',
    '020329+1WQ3',
  ])('P4: %p holds one', (text) => {
    expect(looksLikeCpr(text)).toBe(true);
    expect(redactCpr(text)).toContain('••••••-••••');
    expect(looksLikeCpr(redactCpr(text))).toBe(false);
  });

  test.each([
    '',
    'Ring på 21 12 65 40',
    '21126540',
    '+45 21 12 65 40',
    '+4521126540',
    '21 12 11 12 4003 Sorø',
    '00010165400300',
    '1010165-4003',
    '010165-40031',
    'ODE-014',
    '2026-11-02',
    '02.11.2026 kl. 13.00',
    '990190-1234',
    '011390-1234',
    'uge 14 (30. mar.–5. apr.)',
  ])('P4: %p holds none', (text) => {
    expect(looksLikeCpr(text)).toBe(false);
    expect(redactCpr(text)).toBe(text);
  });

  test('P4: every number is blotted out, the rest stays', () => {
    expect(redactCpr('A 010165-4003 og B 6701901234.')).toBe('A ••••••-•••• og B ••••••-••••.');
  });

  test('P4: whatever is accepted as a CPR number is also recognised in a text', () => {
    const separator = fc.constantFrom('', '-', ' ', '–', ' - ', '/');
    const digits = (length: number) =>
      fc.integer({ min: 0, max: 10 ** length - 1 }).map((n) => String(n).padStart(length, '0'));
    fc.assert(
      fc.property(digits(6), separator, digits(4), (day, between, serial) => {
        const text = `${day}${between}${serial}`;
        if (read(text).kind === 'ok') expect(looksLikeCpr(`Borgeren ${text} kommer`)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('P4: 10,000 characters of anything are answered at once', () => {
    const started = performance.now();
    for (const unit of ['0', ' ', '01', '010165', '010165 ', '01 ', '-', 'æ']) {
      const text = unit.repeat(10_000 / unit.length);
      looksLikeCpr(text);
      redactCpr(text);
    }
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('B1: age', () => {
  test.each([
    ['1996-11-02', '2026-11-01', 29],
    ['1996-11-02', '2026-11-02', 30],
    ['1996-11-02', '2026-11-03', 30],
    ['2000-02-29', '2027-02-27', 26],
    ['2000-02-29', '2027-02-28', 27],
    ['2000-02-29', '2028-02-28', 27],
    ['2000-02-29', '2028-02-29', 28],
    ['2026-11-02', '2026-11-02', 0],
  ])('B1: born %s is on %s %i years old', (birth, day, age) => expect(ageOn(date(birth), date(day))).toBe(age));
});

test('P1: a CPR number is kept without hyphen, in capitals', () => {
  expect(Cpr.safeParse('010165-4003').success).toBe(false);
  expect(Cpr.safeParse('0203291wq3').success).toBe(false);
});
