import { describe, expect, test } from '@jest/globals';
import { agendaReasons } from '../../../src/domain/conference/reasons.ts';
import {
  consented,
  day,
  type Given,
  given,
  MEETING,
  on,
  rulesOf,
  running,
  runningB,
  tasked,
} from '../../_util/builders.ts';

const reasons = ({ course }: Given, today: string, wanted = false) =>
  agendaReasons(course, {
    rules: rulesOf(course.programme.id, { contactEveryDays: null }),
    today: day(today),
    wanted,
  }).map((r) => ('days' in r ? `${r.kind} ${r.days}` : r.kind));
const discussed = (date: string) => on(date, { type: 'DiscussedAtConference', meeting: MEETING, on: day(date) });

describe('A9: why a course stands first on the agenda', () => {
  test('A9: discussed before and with nothing open it is one of the others', () => {
    expect(reasons(given(running('2026-06-01'), discussed('2026-06-03')), '2026-07-01')).toEqual([]);
  });

  test('A15: not discussed at any conference yet it is new', () => {
    expect(reasons(given(running('2026-06-01')), '2026-07-01')).toEqual(['new']);
  });

  test('B9: over the target of a step from the day after, with the days', () => {
    const course = given(runningB('2026-10-01'), consented('2026-10-01', { purpose: 'K3' }), discussed('2026-10-07'));
    expect(reasons(course, '2026-11-01')).toEqual([]);
    expect(reasons(course, '2026-11-10')).toEqual(['overTarget 9']);
  });

  test('K11: the consent runs out: from 60 days before', () => {
    const course = given(running('2025-12-01'), discussed('2026-01-07'));
    expect(reasons(course, '2026-09-30')).toEqual([]);
    expect(reasons(course, '2026-10-01')).toEqual(['consentEnds 60']);
    expect(reasons(course, '2026-11-30')).toEqual(['consentEnds 0']);
  });

  test('A9: a task over its date, and a decision that somebody wants first of all', () => {
    const course = given(running('2026-10-01'), tasked('2026-10-07', '2026-10-20'), discussed('2026-10-07'));
    expect(reasons(course, '2026-10-20')).toEqual([]);
    expect(reasons(course, '2026-10-21', true)).toEqual(['wanted', 'tasksOver']);
  });
});
