import { describe, expect, test } from '@jest/globals';
import {
  type ConsentDirection,
  ConsentPurpose,
  DIRECTIONS_OF,
  GatePurpose,
  lastDayInForce,
  latestValidDay,
  purposeInForce,
  StepUpRecipient,
} from '../../../src/domain/consent/consent.ts';
import { endsCollaboration } from '../../../src/domain/course/collaboration.ts';
import type { CourseCommand } from '../../../src/domain/course/commands.ts';
import { isShared } from '../../../src/domain/course/course.ts';
import { settlesNext } from '../../../src/domain/course/settle.ts';
import { consentMonths, purposesOf } from '../../../src/domain/programme.ts';
import {
  agreed,
  begun,
  CASEWORKER,
  consent,
  consented,
  consentedTo,
  day,
  documented,
  type Given,
  given,
  held,
  job,
  matching,
  on,
  outcome,
  programmes,
  running,
  SPECIALIST,
  stepCompleted,
  stepStarted,
  told,
  withdrawn,
} from '../../_util/builders.ts';

const K2 = { purpose: 'K2', direction: 'toEvaluator' } as const;
const K5 = { purpose: 'K5', direction: 'specialistToCitizen' } as const;
const asked = (purpose: ConsentPurpose, direction: ConsentDirection) => ({ purpose, direction });
const a = given(running('2026-11-02'));
const b = given(matching('2026-11-02'));
const record = (
  { purpose, direction }: ReturnType<typeof asked>,
  givenOn: string,
  changes: Parameters<typeof consent>[2] = {},
): CourseCommand => ({
  type: 'recordConsents',
  consents: [consent(direction, givenOn, { purpose, ...changes })],
  signatureSeen: true,
});
const inForce = ({ course }: Given, { purpose, direction }: ReturnType<typeof asked>, date: string) =>
  purposeInForce(course.consents, purpose, { direction, day: day(date) });

