import { describe, expect, test } from '@jest/globals';
import { StoreError } from '../../src/app/ports.ts';
import { type Bench, onEachStore } from './contract.ts';
import { activityId, at, conversationId, courseId, intent, postedCard, postedId, userId } from './samples.ts';

onEachStore('The outbox', (bench) => {
  test('an intent is kept once', async () => {
    const added = await bench.run(async ({ outbox }) => [
      await outbox.add(intent()),
      await outbox.add(intent({ notBefore: at('12:00') })),
      await outbox.add(intent({ rung: 'other' })),
      await outbox.add(intent({ recipient: 'user:lone' })),
    ]);
    expect(added).toEqual([true, false, true, true]);
  });

  test('a row can be joined while it waits, and not when it is on its way', async () => {
    await bench.run((tx) => tx.outbox.add(intent()));
    expect(await bench.run((tx) => tx.outbox.isWaiting(intent()))).toBe(true);
    expect(await bench.run((tx) => tx.outbox.isWaiting(intent({ rung: 'other' })))).toBe(false);
    await claim(bench, at('08:00'));
    expect(await bench.run((tx) => tx.outbox.isWaiting(intent()))).toBe(false);
  });

  test('a claimed row carries the whole intent and is in flight', async () => {
    await bench.run((tx) => tx.outbox.add(intent({ anyHour: true })));
    const [row] = await claim(bench, at('08:00'));
    expect(row).toEqual({
      ...intent({ anyHour: true }),
      id: row?.id,
      state: 'sending',
      attempts: 1,
      posted: null,
      changedAt: at('08:00'),
    });
    expect(await bench.run((tx) => tx.outbox.get(row?.id ?? 0))).toEqual(row);
  });

  test('a recipient has at most one row in flight, the oldest first', async () => {
    await bench.run(async ({ outbox }) => {
      await outbox.add(intent({ rung: 'late', notBefore: at('07:30') }));
      await outbox.add(intent({ rung: 'early', notBefore: at('07:00') }));
      await outbox.add(intent({ rung: 'same', notBefore: at('07:00') }));
      await outbox.add(intent({ recipient: 'channel:c', notBefore: at('07:10') }));
      await outbox.add(intent({ recipient: 'user:lone', notBefore: at('09:00') }));
    });
    const turns: string[] = [];
    for (let rows = await claim(bench, at('08:00')); rows.length > 0; rows = await claim(bench, at('08:00'))) {
      turns.push(rows.map((row) => `${row.recipient} ${row.rung}`).join(' + '));
      expect((await claim(bench, at('08:00'))).length).toBe(0);
      for (const { id } of rows) await bench.run((tx) => tx.outbox.settle(id, { state: 'sent', at: at('08:00') }));
    }
    expect(turns).toEqual(['user:mette early + channel:c ', 'user:mette same', 'user:mette late']);
  });

  test('what expired is pending again where its use is not over, and nothing else', async () => {
    await bench.run(async ({ outbox }) => {
      await outbox.add(intent({ rung: 'in time' }));
      await outbox.add(intent({ rung: 'too late', uselessAfter: at('07:30') }));
      await outbox.add(intent({ rung: 'sent' }));
    });
    for (let [row] = await claim(bench, at('17:00')); row !== undefined; [row] = await claim(bench, at('17:00'))) {
      const { id, rung } = row;
      const state = rung === 'sent' ? 'sent' : 'expired';
      await bench.run((tx) => tx.outbox.settle(id, { state, at: at('17:00') }));
    }
    await bench.run((tx) => tx.outbox.reviveExpired(at('07:45')));
    const pending = await bench.run((tx) => tx.outbox.inState(['pending'], 10));
    expect(pending.map((row) => row.rung)).toEqual(['in time']);
  });

  test('no more are claimed than asked for', async () => {
    await bench.run(async ({ outbox }) => {
      for (const name of ['a', 'b', 'c']) await outbox.add(intent({ recipient: `user:${name}` }));
    });
    expect((await claim(bench, at('08:00'), 2)).map((row) => row.recipient)).toEqual(['user:a', 'user:b']);
  });

  test('the database itself refuses a second row in flight to one recipient', async () => {
    await bench.run(async ({ outbox }) => {
      await outbox.add(intent());
      await outbox.add(intent({ rung: 'other' }));
    });
    await expect(bench.raw.run("update outbox set state = 'sending'")).rejects.toThrow();
  });

  test('a settled row says what became of it; back to pending it waits until then', async () => {
    await bench.run((tx) => tx.outbox.add(intent()));
    const [row] = await claim(bench, at('08:00'));
    const id = row?.id ?? 0;
    await bench.run((tx) => tx.outbox.settle(id, { state: 'pending', at: at('08:01'), notBefore: at('08:05') }));
    expect([await claim(bench, at('08:04')), await bench.run((tx) => tx.outbox.nextAt())]).toEqual([[], at('08:05')]);
    expect((await claim(bench, at('08:05')))[0]?.attempts).toBe(2);
    const posted = postedId('p1');
    await bench.run((tx) => tx.outbox.settle(id, { state: 'uncertain', at: at('08:06'), posted }));
    await bench.run((tx) => tx.outbox.settle(id, { state: 'seen', at: at('08:07') }));
    expect(await bench.run((tx) => tx.outbox.get(id))).toMatchObject({ state: 'seen', posted, changedAt: at('08:07') });
    expect(await bench.run((tx) => tx.outbox.nextAt())).toBeNull();
  });

  test('a row that is not there cannot be settled', async () => {
    await expect(bench.run((tx) => tx.outbox.settle(4711, { state: 'sent', at: at('08:00') }))).rejects.toThrow(
      StoreError,
    );
  });

  test('rows by state, newest change first, and what still waits for a recipient', async () => {
    await bench.run(async ({ outbox }) => {
      for (const name of ['a', 'b', 'c']) await outbox.add(intent({ recipient: `user:${name}` }));
    });
    const [a, b] = await claim(bench, at('08:00'), 2);
    await bench.run(async ({ outbox }) => {
      await outbox.settle(a?.id ?? 0, { state: 'uncertain', at: at('08:02') });
      await outbox.settle(b?.id ?? 0, { state: 'undeliverable', at: at('08:01') });
    });
    const [failed, one, waiting, gone] = await bench.run(async ({ outbox }) => [
      await outbox.inState(['undeliverable', 'uncertain'], 10),
      await outbox.inState(['undeliverable', 'uncertain'], 1),
      await outbox.pendingOf('user:c'),
      await outbox.pendingOf('user:a'),
    ]);
    expect(failed?.map((row) => row.recipient)).toEqual(['user:a', 'user:b']);
    expect([one?.length, waiting?.length, gone?.length]).toEqual([1, 1, 0]);
  });

  test('rows left in flight by a dead process are found, those of the living are not', async () => {
    await bench.run((tx) => tx.outbox.add(intent()));
    await claim(bench, at('08:00'));
    // Alone on SQLite the other owner is dead for sure; on PostgreSQL its lease tells.
    const [same, other, late] = await bench.run(async ({ outbox }) => [
      await outbox.abandoned(1_000, 'owner'),
      await outbox.abandoned(1_000, 'restarted'),
      await outbox.abandoned(1_001, 'restarted'),
    ]);
    expect([same?.length, other?.length, late?.length]).toEqual(bench.shared ? [0, 0, 1] : [0, 1, 1]);
  });
});

