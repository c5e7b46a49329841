import { setTimeout as sleepFor } from 'node:timers/promises';
import { recordAbandoned } from '../app/delivery/record-outcome.ts';
import type { OutboxRow } from '../app/ports/outbox.ts';
import { createDeliverRow } from './deliver-row.ts';
import type { DeliveryOptions } from './delivery-options.ts';
import { describeError } from './log.ts';
import { createRateLimit, TEAMS_LIMITS } from './rate-limit.ts';
import { inScope } from './scope.ts';
import { createSlots, createTurns } from './turns.ts';

/** The way from the outbox to Teams. */
export interface Deliveries {
  /** Delivers everything that is due, and returns when nothing due is left to do now. Never sends a row twice, however often it runs. */
  run(): Promise<{ readonly handled: number }>;
}

/** Rows claimed at once: more than can be posted at once, so that one slow conversation does not keep the others waiting. */
const MOST_CLAIMED = 64;
const MOST_POSTING = 8;
/** Longer than any row is held on the way: a lease that is over belongs to a process that died. */
const LEASE_MS = 180_000;
/** How far the elapsed times of two replicas may lie apart. */
const SKEW_MS = 60_000;

export function createDeliveries(options: DeliveryOptions): Deliveries {
  const { elapsed, sleep = sleepFor, random = Math.random } = options;
  /** What could not be recorded because the database failed; made good before anything else is claimed. */
  const owed = new Set<() => Promise<void>>();
  const deliverRow = createDeliverRow({
    ...options,
    sleep,
    limit: createRateLimit({ elapsed, limits: options.limits ?? TEAMS_LIMITS, random }),
    turns: createTurns(),
    slots: createSlots(MOST_POSTING),
    owe: (debt) => owed.add(debt),
  });
  return {
    async run() {
      for (const debt of owed) if (await isPaid(options, debt)) owed.delete(debt);
      await recover(options);
      return deliverAll(options, deliverRow);
    },
  };
}

/** What can still not be recorded keeps no other row from its delivery. */
async function isPaid({ log }: DeliveryOptions, debt: () => Promise<void>): Promise<boolean> {
  try {
    await debt();
    return true;
  } catch (error) {
    log.error(describeError(error), 'The outcome of a delivery can still not be recorded');
    return false;
  }
}

/** Claims and delivers until nothing due is left; a row that ends makes room for the next of its recipient. */
async function deliverAll(
  options: DeliveryOptions,
  deliverRow: (row: OutboxRow, leaseUntilMs: number) => Promise<void>,
): Promise<{ handled: number }> {
  const flying = new Set<Promise<void>>();
  let handled = 0;
  try {
    for (;;) {
      const leaseUntilMs = options.elapsed.ms() + LEASE_MS;
      const by = { owner: options.owner, limit: MOST_CLAIMED - flying.size, leaseUntilMs };
      const rows = by.limit === 0 ? [] : await inScope(options, ({ tx, now }) => tx.outbox.claim(now, by));
      handled += rows.length;
      for (const row of rows) {
        const flight = deliverRow(row, leaseUntilMs).finally(() => flying.delete(flight));
        flying.add(flight);
      }
      if (flying.size === 0) return { handled };
      await Promise.race(flying);
    }
  } finally {
    await Promise.all(flying);
  }
}

/** Rows that a process took with it when it died: each in its own transaction, so that one bad row keeps none of the others. */
async function recover(options: DeliveryOptions): Promise<void> {
  const { owner, elapsed, log } = options;
  const left = await inScope(options, ({ tx }) => tx.outbox.abandoned(elapsed.ms() - SKEW_MS, owner));
  for (const row of left) {
    try {
      await inScope(options, (scope) => recordAbandoned(scope, row));
    } catch (error) {
      log.error({ outbox: row.id, kind: row.kind, ...describeError(error) }, 'What was left of a delivery is unclear');
    }
  }
}
