import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestBot, type TestBot } from '../_util/bot.ts';
import type { Driver } from '../_util/dialogue.ts';
import { type FakeConnector, startFakeConnector } from '../_util/fake-connector.ts';
import { playWeek, WEEK, WEEK_BEGINS } from '../_util/week.ts';
import { digestDays, lastLooks, type Outcome, readOutcome } from '../_util/week-outcome.ts';

/** On Wednesday afternoon the machine's clock goes a week ahead, the bot is restarted, and the clock is put right. */
const RIGHT = '2026-11-04 16:00';
const WRONG = '2026-11-11 16:00';

interface Lived {
  readonly outcome: Outcome;
  readonly looks: ReadonlyMap<string, string>;
  readonly connector: FakeConnector;
}

let folder: string;
let straight: Lived;
let wandering: Lived;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trinvis-clock-'));
  straight = await live('straight', async () => undefined);
  wandering = await live('wandering', wander);
}, 120_000);
afterAll(async () => {
  await Promise.all([straight, wandering].map((lived) => lived?.connector.stop()));
  await rm(folder, { recursive: true, force: true });
});

type Restart = (local: string) => Promise<TestBot>;

async function live(name: string, fault: (bot: TestBot, restart: Restart) => Promise<unknown>): Promise<Lived> {
  const connector = await startFakeConnector();
  const database = { kind: 'sqlite', file: join(folder, `${name}.sqlite`) } as const;
  const start = (local: string) => startTestBot({ at: local, database, connector });
  let bot = await start(WEEK_BEGINS);
  const restart: Restart = async (local) => {
    await bot.bot.stop();
    bot = await start(local);
    return bot;
  };
  let happened = false;
  const driver: Driver = {
    write: (...line) => bot.write(...line),
    tap: (...tap) => bot.tap(...tap),
    cardsIn: (place) => bot.cardsIn(place),
    async playTo(local) {
      if (local > RIGHT && !happened) {
        happened = true;
        await bot.playTo(RIGHT);
        await fault(bot, restart);
      }
      await bot.playTo(local);
    },
  };
  await playWeek(driver);
  const outcome = await readOutcome(bot.bot.store);
  const looks = await lastLooks(driver);
  await bot.bot.stop();
  return { outcome, looks, connector };
}

/** Forwards, down, up again while the clock is still wrong, and back. */
async function wander(bot: TestBot, restart: Restart): Promise<void> {
  bot.clock.moveTo(WRONG);
  await bot.bot.runRound();
  const again = await restart(WRONG);
  await again.bot.runRound();
  again.clock.moveTo(RIGHT);
  await again.bot.runRound();
}

const toSomebody = ({ said }: Outcome) => said.filter(({ row }) => !row.recipient.startsWith('card:'));

describe('N5: the clock a week ahead and back again, with a restart in between', () => {
  test('every event of every course, agreement and conference is the same', () => {
    expect(wandering.outcome.history).toEqual(straight.outcome.history);
  });

  test('nothing is raised twice, and everything that was raised without it', () => {
    const { raised } = wandering.outcome;
    const rungs = (all: readonly string[]) => all.map((line) => line.replace(/ on .*/, ''));
    expect(new Set(rungs(raised)).size).toBe(raised.length);
    expect(rungs(raised)).toEqual(expect.arrayContaining(rungs(straight.outcome.raised)));
  });

  test('every post of a conference comes once, the agenda that was missed while the clock was wrong included', () => {
    const posts = toSomebody(straight.outcome).filter((s) => s.row.kind !== 'digest' && s.row.kind !== 'channelAlert');
    const said = new Map(toSomebody(wandering.outcome).map((s) => [s.what, s.state]));
    expect(posts.map((s) => `${s.what}: ${said.get(s.what)}`)).toEqual(posts.map((s) => `${s.what}: ${s.state}`));
  });

  test('N1: one digest a day at most, and none is missing but where all it would have raised was told already', () => {
    for (const { name } of Object.values(WEEK)) {
      const days = digestDays(wandering.outcome, name);
      expect(new Set(days).size).toBe(days.length);
      for (const day of digestDays(straight.outcome, name).filter((d) => !days.includes(d))) {
        const rungs = straight.outcome.raised.filter((line) => line.endsWith(` to user:${name} on ${day}`));
        expect(rungs).not.toEqual([]);
        const toldEarly = rungs.map((line) => line.replace(` on ${day}`, ` on ${WRONG.slice(0, 10)}`));
        expect(wandering.outcome.raised).toEqual(expect.arrayContaining(toldEarly));
      }
    }
  });

  test('everybody is shown the same at the end', () => {
    for (const [look, text] of straight.looks) expect(`${look}\n${wandering.looks.get(look)}`).toBe(`${look}\n${text}`);
  });

  test('nothing is left that should have been said', () => {
    const left = wandering.outcome.said.filter((s) => s.state === 'sending' || s.state === 'pending');
    expect(left.map((s) => s.what)).toEqual([]);
  });
});
