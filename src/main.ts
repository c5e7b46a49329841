import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import type { Parts, People } from './app/context.ts';
import { danishHolidays } from './app/holidays.ts';
import type { Messenger } from './app/messenger.ts';
import { people as productionPeople } from './app/people/people.ts';
import type { Clock, Elapsed, Store } from './app/ports.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { loadConsentTexts } from './consents/load.ts';
import { type Instant, instantFromMs } from './domain/calendar/time.ts';
import { loadProgrammes } from './programmes/load.ts';
import { openStore } from './store/open-store.ts';
import { type Log, TeamsAdapter } from './teams/adapter.ts';
import { apologise, createBot } from './teams/bot.ts';
import type { Command } from './teams/commands/command.ts';
import { COMMANDS } from './teams/commands/index.ts';
import { createMessenger } from './teams/messenger.ts';
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
  runRound(): Promise<void>;
  /** Takes no new work, finishes what is under way, and closes the database. */
  stop(): Promise<void>;
}

const systemClock: Clock = { now: () => instantFromMs(Date.now()) };
const systemElapsed: Elapsed = { ms: () => performance.now() };

/** The composition root: config → store → app → scheduler and Teams. The only place that knows everyone. */
export async function compose(config: Config, replacements: Replacements = {}): Promise<Bot> {
  const log = replacements.log ?? pino({ level: config.logLevel });
  const clock = replacements.clock ?? systemClock;
  const elapsed = replacements.elapsed ?? systemElapsed;
  const store = await openStore(config.database, { masterKey: config.masterKey });
  const parts = partsOf(config, replacements);
  const adapter = new TeamsAdapter({ auth: config.auth, log });
  const messenger = createMessenger({ adapter });
  void elapsed;
  const onTurn = createBot({
    store,
    parts,
    clock,
    log,
    commands: replacements.commands ?? COMMANDS,
    poke: () => undefined,
  });
  const { host, port } = config;
  const server = await startServer({
    adapter,
    messenger,
    log,
    host,
    port,
    ready: () => store.ready(),
    onTurn,
    onTurnFailed: apologise,
  });
  return {
    url: server.url,
    store,
    parts,
    messenger,
    nextMoment: async () => null,
    runRound: async () => undefined,
    async stop() {
      await server.stop(config.shutdownMs);
      await store.close();
    },
  };
}

function partsOf(config: Config, { people }: Replacements): Parts {
  return {
    programmes: loadProgrammes(),
    consentTexts: loadConsentTexts(),
    isHoliday: danishHolidays(),
    ids: { next: randomUUID },
    people: people ?? productionPeople,
    admin: config.admin,
    tenants: config.tenants,
  };
}

async function main(): Promise<void> {
  const config = readConfig();
  const bot = await compose(config);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void bot.stop());
}

if (import.meta.main) {
  main().catch((error: unknown) => {
    process.stderr.write(error instanceof ConfigError ? `${error.message}\n` : 'Trinvis could not start\n');
    process.exitCode = 1;
  });
}
