import { ladder } from '../../domain/results/ladder.ts';
import { type PanelB, panelB, type StepTimes } from '../../domain/results/programme-b.ts';
import { formatDate, formatDateWithYear } from '../format.ts';
import { periodText } from '../work-list/item-text.ts';
import type { PageContext } from './page.ts';
import { barsOf, figureText, medianText, peopleText, type Section, shareText } from './section.ts';

/** R2: programme B's own panel: step times against their targets, paid hours, self-support. */
export function programmeBPage(context: PageContext): readonly Section[] {
  const found = panelB(context.counted.courses, context.today, context.counted.audience);
  return [
    ...found.steps.map((step) => stepSection(context, found, step)),
    paidHours(context, found),
    selfSupport(context, found),
  ];
}

function stepSection(
  context: PageContext,
  { since }: PanelB,
  { step, target, days, inTime, over }: StepTimes,
): Section {
  const { say, language } = context;
  const { part, of } = inTime;
  const late = part === 'hidden' || of === 'hidden' ? 'hidden' : of - part;
  const bars = barsOf([
    [say('results.b.inTime'), part],
    [say('results.b.late'), late],
  ]);
  return {
    title: say('results.b.step', { step, target: periodText(target, say) }),
    value: shareText(context, inTime),
    chart: bars.length > 0 ? 'horizontal' : 'none',
    bars,
    facts: [
      { title: say('results.b.median'), value: medianText(context, days, 'results.days') },
      { title: say('results.b.over'), value: figureText(context, over) },
      { title: say('results.n'), value: say('results.b.steps', { count: figureText(context, days.n) }) },
      { title: say('results.period'), value: say('results.since', { date: formatDateWithYear(since, language) }) },
    ],
    definition: say('results.b.stepDefinition'),
  };
}

function paidHours(context: PageContext, found: PanelB): Section {
  const { say, language, today } = context;
  return {
    title: say('results.b.paidHours'),
    value: shareText(context, found.paidHours),
    chart: 'none',
    bars: [],
    facts: [
      { title: say('results.b.weeklyHours'), value: medianText(context, found.weeklyHours, 'results.hours') },
      { title: say('results.n'), value: peopleText(context, found.paidHours.of) },
      { title: say('results.period'), value: say('results.onDay', { date: formatDate(today, language) }) },
    ],
    definition: say('results.b.paidHoursDefinition'),
  };
}

function selfSupport(context: PageContext, found: PanelB): Section {
  const { say, language, today } = context;
  return {
    title: say('results.b.selfSupport'),
    value: shareText(context, found.selfSupport),
    chart: 'none',
    bars: [],
    facts: [
      { title: say('results.n'), value: peopleText(context, found.selfSupport.of) },
      { title: say('results.period'), value: say('results.until', { date: formatDateWithYear(today, language) }) },
    ],
    definition: say('results.b.selfSupportDefinition'),
  };
}

/** R2, C4: programme C's ladder, never mixed with A. */
export function programmeCPage(context: PageContext): readonly Section[] {
  const { say, language, today, counted } = context;
  const found = ladder(counted.courses, today, counted.audience);
  const counts = found.rungs.map(([rung, count]) => [say(`results.c.${rung}`), count] as const);
  const bars = barsOf(counts);
  return [
    {
      title: say('results.c.title'),
      value: '',
      chart: bars.length > 0 ? 'donut' : 'none',
      bars,
      facts: [
        ...(bars.length > 0 ? [] : counts.map(([title, count]) => ({ title, value: figureText(context, count) }))),
        { title: say('results.n'), value: peopleText(context, found.people) },
        { title: say('results.period'), value: say('results.until', { date: formatDateWithYear(today, language) }) },
      ],
      definition: say('results.c.definition'),
    },
  ];
}
