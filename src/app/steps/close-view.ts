import { CloseReason, DeclineReason } from '../../domain/course/events.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import type { Reader } from '../courses/reader.ts';
import type { View } from '../view.ts';

/** The reasons that end a course: A18's for one that runs, A3's for a referral that does not start. */
export function endReasons(status: 'running' | 'referred'): readonly string[] {
  return status === 'running' ? CloseReason.options : DeclineReason.options;
}

/** Ends a course with one reason from the list, no free text and no "andet" (A3, A18); lost contact is none. */
export function closeView(
  { say, language }: Reader,
  { shown, revision }: ShownCourse,
  { status, error = '' }: { readonly status: 'running' | 'referred'; readonly error?: string },
): View {
  const { id, alias } = shown.value;
  const key = status === 'running' ? 'course.closed' : 'decline';
  return {
    card: 'step-close',
    language,
    data: {
      title: `${alias} · ${say(`step.end.${status}`)}`,
      hint: say(`step.endHint.${status}`),
      reasons: endReasons(status).map((value) => ({ title: say(`${key}.${value}`), value })),
      error,
      confirm: say(`step.end.${status}`),
      ids: { course: id, rev: String(revision) },
      course: id,
    },
    summary: say('summary.step'),
    about: { view: 'stepClose', subject: id },
    discloses: [id],
  };
}

/** The receipt of an ended course. */
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
