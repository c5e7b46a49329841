import { describe, expect, test } from '@jest/globals';
import type { ChannelViewer } from '../../../src/domain/access.ts';
import {
  assigned,
  CASEWORKER,
  CLINICIAN,
  closed,
  consented,
  given,
  LEADER,
  matching,
  ODENSE,
  OTHER_SPECIALIST,
  SPECIALIST,
  told,
  viewer,
} from '../../_util/builders.ts';
import { k4Withdrawn, lineAgreed, packageSent, stepUpBegun, talkHeld } from '../../_util/step-ups.ts';

const b = given(matching('2026-10-05'), consented('2026-10-05', { purpose: 'K3' }));
const begun = b.and(stepUpBegun('2026-11-16', { due: '2026-12-01' }));
const agreed = begun.and(packageSent('2026-11-18'), talkHeld('2026-11-25'), lineAgreed('2026-11-25', '2026-12-16'));

describe('section 9: step-up documents and agreement follow-ups', () => {
  test('U1: 7, 3 and 1 days before the caseworker, 5 working days after and the leader', () => {
    // Due Tue 1 Dec: 7 days before is Tue 24, 3 days before is Sat 28 Nov and moves to Fri 27 (N4), 1 day before is Mon 30.
    expect(told(begun.owes('stepUpDocuments', '2026-11-16'))).toEqual([
      '2026-11-24 caseworker',
      '2026-11-27 caseworker',
      '2026-11-30 caseworker',
      '2026-12-08 caseworker leader',
    ]);
  });

  test('U1: sent, nothing is due any more', () => {
    expect(begun.and(packageSent('2026-11-18')).owes('stepUpDocuments', '2026-11-18')).toBeUndefined();
  });

  test('U3: each line to caseworker and owner on the same days, and it is its owner’s', () => {
    // Due Wed 16 Dec: 9, 13 → Sun moves to Fri 11, 15; five working days after is Wed 23.
    const line = agreed.owes('stepUpFollowUp', '2026-11-25');
    expect(told(line)).toEqual([
      '2026-12-09 caseworker specialist',
      '2026-12-11 caseworker specialist',
      '2026-12-15 caseworker specialist',
      '2026-12-23 caseworker specialist leader',
    ]);
    expect(line?.owners).toEqual([{ kind: 'person', user: SPECIALIST }]);
  });

  test('U3: a hand-over takes the line along; an effort is the caseworker’s', () => {
    const handed = agreed.and(assigned('2026-11-26', OTHER_SPECIALIST));
    expect(handed.owes('stepUpFollowUp', '2026-11-26')?.owners).toEqual([{ kind: 'person', user: OTHER_SPECIALIST }]);
    const effort = begun.and(
      packageSent('2026-11-18'),
      talkHeld('2026-11-25'),
      lineAgreed('2026-11-25', '2026-12-16', 'effort'),
    );
    expect(effort.owes('stepUpFollowUp', '2026-11-25')?.owners).toEqual([{ kind: 'person', user: CASEWORKER }]);
  });

  test('a closed course owes nothing of it', () => {
    const kinds = agreed
      .and(closed('2026-11-27'))
      .obligations('2026-12-20')
      .map((o) => o.kind);
    expect(kinds).not.toContain('stepUpFollowUp');
  });
});

describe('K14, K4: who sees what of a step-up', () => {
  const shared: ChannelViewer = { kind: 'channel', agreement: ODENSE, channel: 'shared' };
  const own: ChannelViewer = { kind: 'channel', agreement: ODENSE, channel: 'jobCentre' };

  test('K14, N2: neither the clinician nor a channel knows that there is one', () => {
    for (const who of [viewer('clinician', CLINICIAN), shared, own])
      expect(agreed.shownTo(who, '2026-11-26')?.value.stepUps).toEqual([]);
  });

  test('product 4: caseworker, specialist and leader take part; nobody else may', () => {
    const may = [viewer('caseworker', CASEWORKER), viewer('specialist', SPECIALIST), viewer('leader', LEADER)];
    for (const who of may) expect(agreed.shownTo(who, '2026-11-26')?.rights.has('stepUp')).toBe(true);
    expect(agreed.shownTo(viewer('clinician', CLINICIAN), '2026-11-26')?.rights.has('stepUp')).toBe(false);
  });

  test('K4, K12: taken back, the words stay with the caseworker; the talks remain as dates', () => {
    const back = agreed.and(k4Withdrawn('2026-11-26', '2026-11-18', 'toSpecialist'));
    const seen = back.shownTo(viewer('specialist', SPECIALIST), '2026-11-26')?.value.stepUps[0];
    expect(seen?.talks.map((t) => [t.heldOn, t.decisions, t.present])).toEqual([['2026-11-25', [], []]]);
    expect(JSON.stringify([seen?.lines, seen?.dragsOut, seen?.notEnough])).not.toMatch(/text-|drags-out|not-enough/);
    const whole = back.shownTo(viewer('caseworker', CASEWORKER), '2026-11-26')?.value.stepUps[0];
    expect(whole?.lines.map((l) => l.text)).toEqual(['text-consideration']);
    expect(agreed.shownTo(viewer('specialist', SPECIALIST), '2026-11-26')?.value.stepUps[0]?.lines[0]?.text).toBe(
      'text-consideration',
    );
  });
});