describe('K2, K4, K5: consents beside the gate', () => {
  test('K10: each purpose has its own directions, K4 one for each kind of participant', () => {
    expect(DIRECTIONS_OF.K2).toEqual(['toEvaluator']);
    expect(DIRECTIONS_OF.K4).toEqual(StepUpRecipient.options);
    expect(DIRECTIONS_OF.K5).toEqual(['specialistToCitizen']);
    expect(Object.keys(DIRECTIONS_OF).sort()).toEqual([...ConsentPurpose.options].sort());
  });

  test.each([
    ['ips', ['K1', 'K2']],
    ['fsm3', ['K3', 'K2', 'K4', 'K5']],
    ['att', ['K1', 'K2']],
  ])('K2, K4, K5: programme %s asks for %s', (id, purposes) => {
    expect(purposesOf(programmes.latest(id))).toEqual(purposes);
  });

  test.each([
    ['K4 of programme A', a, asked('K4', 'toSpecialist')],
    ['K5 of programme A', a, K5],
    ['K3 of programme A', a, asked('K3', 'psychiatryToJobCentre')],
    ['a direction that is another purpose’s', b, asked('K5', 'toNetwork')],
  ])('K10: %s is not asked for, and neither a yes nor a no is recorded', (_what, course, what) => {
    expect(outcome(course.decide(record(what, '2026-11-10'), { on: '2026-11-10' }))).toBe('consent-not-needed');
    const no: CourseCommand = {
      type: 'refuseConsent',
      purpose: what.purpose,
      directions: [what.direction],
      form: 'oral',
      on: day('2026-11-10'),
    };
    expect(outcome(course.decide(no, { on: '2026-11-10' }))).toBe('consent-not-needed');
  });

  test('K11: how long each may run stands in the programme; the gate’s year is law', () => {
    const fsm3 = programmes.latest('fsm3');
    expect(ConsentPurpose.options.map((p) => consentMonths(fsm3, p))).toEqual([null, 12, 36, 12, 12]);
    expect(latestValidDay(day('2026-11-10'), 36)).toBe('2029-11-09');
    const k2 = (lastValidDay: string) =>
      outcome(a.decide(record(K2, '2026-11-10', { lastValidDay: day(lastValidDay) }), { on: '2026-11-10' }));
    expect(k2('2029-11-09')).toEqual(['ConsentGiven']);
    expect(k2('2029-11-10')).toBe('consent-too-long');
    const k5 = record(K5, '2026-11-10', { lastValidDay: day('2027-11-10') });
    expect(outcome(b.decide(k5, { on: '2026-11-10' }))).toBe('consent-too-long');
  });

  test('K11: oral is enough for what the clinic does not tell; a signature is asked for unless it is oral', () => {
    const spoken = record(K5, '2026-11-10', { form: 'oral' });
    expect(outcome(b.decide({ ...spoken, signatureSeen: false } as CourseCommand, { on: '2026-11-10' }))).toEqual([
      'ConsentGiven',
    ]);
    const digital = { ...record(K5, '2026-11-10', { form: 'digital' }), signatureSeen: false } as CourseCommand;
    expect(outcome(b.decide(digital, { on: '2026-11-10' }))).toBe('consent-signature-not-seen');
  });

  test('K10, K14: none of them opens the course to the other side, and none of them starts it', () => {
    const all = given(matching('2026-11-02')).and(
      ...(['K2', 'K4', 'K5'] as const).flatMap((purpose) =>
        DIRECTIONS_OF[purpose].map((direction) => consentedTo(purpose, direction, { on: '2026-11-03' })),
      ),
    );
    expect(isShared(all.course, day('2026-11-10'))).toBe(false);
    expect(GatePurpose.options).toEqual(['K1', 'K3']);
  });

  test('K11: what only the clinic may tell is asked about in the journal; K2 never is', () => {
    const course = given(matching('2026-11-02')).and(consentedTo('K2', 'toEvaluator', { on: '2026-11-03' }));
    expect(course.owes('consentNotInJournal', '2026-11-10')).toBeUndefined();
  });
});

describe('K12: withdrawing one of them', () => {
  const shared = given(running('2026-11-02'), consentedTo('K2', 'toEvaluator', { on: '2026-11-02' }));
  const step = given(
    matching('2026-11-02'),
    ...StepUpRecipient.options.map((direction) => consentedTo('K4', direction, { on: '2026-11-03' })),
  );

  test('K2, K12: ends it at once, and not the cooperation', () => {
    const after = shared.after({ type: 'withdrawConsent', purpose: 'K2' }, { on: '2026-11-10' });
    expect(inForce(shared, K2, '2026-11-10')).toBe(true);
    expect(inForce(after, K2, '2026-11-10')).toBe(false);
    const events = after.history.slice(shared.history.length).map((r) => r.event);
    expect(endsCollaboration({ before: shared.course, after: after.course, events }, day('2026-11-10'))).toBe(false);
    expect(isShared(after.course, day('2026-11-10'))).toBe(true);
  });

  test('K1, K12: withdrawing the gate leaves K2 as it is', () => {
    const after = shared.after({ type: 'withdrawConsent' }, { on: '2026-11-10' });
    expect(isShared(after.course, day('2026-11-10'))).toBe(false);
    expect(inForce(after, K2, '2026-11-10')).toBe(true);
  });

  test('K4, K12: for one participant alone, or for all', () => {
    const one = step.after({ type: 'withdrawConsent', purpose: 'K4', directions: ['toNetwork'] }, { on: '2026-11-10' });
    const left = StepUpRecipient.options.filter((d) => inForce(one, asked('K4', d), '2026-11-10'));
    expect(left).toEqual(['toSpecialist', 'toHealthRepresentative', 'toFamilyRepresentative']);
    const all = step.after({ type: 'withdrawConsent', purpose: 'K4' }, { on: '2026-11-10' });
    expect(StepUpRecipient.options.filter((d) => inForce(all, asked('K4', d), '2026-11-10'))).toEqual([]);
  });

  test('K12: nothing of that purpose in force, nothing to withdraw', () => {
    expect(outcome(b.decide({ type: 'withdrawConsent', purpose: 'K5' }, { on: '2026-11-10' }))).toBe(
      'consent-none-in-force',
    );
  });

  test('K11, K12: each lapses by itself at 00:00, and the calendar knows when', () => {
    expect(settlesNext(step.course, day('2026-12-01'))).toBe('2027-11-03');
    const after = step.after({ type: 'settle' }, { on: '2027-11-03', by: null });
    expect(after.course.consents.map((c) => c.ended?.how)).toEqual(['lapsed', 'lapsed', 'lapsed', 'lapsed']);
  });
});

