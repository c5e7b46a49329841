import type { ShownText } from '../../consents/read-text.ts';
import { consentRight } from '../../domain/access.ts';
import { type ConsentPurpose, isGate } from '../../domain/consent/consent.ts';
import type { Course } from '../../domain/course/course.ts';
import { consentMonths, type Programme, purposesOf } from '../../domain/programme.ts';
import type { Parts } from '../context.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import type { Reader } from '../courses/reader.ts';

/** The programme a course has pinned. */
function programmeOf({ programmes }: Parts, { programme }: Course): Programme {
  return programmes.get(programme.id, programme.version);
}

/** What the citizen is asked on a course, the gate first, as far as the reader's side may read of it: the clinic knows of the gate alone. */
export function purposesFor(
  { parts, viewer }: Reader,
  { shown }: Pick<ShownCourse, 'shown'>,
): readonly ConsentPurpose[] {
  const all = purposesOf(programmeOf(parts, shown.value));
  return viewer.colleague.side === 'jobCentre' ? all : all.filter(isGate);
}

/** Those of them whose consent the reader may record and withdraw (product.md 4). */
export function recordableBy(reader: Reader, course: Pick<ShownCourse, 'shown'>): readonly ConsentPurpose[] {
  return purposesFor(reader, course).filter((purpose) => course.shown.rights.has(consentRight(purpose)));
}

/** For how many months a consent of the course may run; a purpose the programme has no use for is a card nobody was shown. */
export function monthsOf(parts: Parts, course: Course, purpose: ConsentPurpose): number {
  const months = consentMonths(programmeOf(parts, course), purpose);
  if (months === null) throw new Error('a consent that the programme does not ask for');
  return months;
}

/** The text the citizen is shown: the agreement's own, else the common one (K10). The alias begins with the agreement's code (N6). */
export function textOf(
  { parts, language }: Pick<Reader, 'parts' | 'language'>,
  course: Course,
  purpose: ConsentPurpose,
): ShownText {
  const [agreement = ''] = course.alias.split('-');
  return parts.consentTexts.textFor({ purpose, language, agreement });
}
