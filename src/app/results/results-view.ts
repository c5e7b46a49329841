import type { ChannelViewer } from '../../domain/access.ts';
import { CHANNEL_LANGUAGE } from '../conference/agenda-view.ts';
import type { Scope } from '../context.ts';
import type { Reader } from '../courses/reader.ts';
import { formatDateWithYear } from '../format.ts';
import { sayIn } from '../i18n.ts';
import type { View } from '../view.ts';
import { cohortPage } from './cohort-page.ts';
import { indicatorsPage } from './indicators-page.ts';
import { PAGES, type PageContext, type PageId } from './page.ts';
import { type Counted, countFor, countForChannel } from './pick-results.ts';
import { programmeBPage, programmeCPage } from './programme-pages.ts';
import { quarterPage } from './quarter-page.ts';
import { readFidelity } from './read-results.ts';
import type { Section, Words } from './section.ts';

/** A page of results, and under which agreement. */
export interface Asked {
  readonly page: PageId;
  readonly agreement: string;
}
export const FIRST_PAGE: Asked = { page: 'cohort', agreement: '' };

/** `resultater` in person (product.md 4): a leader's team, a specialist's own, a coordinator's agreements; null where there is none. */
export async function resultsView(reader: Reader, asked: Asked = FIRST_PAGE): Promise<View | null> {
  const counted = await countFor(reader, asked.agreement);
  if (counted === null) return null;
  return viewOf(reader, reader, { counted, page: asked.page, subject: reader.viewer.colleague.id });
}

/** `resultater` in a channel: its agreement alone, without small numbers (N2, R1). */
export async function channelResultsView(scope: Scope, viewer: ChannelViewer, page: PageId): Promise<View> {
  const words: Words = { say: sayIn(CHANNEL_LANGUAGE), language: CHANNEL_LANGUAGE };
  return viewOf(scope, words, { counted: await countForChannel(scope, viewer), page, subject: viewer.agreement });
}

interface Shown {
  readonly counted: Counted;
  readonly page: PageId;
  readonly subject: string;
}

async function viewOf(scope: Scope, { say, language }: Words, { counted, page, subject }: Shown): Promise<View> {
  const fidelity = page === 'indicators' ? await readFidelity(scope, counted) : null;
  const sections = sectionsOf(page, { say, language, today: scope.today, counted, fidelity });
  return {
    card: 'results',
    language,
    data: {
      title: say(`results.page.${page}.title`),
      whose: whose(say, counted),
      date: say('results.countedOn', { date: formatDateWithYear(scope.today, language) }),
      note: say(`results.page.${page}.note`),
      small: counted.audience === 'outside' ? say('results.small') : '',
      sections: sections.map(cardSection),
      ...choosing(say, counted),
      page,
      pages: pagesOf(scope)
        .filter((other) => other !== page)
        .map((other) => ({ title: say(`results.page.${other}.button`), page: other })),
    },
    summary: say('summary.results'),
    about: { view: 'results', subject },
    // Numbers alone, counted behind the gate: nothing about a single course.
    discloses: [],
  };
}

/** Programme C has a page as soon as there is a programme C. */
function pagesOf({ parts }: Scope): readonly PageId[] {
  const letters = parts.programmes.all().map((p) => p.letter);
  return PAGES.filter((page) => page !== 'programmeC' || letters.includes('C'));
}

function sectionsOf(page: PageId, context: PageContext): readonly Section[] {
  switch (page) {
    case 'cohort':
      return cohortPage(context);
    case 'programmeB':
      return programmeBPage(context);
    case 'programmeC':
      return programmeCPage(context);
    case 'quarter':
      return quarterPage(context);
    case 'indicators':
      return indicatorsPage(context);
    default:
      return page satisfies never;
  }
}

function whose(say: Words['say'], { whose: reach, agreements, chosen }: Counted): string {
  const codes = agreements.map((a) => a.terms.code).join(', ');
  return reach === 'agreement' || chosen !== 'all'
    ? say(`results.whose.${reach}In`, { code: codes })
    : say(`results.whose.${reach}`);
}

/** Where there are several agreements, one can be chosen (A13: the effect is followed per agreement). */
function choosing(say: Words['say'], { choices, chosen, whose: reach }: Counted) {
  const all = reach === 'agreement' ? [] : [{ title: say('results.all'), value: 'all' }];
  return {
    chosen,
    choices: choices.length > 1 ? [...all, ...choices.map((a) => ({ title: a.terms.code, value: a.id }))] : [],
  };
}

/** A section as the card's template reads it: each chart has its own names for the same bars. */
function cardSection({ bars, ...section }: Section) {
  return {
    ...section,
    axis: bars.map(({ name, value, color }) => ({ x: name, y: value, color })),
    slices: bars.map(({ name, value, color }) => ({ legend: name, value, color })),
    words: bars.map(({ name, text }) => ({ title: name, value: text })),
  };
}
