import type { Session } from '../app/context.ts';
import { loadCourse } from '../app/courses/load-course.ts';
import { DIRECTIONS, latestValidDay } from '../domain/consent/consent.ts';
import type { CourseCommand } from '../domain/course/commands.ts';
import { ConsentId, type CourseId, NoteId } from '../domain/ids.ts';
import type { Happening } from './story.ts';

/** Both directions of the course's consent, given and recorded on one day, for as long as it may hold (K10, K11). */
export async function consentRecords(
  session: Session,
  id: CourseId,
  { on, form }: Extract<Happening, { do: 'consent' }>,
): Promise<CourseCommand> {
  const { tx, parts, user, now } = session;
  const { course } = await loadCourse(session, id);
  const { text, directions } = parts.consentTexts.forGate(course.gate, 'da');
  const evidence = NoteId.parse(parts.ids.next());
  await tx.vault.addNote({
    id: evidence,
    person: course.person,
    text: 'Samtykkeerklæring, dokument 1 (demo)',
    at: now,
  });
  const consents = DIRECTIONS.map((direction) => ({
    id: ConsentId.parse(parts.ids.next()),
    purpose: course.gate,
    direction,
    form,
    givenOn: on,
    validFrom: on,
    lastValidDay: latestValidDay(on),
    evidence,
    text,
    legalBasis: directions[direction].legalBasis,
    categories: [...directions[direction].categories],
    recordedBy: user.id,
  }));
  return { type: 'recordConsents', consents, signatureSeen: true };
}

/** Consents to what the clinic may tell, not entered in the patient journal yet (K11). */
export async function consentsToJournal(session: Session, id: CourseId): Promise<ConsentId[]> {
  const { course } = await loadCourse(session, id);
  return course.consents
    .filter((c) => c.direction === 'psychiatryToJobCentre' && c.journaled === null)
    .map((c) => c.id);
}
