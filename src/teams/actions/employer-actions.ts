import { z } from 'zod';
import { onCourse } from '../../app/courses/on-course.ts';
import { openEmployerForm, recordEmployer } from '../../app/employers/record-employer.ts';
import { TypedEmployer } from '../../app/employers/typed-employer.ts';
import { action, andInputs } from './action.ts';

const id = z.string().max(200);
const WHERE = ['digest', 'today', 'employerForm', 'employers', 'job', 'course', 'courseNamed', 'principles'];

/** From wherever a course is named to the form of a contact with an employer (A14): the first of two taps. */
export const employerForm = action({
  verb: 'employer.form',
  on: [...WHERE, 'employerPick'],
  data: andInputs({ course: id.optional(), chosen: id.optional() }),
  run: (session, { course, chosen }) =>
    onCourse(session, { course: course ?? chosen, right: 'act' }, (on) => openEmployerForm(on)),
});

/** Records a contact with an employer (A14). */
export const employerSave = action({
  verb: 'employer.save',
  on: ['employerForm'],
  data: z.strictObject({ course: id, rev: z.string().max(100), contact: z.uuid(), ...TypedEmployer.shape }),
  run: (session, { course, rev, contact, ...typed }) =>
    onCourse(session, { course, right: 'act' }, (on) => recordEmployer(on, { rev, contact, typed })),
});
