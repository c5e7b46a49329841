import { CourseWish, WishAnswer, wishOf } from '../../domain/course/wishes.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import type { Reader } from '../courses/reader.ts';
import { typedAgain } from '../typed.ts';
import type { View } from '../view.ts';

/** What the card shows again after a refusal. */
export interface WishesState {
  readonly error?: string;
  readonly typed?: Readonly<Record<CourseWish | 'on', string>>;
}

/** The card of the citizen's wishes (W1, W2): what was said last is chosen, the day is today. */
export function wishesView(reader: Reader, course: ShownCourse, { error = '', typed }: WishesState = {}): View {
  const { say, language, today } = reader;
  const { id, alias } = course.shown.value;
  const values = CourseWish.options.map((wish) => [
    wish,
    typedAgain(typed?.[wish] ?? wishOf(course.shown.value, wish)),
  ]);
  return {
    card: 'wishes',
    language,
    data: {
      error,
      title: say('wishes.title', { alias }),
      values: Object.fromEntries(values),
      choices: WishAnswer.options.map((value) => ({
        title: say(value === 'unsaid' ? 'wishes.unsaid' : `wishes.answer.${value}`),
        value,
      })),
      on: typedAgain(typed?.on ?? today),
      course: id,
      rev: String(course.revision),
    },
    summary: say('summary.answer'),
    about: { view: 'wishes', subject: id },
    discloses: [id],
  };
}
