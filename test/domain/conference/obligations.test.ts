import { describe, expect, test } from '@jest/globals';
import { Conference } from '../../../src/domain/agreement/agreement.ts';
import { agreementObligations } from '../../../src/domain/agreement/obligations.ts';
import { type MeetingEvent, meetingFrom } from '../../../src/domain/conference/meeting.ts';
import { meetingObligations } from '../../../src/domain/conference/obligations.ts';
import { occurrenceOf } from '../../../src/domain/conference/timetable.ts';
import { CourseId } from '../../../src/domain/ids.ts';
import { CONFERENCE, calendar, day, NO_TRAINING, ODENSE, programmes, terms, told, user } from '../../_util/builders.ts';

const conference = Conference.parse({
  id: CONFERENCE,
  name: 'Onsdag',
  when: { weekday: 3, start: '13:00', minutes: 60, everyWeeks: 1, from: '2025-01-01', until: '2028-12-31' },
  place: 'Klinikken',
  invited: [],
});
const COURSES = [CourseId.parse('c1'), CourseId.parse('c2')];
const organiser = user('coordinator');
const odense = (changes: Parameters<typeof terms>[0] = {}) => ({
  id: ODENSE,
  terms: terms(changes),
  organiser,
  conferences: [conference],
  channels: {},
});
const reviewed = (course: string): MeetingEvent => ({
  type: 'CourseReviewed',
  course: CourseId.parse(course),
  outcome: 'discussed',
});

function owed(
  today: string,
  at: {
    readonly events?: readonly MeetingEvent[];
    readonly asked?: readonly CourseId[];
    readonly closed?: string[];
  } = {},
) {
  const working = calendar(...(at.closed ?? []));
  const meeting = meetingFrom(at.events ?? []);
  const occurrence = occurrenceOf({ agreement: odense(), conference, regular: day('2026-11-11') }, meeting, working);
  const due = { occurrence, meeting, asked: at.asked ?? COURSES, organiser };
  const context = { rules: programmes.common.conference, calendar: working, today: day(today) };
  return meetingObligations(due, context);
}

describe('section 9: an unanswered question round', () => {
  test('A9: two working days later the leader hears of it, as a notice', () => {
    const [notice] = owed('2026-11-12');
    expect(notice).toMatchObject({ kind: 'conferenceUnanswered', due: '2026-11-13', notice: true });
    expect(told(notice)).toEqual(['2026-11-13 leader']);
  });

  test('A9: answered for every course there is nothing to hear, with one left there is', () => {
    expect(owed('2026-11-13', { events: [reviewed('c1'), reviewed('c2')] })).toEqual([]);
    expect(owed('2026-11-13', { events: [reviewed('c1')] })).toHaveLength(1);
    expect(owed('2026-11-13', { asked: [] })).toEqual([]);
  });

  test('A9: not before the conference, nor for weeks past', () => {
    expect(owed('2026-11-10')).toEqual([]);
    expect(owed('2026-11-26')).toEqual([]);
  });

  test('S2: a cancelled conference asks for no answers', () => {
    expect(owed('2026-11-13', { events: [{ type: 'MeetingCancelled' }] })).toEqual([]);
  });
});

describe('section 9: a conference on a day nobody works', () => {
  test('S5: the organiser is asked from 10 days before, and keeps it on the list until the day', () => {
    const [asked] = owed('2026-10-31', { closed: ['2026-11-11'] });
    expect(asked).toMatchObject({ kind: 'conferenceOnClosedDay', due: '2026-11-11', notice: false });
    // 1 November is a Sunday.
    expect(told(asked)).toEqual(['2026-10-30 coordinator']);
    expect(owed('2026-11-11', { closed: ['2026-11-11'] })).toHaveLength(1);
    expect(owed('2026-11-12', { closed: ['2026-11-11'] })).toEqual([]);
  });

  test('S5: moved or cancelled, nobody is asked any more', () => {
    expect(owed('2026-11-05', { closed: ['2026-11-11'], events: [{ type: 'MeetingCancelled' }] })).toEqual([]);
  });
});

describe('section 9: the agreement’s review', () => {
  const review = (today: string, changes: Parameters<typeof terms>[0] = {}) =>
    agreementObligations(odense(changes), {
      rules: programmes.common,
      calendar: calendar(),
      today: day(today),
      training: NO_TRAINING,
    });

  test('S2: organiser and leader are reminded 30 days before, on the nearest earlier working day', () => {
    const [due] = review('2028-04-01');
    expect(due).toMatchObject({ kind: 'review', due: '2028-06-01' });
    expect(told(due)).toEqual(['2028-05-02 coordinator leader']);
  });

  test('S1: a draft and an agreement that is over owe no review', () => {
    expect(review('2028-04-01', { draft: true })).toEqual([]);
    expect(review('2029-03-01')).toEqual([]);
  });
});
