import { BASELINES, type Baseline, type Cohort, cohort } from '../../domain/results/cohort.ts';
import { formatDateWithYear, formatNumber } from '../format.ts';
import type { PageContext } from './page.ts';
import { type Bar, barsOf, COLORS, type Fact, figureText, peopleText, type Section, shareText } from './section.ts';

/** R1, A13: the 18-month cohort against both baselines, what was reached, and what is counted apart. */
export function cohortPage(context: PageContext): readonly Section[] {
  const found = cohort(context.counted.courses, context.today, context.counted.audience);
  return [reached(context, found), kinds(context, found), apart(context, found)];
}

function reached(context: PageContext, found: Cohort): Section {
  const { say, language } = context;
  const bars = levels(context, found);
  return {
    title: say('results.cohort.title'),
    value: shareText(context, found.reached),
    chart: bars.length > 0 ? 'vertical' : 'none',
    bars,
    facts: [
      ...difference(context, found, 'ips'),
      ...difference(context, found, 'control'),
      { title: say('results.n'), value: peopleText(context, found.reached.of) },
      {
        title: say('results.period'),
        value: say('results.cohort.period', { date: formatDateWithYear(found.startedUpTo, language) }),
      },
    ],
    definition: say('results.cohort.definition'),
  };
}

function levels({ say, language }: PageContext, { reached: { percent } }: Cohort): readonly Bar[] {
  if (typeof percent !== 'number') return [];
  const values = [
    [say('results.cohort.here'), percent],
    [say('results.cohort.ips'), BASELINES.ips],
    [say('results.cohort.control'), BASELINES.control],
  ] as const;
  return values.map(([name, value], i) => ({
    name,
    value,
    text: say('results.percent', { percent: formatNumber(value, language) }),
    color: COLORS[i] ?? 'neutral',
  }));
}

/** Percentage points, with their sign. */
function difference({ say, language }: PageContext, { points }: Cohort, to: Baseline): readonly Fact[] {
  const number = points[to];
  if (number === null) return [];
  const level = say('results.percent', { percent: formatNumber(BASELINES[to], language) });
  const signed = `${number > 0 ? '+' : ''}${formatNumber(number, language)}`;
  return [
    {
      title: say('results.cohort.difference', { to: say(`results.cohort.${to}`), level }),
      value: say('results.points', { number: signed }),
    },
  ];
}

function kinds(context: PageContext, found: Cohort): Section {
  const { say } = context;
  const counts = found.kinds.map(([kind, count]) => [say(`results.kind.${kind}`), count] as const);
  const bars = barsOf(counts);
  return {
    title: say('results.cohort.kinds'),
    value: found.kinds.length === 0 ? say('results.hidden') : '',
    chart: bars.length > 0 ? 'donut' : 'none',
    bars,
    // The chart says the numbers itself, in words too.
    facts: bars.length > 0 ? [] : counts.map(([title, count]) => ({ title, value: figureText(context, count) })),
    definition: say('results.cohort.kindsDefinition'),
  };
}

function apart(context: PageContext, { others, employedAtStart, young }: Cohort): Section {
  const { say } = context;
  return {
    title: say('results.cohort.apart'),
    value: '',
    chart: 'none',
    bars: [],
    facts: [
      { title: say('results.cohort.others'), value: figureText(context, others) },
      { title: say('results.cohort.employedAtStart'), value: figureText(context, employedAtStart) },
      { title: say('results.cohort.young'), value: figureText(context, young.people) },
      { title: say('results.cohort.youngReached'), value: figureText(context, young.reached) },
    ],
    definition: say('results.cohort.apartDefinition'),
  };
}
