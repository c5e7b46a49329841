import { describe, expect, test } from '@jest/globals';
import { addDays } from '../../../src/domain/calendar/dates.ts';
import { gateLastDay, latestValidDay } from '../../../src/domain/consent/consent.ts';
import { endsCollaboration } from '../../../src/domain/course/collaboration.ts';
import type { CourseCommand } from '../../../src/domain/course/commands.ts';
import { isShared } from '../../../src/domain/course/course.ts';
import { settlesNext } from '../../../src/domain/course/settle.ts';
import {
  assigned,
  at,
  CLINICIAN,
  consent,
  consented,
  consents,
  day,
  type Given,
  given,
  opened,
  outcome,
  referred,
  running,
  runningB,
  SPECIALIST,
  tasked,
} from '../../_util/builders.ts';

type Consents = ReturnType<typeof consents>;
const record = (list: Consents, signatureSeen = true): CourseCommand => ({
  type: 'recordConsents',
  consents: list,
  signatureSeen,
});
const waiting = given(opened('2026-11-02'), assigned('2026-11-02'));
const WITHDRAW: CourseCommand = { type: 'withdrawConsent' };
const SETTLE: CourseCommand = { type: 'settle' };
const shared = (course: Given, date: string) => isShared(course.course, day(date));
/** Whether a command that must be accepted ends the cooperation (K12). */
function ends(before: Given, command: CourseCommand, date: string): boolean {
  const after = before.after(command, { on: date, by: null });
  const events = after.history.slice(before.history.length).map((recorded) => recorded.event);
  return endsCollaboration({ before: before.course, after: after.course, events }, day(date));
}

describe('K10: one consent per purpose and direction', () => {
  test('K10: a course is shared only while both directions are in force', () => {
    const one = waiting.after(record([consent('psychiatryToJobCentre', '2026-11-05')]), { on: '2026-11-05' });
    expect(shared(one, '2026-11-05')).toBe(false);
    expect(shared(given(running('2026-11-02')), '2026-11-05')).toBe(true);
  });

  test('K10: text, basis, categories and evidence are kept with it', () => {
    const [first] = waiting.after(record(consents('2026-11-05')), { on: '2026-11-06' }).course.consents;
    expect(first).toMatchObject({
      givenOn: '2026-11-05',
      recordedOn: '2026-11-06',
      evidence: 'evidence',
      journaled: null,
    });
    expect(first?.text).toEqual({ id: 'k1', version: 1, language: 'da', hash: 'hash' });
  });

  test('K10: nothing ticked, or no signature seen, is refused', () => {
    expect(outcome(waiting.decide(record([]), { on: '2026-11-05' }))).toBe('consent-nothing-ticked');
    expect(outcome(waiting.decide(record(consents('2026-11-05'), false), { on: '2026-11-05' }))).toBe(
      'consent-signature-not-seen',
    );
  });

  test('K10: an oral consent has no signature to see', () => {
    const oral = [consent('jobCentreToPsychiatry', '2026-11-05', { form: 'oral' })];
    expect(outcome(waiting.decide(record(oral, false), { on: '2026-11-05' }))).toEqual(['ConsentGiven']);
  });

  test('K10: K3 opens nothing of programme A, and K1 nothing of programme B', () => {
    expect(outcome(waiting.decide(record(consents('2026-11-05', { purpose: 'K3' })), { on: '2026-11-05' }))).toBe(
      'consent-not-needed',
    );
    expect(outcome(given(runningB('2026-11-02')).decide(record(consents('2026-11-05')), { on: '2026-11-05' }))).toBe(
      'consent-not-needed',
    );
  });

  test('K10: the same card twice records one consent', () => {
    const once = waiting.after(record(consents('2026-11-05')), { on: '2026-11-05' });
    expect(outcome(once.decide(record(consents('2026-11-05')), { on: '2026-11-05' }))).toEqual([]);
    expect(once.course.consents).toHaveLength(2);
  });
});

