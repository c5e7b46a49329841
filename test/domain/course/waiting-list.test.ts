import { describe, expect, test } from '@jest/globals';
import { PartnerFunction } from '../../../src/domain/employer.ts';
import { NoteId, PartnerId } from '../../../src/domain/ids.ts';
import {
  assigned,
  CLINICIAN,
  consented,
  day,
  given,
  journaled,
  LEADER,
  opened,
  outcome,
  partnered,
  referred,
  running,
  SPECIALIST,
  told,
  viewer,
  waitlisted,
} from '../../_util/builders.ts';

const shared = given(referred('2026-11-02'), consented('2026-11-03'), journaled('2026-11-03', '2026-11-03'));
const place = (expected: string) => ({ type: 'putOnWaitingList', expectedOn: day(expected) }) as const;
const by = (on: string) => ({ on, by: LEADER });

describe('A3: lack of room is a waiting list with a date', () => {
  test('A3: a referral that nobody has room for waits, and is not refused', () => {
    const waits = shared.after(place('2026-12-01'), by('2026-11-05'));
    expect(waits.course).toMatchObject({
      status: 'referred',
      waiting: { placedOn: '2026-11-05', expectedOn: '2026-12-01' },
    });
  });

  test('A3: the reminder waits until the expected date, and the leader has it on the list meanwhile', () => {
    expect(told(shared.owes('specialistMissing', '2026-11-05')).slice(0, 3)).toEqual([
      '2026-11-03 leader',
      '2026-11-10 leader',
      '2026-11-17 leader',
    ]);
    const waits = shared.and(waitlisted('2026-11-05', '2026-12-01'));
    expect(waits.owes('specialistMissing', '2026-11-20')?.due).toBe('2026-12-01');
    expect(told(waits.owes('specialistMissing', '2026-11-20')).slice(0, 3)).toEqual([
      '2026-11-03 leader',
      '2026-12-01 leader',
      '2026-12-08 leader',
    ]);
  });

  test('A3, A6: a consent that comes while it waits tells the leader once', () => {
    const waits = given(opened('2026-11-02'), waitlisted('2026-11-04', '2026-12-01'));
    expect(waits.owes('specialistMissing', '2026-11-10')).toBeUndefined();
    const ready = waits.and(consented('2026-11-16'));
    expect(told(ready.owes('specialistMissing', '2026-11-16')).slice(0, 2)).toEqual([
      '2026-11-16 leader',
      '2026-12-01 leader',
    ]);
  });

  test('A3: a new date moves it and keeps the place in the line', () => {
    const waits = shared.and(waitlisted('2026-11-05', '2026-12-01'));
    const later = waits.after(place('2026-12-15'), by('2026-11-30')).course;
    expect(later.waiting).toEqual({ placedOn: '2026-11-05', expectedOn: '2026-12-15' });
    expect(outcome(waits.decide(place('2026-12-01'), by('2026-11-06')))).toEqual([]);
  });

  test.each([
    ['today', '2026-11-05', 'waiting-date-needed'],
    ['more than a year on', '2027-11-06', 'waiting-date-needed'],
  ])('A3: an expected date %s is refused', (_what, expected, because) => {
    expect(outcome(shared.decide(place(expected), by('2026-11-05')))).toBe(because);
  });

  test('A3: who has a specialist, or has started, waits no more', () => {
    const taken = given(opened('2026-11-02'), assigned('2026-11-03'));
    expect(outcome(taken.decide(place('2026-12-01'), by('2026-11-05')))).toBe('waiting-has-specialist');
    expect(outcome(given(running('2026-11-02')).decide(place('2026-12-01'), by('2026-11-05')))).toBe('already-running');
    const started = shared
      .and(waitlisted('2026-11-05', '2026-12-01'))
      .after({ type: 'assignSpecialist', specialist: SPECIALIST }, by('2026-11-20'));
    expect(started.course).toMatchObject({ status: 'running', startedOn: '2026-11-20' });
    expect(started.owes('specialistMissing', '2026-12-02')).toBeUndefined();
  });
});

describe('A5: partners in the municipality', () => {
  const a = given(running('2026-11-02'));
  const add = (nth: number) =>
    ({
      type: 'addPartner',
      partner: PartnerId.parse(`p${nth}`),
      function: 'benefitsOffice',
      person: NoteId.parse(`n${nth}`),
    }) as const;

  test('A5: a function from a list and a person; added once, removed once', () => {
    const one = a.after(add(1), { on: '2026-11-05' });
    expect(one.course.partners).toEqual([{ id: 'p1', function: 'benefitsOffice', person: 'n1' }]);
    expect(outcome(one.decide(add(1), { on: '2026-11-05' }))).toEqual([]);
    const none = one.after({ type: 'removePartner', partner: PartnerId.parse('p1') }, { on: '2026-11-06' });
    expect(none.course.partners).toEqual([]);
    expect(
      outcome(none.decide({ type: 'removePartner', partner: PartnerId.parse('p1') }, { on: '2026-11-06' })),
    ).toEqual([]);
  });

  test('A5: ten at most', () => {
    const full = Array.from({ length: 10 }, (_, i) => partnered('2026-11-05', `p${i}`));
    expect(outcome(a.and(full).decide(add(11), { on: '2026-11-05' }))).toBe('too-many-partners');
  });

  test('A5, K14: the home side alone sees them', () => {
    const one = a.and(partnered('2026-11-05'));
    expect(one.shownTo(viewer('specialist', SPECIALIST), '2026-11-10')?.value.partners).toHaveLength(1);
    expect(one.shownTo(viewer('clinician', CLINICIAN), '2026-11-10')?.value.partners).toEqual([]);
    const channel = { kind: 'channel', agreement: one.course.agreement, channel: 'jobCentre' } as const;
    expect(one.shownTo(channel, '2026-11-10')?.value.partners).toEqual([]);
  });

  test('A3, A5: no function says why somebody is involved', () => {
    expect(PartnerFunction.options.join(' ')).not.toMatch(/abuse|misuse|psych|treatment|probation|health/i);
  });
});
