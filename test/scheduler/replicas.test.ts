import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Messenger } from '../../src/app/messenger.ts';
import { ActivityId, Alias, CourseId } from '../../src/domain/ids.ts';
import { createRounds } from '../../src/scheduler/loop.ts';
import { at, CLINICIAN, LEADER, opened, running, SPECIALIST, withdrawn } from '../_util/builders.ts';
import { COORDINATOR, COURSE, openWorld, type World } from '../_util/delivery-world.ts';
import { sharedPostgresUrl } from '../_util/postgres.ts';
import { type FreshStore, freshPostgres } from '../_util/stores.ts';

(sharedPostgresUrl ? describe : describe.skip)('Two replicas on one PostgreSQL', () => {
  let fresh: FreshStore;
  let world: World;
  let sent: string[];

  const say: Messenger['send'] = async (to) => {
    sent.push(to.conversationId);
    await new Promise((done) => setTimeout(done, 3));
    return { kind: 'sent', activityId: ActivityId.parse('1') };
  };
  const messenger: Messenger = {
    send: say,
    reply: (to, _root, m) => say(to, m),
    update: (to, _activity, m) => say(to, m),
  };

  beforeAll(async () => {
    fresh = await freshPostgres();
    const changes = { messenger };
    world = await openWorld({
      store: fresh.store,
      serviceUrl: 'http://127.0.0.1:9',
      at: at('2026-11-04', '10:00'),
      changes,
    });
    await world.course(running('2026-10-01'), withdrawn('2026-11-03', '2026-10-01'));
  });
  beforeEach(() => {
    sent = [];
  });
  afterAll(() => fresh.close());

  async function replicas(count: number) {
    const stores = await Promise.all(Array.from({ length: count }, () => fresh.reopen()));
    return stores.map((store) => createRounds({ ...world.options, store, owner: randomUUID() }));
  }

  test('each message is sent by one of them, and each subject woken by one', async () => {
    for (let rung = 0; rung < 6; rung += 1) {
      for (const user of [SPECIALIST, CLINICIAN, LEADER, COORDINATOR])
        await world.plan({ kind: 'consentEnded', subject: COURSE, recipient: `user:${user}`, rung: String(rung) });
    }
    for (let n = 0; n < 12; n += 1) {
      const course = CourseId.parse(`course-of-many-${n}`);
      await world.course(opened('2026-11-02', { course, alias: Alias.parse(`ODE-1${String(n).padStart(2, '0')}`) }));
      await world.tx(({ tx, now }) => tx.wakes.set({ kind: 'course', id: course }, now));
    }
    const done = await Promise.all((await replicas(3)).map((r) => r.runRound()));
    expect(done.reduce((sum, r) => sum + r.woken, 0)).toBe(12);
    expect(sent).toHaveLength(24);
    expect(new Set((await world.rows()).filter((r) => r.kind === 'consentEnded').map((r) => r.state))).toEqual(
      new Set(['sent']),
    );
    expect(world.logged.filter((line) => !line.includes('"kind":"digest"'))).toEqual([]);
  });

  test('what a dead replica held is taken over when its lease is over, and not a moment before', async () => {
    await world.plan({ kind: 'consentEnded', subject: COURSE, recipient: `user:${CLINICIAN}`, rung: 'dead' });
    const by = { owner: 'dead', limit: 9, leaseUntilMs: world.elapsed.ms() + 1_000 };
    await world.tx(({ tx, now }) => tx.outbox.claim(now, by));
    const [other] = await replicas(1);
    await other?.runRound();
    expect(sent).toEqual([]);
    world.elapse(1_000 + 60_001);
    await other?.runRound();
    expect(sent).toEqual(['a:clinician']);
  });
});