describe('K11: a consent from health staff', () => {
  test('K11: oral is refused from the clinic to the job centre, digital is not', () => {
    const form = (how: 'oral' | 'digital') => record([consent('psychiatryToJobCentre', '2026-11-05', { form: how })]);
    expect(outcome(waiting.decide(form('oral'), { on: '2026-11-05' }))).toBe('consent-must-be-written');
    expect(outcome(waiting.decide(form('digital'), { on: '2026-11-05' }))).toEqual(['ConsentGiven']);
  });

  test.each([
    ['2026-11-02', '2027-11-01'],
    ['2027-03-01', '2028-02-29'],
    ['2028-02-29', '2029-02-27'],
    ['2028-02-28', '2029-02-27'],
  ])('K11: given %s, it holds until %s: the day before the anniversary', (givenOn, last) => {
    expect(latestValidDay(day(givenOn))).toBe(last);
  });

  test('K11: a day more than a year is refused, and the refusal says the latest day', () => {
    const long = consents('2026-11-05', { lastValidDay: day('2027-11-05') });
    expect(waiting.decide(record(long), { on: '2026-11-05' })).toEqual({
      kind: 'refused',
      because: 'consent-too-long',
      details: { latest: '2027-11-04' },
    });
    expect(
      outcome(
        waiting.decide(record(consents('2026-11-05', { lastValidDay: day('2027-11-04') })), { on: '2026-11-05' }),
      ),
    ).toContain('ConsentGiven');
  });

  test('K11: counted from the day it was given, not from the day it begins', () => {
    const late = consents('2026-11-05', { validFrom: day('2027-02-01'), lastValidDay: day('2028-01-31') });
    expect(outcome(waiting.decide(record(late), { on: '2026-11-05' }))).toBe('consent-too-long');
  });

  test.each([
    {
      what: 'given tomorrow',
      change: { givenOn: day('2026-11-06'), validFrom: day('2026-11-06') },
      because: 'date-in-future',
    },
    { what: 'valid before it was given', change: { validFrom: day('2026-11-04') }, because: 'consent-before-given' },
    {
      what: 'over before it begins',
      change: { validFrom: day('2026-12-01'), lastValidDay: day('2026-11-30') },
      because: 'consent-before-given',
    },
    { what: 'given 200 years ago', change: { givenOn: day('1826-11-05') }, because: 'date-too-old' },
  ])('K11: $what is refused', ({ change, because }) => {
    expect(outcome(waiting.decide(record(consents('2026-11-05', change)), { on: '2026-11-05' }))).toBe(because);
  });

  test('K11: what was over before it was recorded is refused', () => {
    const over = consents('2026-09-01', { lastValidDay: day('2026-11-04') });
    expect(outcome(waiting.decide(record(over), { on: '2026-11-05' }))).toBe('date-too-old');
    expect(outcome(waiting.decide(record(over), { on: '2026-11-04' }))).toContain('CourseStarted');
  });

  test('K11: entered in the journal, once, with the day and by whom', () => {
    const course = given(opened('2026-11-02'), consented('2026-11-05'));
    const ids = course.course.consents.map((c) => c.id);
    const journal: CourseCommand = { type: 'journalConsents', consents: ids, on: day('2026-11-06') };
    const done = course.after(journal, { on: '2026-11-06', by: CLINICIAN });
    expect(done.course.consents[0]?.journaled).toEqual({ on: '2026-11-06', by: CLINICIAN });
    expect(outcome(done.decide(journal, { on: '2026-11-07' }))).toBe('consent-already-journaled');
    expect(outcome(course.decide({ ...journal, on: day('2026-11-04') }, { on: '2026-11-06' }))).toBe(
      'consent-before-given',
    );
    expect(outcome(course.decide({ ...journal, on: day('2026-11-07') }, { on: '2026-11-06' }))).toBe('date-in-future');
  });

  test('K11: not yet in the journal does not stop it', () => {
    expect(shared(given(opened('2026-11-02'), assigned('2026-11-02'), consented('2026-11-05')), '2026-11-05')).toBe(
      true,
    );
  });
});

