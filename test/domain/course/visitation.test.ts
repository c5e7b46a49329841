import { describe, expect, test } from '@jest/globals';
import { presentStep } from '../../../src/domain/course/course.ts';
import { groupOf } from '../../../src/domain/course/visitation.ts';
import { termsOn } from '../../../src/domain/programme.ts';
import {
  agreed,
  assigned,
  begun,
  CASEWORKER,
  day,
  failed,
  given,
  grouped,
  held,
  job,
  LEADER,
  matching,
  openedB,
  outcome,
  programmes,
  running,
  runningB,
  started,
  stepCompleted,
  stepStarted,
  talked,
  told,
  viewer,
} from '../../_util/builders.ts';

/** Opened by the caseworker on Monday 2 Nov 2026, the group not decided. */
const undecided = given(
  openedB('2026-11-02', { groupDecidedOn: null }),
  assigned('2026-11-02'),
  ...started('2026-11-02', '1'),
);
const by = (on: string) => ({ on, by: CASEWORKER });
const talk = (on: string) => ({ type: 'recordStartTalk', on: day(on) }) as const;
const decides = (group: '1' | '2', on: string) => ({ type: 'decideGroup', group, on: day(on) }) as const;
const kinds = (course: typeof undecided, today: string) =>
  course
    .obligations(today)
    .map((o) => o.kind)
    .sort();

describe('B1, B2: one or two start talks decide the group', () => {
  test('B2: until it is decided it stands with the caseworker, and after five working days with the leader', () => {
    const owed = undecided.owes('groupUndecided', '2026-11-02');
    expect(owed?.due).toBe('2026-11-16');
    expect(told(owed)).toEqual(['2026-11-02 caseworker', '2026-11-16 caseworker', '2026-11-23 caseworker leader']);
    const decided = undecided.and(talked('2026-11-05')).after(decides('1', '2026-11-06'), by('2026-11-06'));
    expect(decided.owes('groupUndecided', '2026-11-06')).toBeUndefined();
  });

  test('B2: opened with the date of the decision it is group 1 since then', () => {
    expect(groupOf(given(runningB('2026-11-02', { groupDecidedOn: day('2026-10-30') })).course)).toEqual({
      group: '1',
      on: '2026-10-30',
    });
  });

  test('B2: undecided, step 1 runs; it counts from opening until the first talk is entered, then from that', () => {
    expect(undecided.owes('step', '2026-11-02')?.due).toBe('2026-12-02');
    const one = undecided.after(talk('2026-11-09'), by('2026-11-09'));
    expect(one.owes('step', '2026-11-09')?.due).toBe('2026-12-09');
    const two = one.after(talk('2026-11-16'), by('2026-11-16'));
    expect(two.owes('step', '2026-11-16')?.due).toBe('2026-12-09');
  });

  test('B2: an earlier talk that is entered last is still the first', () => {
    const late = undecided.after(talk('2026-11-09'), by('2026-11-10')).after(talk('2026-11-04'), by('2026-11-10'));
    expect(late.owes('step', '2026-11-10')?.due).toBe('2026-12-04');
  });

  test('B2: at most two talks; the same once more changes nothing; none after the decision or ahead', () => {
    const two = undecided.and(talked('2026-11-03'), talked('2026-11-05'));
    expect(outcome(two.decide(talk('2026-11-06'), by('2026-11-06')))).toBe('start-talks-held');
    expect(outcome(two.decide(talk('2026-11-05'), by('2026-11-06')))).toEqual([]);
    expect(outcome(undecided.decide(talk('2026-11-07'), by('2026-11-06')))).toBe('date-in-future');
    const decided = undecided
      .after(talk('2026-11-03'), by('2026-11-03'))
      .after(decides('1', '2026-11-05'), by('2026-11-05'));
    expect(outcome(decided.decide(talk('2026-11-06'), by('2026-11-06')))).toBe('start-talk-after-decision');
    expect(outcome(decided.decide(talk('2026-11-04'), by('2026-11-06')))).toEqual(['StartTalkHeld']);
  });

  test('B2: no decision without a talk, nor before it; programme A has no groups', () => {
    expect(outcome(undecided.decide(decides('1', '2026-11-05'), by('2026-11-05')))).toBe('start-talk-needed');
    const one = undecided.and(talked('2026-11-05'));
    expect(outcome(one.decide(decides('1', '2026-11-04'), by('2026-11-06')))).toBe('group-too-early');
    expect(outcome(one.decide(decides('1', '2026-11-05'), by('2026-11-06')))).toEqual(['GroupDecided']);
    const a = given(running('2026-11-02'));
    expect(outcome(a.decide(decides('1', '2026-11-05'), by('2026-11-05')))).toBe('no-visitation');
    expect(outcome(a.decide(talk('2026-11-05'), by('2026-11-05')))).toBe('no-visitation');
  });
});

