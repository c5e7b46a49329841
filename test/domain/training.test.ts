import { describe, expect, test } from '@jest/globals';
import type { Agreement } from '../../src/domain/agreement/agreement.ts';
import { agreementObligations } from '../../src/domain/agreement/obligations.ts';
import { TrainingId } from '../../src/domain/ids.ts';
import {
  type AgreementTraining,
  missingDays,
  type Trainee,
  type TrainingEntry,
  type TrainingKind,
  trainedOn,
  trainingRefused,
} from '../../src/domain/training.ts';
import { calendar, day, LEADER, ODENSE, programmes, SPECIALIST, terms, told, user } from '../_util/builders.ts';

const rules = programmes.common;
const COORDINATOR = user('coordinator');
const odense: Agreement = { id: ODENSE, terms: terms(), organiser: COORDINATOR, conferences: [], channels: {} };

function entry(kind: TrainingKind, on: string, about: TrainingEntry['about'] = SPECIALIST): TrainingEntry {
  return { id: TrainingId.parse(`${kind}-${on}`), about, kind, agreement: null, on: day(on) };
}

/** A specialist whose first course was opened on Monday 2 Nov 2026. */
function trainee(entries: readonly TrainingEntry[], changes: Partial<Trainee> = {}): Trainee {
  return { user: SPECIALIST, leader: LEADER, since: day('2026-11-02'), entries, ...changes };
}

function owed(today: string, training: Partial<AgreementTraining>): readonly string[] {
  const context = {
    rules,
    calendar: calendar(),
    today: day(today),
    training: { specialists: [], held: [], ...training },
  };
  return agreementObligations(odense, context)
    .filter((o) => o.kind === 'training' || o.kind === 'supervision')
    .flatMap((o) => [o.key, ...told(o)]);
}

describe('S4: two days for specialists, one of the two for clinicians', () => {
  test('S4: a specialist lacks each day that is not entered', () => {
    expect(missingDays([], 'specialist', rules)).toEqual(['day1', 'day2']);
    expect(missingDays([entry('day2', '2026-03-02')], 'specialist', rules)).toEqual(['day1']);
    expect(missingDays([entry('day1', '2026-03-02'), entry('day2', '2026-03-03')], 'specialist', rules)).toEqual([]);
  });

  test.each(['day1', 'day2'] as const)('S4: a clinician lacks nothing after %s', (taken) => {
    expect(missingDays([], 'clinician', rules)).toEqual(['day1', 'day2']);
    expect(missingDays([entry(taken, '2026-03-02')], 'clinician', rules)).toEqual([]);
  });

  test('S4: supervision and a first course are no training', () => {
    const others = [entry('specialist', '2026-03-02'), entry('firstCourse', '2026-03-02')];
    expect(missingDays(others, 'specialist', rules)).toEqual(['day1', 'day2']);
    expect(trainedOn(others, 'specialist', rules)).toBeNull();
    expect(trainedOn([entry('day2', '2026-03-09'), entry('day1', '2026-03-02')], 'specialist', rules)).toBe(
      '2026-03-09',
    );
  });

  test('S4: a day is entered once, not in the future; supervision as often as it is held', () => {
    const known = [entry('day1', '2026-03-02'), entry('specialist', '2026-10-26')];
    const refusal = (kind: TrainingKind, on: string) =>
      trainingRefused(entry(kind, on), known, day('2026-11-02'))?.because ?? null;
    expect(refusal('day1', '2026-11-02')).toBe('training-day-taken');
    expect(refusal('day2', '2026-11-03')).toBe('date-in-future');
    expect(refusal('day2', '1999-11-02')).toBe('date-too-old');
    expect([refusal('day2', '2026-11-02'), refusal('specialist', '2026-11-02')]).toEqual([null, null]);
  });
});

describe('S4, section 9: training missing', () => {
  test('S4: a first course without training: leader and coordinator that day, then monthly until it is there', () => {
    // 2 January 2027 is a Saturday; a rung after the day moves forward.
    expect(owed('2026-12-10', { specialists: [trainee([entry('day1', '2026-10-01')])] })).toEqual([
      `training:${SPECIALIST}`,
      '2026-11-02 leader coordinator',
      '2026-12-02 leader coordinator',
      '2027-01-04 leader coordinator',
    ]);
  });

  test('S4, L3: a month after 31 January is 28 February, and then 31 March again', () => {
    // 31 January and 28 February 2027 are Sundays.
    const [, ...last] = owed('2027-03-10', { specialists: [trainee([], { since: day('2026-12-31') })] });
    expect(last.map((r) => r.slice(0, 10))).toEqual(['2026-12-31', '2027-02-01', '2027-03-01', '2027-03-31']);
  });

  test('S4: a specialist without a leader is every leader’s; an agreement not in force asks for nothing', () => {
    const specialists = [trainee([], { leader: null })];
    expect(owed('2026-11-02', { specialists })[1]).toBe('2026-11-02 leader coordinator');
    expect(owed('2029-01-01', { specialists })).toEqual([]);
  });

  test('S4: it is told on its day and never listed as overdue', () => {
    const context = {
      rules,
      calendar: calendar(),
      today: day('2026-12-10'),
      training: { specialists: [trainee([])], held: [] },
    };
    const [found] = agreementObligations(odense, context).filter((o) => o.kind === 'training');
    expect(found?.notice).toBe(true);
  });
});

describe('S4, section 9: supervision missing', () => {
  const trained = [entry('day1', '2026-01-12'), entry('day2', '2026-01-13')];

  test('S4: supervision comes after the training: a month without, and monthly', () => {
    expect(owed('2026-12-03', { specialists: [trainee(trained)] })).toEqual([
      `supervision:${SPECIALIST}:2026-11-02`,
      '2026-12-02 leader coordinator',
      '2027-01-04 leader coordinator',
      'supervision:clinicians:2026-01-13',
      ...monthly('2026-02-13', 12),
      'supervision:across:2026-01-13',
      ...monthly('2026-02-13', 12),
    ]);
  });

  test('S4: supervision held is a new month, of that kind alone', () => {
    const held = [entry('clinicians', '2026-12-01', ODENSE), entry('across', '2026-11-25', ODENSE)];
    const specialists = [trainee([...trained, entry('specialist', '2026-11-30')])];
    expect(owed('2026-12-03', { specialists, held })).toEqual([
      `supervision:${SPECIALIST}:2026-11-30`,
      '2026-12-30 leader coordinator',
      'supervision:clinicians:2026-12-01',
      '2026-12-31 leader coordinator',
      'supervision:across:2026-11-25',
      '2026-12-24 leader coordinator',
    ]);
  });

  test('S4: nobody is asked for supervision before anybody has had the training', () => {
    expect(owed('2026-12-03', { specialists: [] })).toEqual([]);
    expect(owed('2026-12-03', { specialists: [trainee([])] })[0]).toBe(`training:${SPECIALIST}`);
    expect(owed('2026-12-03', { specialists: [trainee([])] }).join()).not.toContain('supervision');
  });
});

/** The rungs of the 13th of every month, moved to the next working day. */
function monthly(from: string, months: number): string[] {
  const expected = [
    '2026-02-13',
    '2026-03-13',
    '2026-04-13',
    '2026-05-13',
    '2026-06-15',
    '2026-07-13',
    '2026-08-13',
    '2026-09-14',
    '2026-10-13',
    '2026-11-13',
    '2026-12-14',
  ];
  return expected
    .filter((d) => d >= from)
    .slice(0, months)
    .map((d) => `${d} leader coordinator`);
}
