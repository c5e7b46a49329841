import type { Moment } from '../record.ts';

/** What can go wrong with a message. */
export type Wrong = 'missed' | 'doubled' | 'early' | 'undue' | 'leaking';

/** One thing that went wrong, told so that it can be followed up. */
export interface Finding {
  readonly wrong: Wrong;
  readonly at: Moment;
  readonly where: string;
  readonly what: string;
  /** What was entered on the courses concerned. */
  readonly story: readonly string[];
}
