import { z } from 'zod';
import { Instant } from '../../src/domain/calendar/time.ts';
import { type Bot, compose } from '../../src/main.ts';
import { NO_LIMITS } from '../../src/scheduler/rate-limit.ts';
import { testConfig } from './bot.ts';

/**
 * Production's composition root in a process of its own, to be killed: it does nothing by itself, and civil time is what the parent says.
 * Started without a database, so that a new one is ready at once when the one before has died.
 */
const Order = z.object({
  n: z.number(),
  order: z.discriminatedUnion('do', [
    z.object({ do: z.literal('start'), file: z.string(), now: Instant }),
    z.object({ do: z.literal('clock'), now: Instant }),
    z.object({ do: z.literal('next') }),
    z.object({ do: z.literal('round') }),
    z.object({ do: z.literal('leave') }),
  ]),
});
export type ChildOrder = z.infer<typeof Order>['order'];

let now: Instant | null = null;
let bot: Bot | null = null;

process.on('message', async (message) => {
  const { n, order } = Order.parse(message);
  const answer = await obey(order);
  // A parent that is gone has its end told by `disconnect`.
  process.send?.({ n, answer }, () => undefined);
});

// An orphan would wait for orders for ever.
process.on('disconnect', () => process.exit());

async function obey(order: ChildOrder): Promise<unknown> {
  switch (order.do) {
    case 'start':
      now = order.now;
      bot = await compose(testConfig({ kind: 'sqlite', file: order.file }), {
        clock: { now: () => told(now) },
        log: { info: () => undefined, warn: () => undefined, error: (what, text) => console.error(text, what) },
        scheduling: 'by-hand',
        limits: NO_LIMITS,
      });
      return bot.url;
    case 'clock':
      now = order.now;
      return null;
    case 'next':
      return told(bot).nextMoment();
    case 'round':
      return told(bot).runRound();
    case 'leave':
      await bot?.stop();
      // Left in order, it leaves its compiled code to those who come after it.
      return process.exit();
    default:
      return order satisfies never;
  }
}

function told<T>(value: T | null): T {
  if (value === null) throw new Error('the first order is to start');
  return value;
}
