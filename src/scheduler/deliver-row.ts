import type { Scope } from '../app/context.ts';
import { addressOf, conversationOf } from '../app/delivery/address.ts';
import { isItsMoment, postpone } from '../app/delivery/at-its-moment.ts';
import { isStillOurs, prepareDelivery, type ReadyDelivery } from '../app/delivery/prepare-delivery.ts';
import { recordOutcome, recordUndeliverable } from '../app/delivery/record-outcome.ts';
import type { Address, SendResult } from '../app/messenger.ts';
import type { OutboxRow } from '../app/ports/outbox.ts';
import { type Instant, instantFromMs, instantMs } from '../domain/calendar/time.ts';
import type { DeliveryOptions } from './delivery-options.ts';
import { describeError } from './log.ts';
import type { RateLimit } from './rate-limit.ts';
import { inScope } from './scope.ts';
import type { Slots, Turns } from './turns.ts';

interface Means extends DeliveryOptions {
  readonly limit: RateLimit;
  readonly turns: Turns;
  readonly slots: Slots;
  readonly sleep: (ms: number) => Promise<unknown>;
  /** Takes what could not be recorded now. */
  readonly owe: (debt: () => Promise<void>) => void;
}

interface Claimed {
  readonly row: OutboxRow;
  readonly leaseUntilMs: number;
}

/** Waits up to this long are waited out; for longer ones the row goes back to the outbox. */
const PATIENCE_MS = 2_000;
/** What a post and its record may take; with less left of the lease nothing is begun. */
const LEASE_MARGIN_MS = 60_000;
/** A row that cannot be rendered is tried again ever later, and after this many attempts given up and shown. */
const MOST_ATTEMPTS = 6;

/** Makes the way of one claimed row. It never rejects: what goes wrong is recorded on the row, or owed. */
export function createDeliverRow(means: Means): (row: OutboxRow, leaseUntilMs: number) => Promise<void> {
  return async (row, leaseUntilMs) => {
    const claimed = { row, leaseUntilMs };
    try {
      const to = await inScope(means, (scope) => whereTo(scope, row));
      if (to === 'settled') return;
      // Without a conversation nothing can be posted; what the row comes to is settled all the same.
      if (to === null) await means.slots.inSlot(() => post(means, claimed));
      else await means.turns.inTurn(to.conversationId, () => postInTurn(means, claimed, to));
    } catch (error) {
      await recordFailure(means, row, error);
    }
  };
}

async function whereTo(scope: Scope, row: OutboxRow): Promise<Address | 'settled' | null> {
  if (!((await isStillOurs(scope, row)) && (await isItsMoment(scope, row)))) return 'settled';
  const conversation = await conversationOf(scope, row.recipient);
  return conversation === null ? null : addressOf(conversation);
}

/** At most one message of a conversation is in flight, and none sooner than Teams allows. */
async function postInTurn(means: Means, claimed: Claimed, to: Address): Promise<void> {
  const wait = means.limit.waitMs(to.conversationId, to.tenantId);
  const late = means.elapsed.ms() + LEASE_MARGIN_MS > claimed.leaseUntilMs;
  if (wait > PATIENCE_MS || late) {
    await inScope(means, async (scope) => {
      if (await isStillOurs(scope, claimed.row)) await postpone(scope, claimed.row, later(scope.now, wait));
    });
    return;
  }
  if (wait > 0) await means.sleep(wait);
  await means.slots.inSlot(() => post(means, claimed));
}

/** Recorded, posted outside any transaction, recorded. */
async function post(means: Means, { row }: Claimed): Promise<void> {
  const ready = await inScope(means, (scope) => prepareDelivery(scope, row, means.renderCard));
  if (ready === null) return;
  const { to } = ready.delivery;
  for (let wait = 1; wait > 0; ) {
    wait = means.limit.waitMs(to.conversationId, to.tenantId);
    if (wait > 0) await means.sleep(wait);
  }
  means.limit.count(to.conversationId, to.tenantId);
  await record(means, ready, await call(means, ready));
}

/** One attempt. A messenger that throws has broken its word; the message may be out all the same. */
async function call({ messenger, log }: Means, { row, delivery, message }: ReadyDelivery): Promise<SendResult> {
  try {
    switch (delivery.mode) {
      case 'send':
        return await messenger.send(delivery.to, message);
      case 'reply':
        return await messenger.reply(delivery.to, delivery.thread, message);
      case 'update':
        return await messenger.update(delivery.to, delivery.activity, message);
      default:
        return delivery satisfies never;
    }
  } catch (error) {
    log.error({ outbox: row.id, kind: row.kind, ...describeError(error) }, 'The messenger failed');
    return { kind: 'ambiguous', status: null };
  }
}

async function record(means: Means, ready: ReadyDelivery, result: SendResult): Promise<void> {
  const { conversationId } = ready.delivery.to;
  const hold = holdAfter(means, ready, result);
  if (hold === null) means.limit.recovered(conversationId);
  if (result.kind !== 'sent')
    means.log.warn({ outbox: ready.row.id, intent: ready.row.kind, ...result }, 'A message was not delivered');
  const debt = () =>
    inScope(means, (scope) => recordOutcome(scope, ready, { result, retryAt: later(scope.now, hold ?? 0) }));
  await paid(means, debt);
}

/** How long the conversation is left alone now; null when Teams took the message. */
function holdAfter({ limit }: Means, { delivery }: ReadyDelivery, result: SendResult): number | null {
  const { conversationId } = delivery.to;
  if (result.kind === 'wait') return limit.backOff(conversationId, result.afterMs);
  return result.kind === 'ambiguous' ? limit.backOff(conversationId, null) : null;
}

/** A bug in rendering or a failing database, before anything was posted: the row goes back, and in the end is shown to someone. */
async function recordFailure(means: Means, row: OutboxRow, error: unknown): Promise<void> {
  means.log.error({ outbox: row.id, kind: row.kind, ...describeError(error) }, 'An intent could not be delivered');
  if (row.attempts >= MOST_ATTEMPTS) return giveUp(means, row);
  const again = 60_000 * 2 ** (row.attempts - 1);
  await paid(means, () =>
    inScope(means, async (scope) => {
      if (await isStillOurs(scope, row)) await postpone(scope, row, later(scope.now, again));
    }),
  );
}

/** Telling may fail of the same cause as rendering did; then the row is at least among the failures of `hvornår`. */
async function giveUp(means: Means, row: OutboxRow): Promise<void> {
  try {
    await inScope(means, async (scope) => {
      if (await isStillOurs(scope, row)) await recordUndeliverable(scope, row);
    });
  } catch (error) {
    means.log.error({ outbox: row.id, ...describeError(error) }, 'Nobody could be told of an undeliverable intent');
    await paid(means, () =>
      inScope(means, async (scope) => {
        if (await isStillOurs(scope, row))
          await scope.tx.outbox.settle(row.id, { state: 'undeliverable', at: scope.now });
      }),
    );
  }
}

/** Does it now, or owes it: a row whose end is not recorded would stay on its way until the process ends. */
async function paid({ log, owe }: Means, debt: () => Promise<void>): Promise<void> {
  try {
    await debt();
  } catch (error) {
    log.error(describeError(error), 'The outcome of a delivery could not be recorded yet');
    owe(debt);
  }
}

function later(now: Instant, ms: number): Instant {
  return instantFromMs(instantMs(now) + Math.ceil(ms));
}
