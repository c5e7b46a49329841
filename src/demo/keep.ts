import type { Session } from '../app/context.ts';
import { loadCourse } from '../app/courses/load-course.ts';
import { type CourseId, NoteId } from '../domain/ids.ts';

/** A typed text of the story, kept as any other (K14). */
export async function keep(session: Session, id: CourseId, text: string): Promise<NoteId> {
  const { tx, parts, now } = session;
  const { course } = await loadCourse(session, id);
  const note = NoteId.parse(parts.ids.next());
  await tx.vault.addNote({ id: note, person: course.person, text, at: now });
  return note;
}
