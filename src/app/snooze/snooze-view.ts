import { addDays } from '../../domain/calendar/dates.ts';
import { SnoozeReason } from '../../domain/course/events.ts';
import { latestSnooze, maySnooze } from '../../domain/course/snooze.ts';
import type { Obligation } from '../../domain/obligation.ts';
import { factsOfOne } from '../courses/course-facts.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import type { Reader } from '../courses/reader.ts';
import { lineNotes } from '../step-up/item-text.ts';
import { typedAgain } from '../typed.ts';
import type { View } from '../view.ts';
import { itemText } from '../work-list/item-text.ts';
import { holdsObligation, isOwnMatter, type OpenItem } from '../work-list/open-items.ts';

/** What was chosen on the form, and why it was not carried out. */
export interface SnoozeTyped {
  readonly item: string;
  readonly reason: string;
  readonly until: string;
}

/** Whether an obligation stands on the reader's own list, as theirs, and can be put off (N3). */
export function mayPutOff(reader: Reader, obligation: Obligation): boolean {
  const own = obligation.owners.some((told) => isOwnMatter(reader.viewer, told));
  return own && maySnooze(obligation, reader.today) && holdsObligation(reader, reader.viewer, obligation);
}

/** What on a course the reader may put off. */
export async function snoozable(reader: Reader, course: ShownCourse): Promise<readonly OpenItem[]> {
  const { obligations, ...facts } = await factsOfOne(reader, course);
  return obligations.filter((o) => mayPutOff(reader, o)).map((obligation) => ({ ...facts, obligation }));
}

/** *Udsæt*: which matter, why, and until when (N3). */
export async function snoozeView(
  reader: Reader,
  course: ShownCourse,
  { typed, error = '' }: { readonly typed?: SnoozeTyped; readonly error?: string } = {},
): Promise<View> {
  const { say, language, today } = reader;
  const { id, alias, tasks } = course.shown.value;
  const items = await snoozable(reader, course);
  const notes = await reader.tx.vault.notes([
    ...tasks.filter((t) => t.state === 'open').map((t) => t.text),
    ...lineNotes(course.shown.value),
  ]);
  const choices = items.map((item) => {
    const { what, status } = itemText(item, { say, language, today, notes });
    return { title: `${what} – ${status}`, value: item.obligation.key };
  });
  const latest = items.map((i) => latestSnooze(i.obligation, today)).sort();
  return {
    card: 'snooze',
    language,
    data: {
      title: say('snooze.title', { alias }),
      error,
      choices,
      item: typedAgain(typed?.item ?? choices[0]?.value ?? ''),
      reasons: SnoozeReason.options.map((value) => ({ title: say(`snooze.reason.${value}`), value })),
      reason: typedAgain(typed?.reason ?? ''),
      until: typedAgain(typed?.until ?? ''),
      earliest: addDays(today, 1),
      latest: latest.at(-1) ?? addDays(today, 1),
      course: id,
      rev: String(course.revision),
    },
    summary: say('summary.answer'),
    about: { view: 'snooze', subject: id },
    discloses: [id],
  };
}
