import { z } from 'zod';
import { addMonths } from '../../domain/calendar/dates.ts';
import { FollowUpBy, type LineKind } from '../../domain/step-up/step-up.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import type { ActingSession } from '../courses/reader.ts';
import { textAgain } from '../jobs/job-text.ts';
import { typedAgain } from '../typed.ts';
import type { View } from '../view.ts';

/** A line of the agreement document as it comes. */
export const TypedLine = z.object({
  text: z.string().max(100_000).default(''),
  followUpBy: z.string().max(20).default(''),
  due: z.string().max(100).default(''),
});
export type TypedLine = z.infer<typeof TypedLine>;
export type LineErrors = Readonly<Partial<Record<keyof TypedLine, string>>>;

/** What was typed, and what was wrong with it. */
export interface LineForm {
  readonly course: ShownCourse;
  readonly kind: LineKind;
  readonly typed?: TypedLine;
  readonly errors?: LineErrors;
  readonly notice?: string;
  readonly line?: string;
}

/** U3: a consideration, which the specialist sees to, or an effort, which the caseworker starts: words, who follows up, and by when. */
export function stepUpLineView(session: ActingSession, form: LineForm): View {
  const { say, language, today, parts } = session;
  const { course, kind, errors = {}, notice = '' } = form;
  const { id, alias, programme } = course.shown.value;
  const months = parts.programmes.get(programme.id, programme.version).stepUp?.datesWithinMonths ?? 0;
  const typed = form.typed ?? TypedLine.parse({ followUpBy: 'caseworker' });
  return {
    card: 'step-up-line',
    language,
    data: {
      title: `${alias} · ${say(`stepUp.do.${kind}`)}`,
      notice,
      hint: say(`stepUp.lineHint.${kind}`),
      chooses: kind === 'effort',
      followers: FollowUpBy.options.map((who) => ({ title: say(`stepUp.who.${who}`), value: who })),
      text: textAgain(typed.text),
      followUpBy: typedAgain(typed.followUpBy, 20),
      due: typedAgain(typed.due, 100),
      earliest: today,
      latest: addMonths(today, months),
      errors: { text: '', followUpBy: '', due: '', ...errors },
      ids: { course: id, rev: String(course.revision), kind, line: form.line ?? parts.ids.next() },
      course: id,
    },
    summary: say('summary.answer'),
    about: { view: 'stepUpForm', subject: id },
    discloses: [id],
  };
}
