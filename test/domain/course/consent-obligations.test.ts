import { describe, expect, test } from '@jest/globals';
import type { CourseCommand } from '../../../src/domain/course/commands.ts';
import {
  assigned,
  CLINICIAN,
  consent,
  consented,
  consents,
  day,
  type Given,
  given,
  journaled,
  on,
  opened,
  openedB,
  referred,
  running,
  SPECIALIST,
  started,
  told,
} from '../../_util/builders.ts';

const kinds = (course: Given, today: string) => course.obligations(today).map((o) => o.kind);
const refused = (date: string): CourseCommand => ({
  type: 'refuseConsent',
  directions: ['psychiatryToJobCentre'],
  form: 'oral',
  on: day(date),
});
const waiting = given(opened('2026-11-02'), assigned('2026-11-02'));

describe('section 9: consent missing, due at referral + 7 days', () => {
  test('A2: day 3, 7, then weekly, to the specialist', () => {
    const missing = waiting.owes('consentMissing', '2026-11-10');
    expect(missing?.due).toBe('2026-11-09');
    expect(told(missing).slice(0, 4)).toEqual([
      '2026-11-05 specialist',
      '2026-11-09 specialist',
      '2026-11-16 specialist',
      '2026-11-23 specialist',
    ]);
  });

  test('A6: for a clinician’s referral to the clinician who referred; without a specialist yet to the leader', () => {
    expect(told(given(referred('2026-11-02')).owes('consentMissing', '2026-11-10'))[0]).toBe('2026-11-05 clinician');
    expect(told(given(opened('2026-11-02')).owes('consentMissing', '2026-11-10'))[0]).toBe('2026-11-05 leader');
  });

  test('A2: before K1 nothing else runs: no contact, no step, nobody is asked for a specialist', () => {
    expect(kinds(waiting, '2026-12-10')).toEqual(['consentMissing']);
    expect(kinds(given(opened('2026-11-02')), '2026-12-10')).toEqual(['consentMissing']);
    expect(kinds(given(referred('2026-11-02')), '2026-12-10')).toEqual(['consentMissing']);
  });

  test('A2: it counts from the referral, not from the day the course was opened', () => {
    const late = given(opened('2026-11-02', { referredOn: day('2026-10-20') }), assigned('2026-11-02'));
    expect(late.owes('consentMissing', '2026-11-02')?.due).toBe('2026-10-27');
  });

  test('A2: over once both directions are given; one direction is not enough', () => {
    expect(kinds(given(running('2026-11-02')), '2026-11-10')).not.toContain('consentMissing');
    const one = waiting.and(
      on('2026-11-05', {
        type: 'ConsentGiven',
        consent: consent('jobCentreToPsychiatry', '2026-11-05'),
        on: day('2026-11-05'),
      }),
    );
    expect(kinds(one, '2026-11-10')).toContain('consentMissing');
  });

  test('A2: a consent that begins later is not missing', () => {
    const later = waiting.and(
      consented('2026-11-05', { validFrom: day('2026-12-01') }),
      journaled('2026-11-05', '2026-11-05'),
    );
    expect(kinds(later, '2026-11-20')).toEqual([]);
  });

  test('K13: a refusal stops it: nobody is nagged', () => {
    expect(kinds(waiting.after(refused('2026-11-05'), { on: '2026-11-05' }), '2026-11-20')).toEqual([]);
  });

  test('K13: a yes after the no, still without the other direction, is missing again', () => {
    const yes = {
      type: 'recordConsents',
      consents: [consent('psychiatryToJobCentre', '2026-11-12')],
      signatureSeen: true,
    } as const;
    const course = waiting.after(refused('2026-11-05'), { on: '2026-11-05' }).after(yes, { on: '2026-11-12' });
    expect(kinds(course, '2026-11-20')).toContain('consentMissing');
  });

  test('K12, K13: whoever withdrew before the start is not nagged either; after a lapse it is missing again', () => {
    const given1 = given(referred('2026-11-02'), consented('2026-11-04'));
    expect(kinds(given1.after({ type: 'withdrawConsent' }, { on: '2026-11-10' }), '2026-11-20')).toEqual([]);
    const lapsed = given1
      .and(journaled('2026-11-04', '2026-11-04'))
      .after({ type: 'settle' }, { on: '2027-11-04', by: null });
    expect(kinds(lapsed, '2027-11-05')).toEqual(['consentMissing']);
  });

  test('B5: programme B runs without K3 and nobody is asked for it', () => {
    expect(
      kinds(given(openedB('2026-11-02'), assigned('2026-11-02'), started('2026-11-02', '1')), '2026-11-20'),
    ).not.toContain('consentMissing');
  });
});

