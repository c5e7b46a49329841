import type { Engagement } from '../../domain/course/engagement.ts';
import type { NoteId } from '../../domain/ids.ts';
import type { Reader } from '../courses/reader.ts';
import { engagementName, engagementState, engagementTerms } from './job-words.ts';

/**
 * The agreement as a text to copy into Min Plan and VITAS (B17, F2): agreement, contact person and purpose, and nothing that names the
 * citizen.
 */
export function agreementText(
  reader: Pick<Reader, 'say' | 'language'>,
  engagement: Engagement,
  notes: ReadonlyMap<NoteId, string>,
): string {
  const { say } = reader;
  const { employer, tasks, considerations, confirmed } = engagement;
  const words = [
    ['employer', employer],
    ['contactPerson', confirmed.get('contactPerson')?.note ?? null],
    ['tasks', tasks],
    ['considerations', considerations],
  ] as const;
  const lines = words.flatMap(([what, note]) => {
    const text = note === null ? undefined : notes.get(note);
    return text === undefined ? [] : [say(`job.copy.${what}`, { text })];
  });
  const head = [engagementName(reader, engagement), engagementState(reader, engagement)];
  const plan = confirmed.has('followUpPlan') ? [say('job.copy.followUpPlan')] : [];
  return [...head, engagementTerms(reader, engagement), ...lines, ...plan].filter((line) => line !== '').join('\n');
}

/** The notes of an engagement: only of a course that passed the gate, so the other side has none to read. */
export function notesOf({ employer, tasks, considerations, confirmed }: Engagement): readonly NoteId[] {
  const persons = [...confirmed.values()].map((c) => c.note);
  return [employer, tasks, considerations, ...persons].filter((id) => id !== null);
}
