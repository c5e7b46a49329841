import { courseIdOf, onCourse } from '../../app/courses/on-course.ts';
import { asActing } from '../../app/courses/reader.ts';
import { openStep } from '../../app/steps/change-step.ts';
import { card, notice } from '../../app/view.ts';
import { pickCourseView } from '../../app/work-list/pick-course.ts';
import type { Command } from './command.ts';

export const step: Command = {
  id: 'step',
  where: ['personal'],
  for: ['specialist', 'leader', 'caseworker'],
  async run(session, rest) {
    if (rest !== '') {
      const course = await courseIdOf(session, rest);
      return onCourse(session, { course, right: null }, (on) => openStep(on, undefined));
    }
    const reader = asActing(session);
    const pick = { verb: 'step.form', view: 'stepPick', kind: 'step' } as const;
    const view = reader === null ? null : await pickCourseView(reader, pick);
    return view === null ? notice(session.say('pick.none')) : card(view);
  },
};