describe('A6: a specialist is missing', () => {
  test('A6: for a clinic’s referral from the day of K1, when the job centre’s leader is told, then weekly', () => {
    const course = given(referred('2026-11-02'), consented('2026-11-05'));
    expect(kinds(given(referred('2026-11-02')), '2026-11-05')).not.toContain('specialistMissing');
    expect(told(course.owes('specialistMissing', '2026-11-06')).slice(0, 3)).toEqual([
      '2026-11-05 leader',
      '2026-11-12 leader',
      '2026-11-19 leader',
    ]);
  });

  test('A6: a renewal does not start the count again', () => {
    const course = given(referred('2026-11-02'), consented('2026-11-05'), consented('2026-11-20'));
    expect(told(course.owes('specialistMissing', '2026-11-23'))[0]).toBe('2026-11-05 leader');
  });

  test('A6: over when one is assigned', () => {
    const course = given(referred('2026-11-02'), consented('2026-11-05'));
    const assignedNow = course.after({ type: 'assignSpecialist', specialist: SPECIALIST }, { on: '2026-11-09' });
    expect(kinds(assignedNow, '2026-11-09')).not.toContain('specialistMissing');
  });
});

describe('K11: consent running out', () => {
  test('K11: 60, 30, 14 and 7 days before the last valid day, to specialist and clinician', () => {
    const out = given(running('2026-11-02')).owes('consentRunningOut', '2026-11-10');
    expect(out?.due).toBe('2027-11-01');
    expect(told(out)).toEqual([
      '2027-09-02 specialist clinician',
      '2027-10-01 specialist clinician',
      '2027-10-18 specialist clinician',
      '2027-10-25 specialist clinician',
    ]);
  });

  test('K11: a renewal in time moves it, and is a duty of its own', () => {
    const course = given(running('2026-11-02'), consented('2027-10-15'));
    const out = course.owes('consentRunningOut', '2027-10-18');
    expect(out).toMatchObject({ due: '2028-10-14', key: 'consentRunningOut:2028-10-14' });
  });

  test('K11: a renewal of one direction moves nothing', () => {
    const course = given(running('2026-11-02'));
    const half = course.and(
      on('2027-10-15', {
        type: 'ConsentGiven',
        consent: consent('jobCentreToPsychiatry', '2027-10-15'),
        on: day('2027-10-15'),
      }),
    );
    expect(half.owes('consentRunningOut', '2027-10-18')?.due).toBe('2027-11-01');
  });

  test('K12: gone from the day after the last valid day, also before the lapse is recorded', () => {
    expect(given(running('2026-11-02')).owes('consentRunningOut', '2027-11-01')).toBeDefined();
    expect(given(running('2026-11-02')).owes('consentRunningOut', '2027-11-02')).toBeUndefined();
  });

  test('K11: also while a specialist is still to be found; then the leader answers', () => {
    const course = given(referred('2026-11-02'), consented('2026-11-05', { lastValidDay: day('2027-01-31') }));
    expect(told(course.owes('consentRunningOut', '2026-12-10'))[0]).toBe('2026-12-02 leader clinician');
  });
});

describe('K11: not yet in the journal', () => {
  test('K11: asks the clinician from the day it was recorded, the leader after 3 working days', () => {
    const course = given(opened('2026-11-02'), assigned('2026-11-02'), consented('2026-11-05'), started('2026-11-05'));
    const journal = course.owes('consentNotInJournal', '2026-11-06');
    expect(journal?.due).toBe('2026-11-05');
    expect(told(journal)).toEqual(['2026-11-05 clinician', '2026-11-10 clinician leader']);
  });

  test('K11: over once entered; only health staff’s own direction is asked for', () => {
    const course = given(opened('2026-11-02'), assigned('2026-11-02'), consented('2026-11-05'), started('2026-11-05'));
    expect(kinds(course, '2026-11-06').filter((k) => k === 'consentNotInJournal')).toHaveLength(1);
    expect(kinds(course.and(journaled('2026-11-06', '2026-11-05')), '2026-11-06')).not.toContain('consentNotInJournal');
  });

  test('A2: a clinician who is only named is not asked before the course is shared', () => {
    const half = waiting.and(
      on('2026-11-05', {
        type: 'ConsentGiven',
        consent: consent('psychiatryToJobCentre', '2026-11-05'),
        on: day('2026-11-05'),
      }),
    );
    expect(half.course.clinician).toBe(CLINICIAN);
    expect(told(half.owes('consentNotInJournal', '2026-11-06'))[0]).toBe('2026-11-05 specialist');
  });

  test('K11: a closed course still owes its journal entry, and nothing else', () => {
    const course = given(opened('2026-11-02'), assigned('2026-11-02'), consented('2026-11-05'), started('2026-11-05'));
    const closed = course.after({ type: 'close', because: 'moved' }, { on: '2026-11-06' });
    expect(kinds(closed, '2026-11-09')).toEqual(['consentNotInJournal']);
    expect(kinds(closed.after({ type: 'withdrawConsent' }, { on: '2026-11-10' }), '2026-11-11')).toEqual([]);
  });

  test('K10: with both directions recorded twice, each paper is asked for', () => {
    const course = waiting.after(
      { type: 'recordConsents', consents: consents('2026-11-05'), signatureSeen: true },
      { on: '2026-11-05' },
    );
    const twice = course.and(consented('2026-11-06'));
    expect(kinds(twice, '2026-11-06').filter((k) => k === 'consentNotInJournal')).toHaveLength(2);
  });
});
