import { seededRandom } from '../_util/random.ts';

/** Dice that a seed repeats. */
export interface Chance {
  readonly random: () => number;
  /** True with this probability. */
  happens(share: number): boolean;
  /** A whole number from one to another, both included. */
  between(least: number, most: number): number;
  pick<T>(all: readonly T[]): T;
}

export function chanceOf(seed: number): Chance {
  const random = seededRandom(seed);
  const between = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  return {
    random,
    happens: (share) => random() < share,
    between,
    pick(all) {
      const one = all[between(0, all.length - 1)];
      if (one === undefined) throw new Error('nothing to pick from');
      return one;
    },
  };
}
