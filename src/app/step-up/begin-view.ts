import { z } from 'zod';
import { addDays, addMonths } from '../../domain/calendar/dates.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import type { ActingSession } from '../courses/reader.ts';
import { textAgain } from '../jobs/job-text.ts';
import { typedAgain } from '../typed.ts';
import type { View } from '../view.ts';

/** U0's form as it comes: both preconditions ticked and explained, the barriers, and the children. */
export const TypedBegin = z.object({
  dragsOut: z.string().max(10).default('false'),
  dragsOutWords: z.string().max(100_000).default(''),
  barrier: z.string().max(20).default(''),
  children: z.string().max(10).default(''),
  notEnough: z.string().max(10).default('false'),
  notEnoughWords: z.string().max(100_000).default(''),
  documentsDue: z.string().max(100).default(''),
});
export type TypedBegin = z.infer<typeof TypedBegin>;
export type BeginErrors = Readonly<Partial<Record<keyof TypedBegin | 'form', string>>>;

/** What was typed, and what was wrong with it. */
export interface BeginForm {
  readonly course: ShownCourse;
  readonly typed?: TypedBegin;
  readonly errors?: BeginErrors;
  readonly notice?: string;
  /** The id the form was given: the same answer twice is the same step-up. */
  readonly stepUp?: string;
}

const BLANK = TypedBegin.parse({});
const NO_ERRORS = Object.fromEntries(Object.keys({ ...BLANK, form: '' }).map((key) => [key, '']));

/** U0: the two preconditions, in practice and in words; nothing is scored. */
export function beginStepUpView(session: ActingSession, form: BeginForm): View {
  const { say, language, today, parts } = session;
  const { course, typed, errors = {}, notice = '' } = form;
  const { id, alias, programme } = course.shown.value;
  const rules = parts.programmes.get(programme.id, programme.version).stepUp;
  const suggested = addDays(today, rules?.documents.suggestedAfterDays ?? 0);
  const filled = typed ?? { ...BLANK, documentsDue: suggested };
  const options = (what: string, values: readonly string[]) =>
    values.map((value) => ({ title: say(`stepUp.${what}.${value}`), value }));
  return {
    card: 'step-up-begin',
    language,
    data: {
      title: say('stepUp.title', { alias }),
      notice,
      barriers: options('barrierChoice', ['health', 'family', 'both']),
      childrenChoices: options('children', ['yes', 'no']),
      earliest: today,
      latest: addMonths(today, rules?.datesWithinMonths ?? 0),
      ...filled,
      barrier: typedAgain(filled.barrier, 20),
      children: typedAgain(filled.children, 10),
      documentsDue: typedAgain(filled.documentsDue, 100),
      dragsOutWords: textAgain(filled.dragsOutWords),
      notEnoughWords: textAgain(filled.notEnoughWords),
      errors: { ...NO_ERRORS, ...errors },
      ids: { course: id, rev: String(course.revision), stepUp: form.stepUp ?? parts.ids.next() },
      course: id,
    },
    summary: say('summary.answer'),
    about: { view: 'stepUpForm', subject: id },
    discloses: [id],
  };
}
