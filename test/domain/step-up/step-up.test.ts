import { describe, expect, test } from '@jest/globals';
import type { Decision } from '../../../src/domain/refusal.ts';
import { openStepUp } from '../../../src/domain/step-up/step-up.ts';
import {
  CASEWORKER,
  closed,
  day,
  type Given,
  given,
  held,
  matching,
  on,
  opened,
  openedB,
  outcome,
  running,
  runningB,
  SPECIALIST,
} from '../../_util/builders.ts';
import {
  ask,
  beginning,
  finishing,
  holding,
  inMinPlan,
  k4,
  k4Withdrawn,
  lineAgreed,
  newLine,
  packageSent,
  peopleNamed,
  planning,
  REQUIRED,
  stepUpBegun,
  stepUpPrepared,
  talkHeld,
  talkPlanned,
} from '../../_util/step-ups.ts';

const b = given(matching('2026-10-05'));
const begun = b.and(stepUpBegun('2026-11-16', { due: '2026-12-01' }));
const sent = begun.and(packageSent('2026-11-18'));
const talked = sent.and(talkHeld('2026-11-25'));
const at = (date: string, by = CASEWORKER) => ({ on: date, by });
const sending = ask({ type: 'sendStepUpPackage' });
const missing = (decision: Decision<unknown>) => {
  if (decision.kind !== 'refused') return decision.kind;
  const { missing: what } = decision.details ?? {};
  return Array.isArray(what) ? what.map((w) => w.replace('stepUp.', '')) : decision.because;
};

describe('U0: only when both have shown themselves in practice', () => {
  test('U0: ticked and explained, it begins', () => {
    expect(outcome(b.decide(beginning(), at('2026-11-16')))).toEqual(['StepUpBegun']);
  });

  test.each([
    ['the first is not ticked', { dragsOut: { seen: false, words: null } }, ['dragsOut', 'dragsOutWords']],
    ['the first is not explained', { dragsOut: { seen: true, words: null } }, ['dragsOutWords']],
    ['the second is not ticked', { notEnough: { seen: false, words: null } }, ['notEnough', 'notEnoughWords']],
    ['the second is not explained', { notEnough: { seen: true, words: null } }, ['notEnoughWords']],
    ['nobody says what it is because of', { barriers: [] }, ['barrier']],
    ['with a family barrier children are not said', { barriers: ['family' as const] }, ['children']],
  ])('U0: refused with exactly what is missing where %s', (_what, changes, lacks) => {
    const decision = b.decide(beginning(changes), at('2026-11-16'));
    expect(outcome(decision)).toBe('step-up-lacks');
    expect(missing(decision)).toEqual(lacks);
  });

  test('U0: no screening: with a health barrier nothing is asked about children, and nothing of it is kept', () => {
    const after = b.after(beginning({ hasChildren: true }), at('2026-11-16'));
    expect(openStepUp(after.course)?.hasChildren).toBeNull();
  });

  test('U0, U2: without a caseworker on the course it cannot begin', () => {
    const alone = given([openedB('2026-10-05', { caseworker: null }), ...runningB('2026-10-05').slice(1)]);
    expect(missing(alone.decide(beginning(), at('2026-11-16', SPECIALIST)))).toEqual(['caseworker']);
  });

  test('U0: one at a time', () => {
    const another = beginning();
    expect(
      outcome(begun.decide({ ...another, command: { ...another.command, stepUp: 'two' as never } }, at('2026-11-17'))),
    ).toBe('step-up-running');
    expect(outcome(begun.decide(another, at('2026-11-17')))).toEqual([]);
  });

  test('U0: not in programme A, not on a course that has not started or is over, and not in group 2', () => {
    expect(outcome(given(running('2026-10-05')).decide(beginning(), at('2026-11-16')))).toBe('step-up-not-offered');
    expect(outcome(given([opened('2026-10-05')]).decide(beginning(), at('2026-11-16')))).toBe('not-running');
    expect(outcome(b.and(closed('2026-11-10')).decide(beginning(), at('2026-11-16')))).toBe('course-closed');
    const two = b.and(on('2026-11-10', { type: 'GroupDecided', group: '2', on: day('2026-11-10') }));
    expect(outcome(two.decide(beginning(), at('2026-11-16')))).toBe('step-up-group-two');
  });
});

