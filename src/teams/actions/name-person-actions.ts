import { z } from 'zod';
import { namePerson, openNaming } from '../../app/courses/name-person.ts';
import { onCourse } from '../../app/courses/on-course.ts';
import { action } from './action.ts';

const id = z.string().max(200);
const sent = { course: id, rev: z.string().max(20), chosen: id.default('') };

/** Asks who is the course's clinician or caseworker from now on. */
export const courseAskPerson = action({
  verb: 'course.askPerson',
  on: ['course', 'courseNamed'],
  data: z.strictObject({ course: id, who: z.enum(['clinician', 'caseworker']) }),
  run: (session, { course, who }) => onCourse(session, { course, right: 'act' }, (on) => openNaming(on, who)),
});

/** Another clinician on the course (A2). */
export const courseClinician = action({
  verb: 'course.clinician',
  on: ['course-clinician'],
  data: z.strictObject(sent),
  run: (session, { course, ...chosen }) =>
    onCourse(session, { course, right: 'act' }, (on) => namePerson(on, { who: 'clinician', ...chosen })),
});

/** Another caseworker on the course (B2, U1). */
export const courseCaseworker = action({
  verb: 'course.caseworker',
  on: ['course-caseworker'],
  data: z.strictObject(sent),
  run: (session, { course, ...chosen }) =>
    onCourse(session, { course, right: 'act' }, (on) => namePerson(on, { who: 'caseworker', ...chosen })),
});
