import { beforeEach, describe, expect, test } from '@jest/globals';
import { ConversationId } from '../../src/domain/ids.ts';
import { createRateLimit, type RateLimit, TEAMS_LIMITS } from '../../src/scheduler/rate-limit.ts';

const odense = ConversationId.parse('odense');
let now: number;
let limit: RateLimit;

beforeEach(() => {
  now = 5_000;
  limit = createRateLimit({ elapsed: { ms: () => now }, limits: TEAMS_LIMITS, random: () => 0.5 });
});

/** Sends as fast as it may for a while; returns how many messages went out. */
function sendFor(ms: number, conversations: readonly ConversationId[] = [odense]): number {
  const end = now + ms;
  let sent = 0;
  while (now < end) {
    const free = conversations.find((c) => limit.waitMs(c, 'tenant') === 0);
    if (free === undefined) now += Math.max(1, Math.min(...conversations.map((c) => limit.waitMs(c, 'tenant'))));
    else {
      limit.count(free, 'tenant');
      sent += 1;
    }
  }
  return sent;
}

describe('what Teams allows', () => {
  test('a conversation gets at most 7 messages a second, and the eighth when the first is a second old', () => {
    for (let n = 0; n < 7; n += 1) {
      expect(limit.waitMs(odense, 'tenant')).toBe(0);
      limit.count(odense, 'tenant');
    }
    expect(limit.waitMs(odense, 'tenant')).toBe(1_000);
    now += 999;
    expect(limit.waitMs(odense, 'tenant')).toBe(1);
    now += 1;
    expect(limit.waitMs(odense, 'tenant')).toBe(0);
  });

  test.each([
    [1_000, 7],
    [30_000, 60],
    [3_600_000, 1_800],
  ])('in %i ms a conversation gets %i messages', (ms, most) => {
    expect(sendFor(ms)).toBe(most);
  });

  test('a tenant gets 25 messages a second, and other tenants do not wait for it', () => {
    const many = Array.from({ length: 10 }, (_, n) => ConversationId.parse(`c${n}`));
    expect(sendFor(1_000, many)).toBe(25);
    now -= 1;
    expect(limit.waitMs(odense, 'tenant')).toBeGreaterThan(0);
    expect(limit.waitMs(odense, 'another')).toBe(0);
  });
});

describe('when Teams says wait', () => {
  test('the time told is honoured, in that conversation alone', () => {
    expect(limit.backOff(odense, 7_000)).toBe(7_000);
    now += 6_999;
    expect(limit.waitMs(odense, 'tenant')).toBe(1);
    expect(limit.waitMs(ConversationId.parse('svendborg'), 'tenant')).toBe(0);
  });

  test('without a time it grows from failure to failure, up to five minutes, and begins anew after a success', () => {
    const waits = Array.from({ length: 12 }, () => limit.backOff(odense, null));
    expect(waits.slice(0, 4)).toEqual([1_500, 3_000, 6_000, 12_000]);
    expect(waits.at(-1)).toBe(225_000);
    limit.recovered(odense);
    expect(limit.waitMs(odense, 'tenant')).toBe(0);
    expect(limit.backOff(odense, null)).toBe(1_500);
  });

  test('chance spreads those who were turned away together', () => {
    const spread = (random: () => number) =>
      createRateLimit({ elapsed: { ms: () => now }, limits: TEAMS_LIMITS, random }).backOff(odense, null);
    expect([spread(() => 0), spread(() => 1)]).toEqual([1_000, 2_000]);
  });
});
