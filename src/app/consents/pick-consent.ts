import { DIRECTIONS_OF } from '../../domain/consent/consent.ts';
import { rowsFor, type ShownCourse, showCourses } from '../courses/load-course.ts';
import type { Reader } from '../courses/reader.ts';
import { formatDateWithYear } from '../format.ts';
import type { View } from '../view.ts';
import { consentStatus } from './direction-status.ts';
import { recordableBy } from './purposes.ts';

/** So many courses get a button of their own; the rest stand in a list. */
const MOST_BUTTONS = 5;

/** `samtykke` without an alias: the courses whose consent is the person's to record, those without one first. Null when there is none. */
export async function pickConsentView(reader: Reader): Promise<View | null> {
  const { say, language, viewer } = reader;
  const shown = await showCourses(reader, viewer, await rowsFor(reader, viewer, 'open'));
  const own = shown.filter((c) => recordableBy(reader, c).length > 0);
  if (own.length === 0) return null;
  const choices = own.map((course) => choiceOf(reader, course)).sort((a, b) => a.until.localeCompare(b.until));
  return {
    card: 'pick-course',
    language,
    data: {
      title: say('consent.pick'),
      verb: 'consent.open',
      buttons: choices.slice(0, MOST_BUTTONS),
      rest: choices.slice(MOST_BUTTONS),
      safety: say('safety'),
    },
    summary: say('summary.answer'),
    about: { view: 'consentPick', subject: viewer.colleague.id },
    discloses: own.map((c) => c.shown.value.id),
  };
}

/** By the first purpose that is theirs to record, the gate where it is. `until` orders them: nothing in force first, then what runs out soonest. */
function choiceOf(reader: Reader, course: ShownCourse) {
  const { say, language, today } = reader;
  const { shown } = course;
  const { alias, id, gate } = shown.value;
  const [purpose = gate] = recordableBy(reader, course);
  const ends = DIRECTIONS_OF[purpose]
    .map((direction) => consentStatus(shown, { purpose, direction }, today))
    .map((s) => (s.kind === 'inForce' ? s.on : null));
  if (purpose === 'K4') return { title: `${alias} – ${say('consent.pickStepUp')}`, value: id, until: '' };
  const first = ends.includes(null) ? null : ends.filter((e) => e !== null).sort()[0];
  const state =
    first == null ? say('consent.pickMissing') : say('consent.pickUntil', { on: formatDateWithYear(first, language) });
  return { title: `${alias} – ${state}`, value: id, until: first ?? '' };
}