describe('B3: group 2', () => {
  const two = undecided.and(talked('2026-11-05')).after(decides('2', '2026-11-09'), by('2026-11-09'));

  test('B3: no job steps run: no step, target, rhythm, employer, job or silence, whatever was under way', () => {
    expect(presentStep(two.course)).toBeNull();
    expect(kinds(two, '2027-03-01')).toEqual(['groupTwoPreparation', 'groupTwoTeam']);
    const working = given(
      matching('2026-11-02'),
      agreed(job('internship', '2026-11-05', { startsOn: '2026-11-23' })),
      grouped('2026-11-09', '2'),
    );
    expect(kinds(working, '2027-03-01')).toEqual(['groupTwoPreparation', 'groupTwoTeam']);
    expect(outcome(two.decide({ type: 'completeStep' }, { on: '2026-11-10' }))).toBe('no-step');
  });

  test('B3: the plan’s preparatory part and the team are the caseworker’s, the leader’s five working days after', () => {
    expect(told(two.owes('groupTwoPreparation', '2026-11-09'))).toEqual([
      '2026-11-23 caseworker',
      '2026-11-30 caseworker leader',
    ]);
    expect(two.owes('groupTwoTeam', '2026-11-09')?.due).toBe('2026-12-09');
    const nobodys = given(runningB('2026-11-02', { caseworker: null }), grouped('2026-11-09', '2'));
    expect(nobodys.owes('groupTwoTeam', '2026-11-09')?.owners).toEqual([{ kind: 'leader' }]);
  });

  test('B3, F2: each is confirmed as done, where and when, once', () => {
    const done = { type: 'doGroupTwoDuty', duty: 'preparation', on: day('2026-11-12'), where: 'caseSystem' } as const;
    const begun = two.after(done, by('2026-11-12'));
    expect(kinds(begun, '2026-11-12')).toEqual(['groupTwoTeam']);
    expect(begun.course.groups.at(-1)?.done.get('preparation')).toEqual({
      on: '2026-11-12',
      where: 'caseSystem',
      by: CASEWORKER,
    });
    expect(outcome(begun.decide(done, by('2026-11-13')))).toBe('condition-already-met');
    expect(outcome(given(runningB('2026-11-02')).decide(done, by('2026-11-12')))).toBe('not-group-two');
  });

  test('B3: a later decision for group 1 starts step 1 from that day, with its whole target', () => {
    const back = two.after(decides('1', '2027-01-11'), by('2027-01-12'));
    expect(presentStep(back.course)).toMatchObject({ step: '1', startedOn: '2027-01-11' });
    expect(back.owes('step', '2027-01-12')?.due).toBe('2027-02-11');
    expect(back.owes('groupTwoTeam', '2027-01-12')).toBeUndefined();
  });

  test('B3, B12: back from group 2 the weekly contact waits for step 2 once more', () => {
    const before = given(matching('2026-11-02'), held('2026-11-06'), grouped('2026-11-09', '2'));
    const back = before.and(grouped('2027-01-11', '1')).after({ type: 'settle' }, by('2027-01-11'));
    expect(back.owes('contact', '2027-01-12')).toBeUndefined();
  });

  test('B3, F3: back from group 2 silence counts from that day, and an attempt from before it is none of the three', () => {
    const before = given(matching('2026-11-02'), held('2026-11-03'), failed('2026-11-05'), failed('2026-11-06'));
    const back = before.and(grouped('2026-11-09', '2'), grouped('2027-01-11', '1'), stepStarted('2027-01-11', '1'));
    expect(back.owes('lostContact', '2027-01-12')?.due).toBe('2027-02-01');
    expect(back.and(failed('2027-01-13')).owes('lostContact', '2027-01-13')?.due).toBe('2027-02-01');
  });

  test('B3, B16: back from group 2 with a job, the month counts from that day, and what lay before it is not asked for', () => {
    const inJob = given(matching('2026-11-02'), agreed(job('ordinaryJob', '2026-11-05')), begun('2026-11-09'));
    const back = inJob.and(grouped('2026-11-16', '2'), grouped('2027-02-01', '1'), stepStarted('2027-02-01', '1'));
    expect(back.owes('contact', '2027-02-01')?.due).toBe('2027-03-01');
    expect(back.owes('followAlong', '2027-02-01')).toBeUndefined();
    const soon = inJob.and(grouped('2026-11-10', '2'), grouped('2026-11-18', '1'), stepStarted('2026-11-18', '1'));
    expect(soon.owes('followAlong', '2026-11-18')?.due).toBe('2026-11-23');
  });

  test('B3: into group 2 a second time its duties are new ones', () => {
    const again = two
      .after({ type: 'doGroupTwoDuty', duty: 'team', on: day('2026-11-12'), where: 'paper' }, by('2026-11-12'))
      .after(decides('1', '2027-01-11'), by('2027-01-11'))
      .after(decides('2', '2027-02-01'), by('2027-02-01'));
    expect(again.owes('groupTwoTeam', '2027-02-01')?.key).toBe('groupTwoTeam:2027-02-01');
  });

  test('B3: the group that it is already is said so, and a decision before the last one is refused', () => {
    expect(outcome(two.decide(decides('2', '2026-11-10'), by('2026-11-10')))).toBe('group-is-so');
    expect(outcome(two.decide(decides('1', '2026-11-08'), by('2026-11-10')))).toBe('group-too-early');
    const completed = given(runningB('2026-11-02'), stepCompleted('2026-11-20', '1'));
    expect(outcome(completed.decide(decides('2', '2026-11-19'), by('2026-11-23')))).toBe('group-too-early');
  });

  test('K14: what the job centre owes in group 2 is nobody else’s; the leader of the team reads it', () => {
    const done = two.after(
      { type: 'doGroupTwoDuty', duty: 'team', on: day('2026-11-12'), where: 'paper' },
      by('2026-11-12'),
    );
    expect(done.shownTo(viewer('leader', LEADER), '2026-11-12')?.value.groups.at(-1)?.done.size).toBe(1);
    const channel = { kind: 'channel', agreement: done.course.agreement, channel: 'jobCentre' } as const;
    expect(done.shownTo(channel, '2026-11-12')?.value.groups.at(-1)?.done.size).toBe(0);
  });

  test('B3, section 11: the law’s words are data with dates', () => {
    const rules = programmes.get('fsm3', 1).visitation;
    if (rules === null) throw new Error('programme B has a visitation');
    const two = { ...rules, terms: [...rules.terms, { id: 'later', from: day('2027-01-01') }] };
    expect([termsOn(two, day('2026-12-31')), termsOn(two, day('2027-01-01'))]).toEqual(['rehabilitation', 'later']);
  });
});