describe('U1: the package', () => {
  test('U1, K4: refused with exactly what is missing, document by document and participant by participant', () => {
    expect(missing(begun.decide(sending, at('2026-11-17')))).toEqual([
      'preparationForm',
      'minPlan',
      'cvAndGoal',
      'otherDocuments',
      'nameHealthRepresentative',
      'toSpecialist',
      'toHealthRepresentative',
    ]);
  });

  test('K4: the checklist alone is not enough, and consent towards one participant is not consent towards another', () => {
    const ready = begun.and(stepUpPrepared('2026-11-17'));
    expect(missing(ready.decide(sending, at('2026-11-17')))).toEqual(['toSpecialist', 'toHealthRepresentative']);
    const one = ready.and(k4('2026-11-17', 'toSpecialist'));
    expect(missing(one.decide(sending, at('2026-11-17')))).toEqual(['toHealthRepresentative']);
    const both = one.and(k4('2026-11-17', 'toHealthRepresentative'));
    expect(outcome(both.decide(sending, at('2026-11-17')))).toEqual(['StepUpPackageSent']);
    const network = both.and(peopleNamed('2026-11-17', true));
    expect(missing(network.decide(sending, at('2026-11-17')))).toEqual(['toNetwork']);
  });

  test('K4, K12: taken back before the package was sent, it cannot be sent', () => {
    const ready = begun.and(stepUpPrepared('2026-11-17'), k4('2026-11-17', 'toSpecialist', 'toHealthRepresentative'));
    const back = ready.and(k4Withdrawn('2026-11-18', '2026-11-17', 'toHealthRepresentative'));
    expect(missing(back.decide(sending, at('2026-11-18')))).toEqual(['toHealthRepresentative']);
  });

  test('U1: the caseworker sends it, not the specialist', () => {
    const ready = begun.and(stepUpPrepared('2026-11-17'), k4('2026-11-17', 'toSpecialist', 'toHealthRepresentative'));
    expect(outcome(ready.decide(sending, at('2026-11-17', SPECIALIST)))).toBe('step-up-by-caseworker');
  });

  test('U1, F2: other documents may be none, Min Plan may not', () => {
    const none = { type: 'prepareStepUp', on: day('2026-11-17'), where: 'notNeeded' } as const;
    expect(outcome(begun.decide(ask({ ...none, item: 'otherDocuments' }), at('2026-11-17')))).toEqual([
      'StepUpPrepared',
    ]);
    expect(outcome(begun.decide(ask({ ...none, item: 'minPlan' }), at('2026-11-17')))).toBe('step-up-document-needed');
  });
});

describe('U2: one or two talks', () => {
  test('U2: sent beforehand: no talk before the package', () => {
    const all = [...REQUIRED, 'healthRepresentative'] as const;
    expect(outcome(begun.decide(holding('2026-11-18', all), at('2026-11-18')))).toBe('step-up-not-sent');
    expect(outcome(sent.decide(holding('2026-11-17', all), at('2026-11-18')))).toBe('step-up-talk-before-package');
    expect(outcome(sent.decide(holding('2026-11-18', all), at('2026-11-18')))).toEqual(['StepUpTalkHeld']);
  });

  test.each(REQUIRED)('U2: no talk without the %s', (who) => {
    const others = REQUIRED.filter((r) => r !== who);
    expect(missing(sent.decide(holding('2026-11-20', others), at('2026-11-20')))).toEqual([`who.${who}`]);
  });

  test('U2: the health representative need not come, but nobody takes part who may not be invited', () => {
    expect(outcome(sent.decide(holding('2026-11-20', REQUIRED), at('2026-11-20')))).toEqual(['StepUpTalkHeld']);
    const wrong = sent.decide(holding('2026-11-20', [...REQUIRED, 'familyRepresentative']), at('2026-11-20'));
    expect(outcome(wrong)).toBe('step-up-may-not-attend');
  });

  test('K4: nobody takes part whose consent is not in force', () => {
    const back = sent.and(k4Withdrawn('2026-11-19', '2026-11-18', 'toHealthRepresentative'));
    const all = [...REQUIRED, 'healthRepresentative'] as const;
    expect(missing(back.decide(holding('2026-11-20', all), at('2026-11-20')))).toEqual(['toHealthRepresentative']);
    expect(outcome(back.decide(holding('2026-11-20', REQUIRED), at('2026-11-20')))).toEqual(['StepUpTalkHeld']);
  });

  test('K4: judged by the day of the talk: a consent that ran out since was there, one given since was not', () => {
    const all = [...REQUIRED, 'healthRepresentative'] as const;
    const later = sent
      .and(k4Withdrawn('2026-11-19', '2026-11-18', 'toHealthRepresentative'))
      .and(k4('2026-11-24', 'toHealthRepresentative'));
    expect(missing(later.decide(holding('2026-11-20', all), at('2026-11-25')))).toEqual(['toHealthRepresentative']);
    const gone = sent.and(k4Withdrawn('2026-11-24', '2026-11-18', 'toHealthRepresentative'));
    expect(outcome(gone.decide(holding('2026-11-20', all), at('2026-11-25')))).toEqual(['StepUpTalkHeld']);
  });

  test('U2: at most two, and the next only when the one planned has been held', () => {
    const planned = sent.and(talkPlanned('2026-11-18', '2026-11-25'));
    const moved = planned.after(planning('2026-11-26', 'another'), at('2026-11-18'));
    expect(openStepUp(moved.course)?.talks.map((t) => [t.id, t.plannedFor])).toEqual([['talk-1', '2026-11-26']]);
    const one = planned.after(holding('2026-11-25', REQUIRED), at('2026-11-25'));
    const two = one.after(holding('2026-12-02', REQUIRED, { talk: 'talk-2' }), at('2026-12-02'));
    expect(outcome(two.decide(planning('2026-12-09', 'talk-3'), at('2026-12-02')))).toBe('step-up-talks-used');
    expect(outcome(two.decide(holding('2026-12-02', REQUIRED, { talk: 'talk-3' }), at('2026-12-02')))).toBe(
      'step-up-talks-used',
    );
  });
});

