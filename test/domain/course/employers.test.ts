import { describe, expect, test } from '@jest/globals';
import { EmployerContactId, NoteId } from '../../../src/domain/ids.ts';
import {
  agreed,
  CASEWORKER,
  CLINICIAN,
  closed,
  day,
  employerContacted,
  ended,
  given,
  job,
  matching,
  opened,
  outcome,
  running,
  runningB,
  SPECIALIST,
  stepCompleted,
  stepStarted,
  told,
  viewer,
} from '../../_util/builders.ts';

const a = given(running('2026-11-02'));
const contact = (on: string) =>
  ({
    type: 'contactEmployer',
    contact: EmployerContactId.parse('one'),
    on: day(on),
    how: 'mail',
    outcome: 'awaitsAnswer',
    employer: NoteId.parse('employer'),
    note: null,
  }) as const;

describe('A14: contacts with employers', () => {
  test('A14: what is kept is the day, how, what came of it, and notes; who wrote it down stands with it', () => {
    const { course } = a.after(contact('2026-11-09'), { on: '2026-11-09' });
    expect(course.employerContacts).toEqual([
      { ...contact('2026-11-09'), type: undefined, contact: undefined, id: 'one', by: SPECIALIST },
    ]);
  });

  test('A14, F1: back-dated 14 days and no more, never in the future, never before the referral', () => {
    const late = given(running('2026-10-01'));
    expect(outcome(late.decide(contact('2026-11-02'), { on: '2026-11-16' }))).toEqual(['EmployerContacted']);
    expect(outcome(late.decide(contact('2026-11-01'), { on: '2026-11-16' }))).toBe('date-too-old');
    expect(outcome(a.decide(contact('2026-11-10'), { on: '2026-11-09' }))).toBe('date-in-future');
    expect(outcome(a.decide(contact('2026-11-01'), { on: '2026-11-09' }))).toBe('date-before-referral');
  });

  test('A14: the same answer twice is one contact', () => {
    const once = a.after(contact('2026-11-09'), { on: '2026-11-09' });
    expect(outcome(once.decide(contact('2026-11-09'), { on: '2026-11-09' }))).toEqual([]);
  });

  test('A2: no employer is contacted before the course runs, nor after it is closed', () => {
    const waits = given(opened('2026-11-02'));
    expect(outcome(waits.decide(contact('2026-11-03'), { on: '2026-11-09' }))).toBe('not-running');
    expect(outcome(a.and(closed('2026-11-05')).decide(contact('2026-11-04'), { on: '2026-11-09' }))).toBe(
      'course-closed',
    );
  });

  test('B11, W3: without the talk about openness the first employer contact is recorded all the same', () => {
    expect(a.course.openness).toBeNull();
    expect(outcome(a.decide(contact('2026-11-09'), { on: '2026-11-09' }))).toEqual(['EmployerContacted']);
  });

  test('A14, N2, K14: the other side reads that there was a contact, not with whom; a channel nothing', () => {
    const course = a.and(
      employerContacted('2026-11-09', { employer: NoteId.parse('secret-1'), note: NoteId.parse('secret-2') }),
    );
    const clinician = course.shownTo(viewer('clinician', CLINICIAN), '2026-11-10');
    expect(clinician?.value.employerContacts).toMatchObject([{ on: '2026-11-09', employer: null, note: null }]);
    const channel = { kind: 'channel', agreement: course.course.agreement, channel: 'jobCentre' } as const;
    expect(course.shownTo(channel, '2026-11-10')?.value.employerContacts).toEqual([]);
    const own = course.shownTo(viewer('specialist', SPECIALIST), '2026-11-10');
    expect(own?.value.employerContacts[0]?.employer).toBe('secret-1');
  });
});

describe('section 9: the first contact with an employer', () => {
  const owes = (course: typeof a, today: string) => course.owes('firstEmployerContact', today);

  test('section 9, A14: due 30 days after the start; day 14, 21 and 28 the specialist, day 31 the leader', () => {
    // Started Monday 2 November 2026: day 31 is Thursday 3 December.
    expect(owes(a, '2026-11-02')).toMatchObject({
      due: '2026-12-02',
      owners: [{ kind: 'person', user: SPECIALIST }],
    });
    expect(told(owes(a, '2026-11-02'))).toEqual([
      '2026-11-16 specialist',
      '2026-11-23 specialist',
      '2026-11-30 specialist',
      '2026-12-03 leader',
    ]);
  });

  test('section 9: in programme B from the start of step 2, for in step 1 no employer is contacted', () => {
    const b1 = given(runningB('2026-11-02'));
    expect(owes(b1, '2026-11-30')).toBeUndefined();
    const b2 = b1.and(stepCompleted('2026-11-25', '1'), stepStarted('2026-11-25', '2'));
    expect(owes(b2, '2026-11-26')?.due).toBe('2026-12-25');
    expect(b1.course.caseworker).toBe(CASEWORKER);
  });

  test('section 9: met by a contact of any kind', () => {
    expect(owes(a.and(employerContacted('2026-11-12', { how: 'phone' })), '2026-11-12')).toBeUndefined();
  });

  test('section 9: met by an agreement, also one that came to nothing, and a drop-out asks for no other', () => {
    const b = given(matching('2026-11-02')).and(agreed(job('internship', '2026-11-12')));
    expect(owes(b, '2026-12-10')).toBeUndefined();
    expect(owes(b.and(ended('2026-11-20')), '2026-12-10')).toBeUndefined();
  });

  test('B23: after the last step none is owed', () => {
    const done = given(matching('2026-11-02')).and(
      stepCompleted('2026-11-10', '2'),
      stepStarted('2026-11-10', '3'),
      stepCompleted('2026-11-11', '3'),
    );
    expect(owes(done, '2026-12-10')).toBeUndefined();
  });
});
