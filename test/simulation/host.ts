import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scope } from '../../src/app/context.ts';
import { type Instant, instantFromMs, instantMs } from '../../src/domain/calendar/time.ts';
import { type Bot, compose } from '../../src/main.ts';
import { NO_LIMITS } from '../../src/scheduler/rate-limit.ts';
import { at, findAction, readAnswer, type Tap, type TapAnswer, testConfig } from '../_util/bot.ts';
import { valuesOf } from '../_util/card.ts';
import { personalChat, type TeamsPerson, type TeamsPlace, teamsClient } from '../_util/http.ts';
import { type Asked, type Fate, type SlimConnector, startSlimConnector, TAKEN } from './connector.ts';
import { scopeAt } from './installation.ts';
import type { Fact, Line, Moment } from './record.ts';

/** The running bot with its clock, its database file and everything that was written down. */
export interface Host {
  readonly lines: readonly Line[];
  now(): Moment;
  bot(): Bot;
  /** Runs what is due until a moment, stopping at each due instant. */
  playTo(moment: Moment): Promise<void>;
  /** Writes down what was entered; told after it was accepted. */
  enter(fact: Fact): void;
  /** Whether the bot is made not to hear of something, to see that the checker notices. */
  isDeafTo(fact: Fact): boolean;
  inScope<T>(work: (scope: Scope) => Promise<T>): Promise<T>;
  write(who: TeamsPerson, text: string, place?: TeamsPlace): Promise<Card | null>;
  tap(who: TeamsPerson, on: Card, what: Tap): Promise<TapAnswer>;
  /** The process ends here and starts again at a later moment. */
  downUntil(moment: Moment): Promise<void>;
  stop(): Promise<void>;
}
export interface Card {
  readonly activityId: string;
  readonly card: unknown;
}

export interface HostOptions {
  readonly from: Moment;
  readonly fate: (asked: Asked & { readonly at: Moment }) => Fate;
  /** Keeps a raw message for the checker's eyes if it looks at more than the lines. */
  readonly suspicious: (raw: string) => boolean;
  readonly deafTo?: (fact: Fact) => boolean;
  /** So much the bot's clock is ahead of the world's, in milliseconds. */
  readonly aheadMs?: number;
}

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };
/** Where there is memory that looks like a disk, nothing waits for the disk. */
const MEMORY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

const DANISH = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Copenhagen',
  dateStyle: 'short',
  timeStyle: 'short',
});

export async function startHost(options: HostOptions): Promise<Host> {
  const folder = await mkdtemp(join(MEMORY, 'trinvis-simulated-'));
  const lines: Line[] = [];
  let now: Instant = at(options.from);
  let shown: Moment = options.from;
  let answering = false;
  const moveTo = (instant: Instant) => {
    if (instant === now) return;
    now = instant;
    shown = DANISH.format(new Date(instant));
  };
  const connector = await startSlimConnector({
    heard: (message, raw) => {
      const seen = options.suspicious(raw) ? [...message.lines, raw] : message.lines;
      lines.push({ at: shown, kind: 'sent', message: { ...message, lines: seen, answer: answering } });
    },
    fate: (asked) => (answering ? TAKEN : options.fate({ ...asked, at: shown })),
    keeps: () => answering,
  });
  const start = () =>
    compose(testConfig({ kind: 'sqlite', file: join(folder, 'trinvis.sqlite') }), {
      clock: { now: () => (options.aheadMs === undefined ? now : instantFromMs(instantMs(now) + options.aheadMs)) },
      // Back-off and leases go by the simulated time, and a little by the real one so that no wait is endless.
      elapsed: { ms: () => instantMs(now) + performance.now() },
      log: SILENT,
      scheduling: 'by-hand',
      limits: NO_LIMITS,
    });
  let bot = await start();
  const answered = async <T>(work: () => Promise<T>): Promise<T> => {
    answering = true;
    try {
      return await work();
    } finally {
      answering = false;
    }
  };
  const client = () => teamsClient({ botUrl: bot.url, serviceUrl: connector.url });
  return {
    lines,
    now: () => shown,
    bot: () => bot,
    playTo: async (moment) => {
      await play(bot, at(moment), { now: () => now, moveTo });
    },
    enter: (fact) => {
      lines.push({ at: shown, kind: 'entered', fact });
    },
    isDeafTo: (fact) => options.deafTo?.(fact) ?? false,
    inScope: (work) => bot.store.transaction((tx) => work(scopeAt(bot.parts, tx, now))),
    write: (who, text, place = personalChat(who)) =>
      answered(async () => {
        await client().write(who, place, text);
        return connector.newestIn(place.id);
      }),
    tap: (who, on, what) => answered(() => tapped(client(), { who, on, what, connector })),
    async downUntil(moment) {
      await bot.stop();
      lines.push({ at: shown, kind: 'entered', fact: { type: 'down' } });
      moveTo(at(moment));
      lines.push({ at: shown, kind: 'entered', fact: { type: 'up' } });
      bot = await start();
      await bot.runRound();
    },
    async stop() {
      await bot.stop();
      await connector.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Moving {
  readonly now: () => Instant;
  readonly moveTo: (instant: Instant) => void;
}

async function play(bot: Bot, end: Instant, { now, moveTo }: Moving): Promise<void> {
  for (let next = await bot.nextMoment(); next !== null && next <= end; next = await bot.nextMoment()) {
    const stuck = next <= now();
    if (!stuck) moveTo(next);
    const { woken, delivered } = await bot.runRound();
    if (stuck && woken + delivered === 0) break;
  }
  moveTo(end);
}

interface Tapping {
  readonly who: TeamsPerson;
  readonly on: Card;
  readonly what: Tap;
  readonly connector: SlimConnector;
}

async function tapped(
  client: ReturnType<typeof teamsClient>,
  { who, on, what, connector }: Tapping,
): Promise<TapAnswer> {
  const card = connector.cardOf(on.activityId) ?? on.card;
  const { verb, data } = findAction(card, what);
  const sent = { ...valuesOf(card), ...data, ...what.inputs };
  const place = what.place ?? personalChat(who);
  const { status, body } = await client.tap(who, place, { verb, data: sent, card: on.activityId });
  return readAnswer(status, body);
}
