import { expect, test } from '@jest/globals';
import type { WakeSubject } from '../../src/app/ports/due.ts';
import { onEachStore } from './contract.ts';
import { agreementId, at, conferenceId, courseId, day } from './samples.ts';

const course: WakeSubject = { kind: 'course', id: courseId('x') };
const agreement: WakeSubject = { kind: 'agreement', id: agreementId('x') };
const conference: WakeSubject = { kind: 'conference', id: conferenceId('x'), agreement: agreementId('odense') };

onEachStore('Due work', (bench) => {
  const setAll = () =>
    bench.run(async ({ wakes }) => {
      await wakes.set(course, at('10:00'));
      await wakes.set(agreement, at('08:00'));
      await wakes.set(conference, at('09:00'));
    });

  test('subjects wake at their moment, earliest first, no more than asked for', async () => {
    await setAll();
    const [due, one, early] = await bench.run(async ({ wakes }) => [
      await wakes.due(at('10:00'), 10),
      await wakes.due(at('10:00'), 1),
      await wakes.due(at('07:59'), 10),
    ]);
    expect(due).toEqual([
      { subject: agreement, at: at('08:00') },
      { subject: conference, at: at('09:00') },
      { subject: course, at: at('10:00') },
    ]);
    expect([one?.length, early]).toEqual([1, []]);
  });

  test('a subject has one moment: set again it moves, set to nothing it goes', async () => {
    await setAll();
    const found = await bench.run(async ({ wakes }) => {
      const first = await wakes.nextAt();
      await wakes.set(agreement, at('11:00'));
      await wakes.set(conference, null);
      const moved = [await wakes.at(agreement), await wakes.at(conference), await wakes.at(course)];
      return [first, ...moved, await wakes.nextAt(), (await wakes.due(at('12:00'), 10)).length];
    });
    expect(found).toEqual([at('08:00'), at('11:00'), null, at('10:00'), at('10:00'), 2]);
  });

  test('with nothing waiting there is no next moment', async () => {
    expect(await bench.run((tx) => tx.wakes.nextAt())).toBeNull();
  });

  test('after the clock went back every subject is due at once, and what was due before stays as it is', async () => {
    await setAll();
    await bench.run((tx) => tx.wakes.wakeAll(at('08:30')));
    const due = await bench.run((tx) => tx.wakes.due(at('08:30'), 10));
    expect(due.map((wake) => wake.at)).toEqual([at('08:00'), at('08:30'), at('08:30')]);
  });

  test('N5: a rung is raised once for a recipient, whatever the day', async () => {
    const rung = { subject: 'c1', obligation: 'step1', rung: 'day14', recipient: 'mette', on: day('2026-11-02') };
    const added = await bench.run(async ({ raised }) => [
      await raised.add(rung),
      await raised.add(rung),
      await raised.add({ ...rung, on: day('2026-11-03') }),
      await raised.add({ ...rung, recipient: 'lone' }),
      await raised.add({ ...rung, rung: 'day21', on: day('2026-11-09') }),
    ]);
    expect(added).toEqual([true, false, false, true, true]);
    const found = await bench.run(async ({ raised }) => [
      (await raised.ofSubject('c1')).map((each) => `${each.on} ${each.rung} ${each.recipient}`),
      await raised.ofRecipient('mette', day('2026-11-02')),
      await raised.ofRecipient('mette', day('2026-11-03')),
    ]);
    expect(found).toEqual([['2026-11-02 day14 lone', '2026-11-02 day14 mette', '2026-11-09 day21 mette'], [rung], []]);
  });
});
