import { describe, expect, test } from '@jest/globals';
import { isWorkingDay } from '../../../src/domain/calendar/working-days.ts';
import type { CourseCommand } from '../../../src/domain/course/commands.ts';
import { ContactForm } from '../../../src/domain/course/events.ts';
import { ContactId } from '../../../src/domain/ids.ts';
import { holdersOn, type Obligation, raisesNext } from '../../../src/domain/obligation.ts';
import {
  alive,
  calendar,
  closed,
  day,
  failed,
  type Given,
  given,
  held,
  OTHER_SPECIALIST,
  opened,
  outcome,
  running,
  runningB,
  SPECIALIST,
  stepStarted,
  told,
  withdrawn,
} from '../../_util/builders.ts';

const contact = (date: string, how: ContactForm = 'phone'): CourseCommand => ({
  type: 'recordContact',
  contact: ContactId.parse('contact-1'),
  on: day(date),
  how,
});
const attempt = (date: string): CourseCommand => ({ type: 'recordFailedContact', on: day(date), because: 'noAnswer' });
const sign = (date: string): CourseCommand => ({ type: 'recordSignOfLife', on: day(date) });
const course = given(running('2026-11-02'));

function owed(from: Given, kind: 'contact' | 'lostContact', today: string): Obligation {
  const obligation = from.owes(kind, today);
  if (obligation === undefined) throw new Error(`no ${kind}`);
  return obligation;
}
const names = (obligation: Obligation, date: string) =>
  holdersOn(obligation, day(date), 7).map((t) => (t.kind === 'person' ? t.user : t.kind));

describe('F1: what a contact is', () => {
  test('F1: face to face, phone or video', () => {
    expect(ContactForm.options).toEqual(['inPerson', 'phone', 'video']);
  });

  test.each([
    ['today', '2026-11-20', ['ContactHeld']],
    ['14 days ago', '2026-11-06', ['ContactHeld']],
    ['15 days ago', '2026-11-05', 'date-too-old'],
    ['tomorrow', '2026-11-21', 'date-in-future'],
    ['200 years ago', '1826-11-20', 'date-too-old'],
  ])('F1: dated %s', (_when, date, expected) => {
    expect(outcome(course.decide(contact(date), { on: '2026-11-20' }))).toEqual(expected);
    expect(outcome(course.decide(sign(date), { on: '2026-11-20' }))).toEqual(
      expected === 'date-in-future' || expected === 'date-too-old' ? expected : ['SignOfLife'],
    );
  });

  test('F1: before the referral there was no course to have contact in', () => {
    expect(outcome(course.decide(contact('2026-11-01'), { on: '2026-11-05' }))).toBe('date-before-referral');
  });

  test('A2: no contact is owed or recorded before the start, or after the end', () => {
    const referral = given(opened('2026-11-02'));
    expect(outcome(referral.decide(contact('2026-11-03'), { on: '2026-11-03' }))).toBe('not-running');
    expect(referral.owes('contact', '2026-11-30')).toBeUndefined();
    expect(course.and(closed('2026-11-20')).obligations('2026-12-20')).toEqual([]);
  });

  test('F2: the same contact twice is one; a call and a meeting on one day are two', () => {
    const once = course.after(contact('2026-11-20'), { on: '2026-11-20' });
    expect(outcome(once.decide(contact('2026-11-20'), { on: '2026-11-20' }))).toEqual([]);
    expect(outcome(once.decide(contact('2026-11-20', 'inPerson'), { on: '2026-11-20' }))).toEqual(['ContactHeld']);
  });

  test('F1, F3: a double click on a failed attempt is one attempt', () => {
    const once = course.after(attempt('2026-11-20'), { on: '2026-11-20' });
    expect(outcome(once.decide(attempt('2026-11-20'), { on: '2026-11-20' }))).toEqual([]);
    expect(
      outcome(once.decide({ ...attempt('2026-11-20'), because: 'didNotShow' } as CourseCommand, { on: '2026-11-20' })),
    ).toEqual(['ContactFailed']);
  });
});

