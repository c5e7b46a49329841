import { describe, expect, test } from '@jest/globals';
import { disclose, isDisclosed } from '../../src/domain/access.ts';
import { at, given, held, running, withdrawn } from '../_util/builders.ts';

const course = given(running('2026-10-12'), held('2026-10-23'));
const now = at('2026-11-02');

describe('K14: an export goes through the gate too', () => {
  test('GDPR 15: the citizen’s own copy holds everything that is kept, also after the consent has ended', () => {
    const ended = course.and(withdrawn('2026-10-30', '2026-10-12'));
    for (const one of [course.course, ended.course]) {
      const shown = disclose(one, { kind: 'export', of: 'citizenCopy' }, now);
      expect(shown?.value).toEqual(one);
    }
  });

  test('product.md 3: the list of courses holds no contact, no note and no words, and gives no right', () => {
    const shown = disclose(course.course, { kind: 'export', of: 'courseList' }, now);
    expect(shown !== null && isDisclosed(shown)).toBe(true);
    expect(shown?.value).toMatchObject({ alias: course.course.alias, contacts: [], engagements: [] });
    expect([...(shown?.rights ?? ['x'])]).toEqual([]);
  });
});
