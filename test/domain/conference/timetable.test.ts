import { describe, expect, test } from '@jest/globals';
import { type Agreement, Conference } from '../../../src/domain/agreement/agreement.ts';
import { LocalTime } from '../../../src/domain/calendar/time.ts';
import {
  decideMeeting,
  type Meeting,
  type MeetingCommand,
  MOST_DAYS_MOVED,
  meetingFrom,
  type Occurrence,
  regularDate,
  UNTOUCHED,
} from '../../../src/domain/conference/meeting.ts';
import {
  daysUntil,
  meetingId,
  momentsOf,
  occurrenceOf,
  organiserAskedOn,
  regularDatesAround,
  unansweredOn,
} from '../../../src/domain/conference/timetable.ts';
import { CourseId } from '../../../src/domain/ids.ts';
import {
  at,
  CLINICIAN,
  CONFERENCE,
  calendar,
  day,
  ODENSE,
  outcome,
  programmes,
  SPECIALIST,
  terms,
  user,
} from '../../_util/builders.ts';

const rules = programmes.common.conference;
const weekly = Conference.parse({
  id: CONFERENCE,
  name: 'Onsdag',
  when: { weekday: 3, start: '13:00', minutes: 60, everyWeeks: 1, from: '2025-01-01', until: '2028-12-31' },
  place: 'Klinikken',
  invited: [],
});
const odense = (changes: Parameters<typeof terms>[0] = {}): Agreement => ({
  id: ODENSE,
  terms: terms(changes),
  organiser: user('coordinator'),
  conferences: [weekly],
  channels: {},
});
interface Setting {
  readonly conference?: Conference;
  readonly meeting?: Meeting;
  readonly agreement?: Agreement;
  readonly closed?: readonly string[];
}
const occurrence = (
  regular: string,
  { conference = weekly, meeting = UNTOUCHED, agreement = odense(), closed = [] }: Setting = {},
) => occurrenceOf({ agreement, conference, regular: day(regular) }, meeting, calendar(...closed));
const moments = (o: Occurrence, ...closed: readonly string[]) =>
  Object.fromEntries(momentsOf(o, rules, calendar(...closed)).map((m) => [m.kind, m.at]));
const at13 = (start: string, minutes = 60, weekday = 3) =>
  ({ ...weekly, when: { ...weekly.when, start: LocalTime.parse(start), minutes, weekday } }) as Conference;
const move = (date: string, start = '13:00'): MeetingCommand => ({
  type: 'move',
  date: day(date),
  start: LocalTime.parse(start),
});
const decideAt = (command: MeetingCommand, o: Occurrence, when: { on: string; time?: string; meeting?: Meeting }) => {
  const now = at(when.on, when.time);
  return decideMeeting(command, when.meeting ?? UNTOUCHED, { occurrence: o, now, calendar: calendar() });
};

describe('section 9: the conference’s own moments', () => {
  test('A9: the working day before at 12:00 the agenda and the preparation, 30 minutes before the reminder, at 15:00 the questions', () => {
    expect(moments(occurrence('2026-11-11'))).toEqual({
      agenda: at('2026-11-10', '12:00'),
      preparation: at('2026-11-10', '12:00'),
      reminder: at('2026-11-11', '12:30'),
      questionRound: at('2026-11-11', '15:00'),
    });
  });

  test.each([
    ['13:00', 60, '15:00'],
    ['13:30', 60, '15:00'],
    ['14:00', 60, '15:30'],
    ['09:00', 30, '15:00'],
  ])(
    'A9: starting %s for %i minutes, the questions come at %s: 15:00 or 30 minutes after the end, whichever is later',
    (start, minutes, asked) => {
      const o = occurrence('2026-11-11', { conference: at13(start, minutes) });
      expect(moments(o).questionRound).toBe(at('2026-11-11', asked));
    },
  );

  test('A9: after a weekend the agenda comes on Friday; after Easter on the Wednesday before', () => {
    const monday = at13('10:00', 60, 1);
    expect(moments(occurrence('2026-11-16', { conference: monday })).agenda).toBe(at('2026-11-13', '12:00'));
    const tuesday = at13('10:00', 60, 2);
    expect(moments(occurrence('2027-03-30', { conference: tuesday })).agenda).toBe(at('2027-03-24', '12:00'));
  });

  test('S5: a closing day moves the agenda like a holiday', () => {
    expect(moments(occurrence('2026-11-11', { closed: ['2026-11-10'] }), '2026-11-10').agenda).toBe(
      at('2026-11-09', '12:00'),
    );
  });

  test('L1: local wall time on both sides of the clock change', () => {
    expect(moments(occurrence('2026-10-21')).reminder).toBe('2026-10-21T10:30:00.000Z');
    expect(moments(occurrence('2026-10-28')).reminder).toBe('2026-10-28T11:30:00.000Z');
    const monday = at13('10:00', 60, 1);
    const across = moments(occurrence('2027-03-29', { conference: monday }));
    expect(across).toEqual({});
    const afterEaster = moments(occurrence('2027-04-05', { conference: monday }));
    expect(afterEaster.agenda).toBe('2027-04-02T10:00:00.000Z');
  });

  test('N5: agenda and reminder are of no use from the start on, the questions after 5 working days', () => {
    const useless = momentsOf(occurrence('2026-11-11'), rules, calendar()).map((m) => [m.kind, m.uselessAfter]);
    expect(useless).toEqual([
      ['agenda', at('2026-11-11', '13:00')],
      ['preparation', at('2026-11-11', '13:00')],
      ['reminder', at('2026-11-11', '13:00')],
      ['questionRound', at('2026-11-18', '15:00')],
    ]);
  });

  test('section 9: unanswered 2 working days later: the leader', () => {
    expect(unansweredOn(occurrence('2026-11-11'), rules, calendar())).toBe('2026-11-13');
    expect(unansweredOn(occurrence('2026-12-23'), rules, calendar('2026-12-24'))).toBe('2026-12-29');
  });
});