describe('section 9: weekly contact, due 7 days after the last', () => {
  test('A16: from the start; day 6 and 8 the specialist, day 11 and the leader (N4: Sunday’s on the Friday)', () => {
    const duty = owed(course, 'contact', '2026-11-05');
    expect(duty.due).toBe('2026-11-09');
    expect(told(duty)).toEqual(['2026-11-06 specialist', '2026-11-10 specialist', '2026-11-13 specialist leader']);
  });

  test('B12: counted from the last contact held, whatever order they were recorded in', () => {
    const inOrder = course.and(held('2026-11-05'), held('2026-11-12'));
    const late = course.and(held('2026-11-12'), held('2026-11-05'));
    for (const c of [inOrder, late]) expect(owed(c, 'contact', '2026-11-13').due).toBe('2026-11-19');
  });

  test('B12: in programme B from the start of step 2, not before', () => {
    const b = given(runningB('2026-11-02'));
    expect(b.owes('contact', '2026-11-30')).toBeUndefined();
    expect(owed(b.and(stepStarted('2026-11-25', '2')), 'contact', '2026-11-26').due).toBe('2026-12-02');
    expect(owed(b.and(held('2026-11-20'), stepStarted('2026-11-25', '2')), 'contact', '2026-11-26').due).toBe(
      '2026-12-02',
    );
  });

  test('A16: the agreement’s own rhythm, here every 14 days', () => {
    const duty = course.owes('contact', '2026-11-05', { contactEveryDays: 14 });
    expect(duty?.due).toBe('2026-11-16');
    expect(told(duty)).toEqual(['2026-11-13 specialist', '2026-11-17 specialist', '2026-11-20 specialist leader']);
    expect(duty?.key).not.toBe(owed(course, 'contact', '2026-11-05').key);
  });

  test('A2: when K1 has ended, contact goes on', () => {
    expect(owed(course.and(withdrawn('2026-11-05', '2026-11-02')), 'contact', '2026-11-06').due).toBe('2026-11-09');
  });

  test('N4, S5: over Christmas the due date stays, rungs move, and one recipient is told once a day', () => {
    const duty = course
      .and(held('2026-12-17'))
      .owes('contact', '2026-12-18', { calendar: calendar('2026-12-24', '2026-12-31') });
    expect(duty?.due).toBe('2026-12-24');
    expect(told(duty)).toEqual(['2026-12-23 specialist', '2026-12-28 specialist', '2026-12-28 leader']);
  });

  test('N5: a contact makes a new duty with a key of its own, so that the old one’s rungs are over', () => {
    expect(owed(course, 'contact', '2026-11-05').key).not.toBe(
      owed(course.and(held('2026-11-05')), 'contact', '2026-11-05').key,
    );
  });
});

describe('F1: after a failed attempt the item returns two working days later', () => {
  test('F1: tried on Monday, it is off the list until Wednesday, when a rung brings it back', () => {
    const tried = owed(course.and(failed('2026-11-09')), 'contact', '2026-11-09');
    expect(tried.due).toBe('2026-11-09');
    expect(told(tried)).toEqual(['2026-11-11 specialist', '2026-11-13 specialist leader']);
    expect(['2026-11-09', '2026-11-10', '2026-11-11'].map((d) => names(tried, d))).toEqual([[], [], [SPECIALIST]]);
  });

  test('F1: tried on Thursday, it returns on Monday; the leader still hears on day 11, and each day after', () => {
    const tried = owed(course.and(failed('2026-11-12')), 'contact', '2026-11-12');
    expect(told(tried)).toEqual(['2026-11-13 leader', '2026-11-16 specialist']);
    expect(names(tried, '2026-11-13')).toEqual(['leader']);
    const next = (after: string) => raisesNext(tried, day(after), (d) => isWorkingDay(d, calendar()));
    expect([next('2026-11-12'), next('2026-11-13')]).toEqual(['2026-11-13', '2026-11-16']);
  });

  test('F1: while it is quiet for the specialist, the leader who was told keeps it every working day', () => {
    const tried = owed(course.and(failed('2026-11-17')), 'contact', '2026-11-17');
    // Told on Friday 13 Nov; tried on Tuesday 17, back on Thursday 19.
    const next = raisesNext(tried, day('2026-11-17'), (d) => isWorkingDay(d, calendar()));
    expect(next).toBe('2026-11-18');
    expect(names(tried, '2026-11-18')).toEqual(['leader']);
  });

  test('F1: an early attempt brings it back too, before it is due', () => {
    const tried = owed(course.and(failed('2026-11-03')), 'contact', '2026-11-03');
    expect(told(tried)[0]).toBe('2026-11-05 specialist');
  });

  test('F1: a sign of life ends the wait and leaves the duty', () => {
    const heard = owed(course.and(failed('2026-11-09'), alive('2026-11-10')), 'contact', '2026-11-10');
    expect(heard).toMatchObject({ due: '2026-11-09', quietUntil: null });
    expect(names(heard, '2026-11-10')).toEqual([SPECIALIST]);
  });

  test('B12: an attempt from before step 2 says nothing about step 2’s duty', () => {
    const b = given(runningB('2026-11-02'), failed('2026-11-10'), stepStarted('2026-11-25', '2'));
    expect(told(owed(b, 'contact', '2026-11-25'))[0]).toBe('2026-12-01 specialist');
  });

  test('S5: the two working days pass over a closing', () => {
    const tried = course
      .and(held('2026-12-21'), failed('2026-12-23'))
      .owes('contact', '2026-12-23', { calendar: calendar('2026-12-24', '2026-12-31') });
    expect(tried?.quietUntil).toBe('2026-12-29');
  });
});

