import type { Figure, Median, Share } from '../../domain/results/figures.ts';
import { formatNumber, type Language } from '../format.ts';
import type { Say } from '../i18n.ts';

/** A line of a section: what, and how much. */
export interface Fact {
  readonly title: string;
  readonly value: string;
}

/** One bar or slice: its name, its length, and its words for clients without charts. */
export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly text: string;
  /** A colour of Teams' categorical palette. */
  readonly color: string;
}

/** One number with everything that belongs to it (R1): what it says, a chart where there is one, n and period, and its definition. */
export interface Section {
  readonly title: string;
  readonly value: string;
  readonly chart: 'vertical' | 'horizontal' | 'donut' | 'none';
  readonly bars: readonly Bar[];
  readonly facts: readonly Fact[];
  readonly definition: string;
}

export const COLORS = [
  'categoricalTeal',
  'categoricalBlue',
  'categoricalMarigold',
  'categoricalPurple',
  'neutral',
] as const;

/** The language of whoever reads, and how they are told figures. */
export interface Words {
  readonly say: Say;
  readonly language: Language;
}

/** "62,5 % (5 af 8)"; nothing of nobody, and a sentence instead of a small number. */
export function shareText({ say, language }: Words, { part, of, percent }: Share): string {
  if (percent === 'hidden' || part === 'hidden' || of === 'hidden') return say('results.hidden');
  if (percent === null) return say('results.nobody');
  return say('results.share', { percent: formatNumber(percent, language), part, of });
}

/** A count in words. */
export function figureText({ say }: Words, count: Figure): string {
  return count === 'hidden' ? say('results.under5') : String(count);
}

/** "1 person", "4 personer", or how few they are. */
export function peopleText(words: Words, count: Figure): string {
  const { say } = words;
  return count === 'hidden'
    ? say('results.peopleHidden', { count: figureText(words, count) })
    : say('results.people', { count });
}

/** A median, in a unit's words. */
export function medianText({ say, language }: Words, { median }: Median, unit: string): string {
  if (median === 'hidden') return say('results.hidden');
  return median === null ? say('results.nobody') : say(unit, { number: formatNumber(median, language) });
}

/** The bars of counts; none of them when one is hidden. */
export function barsOf(counts: readonly (readonly [string, Figure])[]): readonly Bar[] {
  const known = counts.flatMap(([name, count], i) =>
    count === 'hidden'
      ? []
      : [{ name, value: count, text: String(count), color: COLORS[i % COLORS.length] ?? 'neutral' }],
  );
  const shown = known.length === counts.length && known.some((b) => b.value > 0);
  return shown ? known : [];
}
