import { describe, expect, test } from '@jest/globals';
import type { CourseCommand } from '../../../src/domain/course/commands.ts';
import { homeSide, isShared, typicalStep } from '../../../src/domain/course/course.ts';
import { settle, settlesNext } from '../../../src/domain/course/settle.ts';
import { MeetingId } from '../../../src/domain/ids.ts';
import {
  assigned,
  consent,
  consented,
  consents,
  contextOf,
  day,
  type Given,
  given,
  MEETING,
  on,
  opened,
  openedB,
  outcome,
  referred,
  running,
  runningB,
  SPECIALIST,
} from '../../_util/builders.ts';

const record = (list: ReturnType<typeof consents>): CourseCommand => ({
  type: 'recordConsents',
  consents: list,
  signatureSeen: true,
});
const assign: CourseCommand = { type: 'assignSpecialist', specialist: SPECIALIST };
const SETTLE: CourseCommand = { type: 'settle' };
const discussed = (course: Given, date: string, meeting = MEETING) =>
  course.after({ type: 'noteDiscussion', meeting, on: day(date) }, { on: date });

describe('A2, A12: the start is the first day with K1 in force and a specialist assigned', () => {
  test('A2: K1 in both directions starts the course in the same decision', () => {
    const course = given(opened('2026-11-02'), assigned('2026-11-02'));
    expect(outcome(course.decide(record(consents('2026-11-05')), { on: '2026-11-05' }))).toEqual([
      'ConsentGiven',
      'ConsentGiven',
      'CourseStarted',
    ]);
  });

  test('K10: one direction alone starts nothing; the other, later, does', () => {
    const one = given(opened('2026-11-02'), assigned('2026-11-02')).after(
      record([consent('psychiatryToJobCentre', '2026-11-05')]),
      { on: '2026-11-05' },
    );
    expect(one.course.status).toBe('referred');
    const both = one.after(record([consent('jobCentreToPsychiatry', '2026-11-10')]), { on: '2026-11-10' });
    expect(both.course).toMatchObject({ status: 'running', startedOn: '2026-11-10' });
  });

  test('A12: K1 first, the specialist later: the day of the assignment', () => {
    const waiting = given(referred('2026-11-02'), consented('2026-11-04'));
    expect(waiting.course.status).toBe('referred');
    expect(waiting.after(assign, { on: '2026-11-09' }).course).toMatchObject({ startedOn: '2026-11-09' });
  });

  test('A12: a consent recorded some days late starts the course on the day it came into force', () => {
    const course = given(opened('2026-11-02'), assigned('2026-11-02')).after(record(consents('2026-11-05')), {
      on: '2026-11-12',
    });
    expect(course.course).toMatchObject({ startedOn: '2026-11-05' });
  });

  test('A12: never before the referral, however old the consent', () => {
    const course = given(opened('2026-11-02'), assigned('2026-11-02')).after(record(consents('2026-10-01')), {
      on: '2026-11-05',
    });
    expect(course.course).toMatchObject({ startedOn: '2026-11-02' });
  });

  test('A12: a consent that begins later starts the course at 00:00 of that day, by itself', () => {
    const later = consents('2026-11-05', { validFrom: day('2026-11-16') });
    const course = given(opened('2026-11-02'), assigned('2026-11-02')).after(record(later), { on: '2026-11-05' });
    expect(course.course.status).toBe('referred');
    expect(settlesNext(course.course, day('2026-11-05'))).toBe('2026-11-16');
    expect(settle(course.course, contextOf(course.course, { on: '2026-11-15', time: '23:59' }))).toEqual([]);
    expect(course.after(SETTLE, { on: '2026-11-16', time: '00:00', by: null }).course).toMatchObject({
      status: 'running',
      startedOn: '2026-11-16',
    });
  });

  test('A12: after a night the process slept through, the start still lies on its own day', () => {
    const later = consents('2026-11-05', { validFrom: day('2026-11-16') });
    const course = given(opened('2026-11-02'), assigned('2026-11-02')).after(record(later), { on: '2026-11-05' });
    expect(course.after(SETTLE, { on: '2026-11-19', by: null }).course).toMatchObject({ startedOn: '2026-11-16' });
  });

  test('A12, K12: a consent that began and ended while the process slept started the course, and then lapsed', () => {
    const short = consents('2026-11-05', { validFrom: day('2026-11-09'), lastValidDay: day('2026-11-12') });
    const course = given(opened('2026-11-02'), assigned('2026-11-02')).after(record(short), { on: '2026-11-05' });
    expect(outcome(course.decide(SETTLE, { on: '2026-11-16', by: null }))).toEqual(['CourseStarted', 'ConsentLapsed']);
    const woken = course.after(SETTLE, { on: '2026-11-16', by: null }).course;
    expect(woken).toMatchObject({ status: 'running', startedOn: '2026-11-09' });
    expect(isShared(woken, day('2026-11-16'))).toBe(false);
  });

  test('A12: directions that begin on different days: the later one', () => {
    const list = [
      consent('psychiatryToJobCentre', '2026-11-05', { validFrom: day('2026-11-10') }),
      consent('jobCentreToPsychiatry', '2026-11-05', { validFrom: day('2026-11-17') }),
    ];
    const course = given(opened('2026-11-02'), assigned('2026-11-02')).after(record(list), { on: '2026-11-05' });
    expect(settlesNext(course.course, day('2026-11-10'))).toBe('2026-11-17');
    expect(course.after(SETTLE, { on: '2026-11-17', by: null }).course).toMatchObject({ startedOn: '2026-11-17' });
  });

  test('A2: settling twice starts it once', () => {
    const course = given(running('2026-11-02'));
    expect(outcome(course.decide(SETTLE, { on: '2026-11-03' }))).toEqual([]);
    expect(
      outcome(
        given(opened('2026-11-02'), assigned('2026-11-02'), consented('2026-11-05')).decide(SETTLE, {
          on: '2026-11-05',
        }),
      ),
    ).toEqual(['CourseStarted']);
  });

  test('A2: a new K1 after a lapse restores it with the same start date', () => {
    const back = given(running('2026-11-02'))
      .after({ type: 'withdrawConsent' }, { on: '2026-12-01' })
      .after(record(consents('2027-01-05')), { on: '2027-01-05' });
    expect(back.course).toMatchObject({ status: 'running', startedOn: '2026-11-02', alias: 'ODE-014' });
    expect(isShared(back.course, day('2027-01-05'))).toBe(true);
  });

  test('product 4: from the start date the job centre is at home', () => {
    const course = given(referred('2026-11-02'), consented('2026-11-04'));
    expect(homeSide(course.course)).toBe('psychiatry');
    expect(homeSide(course.after(assign, { on: '2026-11-09' }).course)).toBe('jobCentre');
  });

  test('A2: programme B starts in step 1 without waiting; its K3 changes no start', () => {
    const course = given(runningB('2026-11-02')).after(record(consents('2026-11-20', { purpose: 'K3' })), {
      on: '2026-11-20',
    });
    expect(course.course).toMatchObject({ startedOn: '2026-11-02', steps: [{ step: '1', startedOn: '2026-11-02' }] });
  });
});

