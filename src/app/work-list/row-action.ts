import type { Reader } from '../courses/reader.ts';
import type { OpenItem } from './open-items.ts';

/** A button of a row: ids and a revision go with it, nothing else. */
export interface RowAction {
  readonly title: string;
  readonly verb: string;
  readonly send: Readonly<Record<string, string>>;
}

/** The one action of a row (product.md 1.5), where the reader may take it; everything else is behind *Åbn*. */
export function mainActionOf(item: OpenItem, { viewer, say }: Reader): RowAction | null {
  const { obligation, shown, revision } = item;
  const { rights } = shown;
  const course = shown.value.id;
  switch (obligation.kind) {
    case 'contact':
    case 'lostContact':
      return rights.has('act') ? { title: say('list.contact'), verb: 'contact.form', send: { course } } : null;
    case 'step':
      return rights.has('act') ? { title: say('list.step'), verb: 'step.form', send: { course } } : null;
    case 'task': {
      const task = shown.value.tasks.find((t) => t.id === obligation.task);
      const may = rights.has('act') || task?.owner === viewer.colleague.id;
      if (task === undefined || !may) return null;
      return { title: say('list.done'), verb: 'task.done', send: { course, task: task.id, rev: String(revision) } };
    }
    case 'consentMissing':
    case 'consentRunningOut':
      return rights.has('consent') ? { title: say('list.consent'), verb: 'consent.form', send: { course } } : null;
    case 'consentNotInJournal': {
      const send = { course, rev: String(revision) };
      return rights.has('consent') ? { title: say('list.journaled'), verb: 'consent.journal', send } : null;
    }
    case 'specialistMissing':
      return rights.has('assign')
        ? { title: say('list.assign'), verb: 'course.askSpecialist', send: { course } }
        : null;
    case 'conferenceUnanswered':
    case 'conferenceOnClosedDay':
    case 'review':
      return null;
    default:
      return obligation.kind satisfies never;
  }
}
