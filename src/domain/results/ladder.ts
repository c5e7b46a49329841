import type { PlainDate } from '../calendar/time.ts';
import { byPerson, type ResultCourse, type ResultKind } from './facts.ts';
import { type Audience, type Figure, figure, parts } from './figures.ts';

/** Programme C's graduated outcomes, the highest first (C2). */
export const RUNGS = ['ordinaryJob', 'flexJob', 'revalidation', 'internship', 'none'] as const;
export type LadderRung = (typeof RUNGS)[number];

/** R2, C4: everybody of programme C on the highest rung they have reached; never mixed with A. */
export interface Ladder {
  readonly people: Figure;
  readonly rungs: readonly (readonly [LadderRung, Figure])[];
}

/** Which rung a kind stands on; self-employment and ordinary education stand with the ordinary jobs, as in R1. */
const RUNG_OF: Readonly<Partial<Record<ResultKind, LadderRung>>> = {
  ordinaryJob: 'ordinaryJob',
  selfEmployment: 'ordinaryJob',
  education: 'ordinaryJob',
  flexJob: 'flexJob',
  revalidation: 'revalidation',
  internship: 'internship',
};

/** Programme C's ladder: what has begun since the start, whether or not it has ended. */
export function ladder(courses: readonly ResultCourse[], today: PlainDate, audience: Audience): Ladder {
  const people = byPerson(courses.filter((c) => c.letter === 'C')).map((own) => highest(own, today));
  const counts = RUNGS.map((rung) => [rung, people.filter((p) => p === rung).length] as const);
  return { people: figure(people.length, audience), rungs: parts(counts, audience) };
}

function highest(own: readonly ResultCourse[], today: PlainDate): LadderRung {
  const reached = own.flatMap((c) =>
    c.engagements.flatMap((e) => (e.startedOn >= c.startedOn && e.startedOn <= today ? (RUNG_OF[e.kind] ?? []) : [])),
  );
  return RUNGS.find((rung) => reached.includes(rung)) ?? 'none';
}
