import { addDays, maxDate } from '../../domain/calendar/dates.ts';
import type { PlainDate } from '../../domain/calendar/time.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { Scope } from '../context.ts';
import { loadCourses } from '../courses/load-course.ts';
import type { CourseRow } from '../ports/records.ts';

/** A record whose time is over: its courses, and the day the last of them ended. */
export interface Outlived {
  readonly person: PersonId;
  readonly aliases: readonly string[];
  readonly endedOn: PlainDate;
}

const PART = 500;

/**
 * The records that have been kept as long as they may be (P5): the last course of the person ended `days` ago or longer. Whoever has asked for
 * their copy gets it first.
 */
export async function outlivedRecords(scope: Scope, days: number): Promise<readonly Outlived[]> {
  const outlived: Outlived[] = [];
  for (const [person, rows] of await rowsByPerson(scope)) {
    if (rows.some((row) => row.status === 'referred' || row.status === 'running')) continue;
    if ((await scope.tx.vault.isErased(person)) || (await awaitsCopy(scope, person))) continue;
    const endedOn = await lastEnd(scope, rows);
    if (endedOn === null || addDays(endedOn, days) > scope.today) continue;
    outlived.push({ person, aliases: rows.map((row) => row.alias).sort(), endedOn });
  }
  return outlived;
}

async function rowsByPerson({ tx }: Scope): Promise<ReadonlyMap<PersonId, readonly CourseRow[]>> {
  const people = new Map<PersonId, CourseRow[]>();
  for (let after: CourseRow['id'] | null = null; ; ) {
    const page: readonly CourseRow[] = await tx.courses.all(after, PART);
    for (const row of page) people.set(row.person, [...(people.get(row.person) ?? []), row]);
    after = page.at(-1)?.id ?? null;
    if (page.length < PART) return people;
  }
}

async function awaitsCopy({ tx }: Scope, person: PersonId): Promise<boolean> {
  return (await tx.requests.ofPerson(person)).some((r) => r.kind === 'access' && r.outcome === null);
}

async function lastEnd(scope: Scope, rows: readonly CourseRow[]): Promise<PlainDate | null> {
  const loaded = await loadCourses(
    scope,
    rows.map((row) => row.id),
  );
  const ends = [...loaded.values()].flatMap(({ course }) => ('endedOn' in course ? [course.endedOn] : []));
  return ends.length < rows.length ? null : ends.reduce(maxDate);
}
