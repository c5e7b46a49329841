import { type AgreementTerms, type Conference, calendarOf } from '../../domain/agreement/agreement.ts';
import { localDate } from '../../domain/calendar/time.ts';
import { nextMeeting } from '../conference/load-conference.ts';
import type { Session } from '../context.ts';
import { formatClock, formatDateTime, formatDateWithYear, formatWeekNumber } from '../format.ts';
import { plain } from '../plain.ts';
import type { Organisation } from '../ports/records.ts';
import { programmeName } from '../programme-name.ts';
import { listInWords } from '../refusal-sentence.ts';
import { writeDays, writeWeeks } from './read-days.ts';
import type { AgreementAt } from './set-up-access.ts';

/** A line of a fact set. */
export interface Fact {
  readonly title: string;
  readonly value: string;
}

/** An agreement summed up for people: what `opsæt` is about to save, or has saved. */
export interface SummedUp {
  readonly terms: AgreementTerms;
  readonly jobCentre: Pick<Organisation, 'name'>;
  readonly clinic: Pick<Organisation, 'name'>;
  readonly conferences: readonly Conference[];
}

/** The terms in a few lines. */
export function termsFacts(session: Session, { terms, jobCentre, clinic, conferences }: SummedUp): readonly Fact[] {
  const { say, language } = session;
  const date = (day: AgreementTerms['validFrom']) => formatDateWithYear(day, language);
  const fact = (key: string, value: string): Fact => ({ title: say(`setUp.fact.${key}`), value: plain(value) });
  const some = (key: string, value: string): readonly Fact[] => (value === '' ? [] : [fact(key, value)]);
  return [
    fact('code', terms.code),
    fact('parties', say('setUp.parties', { jobCentre: jobCentre.name, clinic: clinic.name })),
    fact(
      'programmes',
      listInWords(
        say,
        terms.programmes.map((id) => programmeName(say, session.parts.programmes.latest(id))),
      ),
    ),
    fact('valid', `${date(terms.validFrom)} – ${date(terms.validTo)}`),
    fact('review', date(terms.reviewOn)),
    fact('office', say(terms.officeAccess ? 'words.yes' : 'words.no')),
    ...some('rhythm', terms.contactEveryDays === null ? '' : say('setUp.rhythm', { count: terms.contactEveryDays })),
    ...some('closed', writeDays(terms.closedDays)),
    ...some('free', writeWeeks(terms.conferenceFreeWeeks, say)),
    ...conferences.map((c) => fact('conference', conferenceLine(session, c))),
  ];
}

/** "onsdag kl. 13.00 (60 min.), hver uge, Lokale 2": in a channel without its name, which somebody typed (N2). */
function conferenceLine(session: Session, { when, place }: Conference): string {
  const { say } = session;
  const line = say('setUp.conferenceLine', {
    when: weeklyTime(session, { when }),
    minutes: when.minutes,
    every: say('setUp.everyWeeks', { count: when.everyWeeks }),
  });
  return place === '' ? line : `${line}, ${place}`;
}

/** "onsdag kl. 13.00": by which a conference is told from the agreement's others. */
export function weeklyTime(
  { say, language }: Pick<Session, 'say' | 'language'>,
  { when }: Pick<Conference, 'when'>,
): string {
  return say('setUp.weekly', { weekday: say(`weekday.${when.weekday}`), clock: formatClock(when.start, language) });
}

/** When a conference is next held: "ons. 11. nov. kl. 13.00 (uge 46)"; null when none is in sight. */
export async function nextHeld(
  session: Session,
  { agreement }: Pick<AgreementAt, 'agreement'>,
  conference: Conference,
): Promise<string | null> {
  const calendar = calendarOf(agreement.terms, session.parts.isHoliday);
  const next = await nextMeeting(session, { agreement, calendar }, conference);
  if (next === null) return null;
  const { start } = next.occurrence;
  const { language } = session;
  return `${formatDateTime(start, language)} (${formatWeekNumber(localDate(start), language)})`;
}
