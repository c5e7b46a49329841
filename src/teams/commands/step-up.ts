import { courseIdOf, onCourse } from '../../app/courses/on-course.ts';
import { asActing } from '../../app/courses/reader.ts';
import { openStepUpCard } from '../../app/step-up/open-step-up.ts';
import { card, notice } from '../../app/view.ts';
import { pickCourseView } from '../../app/work-list/pick-course.ts';
import type { Command } from './command.ts';

export const stepUp: Command = {
  id: 'stepUp',
  where: ['personal'],
  for: ['specialist', 'caseworker', 'leader'],
  async run(session, rest) {
    if (rest !== '') {
      const course = await courseIdOf(session, rest);
      return onCourse(session, { course, right: 'stepUp' }, (on) => openStepUpCard(on));
    }
    const reader = asActing(session);
    const pick = { verb: 'stepUp.open', view: 'stepUpPick', kind: 'stepUpDocuments' } as const;
    const view = reader === null ? null : await pickCourseView(reader, pick);
    return view === null ? notice(session.say('stepUp.noCourse')) : card(view);
  },
};
