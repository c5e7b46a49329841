import fc from 'fast-check';
import { addDays } from '../../src/domain/calendar/dates.ts';
import { ExemptionReason, Group, GroupTwoDuty, GroupTwoPlace } from '../../src/domain/visitation.ts';
import type { Move } from './histories.ts';

const ago = fc.integer({ min: -1, max: 20 });
const ahead = fc.integer({ min: -1, max: 95 });

const talks = ago.map((n): Move['ask'] => (_course, today) => ({ type: 'recordStartTalk', on: addDays(today, -n) }));
const groups = fc
  .record({ n: ago, group: fc.constantFrom('1', '1', ...Group.options) })
  .map(({ n, group }): Move['ask'] => (_course, today) => ({ type: 'decideGroup', group, on: addDays(today, -n) }));
const duties = fc
  .record({ n: ago, duty: fc.constantFrom(...GroupTwoDuty.options), where: fc.constantFrom(...GroupTwoPlace.options) })
  .map(({ n, duty, where }): Move['ask'] => (_course, today) => {
    return { type: 'doGroupTwoDuty', duty, on: addDays(today, -n), where };
  });
const beginnings = fc
  .record({ n: ago, review: ahead, contact: fc.option(ahead), because: fc.constantFrom(...ExemptionReason.options) })
  .map(({ n, review, contact, because }): Move['ask'] => (_course, today) => ({
    type: 'beginExemption',
    because,
    from: addDays(today, -n),
    reviewOn: addDays(today, review),
    contactOn: contact === null ? null : addDays(today, contact),
  }));
const reviews = ahead.map((n): Move['ask'] => (_course, today) => {
  return { type: 'reviewExemption', reviewOn: addDays(today, n) };
});
const contacts = ahead.map((n): Move['ask'] => (_course, today) => {
  return { type: 'agreeExemptionContact', contactOn: addDays(today, n) };
});
const ends = ago.map((n): Move['ask'] => (_course, today) => ({ type: 'endExemption', on: addDays(today, -n) }));

/** Start talks, groups and pauses (B2–B4). */
export const visitations: fc.Arbitrary<Move['ask']> = fc.oneof(
  { weight: 2, arbitrary: talks },
  { weight: 2, arbitrary: groups },
  { weight: 3, arbitrary: duties },
  { weight: 3, arbitrary: beginnings },
  { weight: 2, arbitrary: reviews },
  { weight: 3, arbitrary: contacts },
  { weight: 4, arbitrary: ends },
);
