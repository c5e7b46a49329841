import { type Absence, lastsOn } from '../../domain/absence.ts';
import { addDays } from '../../domain/calendar/dates.ts';
import type { UserId } from '../../domain/ids.ts';
import type { ActingSession, Reader } from '../courses/reader.ts';
import { formatDate } from '../format.ts';
import { plain } from '../plain.ts';
import type { User } from '../ports/records.ts';
import { typedAgain } from '../typed.ts';
import type { View } from '../view.ts';
import { possibleCovers } from './possible-covers.ts';

/** What the absence form says. */
export interface AbsenceTyped {
  readonly first: string;
  readonly last: string;
  readonly cover: string;
}

/** What else the card shows: why nothing was entered, and what was chosen. */
export interface AbsenceCardOptions {
  readonly notice?: string;
  readonly error?: string;
  readonly typed?: AbsenceTyped;
}

/** `fravær`: the person's own absences with a button back, the team's for its leader, and the form (N3). */
export async function absenceView(session: ActingSession, options: AbsenceCardOptions = {}): Promise<View> {
  const { say, language, tx, user, today, viewer } = session;
  const absences = (await tx.absences.all()).filter((a) => a.last >= today);
  const staff = await staffOf(session, absences);
  const covers = await possibleCovers(session, user);
  const own = absences.filter((a) => a.colleague === user.id);
  return {
    card: 'absence',
    language,
    data: {
      notice: options.notice ?? '',
      error: options.error ?? '',
      own: own.map((a) => ({
        text: ownLine(session, a, staff),
        absence: a.id,
        back: say(lastsOn(a, today) ? 'absence.back' : 'absence.delete'),
      })),
      team: absences.filter((a) => viewer.team.has(a.colleague)).map((a) => absenceLine(session, a, staff)),
      covered: absences.filter((a) => a.cover === user.id).map((a) => absenceLine(session, a, staff)),
      mayEnter: covers.length > 0,
      covers: covers.map((u) => ({ title: u.name, value: u.id })),
      first: typedAgain(options.typed?.first ?? addDays(today, 1)),
      last: typedAgain(options.typed?.last ?? ''),
      cover: typedAgain(options.typed?.cover ?? ''),
      earliest: today,
    },
    summary: say('summary.answer'),
    about: { view: 'absence', subject: user.id },
    discloses: [],
  };
}

/** "Mette Konsulent er fraværende man. 9. nov.–fre. 20. nov. Morten Konsulent dækker." */
export function absenceLine(
  { say, language }: Pick<Reader, 'say' | 'language'>,
  { colleague, cover, first, last }: Absence,
  staff: ReadonlyMap<UserId, User>,
): string {
  const name = (id: UserId) => plain(staff.get(id)?.name ?? '');
  const days = { first: formatDate(first, language), last: formatDate(last, language) };
  return say('absence.line', { ...days, name: name(colleague), cover: name(cover) });
}

function ownLine({ say, language }: ActingSession, { cover, first, last }: Absence, staff: ReadonlyMap<UserId, User>) {
  const days = { first: formatDate(first, language), last: formatDate(last, language) };
  return say('absence.own', { ...days, cover: plain(staff.get(cover)?.name ?? '') });
}

/** The names that lines about absences need. */
export async function staffOf({ tx }: Pick<Reader, 'tx'>, absences: readonly Absence[]) {
  return tx.users.many([...new Set(absences.flatMap((a) => [a.colleague, a.cover]))]);
}

/** The receipt in place of the form. */
export function absenceReceiptView({ say, language, user }: ActingSession, lines: readonly string[]): View {
  return {
    card: 'receipt',
    language,
    data: { title: say('absence.title'), lines, buttons: [], footer: '' },
    summary: say('summary.answer'),
    about: { view: 'absenceReceipt', subject: user.id },
    discloses: [],
  };
}
