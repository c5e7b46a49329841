import { type Quarter, quartersBefore } from '../calendar/quarter.ts';
import type { PlainDate } from '../calendar/time.ts';
import { byPerson, overlaps, type ResultCourse } from './facts.ts';
import { type Audience, type Share, share } from './figures.ts';

/** The levels of the IPS learning community, percent (R3). */
export const LEVELS = { minimum: 31, average: 41, excellent: 50 } as const;

/** R3: of the people served in a quarter, those who were in an ordinary job at any time in it. */
export interface QuarterlyRate {
  readonly quarter: Quarter;
  readonly inJob: Share;
}

/** How many quarters are shown: a year. */
const QUARTERS = 4;

/** The rates of programme A for the last four quarters that are over, oldest first. */
export function quarterlyRates(
  courses: readonly ResultCourse[],
  today: PlainDate,
  audience: Audience,
): readonly QuarterlyRate[] {
  const people = byPerson(courses.filter((c) => c.letter === 'A'));
  return quartersBefore(today, QUARTERS).map((quarter) => {
    const served = people.filter((own) => own.some((c) => overlaps(c, quarter)));
    const inJob = served.filter((own) =>
      own.some((c) => c.engagements.some((e) => e.kind === 'ordinaryJob' && overlaps(e, quarter))),
    );
    return { quarter, inJob: share(inJob.length, served.length, audience) };
  });
}