describe('K13: a no to one of them', () => {
  const no = (course: Given, purpose: ConsentPurpose, directions: readonly ConsentDirection[]) =>
    course.after(
      { type: 'refuseConsent', purpose, directions, form: 'oral', on: day('2026-11-10') },
      { on: '2026-11-10' },
    );

  test('K13: is recorded like a yes and closes only what it gates', () => {
    const after = no(given(running('2026-11-02')), 'K2', ['toEvaluator']);
    expect(after.course.refusals).toEqual([{ purpose: 'K2', direction: 'toEvaluator', on: '2026-11-10' }]);
    expect(isShared(after.course, day('2026-11-10'))).toBe(true);
    expect(after.course.status).toBe('running');
  });

  test('K13: without a purpose it is the gate’s, as it was recorded before there were others', () => {
    const command = { directions: ['psychiatryToJobCentre'], form: 'oral', on: day('2026-11-10') } as const;
    const after = a.after({ type: 'refuseConsent', ...command }, { on: '2026-11-10' });
    expect(after.course.refusals[0]?.purpose).toBe('K1');
  });

  test('K13: the missing gate alone is nagged about; nothing is inferred from silence', () => {
    const waiting = given(matching('2026-11-02'));
    expect(waiting.obligations('2026-12-01').filter((o) => /onsent/.test(o.kind))).toEqual([]);
  });
});

describe('K11: renewal while they still open something', () => {
  const k2 = consentedTo('K2', 'toEvaluator', { on: '2026-11-02', lastValidDay: day('2027-11-01') });

  test('K2, K11: while the course runs, on the rungs of K11, to the specialist alone', () => {
    const duty = given(running('2026-11-02'), k2).owes('otherConsentRunningOut', '2027-09-02');
    expect(duty).toMatchObject({ due: '2027-11-01', purpose: 'K2', key: 'otherConsentRunningOut:K2:2027-11-01' });
    // 60, 30 and 14 days before fall on working days; 7 days before is a Monday.
    expect(told(duty)).toEqual([
      `2027-09-02 ${SPECIALIST}`,
      `2027-10-01 ${SPECIALIST}`,
      `2027-10-18 ${SPECIALIST}`,
      `2027-10-25 ${SPECIALIST}`,
    ]);
  });

  test('K11: a renewal recorded in time moves it', () => {
    const renewed = given(running('2026-11-02'), k2, consentedTo('K2', 'toEvaluator', { on: '2027-10-18' }));
    expect(renewed.owes('otherConsentRunningOut', '2027-10-20')?.due).toBe('2028-10-17');
    const { consents } = renewed.course;
    expect(lastDayInForce(consents, 'K2', { direction: 'toEvaluator', day: day('2026-12-01') })).toBe('2028-10-17');
  });

  test('K2: a course that is over asks for no renewal', () => {
    const over = given(running('2026-11-02'), k2).after({ type: 'close', because: 'moved' }, { on: '2027-09-01' });
    expect(over.owes('otherConsentRunningOut', '2027-10-18')).toBeUndefined();
  });

  test('K4: without a step-up that goes on it opens nothing, and runs out in silence', () => {
    const none = given(matching('2026-11-02'), consentedTo('K4', 'toSpecialist', { on: '2026-11-03' }));
    expect(none.owes('otherConsentRunningOut', '2027-10-18')).toBeUndefined();
    const going = none.after(
      {
        type: 'stepUp',
        command: {
          type: 'beginStepUp',
          stepUp: 'step-up' as never,
          dragsOut: { seen: true, words: 'words' as never },
          notEnough: { seen: true, words: 'words' as never },
          barriers: ['health'],
          hasChildren: null,
          documentsDue: day('2027-09-10'),
        },
      },
      { on: '2027-09-01', by: CASEWORKER },
    );
    expect(told(going.owes('otherConsentRunningOut', '2027-10-18'))[0]).toBe(`2027-09-03 ${CASEWORKER}`);
  });

  test('K13: one that was never given, or is over, is nobody’s reminder', () => {
    expect(given(running('2026-11-02')).owes('otherConsentRunningOut', '2027-10-18')).toBeUndefined();
    const gone = given(running('2026-11-02'), k2, withdrawn('2027-01-04', '2026-11-02', 'K2'));
    expect(gone.owes('otherConsentRunningOut', '2027-10-18')).toBeUndefined();
  });
});

