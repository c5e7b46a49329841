import { describe, expect, test } from '@jest/globals';
import {
  agreed,
  begun,
  calendar,
  consent,
  day,
  documented,
  ended,
  exempted,
  failed,
  type Given,
  given,
  held,
  job,
  matching,
  on,
  resumed,
  running,
  stepCompleted,
  stepStarted,
  told,
} from '../../_util/builders.ts';

const a = given(running('2026-11-02'));
const b = given(matching('2026-11-02'));
const due = (course: Given, today: string) => course.owes('contact', today)?.due;

describe('B12, B16, A16: weekly until the first day at the company, then monthly', () => {
  test.each([
    ['A16', a],
    ['B12', b],
  ])('%s: the day of the agreement changes nothing; the first day does', (_rule, course) => {
    const agreement = course.and(
      held('2026-11-10'),
      agreed(job('ordinaryJob', '2026-11-12', { startsOn: '2026-11-23' })),
    );
    expect(due(agreement, '2026-11-13')).toBe('2026-11-17');
    expect(due(agreement.and(begun('2026-11-23')), '2026-11-23')).toBe('2026-12-23');
  });

  test('B16, L3: a month from the last contact, clamped: from 31 Jan to 28 Feb', () => {
    const inJob = b.and(agreed(job('ordinaryJob', '2026-11-12')), begun('2026-11-23'), held('2027-01-31'));
    expect(due(inJob, '2027-02-01')).toBe('2027-02-28');
  });

  test('section 9: 3 days before and on the day the specialist, 5 working days after and the leader', () => {
    const inJob = b.and(agreed(job('ordinaryJob', '2026-11-12')), begun('2026-11-23'), held('2027-01-05'));
    // Due Friday 5 Feb 2027; five working days later is Friday 12 Feb.
    expect(told(inJob.owes('contact', '2027-01-06'))).toEqual([
      '2027-02-02 specialist',
      '2027-02-05 specialist',
      '2027-02-12 specialist leader',
    ]);
  });

  test('A15, A16: a job’s end returns to weekly, counted from the end or a later contact', () => {
    const over = a.and(
      agreed(job('ordinaryJob', '2026-11-12')),
      begun('2026-11-23'),
      held('2026-12-01'),
      ended('2026-12-10'),
    );
    expect(due(over, '2026-12-10')).toBe('2026-12-17');
    expect(due(over.and(held('2026-12-14')), '2026-12-14')).toBe('2026-12-21');
  });

  test('A10: while one of two goes on it stays monthly', () => {
    const two = a.and(
      agreed(job('ordinaryJob', '2026-11-12')),
      begun('2026-11-23'),
      agreed(job('education', '2026-11-12'), 'school'),
      begun('2026-11-25', 'school'),
      held('2026-12-01'),
      ended('2026-12-10'),
    );
    expect(due(two, '2026-12-10')).toBe('2027-01-01');
  });

  test('B20: after a drop-out it is weekly again from that day', () => {
    const out = b
      .and(agreed(job('flexJob', '2026-11-12')), begun('2026-11-23'))
      .after({ type: 'dropOut', on: day('2026-12-10'), because: 'health' }, { on: '2026-12-10' });
    expect(due(out, '2026-12-10')).toBe('2026-12-17');
  });
});

describe('section 9: company agreement without contact person, plan, Min Plan, VITAS', () => {
  const agreement = b.and(agreed(job('ordinaryJob', '2026-11-12')));

  test('B15, B17: the day it was made and 3 working days after, the specialist', () => {
    expect(told(agreement.owes('agreementLacks', '2026-11-12'))).toEqual([
      '2026-11-12 specialist',
      '2026-11-17 specialist',
    ]);
  });

  test('B17: it is over when nothing is lacking; an ordinary job lacks no VITAS', () => {
    const done = agreement.and(
      (['contactPerson', 'followUpPlan', 'agreementInMinPlan'] as const).map((c) => documented('2026-11-13', c)),
    );
    expect(done.owes('agreementLacks', '2026-11-13')).toBeUndefined();
  });

  test('A10: programme A asks for none of it', () => {
    expect(a.and(agreed(job('ordinaryJob', '2026-11-12'))).owes('agreementLacks', '2026-11-13')).toBeUndefined();
  });
});