describe('S5: when it does not take place', () => {
  test('section 9: on a day nobody works the organiser is asked 10 days before, and nothing is posted', () => {
    const o = occurrence('2026-12-23', { closed: ['2026-12-23'] });
    expect(o.state).toBe('closed');
    // 10 days before is Sunday 13 December.
    expect(organiserAskedOn(o, rules, calendar('2026-12-23'))).toBe('2026-12-11');
    expect(moments(o, '2026-12-23')).toEqual({});
    expect(organiserAskedOn(occurrence('2026-12-16'), rules, calendar())).toBeNull();
  });

  test('S5: a conference-free week cancels the conference and asks nobody', () => {
    const agreement = odense({ conferenceFreeWeeks: [day('2026-12-21')] });
    const o = occurrence('2026-12-23', { agreement, closed: ['2026-12-23'] });
    expect(o.state).toBe('off');
    expect(organiserAskedOn(o, rules, calendar())).toBeNull();
    expect(occurrence('2026-12-16', { agreement }).state).toBe('on');
  });

  test('S5: moved out of a conference-free week, or into one, it takes place: somebody wanted it', () => {
    const agreement = odense({ conferenceFreeWeeks: [day('2026-11-09')] });
    const moved = meetingFrom([{ type: 'MeetingMoved', date: day('2026-11-12'), start: LocalTime.parse('09:00') }]);
    expect(occurrence('2026-11-11', { agreement, meeting: moved })).toMatchObject({ state: 'on', date: '2026-11-12' });
  });

  test('S2: moved, it keeps its id, and everything follows the new time', () => {
    const moved = meetingFrom([{ type: 'MeetingMoved', date: day('2026-11-13'), start: LocalTime.parse('09:00') }]);
    const o = occurrence('2026-11-11', { meeting: moved });
    expect(o.meeting).toBe(meetingId(weekly, day('2026-11-11')));
    expect(regularDate(o.meeting)).toBe('2026-11-11');
    expect(moments(o).agenda).toBe(at('2026-11-12', '12:00'));
    expect(daysUntil(o, day('2026-11-10'))).toBe(3);
  });

  test('S2: a cancelled one is off; moving it brings it back', () => {
    const cancelled = meetingFrom([{ type: 'MeetingCancelled' }]);
    const off = occurrence('2026-11-11', { meeting: cancelled });
    expect(off.state).toBe('off');
    expect(
      outcome(
        decideAt({ type: 'answer', user: SPECIALIST, answer: 'coming' }, off, { on: '2026-11-10', meeting: cancelled }),
      ),
    ).toBe('conference-cancelled');
    expect(outcome(decideAt(move('2026-11-13'), off, { on: '2026-11-12', meeting: cancelled }))).toEqual([
      'MeetingMoved',
    ]);
    const back = meetingFrom([
      { type: 'MeetingCancelled' },
      { type: 'MeetingMoved', date: day('2026-11-13'), start: LocalTime.parse('13:00') },
    ]);
    expect(occurrence('2026-11-11', { meeting: back }).state).toBe('on');
  });

  test.each([
    { what: 'to yesterday', to: move('2026-11-09'), expected: 'conference-passed' },
    { what: 'to an hour ago', to: move('2026-11-10', '11:00'), expected: 'conference-passed' },
    { what: 'to this afternoon', to: move('2026-11-10', '14:00'), expected: ['MeetingMoved'] },
    { what: 'four weeks on', to: move('2026-12-09'), expected: ['MeetingMoved'] },
    { what: 'further than that', to: move('2026-12-10'), expected: 'conference-too-far' },
  ])('S2: on 10 Nov the conference of 11 Nov moved $what', ({ to, expected }) => {
    expect(outcome(decideAt(to, occurrence('2026-11-11'), { on: '2026-11-10' }))).toEqual(expected);
  });

  test('S5: it cannot be moved to a day nobody works', () => {
    const o = occurrence('2026-12-23');
    expect(outcome(decideAt(move('2026-12-19'), o, { on: '2026-12-10' }))).toBe('conference-on-closed-day');
    expect(outcome(decideAt(move('2026-12-25'), o, { on: '2026-12-10' }))).toBe('conference-on-closed-day');
  });

  test('A9: after a move everybody is asked anew whether they come', () => {
    const meeting = meetingFrom([
      { type: 'AttendanceAnswered', user: CLINICIAN, answer: 'coming' },
      { type: 'MeetingMoved', date: day('2026-11-13'), start: LocalTime.parse('13:00') },
    ]);
    expect(meeting.attendance.size).toBe(0);
  });

  test('S2: once begun it cannot be moved; the same move twice is one', () => {
    expect(outcome(decideAt(move('2026-11-13'), occurrence('2026-11-11'), { on: '2026-11-11', time: '13:00' }))).toBe(
      'conference-passed',
    );
    const moved = meetingFrom([{ type: 'MeetingMoved', date: day('2026-11-13'), start: LocalTime.parse('13:00') }]);
    const o = occurrence('2026-11-11', { meeting: moved });
    expect(outcome(decideAt(move('2026-11-13'), o, { on: '2026-11-12', meeting: moved }))).toEqual([]);
  });

  test('S2: the timetable still finds a conference that was moved as far as it may be, until its questions are useless', () => {
    const last = day('2026-12-09');
    for (const today of ['2026-11-10', '2026-12-08', '2026-12-16']) {
      expect(regularDatesAround(weekly, odense(), day(today))).toContain('2026-11-11');
    }
    expect(MOST_DAYS_MOVED).toBe(28);
    expect(last >= day('2026-11-11')).toBe(true);
  });

  test('S1: no conference before the agreement, or after it', () => {
    const short = odense({ validFrom: day('2026-11-05'), validTo: day('2026-11-20') });
    expect(regularDatesAround(weekly, short, day('2026-11-10'))).toEqual(['2026-11-11', '2026-11-18']);
  });
});

