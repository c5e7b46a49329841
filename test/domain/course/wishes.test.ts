import { describe, expect, test } from '@jest/globals';
import type { CourseCommand } from '../../../src/domain/course/commands.ts';
import { wishOf } from '../../../src/domain/course/wishes.ts';
import { consented, day, given, matching, outcome, running, viewer } from '../../_util/builders.ts';

const say = (answers: { meetings?: 'yes' | 'no' | 'unsaid'; network?: 'yes' | 'no' | 'unsaid' }, on: string) =>
  ({
    type: 'stateWishes',
    answers: { meetings: 'unsaid', network: 'unsaid', ...answers },
    on: day(on),
  }) satisfies CourseCommand;
const b = given(matching('2026-11-02'));

describe('W1, W2, B7: the citizen’s wishes', () => {
  test('W1, W2: nobody has asked: not stated, and nothing is inferred from silence', () => {
    expect(b.course.wishes).toEqual({ meetings: null, network: null });
    expect(wishOf(b.course, 'meetings')).toBe('unsaid');
  });

  test('W1, W2: what was said, with its day; what was said before stays', () => {
    const once = b.after(say({ meetings: 'yes' }, '2026-11-10'), { on: '2026-11-10' });
    const twice = once.after(say({ meetings: 'yes', network: 'no' }, '2026-11-12'), { on: '2026-11-12' });
    expect(twice.course.wishes).toEqual({
      meetings: { answer: 'yes', on: '2026-11-10' },
      network: { answer: 'no', on: '2026-11-12' },
    });
  });

  test('W1: a wish can be taken back', () => {
    const yes = b.after(say({ meetings: 'yes' }, '2026-11-10'), { on: '2026-11-10' });
    const back = yes.after(say({}, '2026-11-12'), { on: '2026-11-12' });
    expect(back.course.wishes.meetings).toBeNull();
  });

  test('W1: the same again changes nothing; a day that has not been is refused, and one long ago', () => {
    expect(outcome(b.decide(say({}, '2026-11-10'), { on: '2026-11-10' }))).toEqual([]);
    expect(outcome(b.decide(say({ network: 'yes' }, '2026-11-11'), { on: '2026-11-10' }))).toBe('date-in-future');
    expect(outcome(b.decide(say({ network: 'yes' }, '2025-11-09'), { on: '2026-11-10' }))).toBe('date-too-old');
  });

  test('W1: an ended course takes no more of them', () => {
    const over = b.after({ type: 'close', because: 'moved' }, { on: '2026-11-10' });
    expect(outcome(over.decide(say({ meetings: 'yes' }, '2026-11-10'), { on: '2026-11-11' }))).toBe('course-closed');
  });

  test('W1, W2, K14: the clinic reads of its own meetings alone, a channel of neither', () => {
    const said = given(running('2026-11-02')).after(say({ meetings: 'yes', network: 'yes' }, '2026-11-10'), {
      on: '2026-11-10',
    });
    expect(said.shownTo(viewer('clinician'), '2026-11-11')?.value.wishes).toEqual({
      meetings: { answer: 'yes', on: '2026-11-10' },
      network: null,
    });
    const channel = { kind: 'channel', agreement: said.course.agreement, channel: 'shared' } as const;
    expect(said.shownTo(channel, '2026-11-11')?.value.wishes).toEqual({ meetings: null, network: null });
    expect(said.shownTo(viewer('specialist'), '2026-11-11')?.value.wishes.network?.answer).toBe('yes');
  });
});

test('K14: of K2, K4 and K5 the other side reads nothing, neither a yes nor a no', () => {
  const course = given(
    running('2026-11-02'),
    consented('2026-11-02', { purpose: 'K2', direction: 'toEvaluator' }),
  ).after(
    { type: 'refuseConsent', purpose: 'K2', directions: ['toEvaluator'], form: 'oral', on: day('2026-11-10') },
    { on: '2026-11-10' },
  );
  const shown = course.shownTo(viewer('clinician'), '2026-11-11')?.value;
  expect(shown?.consents.map((c) => c.purpose)).toEqual(['K1', 'K1']);
  expect(shown?.refusals).toEqual([]);
  expect(course.shownTo(viewer('specialist'), '2026-11-11')?.value.refusals).toHaveLength(1);
});
