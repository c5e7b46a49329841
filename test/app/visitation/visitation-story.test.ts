import { describe, expect, test } from '@jest/globals';
import { sayIn } from '../../../src/app/i18n.ts';
import { pausesInFull, visitationStory } from '../../../src/app/visitation/visitation-story.ts';
import { exempted, given, grouped, resumed, runningB } from '../../_util/builders.ts';

const say = sayIn('da');
const { course } = given(
  runningB('2026-11-02'),
  exempted('2026-11-09', '2027-02-08', '2026-11-25'),
  resumed('2026-12-01'),
  grouped('2026-12-07', '2'),
);

describe('the story of group and pause', () => {
  test('B3, B4: the days are told, the reason is not', () => {
    expect(visitationStory(say, course).map(({ on, text }) => `${on} ${text}`)).toEqual([
      '2026-11-02 Gruppe 1 besluttet',
      '2026-12-07 Gruppe 2 besluttet',
      '2026-11-09 Sat på pause',
      '2026-12-01 Pausen ophævet',
    ]);
  });

  test('B4, section 11: the citizen’s own copy has the reason too, for it is kept about them', () => {
    expect(pausesInFull(say, course, 'da')).toEqual([
      'På pause fra 9. nov. 2026: sygdom. I gang igen 1. dec. 2026. Aftalt kontakt 25. nov. 2026.',
    ]);
  });
});
