import { describe, expect, test } from '@jest/globals';
import type { CourseCommand } from '../../../src/domain/course/commands.ts';
import { NoteId, TaskId, type UserId } from '../../../src/domain/ids.ts';
import { holdersOn } from '../../../src/domain/obligation.ts';
import {
  CASEWORKER,
  CLINICIAN,
  day,
  given,
  LEADER,
  MEETING,
  opened,
  outcome,
  running,
  runningB,
  SPECIALIST,
  tasked,
  told,
} from '../../_util/builders.ts';

const agree = (due: string, owner: UserId = SPECIALIST): CourseCommand => ({
  type: 'agreeTask',
  task: TaskId.parse('task-1'),
  text: NoteId.parse('note'),
  owner,
  ownerSide: 'jobCentre',
  due: day(due),
  meeting: MEETING,
});
const finish: CourseCommand = { type: 'finishTask', task: TaskId.parse('task-1') };
const course = given(running('2026-11-02'));

describe('A9: a decision of the conference becomes a task', () => {
  test('A9: with an owner, a date and the meeting it comes from', () => {
    expect(course.after(agree('2026-11-20'), { on: '2026-11-11' }).course.tasks).toEqual([
      {
        id: 'task-1',
        text: 'note',
        owner: SPECIALIST,
        ownerSide: 'jobCentre',
        due: '2026-11-20',
        meeting: MEETING,
        agreedOn: '2026-11-11',
        state: 'open',
      },
    ]);
  });

  test.each([
    ['yesterday', '2026-11-10', 'task-date-in-past'],
    ['today', '2026-11-11', ['TaskAgreed']],
    ['in 24 months', '2028-11-11', ['TaskAgreed']],
    ['in 24 months and a day', '2028-11-12', 'task-date-too-far'],
  ])('A9: due %s', (_when, due, expected) => {
    expect(outcome(course.decide(agree(due), { on: '2026-11-11' }))).toEqual(expected);
  });

  test('A9: an owner is one of the people on the course', () => {
    expect(outcome(course.decide(agree('2026-11-20', LEADER), { on: '2026-11-11' }))).toBe('not-allowed');
    expect(
      outcome(given(runningB('2026-11-02')).decide(agree('2026-11-20', CASEWORKER), { on: '2026-11-11' })),
    ).toEqual(['TaskAgreed']);
  });

  test('K12, K14: a clinician takes tasks only on a shared course, and always on the clinic’s side', () => {
    expect(course.after(agree('2026-11-20', CLINICIAN), { on: '2026-11-11' }).course.tasks[0]?.ownerSide).toBe(
      'psychiatry',
    );
    const ended = course.after({ type: 'withdrawConsent' }, { on: '2026-11-10' });
    expect(outcome(ended.decide(agree('2026-11-20', CLINICIAN), { on: '2026-11-11' }))).toBe('consent-none-in-force');
    expect(outcome(ended.decide(agree('2026-11-20'), { on: '2026-11-11' }))).toEqual(['TaskAgreed']);
  });

  test('A9: the same card twice is one task; done twice says so', () => {
    const once = course.after(agree('2026-11-20'), { on: '2026-11-11' });
    expect(outcome(once.decide(agree('2026-11-20'), { on: '2026-11-11' }))).toEqual([]);
    const done = once.after(finish, { on: '2026-11-12' });
    expect(done.course.tasks[0]?.state).toBe('done');
    expect(outcome(done.decide(finish, { on: '2026-11-12' }))).toBe('task-already-done');
    expect(outcome(course.decide(finish, { on: '2026-11-12' }))).toBe('task-unknown');
  });

  test('A2: a referral has no tasks', () => {
    expect(outcome(given(opened('2026-11-02')).decide(agree('2026-11-20'), { on: '2026-11-11' }))).toBe('not-running');
  });
});

describe('section 9: a task, due on its date', () => {
  test('on the day and 3 working days after: owner; 8 working days after: and leader (N4: Saturday’s on Friday)', () => {
    const owed = course.and(tasked('2026-11-11', '2026-11-14')).owes('task', '2026-11-12');
    expect(owed?.due).toBe('2026-11-14');
    expect(told(owed)).toEqual(['2026-11-13 specialist', '2026-11-18 specialist', '2026-11-25 specialist leader']);
  });

  test('N1: it stands with its owner from seven days before', () => {
    const owed = course.and(tasked('2026-11-11', '2026-11-25')).owes('task', '2026-11-12');
    if (owed === undefined) throw new Error('no task');
    expect(holdersOn(owed, day('2026-11-17'), 7)).toEqual([]);
    expect(holdersOn(owed, day('2026-11-18'), 7)).toEqual([{ kind: 'person', user: SPECIALIST }]);
  });

  test('N5: nothing is owed on a task that is done', () => {
    const done = course
      .and(tasked('2026-11-11', '2026-11-14'))
      .after({ type: 'finishTask', task: TaskId.parse('task-specialist') }, { on: '2026-11-12' });
    expect(done.owes('task', '2026-11-20')).toBeUndefined();
  });

  test('K12: the clinician’s task rests from the day the consent is over, also before the lapse is recorded', () => {
    const shared = course.and(tasked('2027-10-20', '2027-11-05', CLINICIAN));
    expect(shared.owes('task', '2027-11-01')).toBeDefined();
    expect(shared.owes('task', '2027-11-02')).toBeUndefined();
  });
});
