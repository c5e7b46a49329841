import { z } from 'zod';
import { onCourse } from '../../app/courses/on-course.ts';
import { principlesView } from '../../app/principles/principles-view.ts';
import { card } from '../../app/view.ts';
import { action } from './action.ts';

/** What the programme builds on, with what is known of each (A19, B6–B22). */
export const principlesOpen = action({
  verb: 'principles.open',
  on: ['course', 'courseNamed'],
  data: z.strictObject({ course: z.string().max(200) }),
  run: (session, { course }) =>
    onCourse(session, { course, right: null }, async (on) => card(await principlesView(on.session, on.course))),
});
