import { openHandOver } from '../../app/courses/hand-over.ts';
import { courseIdOf, onCourse } from '../../app/courses/on-course.ts';
import { asActing } from '../../app/courses/reader.ts';
import { card, notice } from '../../app/view.ts';
import { pickCourseView } from '../../app/work-list/pick-course.ts';
import type { Command } from './command.ts';

export const handOver: Command = {
  id: 'handOver',
  where: ['personal'],
  for: ['specialist', 'leader'],
  async run(session, rest) {
    if (rest !== '') {
      const course = await courseIdOf(session, rest);
      return onCourse(session, { course, right: 'act' }, openHandOver);
    }
    const reader = asActing(session);
    const pick = { verb: 'course.askHandOver', view: 'handOverPick', kind: 'step' } as const;
    const view = reader === null ? null : await pickCourseView(reader, pick);
    return view === null ? notice(session.say('pick.none')) : card(view);
  },
};
