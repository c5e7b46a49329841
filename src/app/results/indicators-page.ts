import { fidelity, type Indicator } from '../../domain/results/fidelity.ts';
import { formatNumber } from '../format.ts';
import type { PageContext } from './page.ts';
import { type Bar, COLORS, type Section } from './section.ts';

/** R4: each indicator with its n and the band it lies in, or what is missing; never a score. */
export function indicatorsPage(context: PageContext): readonly Section[] {
  if (context.fidelity === null) return [];
  return fidelity(context.fidelity, context.counted.audience).map((found) => indicatorSection(context, found));
}

function indicatorSection(context: PageContext, found: Indicator): Section {
  const { say } = context;
  const bars = found.id === 'conferences' && found.kind === 'computed' ? attendance(context, found.value) : [];
  return {
    title: say(`results.indicator.${found.id}.title`),
    value: indicatorText(context, found),
    chart: bars.length > 0 ? 'horizontal' : 'none',
    bars,
    facts: [],
    definition: say(`results.indicator.${found.id}.definition`),
  };
}

/** Who said that they come, and the rest, in percent. */
function attendance({ say, language }: PageContext, percent: number): readonly Bar[] {
  const values = [
    ['coming', percent],
    ['others', Math.round((100 - percent) * 10) / 10],
  ] as const;
  return values.map(([name, value], i) => ({
    name: say(`results.indicator.conferences.${name}`),
    value,
    text: say('results.percent', { percent: formatNumber(value, language) }),
    color: COLORS[i] ?? 'neutral',
  }));
}

function indicatorText({ say, language }: PageContext, found: Indicator): string {
  if (found.kind === 'missing') return say('results.cannot', { lack: say(`results.lack.${found.lack}`) });
  const number = formatNumber(found.value, language);
  const value = say('results.indicator.value', {
    value: say(`results.indicator.${found.id}.unit`, { number }),
    n: found.n,
  });
  if (found.band === null) return value;
  const { range, best } = found.band;
  return `${value} · ${say(best ? 'results.bestBand' : 'results.band', { range })}`;
}
