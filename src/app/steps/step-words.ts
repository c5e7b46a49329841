import type { NoteId, UserId } from '../../domain/ids.ts';
import { type CourseFacts, factsOfOne } from '../courses/course-facts.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import type { Reader } from '../courses/reader.ts';
import type { User } from '../ports/records.ts';

/** What a step card is made from beside the reader: the facts, the names of staff, and the words of the job goal. */
export interface StepWords {
  readonly facts: CourseFacts;
  readonly staff: ReadonlyMap<UserId, User>;
  readonly notes: ReadonlyMap<NoteId, string>;
}

/** Reads them once for a card: the notes are those of a course that passed the gate, so the other side gets none. */
export async function readStepWords(reader: Reader, course: ShownCourse): Promise<StepWords> {
  const { conditions, engagements, specialist } = course.shown.value;
  const met = [...conditions.values(), ...engagements.flatMap((e) => [...e.confirmed.values()])];
  const people = [specialist, ...met.map((m) => m.by)].filter((id) => id !== null);
  return {
    facts: await factsOfOne(reader, course),
    staff: await reader.tx.users.many([...new Set(people)]),
    notes: await reader.tx.vault.notes(met.flatMap((m) => m.note ?? [])),
  };
}