describe('U3: the agreement document', () => {
  test('U3, U2: what no talk has decided cannot be agreed', () => {
    expect(outcome(sent.decide(newLine('consideration', '2026-12-10'), at('2026-11-25')))).toBe('step-up-not-decided');
    const support = sent.and(talkHeld('2026-11-25', ['moreSupport']));
    expect(outcome(support.decide(newLine('consideration', '2026-12-10'), at('2026-11-25')))).toEqual([
      'StepUpLineAgreed',
    ]);
    expect(outcome(support.decide(newLine('effort', '2026-12-10'), at('2026-11-25')))).toBe('step-up-not-decided');
  });

  test('U3: the specialist sees to considerations, whoever was chosen; an effort is followed up by whom it was given to', () => {
    const both = talked
      .after(newLine('consideration', '2026-12-10', 'caseworker'), at('2026-11-25'))
      .after(newLine('effort', '2026-12-10', 'specialist'), at('2026-11-25'));
    expect(openStepUp(both.course)?.lines.map((l) => l.followUpBy)).toEqual(['specialist', 'specialist']);
    const own = talked.after(newLine('effort', '2026-12-10'), at('2026-11-25'));
    expect(openStepUp(own.course)?.lines.map((l) => l.followUpBy)).toEqual(['caseworker']);
  });

  test('U3: filled in by the caseworker, not by the specialist; with a date that is ahead', () => {
    expect(outcome(talked.decide(newLine('effort', '2026-12-10'), at('2026-11-25', SPECIALIST)))).toBe(
      'step-up-by-caseworker',
    );
    expect(outcome(talked.decide(newLine('effort', '2026-11-24'), at('2026-11-25')))).toBe('task-date-in-past');
    expect(outcome(talked.decide(newLine('effort', '2027-11-26'), at('2026-11-25')))).toBe('task-date-too-far');
  });

  test('U3: also in Min Plan: a new line asks for it anew, and with the last line followed up it is over', () => {
    const confirm = ask({ type: 'confirmStepUpInMinPlan' });
    expect(outcome(talked.decide(confirm, at('2026-11-25')))).toBe('step-up-no-lines');
    const agreed = talked.and(lineAgreed('2026-11-25', '2026-12-10'), inMinPlan('2026-11-25'));
    const more = agreed.and(lineAgreed('2026-11-26', '2026-12-11', 'effort'));
    expect(openStepUp(more.course)?.inMinPlan).toBeNull();
    const again = more.after(confirm, at('2026-11-26')).after(finishing('effort'), at('2026-11-27'));
    expect(outcome(again.decide(finishing('consideration'), at('2026-12-01', SPECIALIST)))).toEqual([
      'StepUpLineDone',
      'StepUpEnded',
    ]);
    expect(outcome(again.decide(finishing('effort'), at('2026-12-01')))).toBe('task-already-done');
  });
});

describe('U3: the effort at the company goes on in parallel', () => {
  test('U3, B12, B17: contact and target of step 2 are what they were', () => {
    const before: Given = b.and(held('2026-11-12'));
    const during = before.and(stepUpBegun('2026-11-16'), packageSent('2026-11-18'), talkHeld('2026-11-19'));
    for (const kind of ['contact', 'step'] as const)
      expect(during.owes(kind, '2026-11-20')).toEqual(before.owes(kind, '2026-11-20'));
  });
});
