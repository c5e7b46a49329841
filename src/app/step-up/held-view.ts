import { z } from 'zod';
import { addMonths, minDate } from '../../domain/calendar/dates.ts';
import { invited, networkWished } from '../../domain/step-up/participants.ts';
import { plannedTalk, TalkDecision } from '../../domain/step-up/step-up.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import type { ActingSession } from '../courses/reader.ts';
import { typedAgain } from '../typed.ts';
import type { View } from '../view.ts';
import { shownStepUp } from './step-up-view.ts';

/** A talk as it comes: the day, who was there, and what was decided, comma separated. */
export const TypedTalk = z.object({
  date: z.string().max(100).default(''),
  present: z.string().max(1000).default(''),
  decisions: z.string().max(1000).default(''),
});
export type TypedTalk = z.infer<typeof TypedTalk>;
export type TalkErrors = Readonly<Partial<Record<keyof TypedTalk, string>>>;

/** What was typed, and what was wrong with it. */
export interface TalkForm {
  readonly course: ShownCourse;
  readonly typed?: TypedTalk;
  readonly errors?: TalkErrors;
  readonly notice?: string;
  readonly talk?: string;
}

const MONTHS_BACK = 12;

/** U2: the talk was held: everybody invited is ticked, and the decision is asked. Null where there is no step-up. */
export function heldTalkView(session: ActingSession, form: TalkForm): View | null {
  const { say, language, today, parts } = session;
  const { course, errors = {}, notice = '' } = form;
  const stepUp = shownStepUp(course);
  if (stepUp === null) return null;
  const { value } = course.shown;
  const who = invited(stepUp, networkWished(value, stepUp));
  const planned = plannedTalk(stepUp);
  const day = planned === null ? today : minDate(planned.plannedFor, today);
  const typed = form.typed ?? { date: day, present: who.join(','), decisions: '' };
  const options = (values: readonly string[], words: string) =>
    values.map((one) => ({ title: say(`${words}.${one}`), value: one }));
  return {
    card: 'step-up-held',
    language,
    data: {
      title: `${value.alias} · ${say('stepUp.do.held')}`,
      notice,
      people: options(who, 'stepUp.who'),
      options: options(TalkDecision.options, 'stepUp.decision'),
      date: typedAgain(typed.date, 100),
      present: typedAgain(typed.present, 1000),
      decisions: typedAgain(typed.decisions, 1000),
      earliest: stepUp.sentOn ?? addMonths(today, -MONTHS_BACK),
      latest: today,
      errors: { date: '', present: '', decisions: '', ...errors },
      ids: { course: value.id, rev: String(course.revision), talk: planned?.id ?? form.talk ?? parts.ids.next() },
      course: value.id,
    },
    summary: say('summary.answer'),
    about: { view: 'stepUpForm', subject: value.id },
    discloses: [value.id],
  };
}
