import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Store } from '../../src/app/ports.ts';
import { AgreementId, CourseId } from '../../src/domain/ids.ts';
import { runDue } from '../../src/scheduler/tick.ts';
import { at, held, opened, running, SPECIALIST } from '../_util/builders.ts';
import { COURSE, digestOf, openWorld, type World } from '../_util/delivery-world.ts';
import { memorySqlite } from '../_util/stores.ts';

const subject = { kind: 'course', id: COURSE } as const;
let store: Store;
let world: World;

beforeEach(async () => {
  store = await memorySqlite();
  world = await openWorld({ store, serviceUrl: 'http://127.0.0.1:9', at: at('2026-11-02', '07:55') });
});
afterEach(() => store.close());

const wakeAt = () => world.tx(({ tx }) => tx.wakes.at(subject));
const setWake = (moment: ReturnType<typeof at>) => world.tx(({ tx }) => tx.wakes.set(subject, moment));
const digests = async () => (await world.rows()).filter((r) => r.kind === 'digest').map(digestOf);

/** A course since 2 November with a weekly contact, woken at every moment it asks for until a day. */
async function play(until: string): Promise<string[]> {
  const stops: string[] = [];
  for (let next = await wakeAt(); next !== null && next < at(until); next = await wakeAt()) {
    world.goTo(next);
    stops.push(next);
    await runDue(world);
  }
  return stops;
}
const unique = (values: readonly string[]) => new Set(values).size === values.length;

describe('waking', () => {
  test('a course wakes at its moment, says what is due in one digest, and sets its next moment', async () => {
    await world.course(running('2026-11-02'));
    await setWake(at('2026-11-02', '07:55'));
    expect(await runDue(world)).toEqual({ handled: 1 });
    const stops = await play('2026-11-12');
    expect(stops.every((stop, n) => n === 0 || stop > (stops[n - 1] ?? ''))).toBe(true);
    const days = (await digests()).filter((d) => d.endsWith('user:specialist'));
    expect(days).toContain('2026-11-09 user:specialist');
    expect(unique(days)).toBe(true);
  });

  test('N5: three days late everything is raised once, in the digest that is still in time', async () => {
    await world.course(running('2026-10-26'), held('2026-10-28'));
    await setWake(at('2026-11-02', '08:00'));
    world.goTo(at('2026-11-05', '10:00'));
    await runDue(world);
    const first = await digests();
    expect(first).toContain('2026-11-05 user:specialist');
    const raised = await world.tx(({ tx }) => tx.raised.ofSubject(COURSE));
    await setWake(at('2026-11-05', '10:00'));
    await runDue(world);
    expect(await world.tx(({ tx }) => tx.raised.ofSubject(COURSE))).toEqual(raised);
    expect(await digests()).toEqual(first);
  });

  test('N5: after 17:00 the next working morning carries it', async () => {
    await world.course(running('2026-10-26'), held('2026-10-28'));
    await setWake(at('2026-11-06', '08:00'));
    world.goTo(at('2026-11-06', '17:30'));
    await runDue(world);
    expect(new Set((await digests()).map((d) => d.slice(0, 10)))).toEqual(new Set(['2026-11-09']));
  });

  test('two rounds at once wake a subject once', async () => {
    await world.course(running('2026-11-02'));
    await setWake(at('2026-11-02', '07:55'));
    const rounds = await Promise.all([runDue(world), runDue(world)]);
    expect(rounds.map((r) => r.handled).sort()).toEqual([0, 1]);
  });

  test('L1: the moments stay at 08:00 in Denmark over both clock changes', async () => {
    await world.course(opened('2026-10-12'));
    world.goTo(at('2026-10-12', '12:00'));
    await setWake(at('2026-10-12', '12:00'));
    await runDue(world);
    await play('2027-04-05');
    const hours = new Set(
      (await world.rows()).filter((r) => r.kind === 'digest').map((r) => r.notBefore.slice(11, 16)),
    );
    expect(hours).toEqual(new Set(['06:00', '07:00']));
    const moments = (await world.rows()).filter((r) => r.kind === 'digest');
    for (const { subject: day, notBefore } of moments) expect(notBefore).toBe(at(day, '08:00'));
  });
});

describe('when the clock goes back', () => {
  test('everything is worked out anew, and nothing raised is raised again', async () => {
    await world.course(running('2026-10-26'), held('2026-10-28'));
    await setWake(at('2026-11-02', '07:55'));
    world.goTo(at('2026-11-20', '09:00'));
    await runDue(world);
    const raised = await world.tx(({ tx }) => tx.raised.ofSubject(COURSE));
    world.goTo(at('2026-11-04', '09:00'));
    expect(await runDue(world)).toEqual({ handled: 1 });
    expect((await wakeAt()) ?? '').toMatch(/^2026-11-0[4-6]/);
    expect(await world.tx(({ tx }) => tx.raised.ofSubject(COURSE))).toEqual(raised);
    expect(world.logged.join()).toContain('The clock went back');
  });

  test('a few seconds between the clocks of two machines wake nobody', async () => {
    await world.course(running('2026-11-02'));
    await setWake(at('2026-11-09', '08:00'));
    await runDue(world);
    world.elapse(-5_000);
    expect(await runDue(world)).toEqual({ handled: 0 });
    expect(world.logged).toEqual([]);
  });
});

describe('a subject that fails', () => {
  test('is logged by its id, put off for a minute, and keeps no other waiting', async () => {
    await world.course(running('2026-11-02'));
    await setWake(at('2026-11-02', '07:55'));
    const broken = { kind: 'course', id: CourseId.parse('a-course-without-history') } as const;
    await world.tx(({ tx }) => tx.wakes.set(broken, at('2026-11-01')));
    expect(await runDue(world)).toEqual({ handled: 2 });
    expect(await world.tx(({ tx }) => tx.wakes.at(broken))).toBe(at('2026-11-02', '07:56'));
    expect((await wakeAt()) ?? '').not.toBe(at('2026-11-02', '07:55'));
    expect(world.logged.filter((line) => line.includes('could not be woken'))).toHaveLength(1);
    expect(world.logged.join()).toContain('a-course-without-history');
  });

  test('leaves nothing half done', async () => {
    await world.tx(({ tx }) => tx.wakes.set({ kind: 'agreement', id: AgreementId.parse('none') }, at('2026-11-01')));
    await runDue(world);
    expect(await world.rows()).toEqual([]);
    expect(SPECIALIST).toBeDefined();
  });
});
