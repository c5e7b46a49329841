import type { Disclosed } from '../../domain/access.ts';
import { localDate, type PlainDate } from '../../domain/calendar/time.ts';
import { type Consent, DIRECTIONS } from '../../domain/consent/consent.ts';
import type { Course } from '../../domain/course/course.ts';
import type { Reader } from '../courses/reader.ts';
import { formatDateWithYear } from '../format.ts';

/**
 * The text to copy into the patient journal or the case (K11, F2): the gate's consents that hold or are to come, with form, dates and legal basis, and
 * those withdrawn that day. Nothing in it names the citizen. Empty while there is nothing to enter.
 */
export function journalText(
  { say, language, today }: Pick<Reader, 'say' | 'language' | 'today'>,
  { value: course }: Disclosed<Course>,
): string {
  const gate = course.consents.filter((c) => c.purpose === course.gate && DIRECTIONS.some((d) => d === c.direction));
  const standing = gate.filter((c) => c.ended === null && c.lastValidDay >= today);
  const withdrawn = gate.filter((c) => c.ended?.how === 'withdrawn' && localDate(c.ended.at) === today);
  if (standing.length + withdrawn.length === 0) return '';
  const day = (date: PlainDate) => formatDateWithYear(date, language);
  const about = (c: Consent) => ({
    direction: say(`direction.${c.direction}`),
    form: say(`journal.form.${c.form}`),
    given: day(c.givenOn),
    to: day(c.lastValidDay),
    law: c.legalBasis,
  });
  return [
    say('journal.title', { purpose: say(`consent.purpose.${course.gate}`) }),
    ...standing.map((c) => say('journal.given', about(c))),
    ...withdrawn.map((c) => say('journal.withdrawn', { ...about(c), on: day(today) })),
    ...(standing.length > 0 ? [say('journal.told')] : []),
  ].join('\n');
}