onEachStore('Posted cards and notices', (bench) => {
  const save = (...ids: string[]) =>
    bench.run(async ({ posted }) => {
      for (const id of ids) await posted.save(postedCard(id), [courseId('c1'), courseId('c2'), courseId('c1')]);
    });

  test('a card is recorded before it is sent, and learns its activity id once', async () => {
    await save('p1');
    const steps = await bench.run(async ({ posted }) => {
      const before = await posted.get(postedId('p1'));
      await posted.settle(postedId('p1'), { activity: activityId('a1'), state: 'standing' });
      await posted.settle(postedId('p1'), { activity: null, state: 'uncertain' });
      return [before, await posted.get(postedId('p1')), await posted.get(postedId('p2'))];
    });
    expect(steps).toEqual([
      postedCard('p1'),
      postedCard('p1', { activity: activityId('a1'), state: 'uncertain' }),
      null,
    ]);
  });

  test('a card that is not there cannot be settled', async () => {
    const settled = bench.run((tx) => tx.posted.settle(postedId('p9'), { activity: null, state: 'gone' }));
    await expect(settled).rejects.toThrow(StoreError);
  });

  test('the newest card of a view is the one posted last, also while the clock stands still', async () => {
    await save('z', 'a', 'm');
    const { view, subject, conversation } = postedCard('any');
    const found = await bench.run(async ({ posted }) => [
      await posted.latest(view, subject, conversation),
      await posted.latest(view, subject, conversationId('elsewhere')),
    ]);
    expect(found).toEqual([postedCard('m'), null]);
  });

  test('K12: every card that discloses a course is found until it is gone or discloses it no more', async () => {
    await save('p1', 'p2', 'p3');
    const disclosing = async (course: string) =>
      (await bench.run((tx) => tx.posted.disclosing(courseId(course)))).map(({ id }) => String(id)).toSorted();
    expect(await disclosing('c1')).toEqual(['p1', 'p2', 'p3']);
    await bench.run(async ({ posted }) => {
      await posted.settle(postedId('p1'), { activity: null, state: 'gone' });
      await posted.settle(postedId('p2'), { activity: null, state: 'uncertain' });
      await posted.disclose(postedId('p3'), [courseId('c2')]);
    });
    expect([await disclosing('c1'), await disclosing('c2'), await disclosing('c3')]).toEqual([
      ['p2'],
      ['p2', 'p3'],
      [],
    ]);
    await bench.run((tx) => tx.posted.disclose(postedId('p3'), []));
    expect(await disclosing('c2')).toEqual(['p2']);
  });

  test('a notice is told once, and is gone when finished', async () => {
    const leader = userId('leader');
    const notice = {
      id: 'n1',
      to: leader,
      kind: 'unreachable' as const,
      subject: 'mette',
      at: at('08:00'),
      done: false,
    };
    const steps = await bench.run(async ({ notices }) => {
      const added = [await notices.add(notice), await notices.add({ ...notice, id: 'n2' })];
      const open = await notices.openFor(leader);
      await notices.finish('n1');
      return [added, open, await notices.openFor(leader), await notices.add({ ...notice, id: 'n3' })];
    });
    expect(steps).toEqual([[true, false], [notice], [], false]);
  });
});

onEachStore('What came in', (bench) => {
  test('the same activity again is known', async () => {
    const first = (key: string) => bench.run((tx) => tx.inbound.first(key, at('08:00')));
    expect([await first('a'), await first('a'), await first('b')]).toEqual([true, false, true]);
    expect((await Promise.all(Array.from({ length: 6 }, () => first('c')))).filter(Boolean).length).toBe(1);
  });

  describe('settings of the installation', () => {
    test('are set, changed and absent', async () => {
      const values = await bench.run(async ({ meta }) => {
        const absent = await meta.get('demo');
        await meta.set('demo', 'yes');
        await meta.set('demo', 'no');
        return [absent, await meta.get('demo')];
      });
      expect(values).toEqual([null, 'no']);
    });
  });
});

function claim(bench: Bench, now: ReturnType<typeof at>, limit = 10) {
  return bench.run((tx) => tx.outbox.claim(now, { owner: 'owner', limit, leaseUntilMs: 1_000 }));
}
