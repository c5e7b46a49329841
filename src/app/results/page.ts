import type { PlainDate } from '../../domain/calendar/time.ts';
import type { FidelityFacts } from '../../domain/results/fidelity.ts';
import type { Counted } from './pick-results.ts';
import type { Words } from './section.ts';

/** The pages of `resultater`, in the order of their buttons. */
export const PAGES = ['cohort', 'programmeB', 'programmeC', 'quarter', 'indicators'] as const;
export type PageId = (typeof PAGES)[number];

/** What a page is written from. */
export interface PageContext extends Words {
  readonly today: PlainDate;
  readonly counted: Counted;
  /** Read only for the page of indicators. */
  readonly fidelity: FidelityFacts | null;
}
