import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Messenger, SendResult } from '../../src/app/messenger.ts';
import type { Store } from '../../src/app/ports.ts';
import { ActivityId } from '../../src/domain/ids.ts';
import { createRounds, nextMoment, startScheduler } from '../../src/scheduler/loop.ts';
import { at, CLINICIAN, running, withdrawn } from '../_util/builders.ts';
import { COURSE, openWorld, type World } from '../_util/delivery-world.ts';
import { memorySqlite } from '../_util/stores.ts';

let store: Store;
let world: World;
let sent: string[];
let answer: () => Promise<SendResult>;

const say: Messenger['send'] = async (to) => {
  sent.push(to.conversationId);
  return answer();
};
const messenger: Messenger = {
  send: say,
  reply: (to, _root, message) => say(to, message),
  update: (to, _a, m) => say(to, m),
};

beforeEach(async () => {
  sent = [];
  answer = async () => ({ kind: 'sent', activityId: ActivityId.parse('1') });
  store = await memorySqlite();
  const now = at('2026-11-04', '10:00');
  world = await openWorld({ store, serviceUrl: 'http://127.0.0.1:9', at: now, changes: { messenger } });
  await world.course(running('2026-10-01'), withdrawn('2026-11-03', '2026-10-01'));
});
afterEach(() => store.close());

const line = (changes = {}) =>
  world.plan({ kind: 'consentEnded', subject: COURSE, recipient: `user:${CLINICIAN}`, ...changes });
async function until(holds: () => boolean): Promise<void> {
  for (let n = 0; n < 400 && !holds(); n += 1) await new Promise((done) => setTimeout(done, 5));
}

test('a round wakes what is due and says in the same round what that raised for now', async () => {
  await world.tx(({ tx, now }) => tx.wakes.set({ kind: 'course', id: COURSE }, now));
  await line();
  const round = await createRounds(world.options).runRound();
  expect(round.woken).toBe(1);
  expect(sent).toContain('a:clinician');
});

describe('the next moment', () => {
  test('is the first of what wakes and of what may be said; null when nothing is planned', async () => {
    expect(await nextMoment(store)).toBeNull();
    await world.tx(({ tx }) => tx.wakes.set({ kind: 'course', id: COURSE }, at('2026-11-06', '08:00')));
    expect(await nextMoment(store)).toBe(at('2026-11-06', '08:00'));
    await line({ notBefore: at('2026-11-05', '07:00') });
    expect(await nextMoment(store)).toBe(at('2026-11-05', '07:00'));
  });

  test('knows of working hours once a row has been put off to them', async () => {
    world.goTo(at('2026-11-06', '18:00'));
    await line();
    await createRounds(world.options).runRound();
    expect(await nextMoment(store)).toBe(at('2026-11-09', '07:00'));
  });
});

describe('the loop', () => {
  test('is woken by a change, long before its minute is over', async () => {
    const scheduler = startScheduler(world.options);
    await until(() => scheduler.lastRoundMs() !== null);
    await line();
    scheduler.poke();
    await until(() => sent.length > 0);
    await scheduler.stop();
    expect(sent).toEqual(['a:clinician']);
  });

  test('stops after the round in flight, whose outcome is recorded', async () => {
    let arrive: (result: SendResult) => void = () => undefined;
    answer = () =>
      new Promise((resolve) => {
        arrive = resolve;
      });
    await line();
    const scheduler = startScheduler(world.options);
    await until(() => sent.length > 0);
    const stopped = scheduler.stop();
    arrive({ kind: 'sent', activityId: ActivityId.parse('1') });
    await stopped;
    expect((await world.row('consentEnded')).state).toBe('sent');
  });

  test('survives a database that fails for a while, and logs it', async () => {
    let failing = true;
    const shaky: Store = {
      ...store,
      transaction: (work) => (failing ? Promise.reject(new Error('gone')) : store.transaction(work)),
    };
    const scheduler = startScheduler({ ...world.options, store: shaky });
    await until(() => world.logged.length > 0);
    failing = false;
    await line();
    scheduler.poke();
    await until(() => sent.length > 0);
    await scheduler.stop();
    expect(sent).toEqual(['a:clinician']);
    expect(world.logged.join()).toContain('A round of the scheduler failed');
  });
});
