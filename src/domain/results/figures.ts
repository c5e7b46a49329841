/** Who reads: the team itself, or anyone outside it, who is shown no count below 5 (R1). */
export type Audience = 'team' | 'outside';

/** A count, or `hidden` where it is too small for its reader. */
export type Figure = number | 'hidden';

/** A part of a whole with its percentage (one decimal); `percent` is null of nobody. */
export interface Share {
  readonly part: Figure;
  readonly of: Figure;
  readonly percent: number | 'hidden' | null;
}

/** Smaller counts are not shown to anyone outside the team (R1). */
export const SMALLEST_COUNT = 5;

/** Whether a count points at single people. Nobody is no small count. */
export function isSmall(count: number): boolean {
  return count > 0 && count < SMALLEST_COUNT;
}

/** A count for its reader (R1). */
export function figure(count: number, audience: Audience): Figure {
  return audience === 'outside' && isSmall(count) ? 'hidden' : count;
}

/** A share for its reader. It is hidden with its part, its whole or its remainder: each can be reckoned from the others (R1). */
export function share(part: number, of: number, audience: Audience): Share {
  const hidden = audience === 'outside' && [part, of, of - part].some(isSmall);
  if (hidden) return { part: 'hidden', of: figure(of, audience), percent: 'hidden' };
  return { part, of, percent: percentOf(part, of) };
}

/** Counts that add up to a known sum: one hidden alone could be reckoned, so all of them are hidden together (R1). */
export function parts<K>(
  counts: readonly (readonly [K, number])[],
  audience: Audience,
): readonly (readonly [K, Figure])[] {
  const hidden = audience === 'outside' && counts.some(([, count]) => isSmall(count));
  return counts.map(([kind, count]) => [kind, hidden && count > 0 ? 'hidden' : count]);
}

/** A percentage with one decimal; null of nothing. */
export function percentOf(part: number, of: number): number | null {
  return of === 0 ? null : Math.round((part * 1000) / of) / 10;
}

/** The middle of some numbers, the mean of the two middle ones; null of none. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** A median with the number of values it is of; hidden with a small number (R1). */
export interface Median {
  readonly median: number | 'hidden' | null;
  readonly n: Figure;
}
export function median(values: readonly number[], audience: Audience): Median {
  const n = figure(values.length, audience);
  return { median: n === 'hidden' ? 'hidden' : medianOf(values), n };
}
