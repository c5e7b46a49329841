import { CloseReason } from '../../domain/course/events.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import type { Reader } from '../courses/reader.ts';
import type { View } from '../view.ts';

/** Ends a course with one reason from the list, no free text and no "andet" (A18); lost contact is none. */
export function closeView({ say, language }: Reader, { shown, revision }: ShownCourse, error = ''): View {
  const { id, alias } = shown.value;
  return {
    card: 'step-close',
    language,
    data: {
      title: say('step.closeTitle', { alias }),
      reasons: CloseReason.options.map((value) => ({ title: say(`course.closed.${value}`), value })),
      error,
      ids: { course: id, rev: String(revision) },
      course: id,
    },
    summary: say('summary.step'),
    about: { view: 'stepClose', subject: id },
    discloses: [id],
  };
}

/** The receipt of a closed course. */
export function closedView({ say, language }: Reader, { shown }: ShownCourse, text: string): View {
  const { id, alias } = shown.value;
  return {
    card: 'receipt',
    language,
    data: {
      title: say('step.title', { alias }),
      lines: [text],
      buttons: [{ title: say('list.toList'), verb: 'list.open', send: {} }],
      footer: '',
    },
    summary: say('summary.step'),
    about: { view: 'stepReceipt', subject: id },
    discloses: [id],
  };
}
