import { describe, expect, test } from '@jest/globals';
import type { CourseCommand } from '../../src/domain/course/commands.ts';
import type { EngagementTerms } from '../../src/domain/course/engagement-events.ts';
import { decideOpening } from '../../src/domain/course/open.ts';
import type { EngagementKind } from '../../src/domain/engagement.ts';
import { NoteId, PartnerId } from '../../src/domain/ids.ts';
import { kindsOffered } from '../../src/domain/programme.ts';
import {
  at,
  day,
  engagement,
  type Given,
  given,
  job,
  matching,
  opening,
  outcome,
  programmes,
  rulesOf,
  running,
  SPECIALIST,
} from '../_util/builders.ts';

const att = programmes.latest('att');
const runningC = (date: string) => given(running(date, { programme: { id: 'att', version: 1 } }));
const agree = (terms: EngagementTerms): CourseCommand => ({ type: 'agreeEngagement', engagement: engagement(), terms });

describe('C1: five municipalities, a model of 2020', () => {
  test('C1: the five municipalities and the project’s two years stand in the data', () => {
    expect(att).toMatchObject({
      letter: 'C',
      modelYear: 2020,
      project: {
        municipalities: ['Odense', 'Kolding', 'Vejle', 'Fredericia', 'Varde'],
        from: '2020-12-01',
        to: '2022-12-31',
      },
    });
  });

  test('C1: a later course needs the agreement’s own dates, and nothing else', () => {
    const rules = rulesOf('att', { contactEveryDays: null });
    const context = { now: at('2026-11-02'), today: day('2026-11-02'), by: SPECIALIST, rules };
    expect(outcome(decideOpening(opening(), context))).toEqual(['CourseOpened', 'SpecialistAssigned']);
    expect(outcome(decideOpening(opening({ agreementInForce: false }), context))).toBe('agreement-not-in-force');
  });

  test('C1, A2: it waits for K1, and runs by the rhythm of IPS', () => {
    expect([att.gate, att.startsBy]).toEqual(['K1', 'consent']);
    expect(att.contact).toEqual(programmes.latest('ips').contact);
    expect(runningC('2026-11-02').owes('contact', '2026-11-02')?.due).toBe('2026-11-09');
  });
});

describe('C2: graduated outcomes', () => {
  const decided = (course: Given, kind: EngagementKind, agreedOn: string) =>
    outcome(course.decide(agree(job(kind, agreedOn)), { on: '2026-11-20' }));

  test('C2: ordinary job, fleksjob, revalidering, internship, the best first', () => {
    const steps = kindsOffered(att, day('2022-06-01')).filter((k) => k !== 'selfEmployment' && k !== 'education');
    expect(steps).toEqual(['ordinaryJob', 'flexJob', 'revalidation', 'internship']);
  });

  test('C2: revalidering is agreed while the law has it; what was agreed then can be entered later', () => {
    const c = runningC('2026-03-02');
    expect(decided(c, 'revalidation', '2026-06-30')).toEqual(['EngagementAgreed']);
    expect(decided(c, 'revalidation', '2026-07-01')).toBe('job-kind-not-offered');
    expect(kindsOffered(att, day('2026-07-01'))).not.toContain('revalidation');
  });

  test('C2, A10: A and B offer no revalidering, C neither løntilskud nor skånejob', () => {
    expect(decided(given(running('2026-03-02')), 'revalidation', '2026-06-01')).toBe('job-kind-not-offered');
    expect(decided(given(matching('2026-03-02')), 'revalidation', '2026-06-01')).toBe('job-kind-not-offered');
    expect(decided(runningC('2026-03-02'), 'wageSubsidy', '2026-06-01')).toBe('job-kind-not-offered');
    expect(decided(runningC('2026-03-02'), 'shelteredJob', '2026-06-01')).toBe('job-kind-not-offered');
  });

  test('C2: considerations are agreed with the job, as in B and not in A', () => {
    const described = ['ips', 'fsm3', 'att'].map((id) => programmes.latest(id).engagement.describesAgreement);
    expect(described).toEqual([false, true, true]);
  });
});

describe('C3: peer workers', () => {
  const peer: CourseCommand = {
    type: 'addPartner',
    partner: PartnerId.parse('p1'),
    function: 'peer',
    person: NoteId.parse('sami'),
  };

  test('C3: a peer worker can take part in a course of C, and of no other programme', () => {
    expect(outcome(runningC('2026-11-02').decide(peer, { on: '2026-11-03' }))).toEqual(['PartnerAdded']);
    expect(outcome(given(running('2026-11-02')).decide(peer, { on: '2026-11-03' }))).toBe('partner-not-offered');
    expect(outcome(given(matching('2026-11-02')).decide(peer, { on: '2026-11-03' }))).toBe('partner-not-offered');
  });
});

test('section 12: the one role has a name in each programme', () => {
  expect(programmes.all().map((p) => p.specialistCalled)).toEqual(['ipsConsultant', 'jobMediator', 'mentor']);
});
