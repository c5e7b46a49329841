import { daysBetween } from '../../domain/calendar/dates.ts';
import type { Course } from '../../domain/course/course.ts';
import type { NoteId } from '../../domain/ids.ts';
import { openLines, openStepUp } from '../../domain/step-up/step-up.ts';
import { formatDate } from '../format.ts';
import { plain } from '../plain.ts';
import type { OpenItem } from '../work-list/open-items.ts';
import type { ItemText, Wording } from '../work-list/wording.ts';

/** A step-up's package or a line of its agreement, as it stands on a list (section 9, U1, U3). */
export function stepUpText({ obligation, shown }: OpenItem, { say, language, today, notes }: Wording): ItemText {
  const count = daysBetween(obligation.due, today);
  const date = formatDate(obligation.due, language);
  const when = whenText({ say }, count, date);
  const line = openStepUp(shown.value)?.lines.find((l) => l.id === obligation.line);
  if (line === undefined) return { what: say('item.stepUpDocuments'), status: when };
  const text = notes.get(line.text);
  const what = say(`item.stepUpFollowUp.${line.kind}`);
  return { what, status: text === undefined ? when : `${plain(text)} – ${when}` };
}

function whenText({ say }: Pick<Wording, 'say'>, count: number, date: string): string {
  if (count > 0) return say('item.overdue', { count });
  return count === 0 ? say('item.dueToday') : say('item.dueAhead', { date, count: -count });
}

/** The words of the lines that wait (U3), of a course that passed the gate. */
export function lineNotes(course: Course): readonly NoteId[] {
  const stepUp = openStepUp(course);
  return stepUp === null ? [] : openLines(stepUp).map((l) => l.text);
}
