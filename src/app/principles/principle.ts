import type { CourseFacts } from '../courses/course-facts.ts';
import type { Reader } from '../courses/reader.ts';

/** One principle or core element with what is known of it; `lacks` where something it asks for is not there yet. */
export interface Principle {
  readonly title: string;
  readonly lines: readonly string[];
  readonly lacks: boolean;
}

/** A course and whoever reads of it. */
export interface About {
  readonly reader: Reader;
  readonly facts: CourseFacts;
  /** The citizen's own words for the job goal; empty where there are none or they are not the reader's. */
  readonly goalWords: string;
}
