import { loadAgreement } from '../app/agreements/load-agreement.ts';
import type { Session } from '../app/context.ts';
import { loadCourse } from '../app/courses/load-course.ts';
import { saidOf } from '../consents/load.ts';
import { DIRECTIONS_OF, latestValidDay } from '../domain/consent/consent.ts';
import type { CourseCommand } from '../domain/course/commands.ts';
import { ConsentId, type CourseId, NoteId } from '../domain/ids.ts';
import { consentMonths } from '../domain/programme.ts';
import type { Happening } from './happening.ts';

/** A consent, the gate's unless told: every direction, or those named, given and recorded on one day for as long as it may hold (K10, K11). */
export async function consentRecords(
  session: Session,
  id: CourseId,
  { on, form, purpose: asked, directions: named }: Extract<Happening, { do: 'consent' }>,
): Promise<CourseCommand> {
  const { tx, parts, user, now } = session;
  const { course } = await loadCourse(session, id);
  const purpose = asked ?? course.gate;
  const code = (await loadAgreement(session, course.agreement)).agreement.terms.code;
  const shown = parts.consentTexts.textFor({ purpose, language: 'da', agreement: code });
  const months =
    consentMonths(parts.programmes.get(course.programme.id, course.programme.version), purpose) ?? undefined;
  const evidence = NoteId.parse(parts.ids.next());
  await tx.vault.addNote({
    id: evidence,
    person: course.person,
    text: 'Samtykkeerklæring, dokument 1 (demo)',
    at: now,
  });
  const consents = (named ?? DIRECTIONS_OF[purpose]).map((direction) => ({
    id: ConsentId.parse(parts.ids.next()),
    purpose,
    direction,
    form,
    givenOn: on,
    validFrom: on,
    lastValidDay: latestValidDay(on, months),
    evidence,
    text: shown.text,
    legalBasis: saidOf(shown, direction).legalBasis,
    categories: [...saidOf(shown, direction).categories],
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