describe('F3: lost contact', () => {
  test('F3: 21 days without a word: the leader and, with K1, the clinician', () => {
    const lost = owed(course, 'lostContact', '2026-11-05');
    expect(lost).toMatchObject({ due: '2026-11-23', notice: true });
    expect(told(lost)).toEqual(['2026-11-23 leader clinician']);
  });

  test('F3, K14: without K1 the leader alone', () => {
    expect(told(owed(course.and(withdrawn('2026-11-05', '2026-11-02')), 'lostContact', '2026-11-06'))).toEqual([
      '2026-11-23 leader',
    ]);
    const b = given(runningB('2026-11-02'));
    expect(told(owed(b, 'lostContact', '2026-11-06'))).toEqual(['2026-11-23 leader']);
  });

  test('F3: three failed attempts in a row tell it earlier, on the day of the third', () => {
    const two = course.and(failed('2026-11-09'), failed('2026-11-11'));
    expect(owed(two, 'lostContact', '2026-11-12').due).toBe('2026-11-23');
    expect(told(owed(two.and(failed('2026-11-13')), 'lostContact', '2026-11-13'))).toEqual([
      '2026-11-13 leader clinician',
    ]);
  });

  test('F3: told once: three failures and then 21 days, or 21 days and then a back-dated third, are one rung of one silence', () => {
    const told = (c: Given, today: string) => {
      const { key, rungs } = owed(c, 'lostContact', today);
      return rungs.map((r) => `${key} ${r.id}`);
    };
    const failures = course.and(failed('2026-11-18'), failed('2026-11-19'), failed('2026-11-20'));
    expect(told(failures, '2026-11-20')).toEqual(told(course, '2026-11-23'));
    expect(told(failures.and(failed('2026-11-12')), '2026-11-24')).toEqual(told(course, '2026-11-23'));
    expect(told(failures, '2026-12-24')).toHaveLength(1);
  });

  test('F1, F3: a sign of life resets it, and a contact does; a failed attempt does not', () => {
    expect(owed(course.and(alive('2026-11-12')), 'lostContact', '2026-11-13').due).toBe('2026-12-03');
    expect(owed(course.and(held('2026-11-12')), 'lostContact', '2026-11-13').due).toBe('2026-12-03');
    expect(owed(course.and(failed('2026-11-12')), 'lostContact', '2026-11-13').due).toBe('2026-11-23');
    expect(owed(course.and(alive('2026-11-12')), 'contact', '2026-11-13').due).toBe('2026-11-09');
  });

  test('F3: failures before a contact are not in a row with those after it', () => {
    const broken = course.and(failed('2026-11-09'), failed('2026-11-10'), held('2026-11-11'), failed('2026-11-16'));
    expect(owed(broken, 'lostContact', '2026-11-16').due).toBe('2026-12-02');
  });

  test('F3: a new silence is told again', () => {
    expect(owed(course, 'lostContact', '2026-11-05').key).not.toBe(
      owed(course.and(held('2026-11-24')), 'lostContact', '2026-11-24').key,
    );
  });
});

test('section 9: what was told to one specialist goes on with the next', () => {
  const handed = course.after({ type: 'assignSpecialist', specialist: OTHER_SPECIALIST }, { on: '2026-11-10' });
  expect(told(owed(handed, 'contact', '2026-11-10'))[1]).toBe('2026-11-10 other-specialist');
});