describe('K12: withdrawal and expiry', () => {
  test('K12: withdrawal ends every direction at once, with one command', () => {
    const course = given(running('2026-11-02')).after(WITHDRAW, { on: '2026-12-01', time: '10:15' });
    expect(shared(course, '2026-12-01')).toBe(false);
    expect(course.course.consents.map((c) => c.ended)).toEqual(
      [0, 1].map(() => ({ how: 'withdrawn', at: at('2026-12-01', '10:15') })),
    );
    expect(outcome(course.decide(WITHDRAW, { on: '2026-12-01' }))).toBe('consent-none-in-force');
  });

  test('K12: what has not begun yet is withdrawn with the rest', () => {
    const later = consents('2026-11-05', { validFrom: day('2026-12-01') });
    const course = waiting.after(record(later), { on: '2026-11-05' }).after(WITHDRAW, { on: '2026-11-06' });
    expect(shared(course, '2026-12-01')).toBe(false);
    expect(settlesNext(course.course, day('2026-11-06'))).toBeNull();
  });

  test('K12: expiry is at 00:00 after the last valid day', () => {
    const course = given(running('2026-11-02'));
    expect(shared(course, '2027-11-01')).toBe(true);
    expect(shared(course, '2027-11-02')).toBe(false);
    expect(settlesNext(course.course, day('2027-11-01'))).toBe('2027-11-02');
    expect(outcome(course.decide(SETTLE, { on: '2027-11-01', time: '23:59' }))).toEqual([]);
    const over = course.after(SETTLE, { on: '2027-11-02', time: '00:00', by: null });
    expect(over.course.consents.map((c) => c.ended?.how)).toEqual(['lapsed', 'lapsed']);
    expect(outcome(over.decide(SETTLE, { on: '2027-11-03' }))).toEqual([]);
  });

  test('K12: a consent of 29 February is over on 28 February', () => {
    const course = given(running('2028-02-29'));
    expect(shared(course, '2029-02-27')).toBe(true);
    expect(shared(course, '2029-02-28')).toBe(false);
  });

  test('K12: open tasks of the other side close, the own side’s and the done ones stay', () => {
    const course = given(
      running('2026-11-02'),
      tasked('2026-11-11', '2026-11-20', CLINICIAN),
      tasked('2026-11-11', '2026-11-20'),
    );
    const states = (c: Given) => c.course.tasks.map((t) => t.state);
    expect(states(course.after(WITHDRAW, { on: '2026-11-12' }))).toEqual(['endedWithConsent', 'open']);
    const task = course.course.tasks[0]?.id;
    if (task === undefined) throw new Error('no task');
    const done = course.after({ type: 'finishTask', task }, { on: '2026-11-12', by: CLINICIAN });
    expect(states(done.after(WITHDRAW, { on: '2026-11-13' }))).toEqual(['done', 'open']);
  });

  test('K11, K12: a renewal in time: the old consent lapses, nothing closes and nothing ends', () => {
    const renewed = given(running('2026-11-02'), tasked('2027-10-20', '2027-11-20', CLINICIAN)).after(
      record(consents('2027-10-15')),
      { on: '2027-10-15' },
    );
    expect(gateLastDay(renewed.course.consents, 'K1', day('2027-10-15'))).toBe('2028-10-14');
    const over = renewed.after(SETTLE, { on: '2027-11-02', by: null });
    expect(shared(over, '2027-11-02')).toBe(true);
    expect(over.course.tasks[0]?.state).toBe('open');
    expect(ends(renewed, SETTLE, '2027-11-02')).toBe(false);
  });

  test('K11: a renewal that begins the day after leaves no gap; one that begins later leaves one', () => {
    const next = (from: string) =>
      given(running('2026-11-02')).after(record(consents('2027-10-15', { validFrom: day(from) })), {
        on: '2027-10-15',
      });
    expect(gateLastDay(next('2027-11-02').course.consents, 'K1', day('2027-10-15'))).toBe('2028-10-14');
    expect(gateLastDay(next('2027-11-08').course.consents, 'K1', day('2027-10-15'))).toBe('2027-11-01');
    expect(shared(next('2027-11-08'), '2027-11-05')).toBe(false);
    expect(settlesNext(next('2027-11-08').course, day('2027-11-02'))).toBe('2027-11-08');
  });

  test('K12: the end of a cooperation is told for what was shared, however late it is noticed', () => {
    const before = given(running('2026-11-02'));
    expect(ends(before, WITHDRAW, '2026-12-01')).toBe(true);
    expect(ends(before, SETTLE, '2027-11-02')).toBe(true);
    expect(ends(before, SETTLE, '2027-11-09')).toBe(true);
    expect(ends(before, SETTLE, '2027-11-01')).toBe(false);
  });

  test('K12: a single direction that lapses ends no cooperation, for there was none', () => {
    const one = waiting.after(record([consent('psychiatryToJobCentre', '2026-11-05')]), { on: '2026-11-05' });
    const over = one.after(SETTLE, { on: '2027-11-05', by: null });
    expect(over.course.consents[0]?.ended?.how).toBe('lapsed');
    expect(ends(one, SETTLE, '2027-11-05')).toBe(false);
  });

  test('K12: when one direction ended long before the other, the end is told once', () => {
    const two = waiting
      .after(record([consent('psychiatryToJobCentre', '2026-11-05')]), { on: '2026-11-05' })
      .after(record([consent('jobCentreToPsychiatry', '2026-11-20')]), { on: '2026-11-20' });
    const first = two.after(SETTLE, { on: '2027-11-05', by: null });
    expect(ends(two, SETTLE, '2027-11-05')).toBe(true);
    expect(ends(first, SETTLE, '2027-11-20')).toBe(false);
  });
});

