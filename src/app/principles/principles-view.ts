import { factsOfOne } from '../courses/course-facts.ts';
import { stepWords } from '../courses/course-words.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import type { Reader } from '../courses/reader.ts';
import { plain } from '../plain.ts';
import { programmeName } from '../programme-name.ts';
import type { View } from '../view.ts';
import { coreElements } from './core-elements.ts';
import { eightPrinciples } from './eight-principles.ts';
import type { About } from './principle.ts';

/** What the programme builds on, with what the bot knows of each on this course (A19, B6–B22): facts, never a score. */
export async function principlesView(reader: Reader, course: ShownCourse): Promise<View> {
  const { say, language } = reader;
  const facts = await factsOfOne(reader, course);
  const { id, alias } = course.shown.value;
  const { programme } = facts.rules;
  const about: About = { reader, facts, goalWords: await goalWordsOf(reader, course) };
  const known = programme.foundation === 'principles' ? eightPrinciples(about) : await coreElements(about);
  return {
    card: 'principles',
    language,
    data: {
      title: say(`principles.${programme.foundation}.title`, { alias }),
      programme: programmeName(say, programme),
      step: stepWords(reader, facts)?.text ?? '',
      principles: known.map(({ title, lines, lacks }) => ({
        title: `${lacks ? '○' : '✔'} ${title}`,
        color: lacks ? 'default' : 'good',
        lines: lines.filter((text) => text !== '').map((text) => ({ text })),
      })),
      course: id,
    },
    summary: say('summary.answer'),
    about: { view: 'principles', subject: id },
    discloses: [id],
  };
}

/** Only what passed the gate: the other side is shown no note (K14). */
async function goalWordsOf({ tx }: Reader, { shown }: ShownCourse): Promise<string> {
  const note = shown.value.conditions.get('jobGoalBegun')?.note ?? null;
  return note === null ? '' : plain((await tx.vault.notes([note])).get(note) ?? '');
}
