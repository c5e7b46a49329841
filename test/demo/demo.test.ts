import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { countForChannel } from '../../src/app/results/pick-results.ts';
import { type Demo, startDemo } from '../../src/demo/demo.ts';
import { storyMoments } from '../../src/demo/story.ts';
import { localDate, type PlainDate } from '../../src/domain/calendar/time.ts';
import { parseCpr } from '../../src/domain/cpr.ts';
import { cohort } from '../../src/domain/results/cohort.ts';
import { openStore } from '../../src/store/open-store.ts';
import { at } from '../_util/bot.ts';
import { TEST_MASTER_KEY } from '../_util/stores.ts';

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

let folder: string;
/** A database with the examples in it, made once: every test gets a copy. */
let seeded: string;
let running: Demo | null = null;
beforeAll(async () => {
  seeded = join(mkdtempSync(join(tmpdir(), 'trinvis-seeded-')), 'demo.db');
  await (await startDemo({ database: seeded, port: 0, log: SILENT })).stop();
});
afterAll(() => rmSync(dirname(seeded), { recursive: true, force: true }));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trinvis-demo-'));
});
afterEach(async () => {
  await running?.stop();
  running = null;
  rmSync(folder, { recursive: true, force: true });
});

async function start(database = join(folder, 'demo.db')): Promise<Demo> {
  if (!existsSync(database)) copyFileSync(seeded, database);
  running = await startDemo({ database, port: 0, log: SILENT });
  return running;
}

async function stop(): Promise<void> {
  await running?.stop();
  running = null;
}

describe('the examples', () => {
  test('P3: about forty citizens, each with a replacement number: day + 60, nobody’s ordinary one', () => {
    const examples = [...new Set(storyMoments().map(({ example }) => example))];
    expect(examples.length).toBeGreaterThanOrEqual(38);
    expect(new Set(examples.map((e) => e.cpr)).size).toBe(examples.length);
    for (const { cpr, openedOn } of examples) {
      expect(Number(cpr.slice(0, 2))).toBeGreaterThan(60);
      expect(parseCpr(cpr, openedOn)).toMatchObject({ kind: 'ok', replacement: true });
    }
  });

  test('nothing of the story happens after the demo’s clock starts', () => {
    expect(storyMoments().every((m) => m.at < at('2026-11-02 07:55'))).toBe(true);
  });

  test('S3, R1, C1: five agreements, Odense without channel and conference, courses in every status, and a cohort to show', async () => {
    const { bot } = await start();
    await bot.store.transaction(async (tx) => {
      const rows = await tx.agreements.all();
      expect(rows.map((r) => r.code).sort()).toEqual(['FMS', 'FRE', 'MID', 'ODE', 'VEJ']);
      const odense = rows.find((r) => r.code === 'ODE');
      if (odense === undefined) throw new Error('no Odense');
      const { history } = await tx.events.load('agreement', odense.id);
      expect(history.map((h) => h.event.type)).toEqual(['AgreementSetUp']);
      const courses = await tx.courses.ofAgreement(odense.id, 'all');
      expect(new Set(courses.map((c) => c.status))).toEqual(new Set(['referred', 'running', 'declined', 'closed']));
      const now = at('2026-11-02 07:55');
      const scope = { parts: bot.parts, tx, now, today: localDate(now) };
      const agreement = rows.find((r) => r.code === 'FMS')?.id ?? odense.id;
      const counted = await countForChannel(scope, { kind: 'channel', agreement, channel: 'shared' });
      expect(cohort(counted.courses, scope.today, 'outside').reached).toEqual({ part: 7, of: 12, percent: 58.3 });
      const ours = await countForChannel(scope, { kind: 'channel', agreement: odense.id, channel: 'jobCentre' });
      expect(cohort(ours.courses, scope.today, 'team').reached).toMatchObject({ part: 6, of: 9 });
    });
  });
});

describe('the demo’s database', () => {
  test('one that holds real people is refused in one sentence and left as it is', async () => {
    const file = join(folder, 'real.db');
    const real = await openStore({ kind: 'sqlite', file }, { masterKey: Buffer.from(TEST_MASTER_KEY) });
    await real.close();
    await expect(start(file)).rejects.toThrow(/andet end demodata/);
  });

  test('one whose seeding was broken off is made anew', async () => {
    const { bot } = await start();
    await bot.store.transaction((tx) => tx.meta.set('demo.mark', 'begun'));
    await stop();
    const { bot: again } = await start();
    const count = await again.store.transaction(async (tx) => (await tx.agreements.all()).length);
    expect(count).toBe(5);
  });

  test('a restart goes on where the clock stood, with the examples seeded once', async () => {
    const demo = await start();
    await demo.time.play(at('2026-11-03 09:00'));
    await stop();
    const again = await start();
    expect(again.time.clock.now() >= at('2026-11-03 09:00')).toBe(true);
    const count = await again.bot.store.transaction(async (tx) => (await tx.agreements.all()).length);
    expect(count).toBe(5);
  });
});

describe('playing the time', () => {
  test('N1: stops at every due instant in order, and never goes back', async () => {
    const { time } = await start();
    const { said } = await time.play(at('2026-11-03 09:00'));
    const moments = said.map((row) => row.changedAt);
    expect(moments).toEqual([...moments].sort());
    const digestDays = said.filter((r) => r.kind === 'digest').map((r): PlainDate => localDate(r.changedAt));
    expect(new Set(digestDays)).toEqual(new Set(['2026-11-02', '2026-11-03']));
    const before = time.clock.now();
    time.clock.holdAt(at('2026-10-01 08:00'));
    expect(time.clock.now() >= before).toBe(true);
  });
});
