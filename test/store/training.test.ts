import { expect, test } from '@jest/globals';
import { AgreementId, TrainingId } from '../../src/domain/ids.ts';
import type { TrainingEntry } from '../../src/domain/training.ts';
import { onEachStore } from './contract.ts';
import { day, userId } from './samples.ts';

onEachStore('Training', (bench) => {
  test('S4: the register is read by person and agreement, by date, and a line can be taken out', async () => {
    const odense = AgreementId.parse('odense');
    const line = (id: string, about: TrainingEntry['about'], changes: Partial<TrainingEntry>): TrainingEntry => ({
      id: TrainingId.parse(id),
      about,
      kind: 'day1',
      agreement: null,
      on: day('2026-11-02'),
      ...changes,
    });
    const first = line('a', userId('mette'), { kind: 'firstCourse', agreement: odense });
    const day1 = line('b', userId('mette'), { on: day('2026-10-05') });
    const other = line('c', userId('morten'), { kind: 'firstCourse', agreement: AgreementId.parse('vejle') });
    const across = line('d', odense, { kind: 'across' });
    const found = await bench.run(async ({ training }) => {
      for (const entry of [first, day1, other, across]) await training.add(entry);
      const mette = await training.about([userId('mette')]);
      const both = await training.about([userId('morten'), odense]);
      const under = await training.firstCoursesUnder(odense);
      await training.remove(day1.id);
      return { mette, both, under, none: await training.about([]), left: await training.about([userId('mette')]) };
    });
    expect(found).toEqual({ mette: [day1, first], both: [other, across], under: [first], none: [], left: [first] });
  });
});
