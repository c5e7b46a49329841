import type { NoteId, UserId } from '../../domain/ids.ts';
import { isHidden } from '../../domain/step-up/disclosure.ts';
import type { StepUp } from '../../domain/step-up/step-up.ts';
import { type CourseFacts, factsOfOne } from '../courses/course-facts.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import type { Reader } from '../courses/reader.ts';
import { plain } from '../plain.ts';
import type { User } from '../ports/records.ts';

/** What a card of a step-up is made from beside the reader: the course, the words in the vault, and the names of staff. */
export interface StepUpWords {
  readonly facts: CourseFacts;
  readonly stepUp: StepUp;
  readonly notes: ReadonlyMap<NoteId, string>;
  readonly staff: ReadonlyMap<UserId, User>;
  /** Whether the reader may do something here: with the right, while course and step-up go on. */
  readonly mayAct: boolean;
  /** Whether sending and the agreement document are the reader's to do: not the specialist's (U1, U3). */
  readonly mayWrite: boolean;
}

/** Reads them once for a card, of a course that passed the gate. */
export async function readStepUpWords(reader: Reader, course: ShownCourse, stepUp: StepUp): Promise<StepUpWords> {
  const { value, rights } = course.shown;
  const by = [...stepUp.prepared.values(), stepUp.inMinPlan, ...stepUp.lines.map((l) => l.done)].map((d) => d?.by);
  const people = [value.specialist, value.caseworker, ...by].filter((id) => id !== null && id !== undefined);
  const mayAct = rights.has('stepUp') && value.status === 'running' && stepUp.ended === null;
  return {
    facts: await factsOfOne(reader, course),
    stepUp,
    notes: await reader.tx.vault.notes(notesOf(stepUp)),
    staff: await reader.tx.users.many([...new Set(people)]),
    mayAct,
    mayWrite: mayAct && reader.viewer.colleague.id !== value.specialist,
  };
}

function notesOf({ dragsOut, notEnough, names, lines }: StepUp): readonly NoteId[] {
  return [dragsOut, notEnough, ...names.values(), ...lines.map((l) => l.text)];
}

/** A note as a card shows it; empty where it is hidden or erased. */
export function noteText({ notes }: Pick<StepUpWords, 'notes'>, id: NoteId | undefined): string {
  return plain(id === undefined ? '' : (notes.get(id) ?? ''));
}

/** What somebody wrote, or why it does not stand here: the consent is over, or the citizen's record was erased. */
export function wordsOf({ say }: Pick<Reader, 'say'>, words: StepUpWords, id: NoteId): string {
  return noteText(words, id) || say(isHidden(words.stepUp) ? 'stepUp.hidden' : 'stepUp.erased');
}

/** A colleague's name; empty where there is none. */
export function staffName({ staff }: Pick<StepUpWords, 'staff'>, id: UserId | null): string {
  return plain(id === null ? '' : (staff.get(id)?.name ?? ''));
}
