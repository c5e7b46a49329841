import { describe, expect, test } from '@jest/globals';
import type { CourseEvent, Recorded } from '../../../src/domain/course/events.ts';
import { ConferenceId, UserId } from '../../../src/domain/ids.ts';
import { heldConferences } from '../../../src/domain/results/conferences.ts';
import { resultCourse } from '../../../src/domain/results/from-course.ts';
import {
  agreed,
  begun,
  closed,
  day,
  employerContacted,
  ended,
  exempted,
  failed,
  given,
  grouped,
  held,
  job,
  opened,
  programmes,
  resumed,
  running,
  runningB,
  stepCompleted,
  stepStarted,
  withdrawn,
} from '../../_util/builders.ts';
import { facts } from '../../_util/results.ts';

const TODAY = day('2026-11-02');
type History = readonly (Recorded<CourseEvent> | readonly Recorded<CourseEvent>[])[];
const factsOf = (...events: History) => {
  const { course } = given(...events);
  const programme = programmes.get(course.programme.id, course.programme.version);
  return resultCourse(course, { programme, opennessOn: null, today: TODAY });
};

describe('what results are counted from', () => {
  test('A2: a referral has not started and is nobody’s number', () => {
    expect(factsOf(opened('2026-10-01'))).toBeNull();
  });

  test('R1, A10: what has begun counts, an agreement that never did does not; contacts held alone', () => {
    const course = factsOf(
      running('2026-03-02', { referredOn: day('2026-02-02') }),
      agreed(job('ordinaryJob', '2026-04-01'), 'first'),
      begun('2026-04-07', 'first'),
      ended('2026-06-30', 'first'),
      agreed(job('flexJob', '2026-07-01', { weeklyHours: 8, permanent: false }), 'second'),
      begun('2026-08-03', 'second'),
      agreed(job('education', '2026-09-01'), 'third'),
      held('2026-10-20'),
      failed('2026-10-27'),
    );
    expect(course).toMatchObject({
      letter: 'A',
      referredOn: '2026-02-02',
      startedOn: '2026-03-02',
      endedOn: null,
      contactsHeld: ['2026-10-20'],
      engagements: [
        { kind: 'ordinaryJob', startedOn: '2026-04-07', endedOn: '2026-06-30' },
        { kind: 'flexJob', startedOn: '2026-08-03', endedOn: null, weeklyHours: 8, permanent: false },
      ],
    });
    expect(course?.engagements).toHaveLength(2);
  });

  test('A14, R4: each employer contact with its day and whether it was face to face, and nobody’s name', () => {
    const course = factsOf(
      running('2026-03-02'),
      employerContacted('2026-03-12'),
      employerContacted('2026-03-20', { how: 'phone' }),
    );
    expect(course?.employerContacts).toEqual([
      { on: '2026-03-12', inPerson: true },
      { on: '2026-03-20', inPerson: false },
    ]);
  });

  test('R2: programme B with its steps and their targets; a closed course has its last day', () => {
    expect(factsOf(runningB('2026-09-07'), closed('2026-10-05'))).toMatchObject({
      letter: 'B',
      endedOn: '2026-10-05',
      steps: [{ step: '1', startedOn: '2026-09-07', completedOn: null, target: { months: 1 }, exemptDays: 0 }],
      inGroupTwo: false,
    });
  });

  test('R2, B3, B4: the days of a pause that lie in a step, one that lasts counted to today; group 2 as such', () => {
    const course = factsOf(
      runningB('2026-09-07'),
      exempted('2026-09-20', '2026-12-01'),
      resumed('2026-09-30'),
      stepCompleted('2026-10-05', '1'),
      stepStarted('2026-10-05', '2'),
      exempted('2026-10-19', '2026-12-01'),
    );
    expect(course?.steps.map((s) => s.exemptDays)).toEqual([10, 14]);
    expect(factsOf(runningB('2026-09-07'), grouped('2026-09-09', '2'))?.inGroupTwo).toBe(true);
  });

  test('K11, K12: how long both sides share it; a withdrawn consent changes no number but that', () => {
    const shared = factsOf(running('2026-03-02'));
    const alone = factsOf(running('2026-03-02'), withdrawn('2026-09-01', '2026-03-02'));
    expect(shared?.sharedUntil).toBe('2027-03-01');
    expect(alone).toEqual({ ...shared, sharedUntil: null });
  });

  test('no name, alias or text is among the facts', () => {
    const course = factsOf(running('2026-03-02'), agreed(job('ordinaryJob', '2026-04-01')), begun('2026-04-07'));
    expect(JSON.stringify(course)).not.toMatch(/ODE-014|employer"|evidence/);
  });
});

describe('R4: conferences attended', () => {
  const wednesday = ConferenceId.parse('wednesday');
  const [mette, morten] = [UserId.parse('mette'), UserId.parse('morten')];
  const meeting = (date: string, ...coming: readonly UserId[]) => ({
    conference: wednesday,
    date: day(date),
    attendance: new Map(coming.map((user) => [user, 'coming'] as const)),
  });

  test('R4, A9: only who has a running course on it is expected, and who said "Afbud" or nothing is not coming', () => {
    const courses = [
      facts('2026-09-02'),
      facts('2026-09-02'),
      facts('2026-09-09', { specialist: morten }),
      facts('2026-09-02', { specialist: UserId.parse('b'), letter: 'B' }),
      facts('2026-09-02', { specialist: UserId.parse('c'), endedOn: day('2026-09-08') }),
      facts('2026-09-02', { specialist: UserId.parse('d'), conference: ConferenceId.parse('friday') }),
    ];
    const refused = { ...meeting('2026-09-16'), attendance: new Map([[mette, 'notComing'] as const]) };
    expect(
      heldConferences([meeting('2026-09-09', mette), meeting('2026-09-02', mette, morten), refused], courses),
    ).toEqual([
      { specialists: 2, coming: 1 },
      { specialists: 2, coming: 1 },
      { specialists: 2, coming: 0 },
    ]);
  });
});
