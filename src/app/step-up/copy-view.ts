import { type OnCourse, refusalNotice } from '../courses/on-course.ts';
import { type Answer, card } from '../view.ts';
import { stepUpCopyText } from './copy-text.ts';
import { shownStepUp } from './step-up-view.ts';
import { readStepUpWords } from './words.ts';

/** *Tekst til Min Plan*: the text in a field from which it can be copied on a phone too. */
export async function showCopyText({ session, course }: OnCourse): Promise<Answer> {
  const stepUp = shownStepUp(course);
  if (stepUp === null) return refusalNotice(session, 'step-up-none');
  const { say, language } = session;
  const { id, alias } = course.shown.value;
  const text = stepUpCopyText(session, await readStepUpWords(session, course, stepUp));
  return card({
    card: 'step-up-copy',
    language,
    data: { title: `${alias} · ${say('stepUp.do.copy')}`, text, course: id },
    summary: say('summary.answer'),
    about: { view: 'stepUpCopy', subject: id },
    discloses: [id],
  });
}
