import { type Absence, absenceRefused, lastsOn } from '../../domain/absence.ts';
import { maxDate } from '../../domain/calendar/dates.ts';
import { localDate, PlainDate } from '../../domain/calendar/time.ts';
import { AbsenceId } from '../../domain/ids.ts';
import { workDaysOf } from '../agreements/work-days.ts';
import type { ActingSession } from '../courses/reader.ts';
import { nextMorning } from '../due/moments.ts';
import { reschedulePerson } from '../due/person-due.ts';
import { planDigest } from '../due/raise.ts';
import { formatDateWithYear } from '../format.ts';
import { plain } from '../plain.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { type Answer, card, notice } from '../view.ts';
import { type AbsenceTyped, absenceReceiptView, absenceView } from './absence-view.ts';
import { finishAbsence } from './finish-absence.ts';
import { possibleCovers } from './possible-covers.ts';

/** Enters an absence (N3): from its first day the person's nudges go to the cover, who sees the courses while it lasts. */
export async function enterAbsence(session: ActingSession, typed: AbsenceTyped, cardId: string): Promise<Answer> {
  const { say, tx, user, today } = session;
  const again = async (error: string) => card(await absenceView(session, { error, typed }));
  const [first, last] = [PlainDate.safeParse(typed.first), PlainDate.safeParse(typed.last)];
  if (!(first.success && last.success)) return again(say('absence.datesNeeded'));
  const cover = (await possibleCovers(session, user)).find((u) => u.id === typed.cover);
  if (cover === undefined) return again(refusalSentence(say, { because: 'absence-cover-needed' }));
  const id = AbsenceId.parse(session.parts.ids.next());
  const absence = { id, colleague: user.id, cover: cover.id, first: first.data, last: last.data };
  const refused = absenceRefused(absence, { known: await tx.absences.all(), today });
  if (refused !== null) return again(refusalSentence(say, refused));
  if (!(await tx.inbound.first(`once:${cardId}`, session.now))) return notice(say('errors.alreadyAnswered'));
  await tx.absences.add(absence);
  await reschedulePerson(session, user.id);
  await tellCover(session, absence);
  return card(
    absenceReceiptView(session, [
      say('absence.entered', { ...daysOf(session, absence), cover: plain(cover.name) }),
      say('absence.meanwhile'),
    ]),
  );
}

/** The first morning of the absence has a digest for the cover, whatever was planned for the absent person before. */
async function tellCover(session: ActingSession, { colleague, first }: Absence): Promise<void> {
  const calendar = await workDaysOf(session, colleague);
  const morning = localDate(nextMorning(session, calendar));
  await planDigest(session, { user: colleague, day: maxDate(first, morning), agreement: null });
}

/** Back early, or not going after all: what is left of the absence is taken back at once. */
export async function endAbsence(session: ActingSession, id: string): Promise<Answer> {
  const { say, tx, user, today } = session;
  const absence = (await tx.absences.all()).find((a) => a.id === id && a.colleague === user.id);
  if (absence === undefined) return card(await absenceView(session, { notice: say('absence.none') }));
  const began = lastsOn(absence, today);
  await finishAbsence(session, absence);
  await reschedulePerson(session, user.id);
  const line = began ? 'absence.ended' : 'absence.cancelled';
  return card(absenceReceiptView(session, [say(line, daysOf(session, absence))]));
}

function daysOf({ language }: ActingSession, { first, last }: Absence) {
  return { first: formatDateWithYear(first, language), last: formatDateWithYear(last, language) };
}
