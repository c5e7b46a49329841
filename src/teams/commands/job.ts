import { courseIdOf, onCourse } from '../../app/courses/on-course.ts';
import { asActing } from '../../app/courses/reader.ts';
import { jobView } from '../../app/jobs/job-view.ts';
import { card, notice } from '../../app/view.ts';
import { pickCourseView } from '../../app/work-list/pick-course.ts';
import type { Command } from './command.ts';

export const job: Command = {
  id: 'job',
  where: ['personal'],
  for: ['specialist', 'leader'],
  async run(session, rest) {
    if (rest !== '') {
      const course = await courseIdOf(session, rest);
      return onCourse(session, { course, right: 'act' }, async (on) => card(await jobView(on.session, on.course)));
    }
    const reader = asActing(session);
    const pick = { verb: 'job.open', view: 'jobPick', kind: 'jobStart' } as const;
    const view = reader === null ? null : await pickCourseView(reader, pick);
    return view === null ? notice(session.say('pick.none')) : card(view);
  },
};
