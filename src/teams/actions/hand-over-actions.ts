import { z } from 'zod';
import { handOver, openHandOver } from '../../app/courses/hand-over.ts';
import { onCourse } from '../../app/courses/on-course.ts';
import { action } from './action.ts';

const id = z.string().max(200);

/** Asks who takes the course. */
export const courseAskHandOver = action({
  verb: 'course.askHandOver',
  on: ['course', 'courseNamed', 'handOverPick'],
  data: z.strictObject({ course: id.optional(), chosen: id.optional() }),
  run: (session, { course, chosen }) => onCourse(session, { course: course ?? chosen, right: 'act' }, openHandOver),
});

/** Another specialist takes the course (N6). */
export const courseHandOver = action({
  verb: 'course.handOver',
  on: ['course-handOver'],
  data: z.strictObject({ course: id, rev: z.string().max(20), chosen: id.default('') }),
  run: (session, { course, ...sent }) => onCourse(session, { course, right: 'act' }, (on) => handOver(on, sent)),
});