describe('B24: the calls follow K5', () => {
  const done = given(
    matching('2026-11-09'),
    agreed(job('ordinaryJob', '2026-11-10')),
    begun('2026-11-16'),
    stepCompleted('2026-11-18', '2'),
    stepStarted('2026-11-18', '3'),
    documented('2027-02-01', 'selfSupport'),
    stepCompleted('2027-02-01', '3'),
  );
  const k5On = (date: string) => consentedTo('K5', 'specialistToCitizen', { on: date });
  const due = (course: Given, date: string) => course.owes('contact', date)?.due;

  test('B24, K5: given late, the first call is a month after it and not overdue at once', () => {
    const late = done.and(k5On('2027-04-15'));
    expect(due(done, '2027-04-15')).toBeUndefined();
    expect(due(late, '2027-04-15')).toBe('2027-05-15');
  });

  test('B24: the months are counted from it too, so that they are never fewer than three', () => {
    expect(due(done.and(k5On('2027-06-15'), held('2027-11-10')), '2027-11-11')).toBe('2027-12-10');
    expect(due(done.and(k5On('2027-06-15'), held('2027-12-10')), '2027-12-11')).toBeUndefined();
  });

  test('B24, K5: renewed in time the calls go on, and do not begin again when the first consent has run out', () => {
    const early = done.and(consentedTo('K5', 'specialistToCitizen', { on: '2026-04-15' }));
    const renewed = early.and(k5On('2027-04-01'), held('2027-07-20'));
    expect(due(renewed, '2027-07-21')).toBeUndefined();
  });

  test('B24, K12: withdrawn, the call is off the list at once', () => {
    const called = done.and(k5On('2027-02-01'));
    expect(due(called, '2027-02-10')).toBe('2027-03-01');
    const after = called.after({ type: 'withdrawConsent', purpose: 'K5' }, { on: '2027-02-10' });
    expect(due(after, '2027-02-10')).toBeUndefined();
  });

  test('K5, K11: no reminder once the calls are over', () => {
    const called = done.and(k5On('2027-02-01'));
    expect(called.owes('otherConsentRunningOut', '2027-03-01')?.due).toBe('2028-01-31');
    expect(called.and(held('2027-07-15')).owes('otherConsentRunningOut', '2027-12-02')).toBeUndefined();
  });
});

test('K13: an event of a refusal from before there were other purposes still loads', () => {
  const old = given(running('2026-11-02')).and(
    on('2026-11-10', {
      type: 'ConsentRefused',
      purpose: 'K1',
      direction: 'psychiatryToJobCentre',
      form: 'oral',
      on: day('2026-11-10'),
    }),
    consented('2026-11-12'),
  );
  expect(old.course.refusals).toHaveLength(1);
});
