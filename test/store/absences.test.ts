import { expect, test } from '@jest/globals';
import { AbsenceId } from '../../src/domain/ids.ts';
import { onEachStore } from './contract.ts';
import { day, userId } from './samples.ts';

onEachStore('Absences', (bench) => {
  test('N3: an absence comes back whole, by its first day, and goes when it is removed', async () => {
    const first = { id: AbsenceId.parse('b'), colleague: userId('mette'), cover: userId('morten') };
    const later = { ...first, id: AbsenceId.parse('a'), first: day('2026-12-01'), last: day('2026-12-02') };
    const early = { ...first, first: day('2026-11-09'), last: day('2026-11-20') };
    const [both, one] = await bench.run(async ({ absences }) => {
      await absences.add(later);
      await absences.add(early);
      const all = await absences.all();
      await absences.remove(early.id);
      return [all, await absences.all()];
    });
    expect(both).toEqual([early, later]);
    expect(one).toEqual([later]);
  });
});
