import { courseView } from '../../app/courses/course-view.ts';
import { coursesView } from '../../app/courses/courses-view.ts';
import { courseIdOf, onCourse } from '../../app/courses/on-course.ts';
import { asActing } from '../../app/courses/reader.ts';
import { card, notice } from '../../app/view.ts';
import type { Command } from './command.ts';

export const courses: Command = {
  id: 'courses',
  where: ['personal'],
  for: ['specialist', 'clinician', 'caseworker', 'leader'],
  async run(session, rest) {
    if (rest !== '') {
      const course = await courseIdOf(session, rest);
      return onCourse(session, { course, right: null }, async (on) => card(await courseView(on.session, on.course)));
    }
    const acting = asActing(session);
    return acting === null ? notice(session.say('errors.notForRole')) : card(await coursesView(acting));
  },
};
