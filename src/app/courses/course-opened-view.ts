import { programmeName } from '../programme-name.ts';
import type { View } from '../view.ts';
import { periodText } from '../work-list/item-text.ts';
import { type CourseFacts, factsOfOne } from './course-facts.ts';
import { missingWords, statusWords, stepWords } from './course-words.ts';
import type { ShownCourse } from './load-course.ts';
import type { Reader } from './reader.ts';

/**
 * The receipt of an opening: the alias, what is missing, and the steps with their targets – at once for a programme that starts on
 * opening, after the consent for the others (A2). CPR is shown as registered and never again.
 */
export async function courseOpenedView(
  reader: Reader,
  course: ShownCourse,
  opened: { readonly mod11: boolean },
): Promise<View> {
  const facts = await factsOfOne(reader, course);
  const { id, alias } = course.shown.value;
  const { say, language } = reader;
  const missing = missingWords(reader, facts);
  return {
    card: 'course-opened',
    language,
    data: {
      alias,
      programme: programmeName(say, facts.rules.programme),
      status: statusWords(reader, facts),
      warning: opened.mod11 ? '' : say('newCourse.mod11'),
      missing: missing.map((text) => ({ text })),
      hasMissing: missing.length > 0,
      steps: stepsAhead(reader, facts).map((text) => ({ text })),
      canConsent: course.shown.rights.has('consent'),
      course: id,
    },
    summary: say('summary.answer'),
    about: { view: 'courseOpened', subject: id },
    discloses: [id],
  };
}

/** The present step with its date, and what comes after it counted from its end; before the start, what the start waits for. */
function stepsAhead(reader: Reader, facts: CourseFacts): readonly string[] {
  const { programme } = facts.rules;
  const present = stepWords(reader, facts);
  if (present === null) return [reader.say('newCourse.startsWithConsent')];
  const later = programme.steps.slice(1).map(({ id, target }) => {
    const step = reader.say(`course.step.${programme.id}.${id}`);
    if (target === null) return reader.say('newCourse.openStep', { step });
    return reader.say('newCourse.laterStep', { step, period: periodText(target, reader.say) });
  });
  return [present.text, ...later];
}
