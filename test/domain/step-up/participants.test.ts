import { describe, expect, test } from '@jest/globals';
import { invitations, networkWished } from '../../../src/domain/step-up/participants.ts';
import { type Barrier, openStepUp } from '../../../src/domain/step-up/step-up.ts';
import { day, type Given, given, matching, on } from '../../_util/builders.ts';
import { peopleNamed, stepUpBegun } from '../../_util/step-ups.ts';

const b = given(matching('2026-10-05'));
const begun = (barriers: Barrier[], hasChildren: boolean | null = null): Given =>
  b.and(stepUpBegun('2026-11-16', { barriers, hasChildren }));
const HEALTH: Barrier = 'health';
const FAMILY: Barrier = 'family';
const guests = ({ course }: Given) => {
  const stepUp = openStepUp(course);
  if (stepUp === null) throw new Error('no step-up');
  return Object.fromEntries(
    invitations(stepUp, networkWished(course, stepUp)).map((i) => [i.who, i.invited ? 'invited' : i.because]),
  );
};

describe('U2: who is invited, and why somebody is not', () => {
  test.each([
    { what: 'health', barriers: [HEALTH], children: null, health: 'invited', family: 'noFamilyBarrier' },
    { what: 'family, with children', barriers: [FAMILY], children: true, health: 'noHealthBarrier', family: 'invited' },
    { what: 'family, without', barriers: [FAMILY], children: false, health: 'noHealthBarrier', family: 'noChildren' },
    { what: 'both, with children', barriers: [HEALTH, FAMILY], children: true, health: 'invited', family: 'invited' },
  ])('U2: $what', ({ barriers, children, health, family }) => {
    expect(guests(begun(barriers, children))).toEqual({
      citizen: 'invited',
      caseworker: 'invited',
      specialist: 'invited',
      healthRepresentative: health,
      familyRepresentative: family,
      network: 'notWished',
    });
  });

  test('U2, W2: the network only if it is wished for, here or for the whole course', () => {
    const course = begun(['health']);
    expect(guests(course).network).toBe('notWished');
    expect(guests(course.and(peopleNamed('2026-11-16', true))).network).toBe('invited');
    const wish = on('2026-11-16', { type: 'WishStated', wish: 'network', answer: 'yes', on: day('2026-11-16') });
    expect(guests(course.and(wish)).network).toBe('invited');
  });
});