describe('A7, B6: the specialist', () => {
  test('A7: assigned once however often it is tapped', () => {
    const course = given(opened('2026-11-02')).after(assign, { on: '2026-11-03' });
    expect(course.course).toMatchObject({ specialist: SPECIALIST, specialistSince: '2026-11-03' });
    expect(outcome(course.decide(assign, { on: '2026-11-04' }))).toEqual([]);
  });
  test('B6: programme B gets one, and its step goes on', () => {
    const course = given(openedB('2026-11-02'), on('2026-11-02', { type: 'CourseStarted', on: day('2026-11-02') }));
    expect(outcome(course.decide(assign, { on: '2026-11-03' }))).toEqual(['SpecialistAssigned']);
  });
});

describe('A15: the typical steps of programme A follow facts', () => {
  test('A15: 1 referred, 2 started, 3 from the first conference where it was discussed', () => {
    const course = given(running('2026-11-02'));
    expect(typicalStep(given(opened('2026-11-02')).course, day('2026-11-20'))).toBe(1);
    expect(typicalStep(course.course, day('2026-11-20'))).toBe(2);
    expect(typicalStep(discussed(course, '2026-11-11').course, day('2026-11-20'))).toBe(3);
  });

  test('A9: a conference discusses a course once; a second tap changes nothing', () => {
    const course = discussed(given(running('2026-11-02')), '2026-11-11');
    const again: CourseCommand = { type: 'noteDiscussion', meeting: MEETING, on: day('2026-11-11') };
    expect(outcome(course.decide(again, { on: '2026-11-12' }))).toEqual([]);
    const next = discussed(course, '2026-11-18', MeetingId.parse('odense-wednesday:2026-11-18'));
    expect(next.course.discussions).toHaveLength(2);
  });

  test('A15: a discussion taken back leaves the course where it was before it', () => {
    const course = discussed(given(running('2026-11-02')), '2026-11-11');
    const back = course.after({ type: 'takeBackDiscussion', meeting: MEETING }, { on: '2026-11-12' });
    expect(typicalStep(back.course, day('2026-11-20'))).toBe(2);
    expect(outcome(back.decide({ type: 'takeBackDiscussion', meeting: MEETING }, { on: '2026-11-12' }))).toEqual([]);
  });

  test('A9: a referral is not discussed', () => {
    const note: CourseCommand = { type: 'noteDiscussion', meeting: MEETING, on: day('2026-11-11') };
    expect(outcome(given(opened('2026-11-02')).decide(note, { on: '2026-11-11' }))).toBe('not-running');
  });
});
