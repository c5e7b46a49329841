import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import type { Parts, People } from './app/context.ts';
import type { Messenger } from './app/messenger.ts';
import type { Clock, Elapsed, Store } from './app/ports.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { ConsentTextError } from './consents/read-text.ts';
import { type Instant, instantFromMs } from './domain/calendar/time.ts';
import { loadParts } from './parts.ts';
import type { DeliveryOptions } from './scheduler/delivery-options.ts';
import { createRounds, nextMoment, type Round, type Scheduler, startScheduler } from './scheduler/loop.ts';
import { type RateLimits, TEAMS_LIMITS } from './scheduler/rate-limit.ts';
import { openStore } from './store/open-store.ts';
import { type Log, TeamsAdapter } from './teams/adapter.ts';
import { apologise, createBot } from './teams/bot.ts';
import type { Command } from './teams/commands/command.ts';
import { COMMANDS } from './teams/commands/index.ts';
import { createMessenger } from './teams/messenger.ts';
import { renderCard } from './teams/render-card.ts';
import { startServer } from './teams/server.ts';

/** What another composition root (the demo) may put in the place of production's parts. */
export interface Replacements {
  readonly clock?: Clock;
  readonly elapsed?: Elapsed;
  readonly people?: People;
  readonly log?: Log;
  readonly commands?: readonly Command[];
  /** `by-hand`: nothing runs by itself; whoever moves the clock calls `runRound`. */
  readonly scheduling?: 'by-itself' | 'by-hand';
  readonly limits?: RateLimits;
}

/** The running bot. */
export interface Bot {
  readonly url: string;
  readonly store: Store;
  readonly parts: Parts;
  readonly messenger: Messenger;
  /** The next instant at which something is due, or null. */
  nextMoment(): Promise<Instant | null>;
  /** Handles everything due now, deliveries included. */
  runRound(): Promise<Round>;
  /** Takes no new work, finishes what is under way, and closes the database. */
  stop(): Promise<void>;
}

const systemClock: Clock = { now: () => instantFromMs(Date.now()) };
/** Runs on evenly whatever is done to the machine's clock, and is about the same in every replica: leases are compared between them. */
const systemElapsed: Elapsed = { ms: () => performance.timeOrigin + performance.now() };

/** The composition root: config → store → app → scheduler and Teams. The only place that knows everyone. */
export async function compose(config: Config, replacements: Replacements = {}): Promise<Bot> {
  const log = replacements.log ?? pino({ level: config.logLevel });
  const clock = replacements.clock ?? systemClock;
  const elapsed = replacements.elapsed ?? systemElapsed;
  const limits = replacements.limits ?? TEAMS_LIMITS;
  // First, so that nothing is open yet when a data file is wrong.
  const parts = loadParts(config, replacements.people);
  const store = await openStore(config.database, { masterKey: config.masterKey });
  const adapter = new TeamsAdapter({ auth: config.auth, log });
  const messenger = createMessenger({ adapter });
  const works = { store, parts, clock, elapsed, log, messenger, renderCard, owner: randomUUID(), limits };
  const scheduler = replacements.scheduling === 'by-hand' ? byHand(works) : startScheduler(works);
  const commands = replacements.commands ?? COMMANDS;
  const onTurn = createBot({ store, parts, clock, log, commands, poke: scheduler.poke });
  const { host, port } = config;
  const ready = () => store.ready();
  const server = await startServer({ adapter, messenger, log, host, port, ready, onTurn, onTurnFailed: apologise });
  return {
    url: server.url,
    store,
    parts,
    messenger,
    nextMoment: () => nextMoment(store),
    runRound: scheduler.runRound,
    async stop() {
      await server.stop(config.shutdownMs);
      await scheduler.stop();
      await store.close();
    },
  };
}

/** A scheduler that waits to be asked: the demo plays time with it, and tests do. */
function byHand(options: DeliveryOptions): Pick<Scheduler, 'runRound' | 'poke' | 'stop'> {
  return { ...createRounds(options), poke: () => undefined, stop: async () => undefined };
}

async function main(): Promise<void> {
  const config = readConfig();
  const bot = await compose(config);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void bot.stop());
}

if (import.meta.main) {
  main().catch((error: unknown) => {
    const told = error instanceof ConfigError || error instanceof ConsentTextError;
    process.stderr.write(told ? `${error.message}\n` : 'Trinvis could not start\n');
    process.exitCode = 1;
  });
}
