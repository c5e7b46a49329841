import { beforeAll, describe, expect, test } from '@jest/globals';
import type { DatabaseConfig } from '../../src/config.ts';
import type { Instant } from '../../src/domain/calendar/time.ts';
import { NO_LIMITS } from '../../src/scheduler/rate-limit.ts';
import { at, startTestBot, type TestBot } from '../_util/bot.ts';
import type { Driver } from '../_util/dialogue.ts';
import { startFakeConnector } from '../_util/fake-connector.ts';
import { createDatabase, sharedPostgresUrl } from '../_util/postgres.ts';
import { playWeek, WEEK_BEGINS } from '../_util/week.ts';
import { lastLooks, type Outcome, readOutcome } from '../_util/week-outcome.ts';

/** The length of `2026-11-02T07:00`. */
const MINUTE = 16;

/** What a week came to, and every message of it: when, where, what kind. */
interface Lived {
  readonly outcome: Outcome;
  readonly looks: ReadonlyMap<string, string>;
  /** By the minute: a digest waits some seconds while the other replica is still raising. */
  readonly messages: readonly string[];
}

/** Lives the week with so many replicas on one database: every line and tap comes to another of them, and all look after what is due at once. */
async function liveWith(replicas: number, database: DatabaseConfig): Promise<Lived> {
  const connector = await startFakeConnector();
  let now = at(WEEK_BEGINS);
  const replacements = { clock: { now: () => now }, limits: NO_LIMITS };
  const bots: TestBot[] = [];
  for (let n = 0; n < replicas; n += 1) bots.push(await startTestBot({ connector, database, replacements }));
  const messages: string[] = [];
  connector.on(
    ({ method, conversationId, body }) => {
      if (method === 'POST') messages.push(`${now.slice(0, MINUTE)} ${conversationId} ${body.summary}`);
      return false;
    },
    { answer: 500 },
  );
  let turn = 0;
  const next = (): TestBot => {
    turn += 1;
    const bot = bots[turn % bots.length];
    if (bot === undefined) throw new Error('a week without a bot');
    return bot;
  };
  const setClock = (moment: Instant) => {
    now = moment;
  };
  const driver: Driver = {
    write: (...line) => next().write(...line),
    tap: (...tap) => next().tap(...tap),
    cardsIn: (place) => next().cardsIn(place),
    playTo: (local) => playTogether(bots, { until: at(local), now: () => now, setClock }),
  };
  await playWeek(driver);
  const looks = await lastLooks(driver);
  const outcome = await readOutcome(next().bot.store);
  await Promise.all(bots.map(({ bot }) => bot.stop()));
  await connector.stop();
  return { outcome, looks, messages };
}

/** Stops at each due instant; there all replicas run a round at the same time. */
async function playTogether(
  bots: readonly TestBot[],
  time: { readonly until: Instant; readonly now: () => Instant; readonly setClock: (moment: Instant) => void },
): Promise<void> {
  const round = async () => {
    const rounds = await Promise.all(bots.map(({ bot }) => bot.runRound()));
    return rounds.reduce((sum, { woken, delivered }) => sum + woken + delivered, 0);
  };
  const due = () => bots[0]?.bot.nextMoment() ?? null;
  for (let moment = await due(); moment !== null && moment <= time.until; moment = await due()) {
    const stuck = moment <= time.now();
    if (!stuck) time.setClock(moment);
    if ((await round()) === 0 && stuck) break;
  }
  time.setClock(time.until);
  await round();
}

const said = ({ outcome }: Lived) => outcome.said.map(({ what, state }) => `${what}: ${state}`).toSorted();

(sharedPostgresUrl ? describe : describe.skip)(
  'two replicas on one PostgreSQL live the week that one process lives on SQLite',
  () => {
    let alone: Lived;
    let together: Lived;
    beforeAll(async () => {
      alone = await liveWith(1, { kind: 'sqlite', file: ':memory:' });
      together = await liveWith(2, { kind: 'postgres', url: await createDatabase(sharedPostgresUrl ?? '') });
    }, 180_000);

    test('N5: the same rungs were raised, once', () => {
      expect(together.outcome.raised).toEqual(alone.outcome.raised);
    });

    test('the same was said to the same people, once, and nothing is left on its way', () => {
      expect(said(together)).toEqual(said(alone));
      expect(said(together).filter((line) => /(sending|uncertain|undeliverable)$/.test(line))).toEqual([]);
    });

    test('no message is doubled and none is lost, each at its minute', () => {
      expect(alone.messages.length).toBeGreaterThan(50);
      expect(together.messages.toSorted()).toEqual(alone.messages.toSorted());
    });

    test('every change was kept, and everybody is shown the same at the end', () => {
      expect(together.outcome.history).toEqual(alone.outcome.history);
      expect(together.looks).toEqual(alone.looks);
    });
  },
);
