import type { Quarter } from '../../domain/calendar/quarter.ts';
import { LEVELS, quarterlyRates } from '../../domain/results/quarterly.ts';
import { consentsRunningOut, waiting } from '../../domain/results/waiting.ts';
import { formatDate, formatDateWithYear, formatNumber } from '../format.ts';
import type { PageContext } from './page.ts';
import { barsOf, COLORS, figureText, medianText, type Section, shareText, type Words } from './section.ts';

/** R3: the quarterly rate; with it days from referral to start (A6) and consents that run out (K11). */
export function quarterPage(context: PageContext): readonly Section[] {
  return [rates(context), fromReferral(context), runningOut(context)];
}

function rates(context: PageContext): Section {
  const { say, language, today, counted } = context;
  const found = quarterlyRates(counted.courses, today, counted.audience);
  const bars = found.flatMap(({ quarter, inJob: { percent } }) =>
    typeof percent === 'number'
      ? [
          {
            name: quarterName(context, quarter),
            value: percent,
            text: say('results.percent', { percent: formatNumber(percent, language) }),
            color: COLORS[0],
          },
        ]
      : [],
  );
  const last = found.at(-1);
  return {
    title: say('results.quarter.title'),
    value: last === undefined ? '' : shareText(context, last.inJob),
    chart: bars.length > 0 ? 'vertical' : 'none',
    bars,
    facts: found.map(({ quarter, inJob }) => ({
      title: quarterName(context, quarter),
      value: shareText(context, inJob),
    })),
    definition: say('results.quarter.definition', LEVELS),
  };
}

/** "3. kvartal 2026". */
export function quarterName({ say }: Pick<Words, 'say'>, { year, number }: Quarter): string {
  return say('results.quarter.name', { number, year: String(year) });
}

function fromReferral(context: PageContext): Section {
  const { say, language, today, counted } = context;
  const { since, days } = waiting(counted.courses, today, counted.audience);
  return {
    title: say('results.waiting.title'),
    value: medianText(context, days, 'results.days'),
    chart: 'none',
    bars: [],
    facts: [
      { title: say('results.n'), value: say('results.courses', { count: figureText(context, days.n) }) },
      {
        title: say('results.period'),
        value: say('results.startedSince', { date: formatDateWithYear(since, language) }),
      },
    ],
    definition: say('results.waiting.definition'),
  };
}

function runningOut(context: PageContext): Section {
  const { say, language, today, counted } = context;
  const { all, when } = consentsRunningOut(counted.courses, today, counted.audience);
  const bars = barsOf(when.map(([name, count]) => [say(`results.consents.${name}`), count] as const));
  return {
    title: say('results.consents.title'),
    value: figureText(context, all),
    chart: bars.length > 0 ? 'horizontal' : 'none',
    bars,
    facts: [{ title: say('results.period'), value: say('results.onDay', { date: formatDate(today, language) }) }],
    definition: say('results.consents.definition'),
  };
}
