import { courseIdOf, onCourse } from '../../app/courses/on-course.ts';
import { asActing } from '../../app/courses/reader.ts';
import { openEmployerForm } from '../../app/employers/record-employer.ts';
import { card, notice } from '../../app/view.ts';
import { pickCourseView } from '../../app/work-list/pick-course.ts';
import type { Command } from './command.ts';

export const employer: Command = {
  id: 'employer',
  where: ['personal'],
  for: ['specialist', 'leader'],
  async run(session, rest) {
    if (rest !== '') {
      const course = await courseIdOf(session, rest);
      return onCourse(session, { course, right: 'act' }, (on) => openEmployerForm(on));
    }
    const reader = asActing(session);
    const pick = { verb: 'employer.form', view: 'employerPick', kind: 'firstEmployerContact' } as const;
    const view = reader === null ? null : await pickCourseView(reader, pick);
    return view === null ? notice(session.say('pick.none')) : card(view);
  },
};