describe('K13: refusal', () => {
  const refuse = (on: string): CourseCommand => ({
    type: 'refuseConsent',
    directions: ['psychiatryToJobCentre', 'jobCentreToPsychiatry'],
    form: 'oral',
    on: day(on),
  });

  test('K13: recorded like a consent, and the referral stays open: the citizen may think again', () => {
    const course = waiting.after(refuse('2026-11-05'), { on: '2026-11-05' });
    expect(course.course.refusals).toHaveLength(2);
    expect(course.course.status).toBe('referred');
    expect(course.after(record(consents('2026-11-09')), { on: '2026-11-09' }).course.status).toBe('running');
  });

  test('K13: it closes only what the consent gates: programme B goes on', () => {
    expect(given(runningB('2026-11-02')).after(refuse('2026-11-05'), { on: '2026-11-05' }).course.status).toBe(
      'running',
    );
  });

  test('K13: the same refusal twice is one, and dates are checked', () => {
    const course = waiting.after(refuse('2026-11-05'), { on: '2026-11-05' });
    expect(outcome(course.decide(refuse('2026-11-05'), { on: '2026-11-05' }))).toEqual([]);
    expect(outcome(waiting.decide(refuse('2026-11-06'), { on: '2026-11-05' }))).toBe('date-in-future');
    expect(outcome(waiting.decide(refuse('1826-11-06'), { on: '2026-11-05' }))).toBe('date-too-old');
  });

  test('K13: nothing is inferred from silence: no consent, no refusal, no event by itself', () => {
    for (const date of ['2026-11-10', '2027-05-10'])
      expect(outcome(waiting.decide(SETTLE, { on: date, by: null }))).toEqual([]);
    expect(shared(given(referred('2026-11-02')), addDays(day('2026-11-02'), 400))).toBe(false);
  });

  test('K13: a refusal while a consent is in force withdraws nothing; withdrawing is its own word', () => {
    expect(
      shared(
        given(running('2026-11-02')).after(refuse('2026-12-01'), { on: '2026-12-01', by: SPECIALIST }),
        '2026-12-01',
      ),
    ).toBe(true);
  });
});