describe('section 9: job start follow-along: 7 days before, 3 days after, weekly × 4', () => {
  test('7 days before the agreed first day, the specialist; open until it is recorded', () => {
    const agreement = a.and(agreed(job('ordinaryJob', '2026-11-12', { startsOn: '2026-12-07' })));
    expect(agreement.owes('jobStart', '2026-11-20')).toMatchObject({ due: '2026-12-07', engagement: 'job' });
    expect(told(agreement.owes('jobStart', '2026-11-20'))).toEqual(['2026-11-30 specialist']);
    expect(agreement.and(begun('2026-12-08')).owes('jobStart', '2026-12-08')).toBeUndefined();
    expect(a.and(agreed(job('ordinaryJob', '2026-11-12'))).owes('jobStart', '2026-11-20')).toBeUndefined();
  });

  test('then day 3, 7, 14, 21 and 28: each met by a contact after the point before it', () => {
    const inJob = a.and(agreed(job('ordinaryJob', '2026-11-12')), begun('2026-11-16'));
    const next = (...contacts: string[]) =>
      inJob.and(contacts.map((date) => held(date))).owes('followAlong', '2026-11-16')?.due;
    expect(next()).toBe('2026-11-19');
    expect(next('2026-11-15')).toBe('2026-11-19');
    expect(next('2026-11-16')).toBe('2026-11-23');
    expect(next('2026-11-19')).toBe('2026-11-23');
    expect(next('2026-11-20')).toBe('2026-11-30');
    expect(next('2026-11-25')).toBe('2026-12-07');
    expect(next('2026-12-07')).toBe('2026-12-14');
    expect(next('2026-12-08')).toBeUndefined();
  });

  test('B4: days of an exemption are not counted in it, and what is left of it is asked for after', () => {
    const inJob = given(matching('2026-11-02'), agreed(job('ordinaryJob', '2026-11-12')), begun('2026-11-16'));
    const paused = inJob.and(exempted('2026-11-18', '2027-02-12'), resumed('2026-12-18'));
    const duty = paused.owes('followAlong', '2026-12-18');
    expect([duty?.due, duty?.key]).toEqual(['2026-12-19', inJob.owes('followAlong', '2026-11-17')?.key]);
    expect(paused.and(held('2026-12-19')).owes('followAlong', '2026-12-19')?.due).toBe('2026-12-23');
  });

  test('N4: the third day a Saturday, it is raised on the Friday', () => {
    const inJob = a.and(agreed(job('ordinaryJob', '2026-11-12')), begun('2026-11-18'));
    const duty = inJob.owes('followAlong', '2026-11-18');
    expect([duty?.due, told(duty)]).toEqual(['2026-11-21', ['2026-11-20 specialist']]);
  });

  test('F1: after a failed attempt it returns two working days later, past a closing', () => {
    const inJob = a.and(agreed(job('ordinaryJob', '2026-12-12')), begun('2026-12-20'), failed('2026-12-23'));
    const duty = inJob.owes('followAlong', '2026-12-23', { calendar: calendar('2026-12-24', '2026-12-31') });
    expect(duty?.quietUntil).toBe('2026-12-29');
  });

  test('A10: a job that is over is not followed', () => {
    const over = a.and(agreed(job('ordinaryJob', '2026-11-12')), begun('2026-11-16'), ended('2026-11-17'));
    expect(over.owes('followAlong', '2026-11-17')).toBeUndefined();
  });
});

describe('B24: after self-support a call each month, under K5 alone', () => {
  const done = b.and(
    agreed(job('ordinaryJob', '2026-11-10')),
    begun('2026-11-16'),
    stepCompleted('2026-11-18', '2'),
    stepStarted('2026-11-18', '3'),
    documented('2027-02-01', 'selfSupport'),
    stepCompleted('2027-02-01', '3'),
  );
  const k5 = consent('specialistToCitizen', '2027-02-01', { purpose: 'K5' });
  const called = done.and(on('2027-02-01', { type: 'ConsentGiven', consent: k5, on: day('2027-02-01') }));

  test('K5, K13: without it nobody is asked to call, and silence is no lost contact', () => {
    expect(done.obligations('2027-06-01')).toEqual([]);
  });

  test('B24: with it monthly for six months from self-support, then no more', () => {
    expect(due(called, '2027-02-02')).toBe('2027-03-01');
    expect(due(called.and(held('2027-03-03')), '2027-03-04')).toBe('2027-04-03');
    expect(due(called.and(held('2027-07-01')), '2027-07-02')).toBe('2027-08-01');
    expect(due(called.and(held('2027-07-02')), '2027-07-03')).toBeUndefined();
  });

  test('K5: it lasts as long as the consent', () => {
    expect(due(called, '2028-01-31')).toBe('2027-03-01');
    expect(due(called, '2028-02-01')).toBeUndefined();
  });
});
