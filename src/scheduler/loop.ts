import type { Store } from '../app/ports.ts';
import { type Instant, instantMs } from '../domain/calendar/time.ts';
import { createDeliveries } from './delivery.ts';
import type { DeliveryOptions } from './delivery-options.ts';
import { describeError } from './log.ts';
import { runDue } from './tick.ts';

/** The running scheduler. */
export interface Scheduler {
  /** Something has changed: looks again now instead of at the next moment known. */
  poke(): void;
  /** Ends the loop, after the round in flight. */
  stop(): Promise<void>;
  /** One round now: what is due is woken, and what is to be said is said. Rounds never overlap. */
  runRound(): Promise<Round>;
  /** Elapsed milliseconds at the end of the last round that went well; null before it. For readiness. */
  lastRoundMs(): number | null;
}

/** How much a round did. */
export interface Round {
  readonly woken: number;
  readonly delivered: number;
}

const LONGEST_SLEEP_MS = 60_000;
/** What is due but cannot be had yet (another process is at it) is not asked for more often than this. */
const SHORTEST_SLEEP_MS = 500;
const SLEEP_AFTER_FAILURE_MS = 5_000;

/** A scheduler that does nothing by itself: rounds are run by whoever calls. */
export function createRounds(options: DeliveryOptions): Pick<Scheduler, 'runRound' | 'lastRoundMs'> {
  const deliveries = createDeliveries(options);
  let inFlight: Promise<unknown> = Promise.resolve();
  let last: number | null = null;
  const round = async () => {
    const { handled: woken } = await runDue(options);
    const { handled: delivered } = await deliveries.run();
    last = options.elapsed.ms();
    return { woken, delivered };
  };
  return {
    runRound() {
      const mine = inFlight.then(round, round);
      inFlight = mine.catch(() => undefined);
      return mine;
    },
    lastRoundMs: () => last,
  };
}

/** Starts the loop: it sleeps until the next moment at which something is due, at most a minute, or until it is poked. */
export function startScheduler(options: DeliveryOptions): Scheduler {
  const rounds = createRounds(options);
  const bell = createBell();
  let stopped = false;
  const loop = async () => {
    while (!stopped) {
      bell.reset();
      const sleep = await roundAndRest(options, rounds);
      if (!stopped) await bell.ringsWithin(sleep);
    }
  };
  const ended = loop();
  return {
    ...rounds,
    poke: () => bell.ring(),
    async stop() {
      stopped = true;
      bell.ring();
      await ended;
    },
  };
}

/** A round, and how long to sleep after it. A failing database is logged and tried again; the loop never ends by itself. */
async function roundAndRest(options: DeliveryOptions, { runRound }: Pick<Scheduler, 'runRound'>): Promise<number> {
  try {
    await runRound();
    const next = await nextMoment(options.store);
    if (next === null) return LONGEST_SLEEP_MS;
    const ms = instantMs(next) - instantMs(options.clock.now());
    return Math.min(LONGEST_SLEEP_MS, Math.max(SHORTEST_SLEEP_MS, ms));
  } catch (error) {
    options.log.error(describeError(error), 'A round of the scheduler failed');
    return SLEEP_AFTER_FAILURE_MS;
  }
}

/** The next instant at which something is woken or may be said; it may have passed already. Null when nothing is planned. */
export function nextMoment(store: Store): Promise<Instant | null> {
  return store.transaction(async (tx) => {
    const moments = [await tx.wakes.nextAt(), await tx.outbox.nextAt()].filter((at) => at !== null);
    return moments.sort()[0] ?? null;
  });
}

/** A sleep that can be ended early; a ring while nobody sleeps is not lost. */
function createBell() {
  let rung = false;
  let wakeUp: () => void = () => undefined;
  return {
    reset() {
      rung = false;
    },
    ring() {
      rung = true;
      wakeUp();
    },
    async ringsWithin(ms: number): Promise<void> {
      if (rung) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      wakeUp = resolve;
      const timer = setTimeout(resolve, ms);
      await promise;
      clearTimeout(timer);
    },
  };
}
