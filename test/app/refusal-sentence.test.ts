import { describe, expect, test } from '@jest/globals';
import { sayIn } from '../../src/app/i18n.ts';
import { refusalSentence } from '../../src/app/refusal-sentence.ts';
import { REFUSAL_REASONS, refused } from '../../src/domain/refusal.ts';

describe.each(['da', 'en'] as const)('refusals in %s', (language) => {
  const say = sayIn(language);
  test.each(REFUSAL_REASONS)('%s has a sentence that ends as one', (because) => {
    expect(refusalSentence(say, { because })).toMatch(/[.«”]$/);
  });
});

describe('what a refusal says', () => {
  const say = sayIn('da');
  test('K11: a consent that is too long names the latest day', () => {
    expect(refusalSentence(say, refused('consent-too-long', { latest: '2027-11-01' }))).toContain('1. nov. 2027');
  });
  test('B9: a step that lacks something lists exactly that', () => {
    const missing = ['cvBegun', 'jobGoalBegun', 'specialistInMinPlan'];
    expect(refusalSentence(say, refused('step-lacks', { missing }))).toContain(
      'CV på Jobnet påbegyndt, borgerens eget jobmål påbegyndt og konsulentens navn i Min Plan',
    );
  });
  test('F1: a contact too far back names the days', () => {
    expect(refusalSentence(say, refused('date-too-old', { days: 14 }))).toContain('14 dage');
  });
});
