import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { User } from '../../src/app/ports/records.ts';
import { instantMs } from '../../src/domain/calendar/time.ts';
import { UserId } from '../../src/domain/ids.ts';
import { at, LEADER, running, withdrawn } from '../_util/builders.ts';
import { COURSE, openWorld, type World } from '../_util/delivery-world.ts';
import { type FakeConnector, startFakeConnector } from '../_util/fake-connector.ts';
import { type FreshStore, freshSqlite } from '../_util/stores.ts';

const CHILD = fileURLToPath(new URL('./deliver-until-killed.ts', import.meta.url));
const PEOPLE = Array.from({ length: 12 }, (_, n) => UserId.parse(`person-${n}`));

let connector: FakeConnector;
let fresh: FreshStore;
let world: World;

beforeAll(async () => {
  connector = await startFakeConnector();
});
beforeEach(async () => {
  fresh = await freshSqlite();
  world = await openWorld({ store: fresh.store, serviceUrl: connector.url, at: at('2026-11-04', '10:00') });
  await world.course(running('2026-10-01'), withdrawn('2026-11-03', '2026-10-01'));
  for (const id of PEOPLE) await addPerson(id);
});
afterEach(async () => {
  connector.clear();
  await fresh.close();
});
afterAll(() => connector.stop());

/** Somebody with a chat who is owed one message. */
async function addPerson(id: UserId): Promise<void> {
  const user: User = {
    id,
    name: id,
    role: 'clinician',
    organisation: null,
    leader: LEADER,
    language: 'da',
    digestAt: null,
    welcomed: true,
  };
  await world.tx(({ tx }) => tx.users.save(user));
  await world.chat(id);
  await world.plan({ kind: 'consentEnded', subject: COURSE, recipient: `user:${id}` });
}

function startChild(): ChildProcess {
  return spawn(process.execPath, [CHILD, fresh.place, String(instantMs(world.now()))], { stdio: 'ignore' });
}
const states = async () => (await world.rows()).filter((r) => r.kind === 'consentEnded').map((r) => r.state);
const open = async () => (await states()).filter((s) => s === 'pending' || s === 'sending').length;
const postsTo = (person: UserId) => connector.posts.filter((p) => p.conversationId === `a:${person}`).length;
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let n = 0; n < 1000 && !(await holds()); n += 1) await sleep(5);
}

describe('product.md 5: killing the process at any instant loses nothing and sends nothing twice', () => {
  test('killed while Teams had the messages: all of them are uncertain, and not one is repeated', async () => {
    connector.on(() => true, { answer: 'hang', late: true });
    const child = startChild();
    await until(() => connector.posts.length === 8);
    child.kill('SIGKILL');
    await once(child, 'exit');
    connector.clear();
    await once(startChild(), 'exit');
    const uncertain = (await world.rows()).filter((r) => r.state === 'uncertain');
    expect(uncertain).toHaveLength(8);
    expect(connector.posts).toHaveLength(PEOPLE.length - 8);
    expect(await open()).toBe(0);
    expect([...(await world.notices())].sort()).toEqual(uncertain.map((r) => `leader uncertain ${r.id}`).sort());
  });

  test('killed again and again at any instant: everybody gets one message, or the leader hears of it', async () => {
    connector.on(() => true, { answer: 201, late: true, delayMs: 30 });
    for (let kills = 0; (await open()) > 0 && kills < 5; kills += 1) {
      const child = startChild();
      const before = connector.posts.length;
      await until(() => connector.posts.length > before || child.exitCode !== null);
      await sleep(kills * 11);
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    }
    await once(startChild(), 'exit');
    expect(await open()).toBe(0);
    expect(PEOPLE.map(postsTo).every((posts) => posts <= 1)).toBe(true);
    const told = new Set(await world.notices());
    for (const row of (await world.rows()).filter((r) => r.kind === 'consentEnded')) {
      const person = UserId.parse(row.recipient.slice('user:'.length));
      if (row.state === 'sent') expect(postsTo(person)).toBe(1);
      else expect(told).toContain(`leader uncertain ${row.id}`);
    }
  });
});