describe('A9: attendance, wishes and the question round', () => {
  const o = occurrence('2026-11-11');
  const coming: MeetingCommand = { type: 'answer', user: CLINICIAN, answer: 'coming' };
  const review: MeetingCommand = { type: 'review', course: CourseId.parse('course-14'), outcome: 'decided' };
  const want: MeetingCommand = { type: 'wantDecision', course: CourseId.parse('course-14') };

  test('A9: "Jeg kommer" until the end; a change of mind counts, the same answer twice does not', () => {
    expect(outcome(decideAt(coming, o, { on: '2026-11-11', time: '13:59' }))).toEqual(['AttendanceAnswered']);
    expect(outcome(decideAt(coming, o, { on: '2026-11-11', time: '14:00' }))).toBe('conference-passed');
    const said = meetingFrom([{ type: 'AttendanceAnswered', user: CLINICIAN, answer: 'coming' }]);
    expect(outcome(decideAt(coming, o, { on: '2026-11-10', meeting: said }))).toEqual([]);
    expect(
      outcome(decideAt({ ...coming, answer: 'notComing' } as MeetingCommand, o, { on: '2026-11-10', meeting: said })),
    ).toEqual(['AttendanceAnswered']);
  });

  test('A9: the questions are answered from the start on, not before', () => {
    expect(outcome(decideAt(review, o, { on: '2026-11-11', time: '12:59' }))).toBe('conference-not-yet-held');
    expect(outcome(decideAt(review, o, { on: '2026-11-11', time: '13:00' }))).toEqual(['CourseReviewed']);
    const reviewed = meetingFrom([{ type: 'CourseReviewed', course: CourseId.parse('course-14'), outcome: 'decided' }]);
    expect(outcome(decideAt(review, o, { on: '2026-11-12', meeting: reviewed }))).toEqual([]);
    expect(reviewed.outcomes.get(CourseId.parse('course-14'))).toBe('decided');
  });

  test('A9: a cancelled conference has no questions', () => {
    const off = occurrence('2026-11-11', { meeting: meetingFrom([{ type: 'MeetingCancelled' }]) });
    expect(outcome(decideAt(review, off, { on: '2026-11-12' }))).toBe('conference-cancelled');
    expect(outcome(decideAt({ type: 'cancel' }, off, { on: '2026-11-10' }))).toBe('conference-cancelled');
    expect(outcome(decideAt({ type: 'cancel' }, o, { on: '2026-11-10' }))).toEqual(['MeetingCancelled']);
  });

  test('A9: a decision is wished for once', () => {
    expect(outcome(decideAt(want, o, { on: '2026-11-10' }))).toEqual(['DecisionWanted']);
    const wanted = meetingFrom([{ type: 'DecisionWanted', course: CourseId.parse('course-14') }]);
    expect(outcome(decideAt(want, o, { on: '2026-11-10', meeting: wanted }))).toEqual([]);
  });
});
