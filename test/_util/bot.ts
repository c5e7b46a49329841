import type { Clock } from '../../src/app/ports.ts';
import type { Config, DatabaseConfig } from '../../src/config.ts';
import { type Instant, LocalTime, PlainDate, toInstant } from '../../src/domain/calendar/time.ts';
import { type Bot, compose, type Replacements } from '../../src/main.ts';
import { NO_LIMITS } from '../../src/scheduler/rate-limit.ts';
import { actionsOf, type CardJson, textOf, valuesOf } from './card.ts';
import { type FakeConnector, type StandingActivity, startFakeConnector } from './fake-connector.ts';
import { person, personalChat, type TeamsClient, type TeamsPerson, type TeamsPlace, teamsClient } from './http.ts';
import { TEST_MASTER_KEY } from './stores.ts';

/** The administrator of every test installation. */
export const ADMIN = person('Astrid Admin');

/** A clock that a test moves. */
export interface TestClock extends Clock {
  /** To a local moment, e.g. `moveTo('2026-11-03 08:00')`. */
  moveTo(local: string): void;
}

/** What is tapped: an action by its title or verb (and, where several share it, by some of its data), with inputs typed over the card's. */
export interface Tap {
  readonly action: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly inputs?: Readonly<Record<string, string>>;
  /** Where the card stands; the person's own chat unless said. */
  readonly place?: TeamsPlace;
}

/** What a tap is answered with: a card in place of the tapped one, or a short text. */
export interface TapAnswer {
  readonly status: number;
  readonly card: CardJson | null;
  /** All text of the card, or the short text. */
  readonly text: string;
}

/** The real bot – real adapter, real store, real scheduler – on a fake connector and a moved clock. */
export interface TestBot {
  readonly bot: Bot;
  readonly connector: FakeConnector;
  readonly clock: TestClock;
  readonly teams: TeamsClient;
  /** Writes a line, by default in the person's own chat; returns the newest card there after the answer. */
  write(who: TeamsPerson, text: string, place?: TeamsPlace): Promise<StandingActivity>;
  /** Taps an action of a standing card as its client would send it. */
  tap(who: TeamsPerson, on: Pick<StandingActivity, 'activityId' | 'card'>, what: Tap): Promise<TapAnswer>;
  /** The cards that stand in a place now, oldest first. */
  cardsIn(place: TeamsPlace): StandingActivity[];
  /** Runs everything due from now to the local moment, stopping at each due instant. */
  playTo(local: string): Promise<void>;
  stop(): Promise<void>;
}

export interface TestBotOptions {
  /** Local start, e.g. `2026-11-02 07:55`, a Monday. */
  readonly at?: string;
  readonly database?: DatabaseConfig;
  readonly connector?: FakeConnector;
  readonly replacements?: Replacements;
}

/** A local moment in Copenhagen, written `2026-11-02 07:55`. */
export function at(local: string): Instant {
  const [date = '', time = ''] = local.split(' ');
  return toInstant(PlainDate.parse(date), LocalTime.parse(time));
}

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Starts the bot for a test; `stop` ends it, and the connector with it. */
export async function startTestBot(options: TestBotOptions = {}): Promise<TestBot> {
  const connector = options.connector ?? (await startFakeConnector());
  let now = at(options.at ?? '2026-11-02 07:55');
  const clock: TestClock = {
    now: () => now,
    moveTo: (local) => {
      now = at(local);
    },
  };
  // A week is played in seconds: Teams' real-time limits have tests of their own.
  const played = { clock, log: SILENT, scheduling: 'by-hand', limits: NO_LIMITS } as const;
  const replacements = { ...played, ...options.replacements };
  const bot = await compose(testConfig(options.database), replacements);
  const teams = teamsClient({ botUrl: bot.url, serviceUrl: connector.url });
  const cardsIn = (place: TeamsPlace) => connector.activities(place.id);
  return {
    bot,
    connector,
    clock,
    teams,
    cardsIn,
    async write(who, text, place = personalChat(who)) {
      await teams.write(who, place, text);
      const newest = cardsIn(place).at(-1);
      if (newest === undefined) throw new Error(`no answer to ${text}`);
      return newest;
    },
    async tap(who, on, what) {
      const { verb, data } = findAction(on.card, what);
      const sent = { ...valuesOf(on.card), ...data, ...what.inputs };
      const { status, body } = await teams.tap(who, what.place ?? personalChat(who), {
        verb,
        data: sent,
        card: on.activityId,
      });
      return readAnswer(status, body);
    },
    async playTo(local) {
      const end = at(local);
      for (let next = await bot.nextMoment(); next !== null && next <= end; next = await bot.nextMoment()) {
        const stuck = next <= now;
        if (!stuck) now = next;
        const { woken, delivered } = await bot.runRound();
        // What cannot be delivered yet (Teams said wait) stays due: time goes on all the same.
        if (stuck && woken + delivered === 0) break;
      }
      now = end;
      await bot.runRound();
    },
    async stop() {
      await bot.stop();
      await connector.stop();
    },
  };
}

/** Production's configuration, but without authentication and on any free port. */
export function testConfig(database: DatabaseConfig = { kind: 'sqlite', file: ':memory:' }): Config {
  const { tenantId, objectId } = ADMIN;
  return {
    auth: { kind: 'none' },
    database,
    host: '127.0.0.1',
    port: 0,
    admin: { tenantId, objectId },
    masterKey: Buffer.from(TEST_MASTER_KEY),
    tenants: new Set([tenantId, 'tenant-psykiatri']),
    logLevel: 'silent',
    shutdownMs: 5000,
  };
}

/** The action that is tapped, with the data it sends. */
export function findAction(card: unknown, { action, data = {} }: Tap) {
  const fits = actionsOf(card).filter((a) => a.title === action || a.verb === action);
  const found = fits.find((a) => Object.entries(data).every(([key, value]) => a.data[key] === value));
  if (found === undefined) {
    const there = actionsOf(card).map((a) => `${a.title} (${a.verb})`);
    throw new Error(`no action ${action} on the card; there are: ${there.join(', ')}`);
  }
  return found;
}

/** What the body of an answer to a tap shows. */
export function readAnswer(status: number, body: unknown): TapAnswer {
  const { type, value } = Object(body) as { type?: unknown; value?: unknown };
  const isCard = type === 'application/vnd.microsoft.card.adaptive';
  const card = isCard ? (value as CardJson) : null;
  return { status, card, text: isCard ? textOf(value) : String(value ?? '') };
}
