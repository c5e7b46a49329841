import { startOpening } from '../../app/courses/new-course.ts';
import { asOpener, OPENERS } from '../../app/courses/opening.ts';
import { notice } from '../../app/view.ts';
import type { Command } from './command.ts';

export const newCourse: Command = {
  id: 'newCourse',
  where: ['personal'],
  for: OPENERS,
  async run(session) {
    const opener = asOpener(session);
    return opener === null ? notice(session.say('errors.notForRole')) : startOpening(opener);
  },
};
