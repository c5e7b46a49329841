import { z } from 'zod';
import { moveToConference, openMove } from '../../app/courses/move-conference.ts';
import { onCourse } from '../../app/courses/on-course.ts';
import { action } from './action.ts';

const id = z.string().max(200);

/** Asks to which of the agreement's other conferences the course moves (S2). */
export const courseAskConference = action({
  verb: 'course.askConference',
  on: ['course', 'courseNamed'],
  data: z.strictObject({ course: id }),
  run: (session, { course }) => onCourse(session, { course, right: 'act' }, openMove),
});

/** The course moves to another conference of its agreement (S2). */
export const courseConference = action({
  verb: 'course.conference',
  on: ['course-conference'],
  data: z.strictObject({ course: id, rev: z.string().max(20), chosen: id.default('') }),
  run: (session, { course, ...sent }) =>
    onCourse(session, { course, right: 'act' }, (on) => moveToConference(on, sent)),
});
