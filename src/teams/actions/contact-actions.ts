import { z } from 'zod';
import { openContactForm, recordContact } from '../../app/contact/record-contact.ts';
import { onCourse } from '../../app/courses/on-course.ts';
import { action, andInputs } from './action.ts';

const id = z.string().max(200);
const short = z.string().max(100).default('');
const from = z.enum(['list', 'command']);

/** From a list or a picked course to its contact card: the first of two taps (F2). */
export const contactForm = action({
  verb: 'contact.form',
  on: ['digest', 'today', 'contactPick', 'contactReceipt', 'course', 'courseNamed'],
  data: andInputs({ course: id.optional(), chosen: id.optional() }),
  run: (session, { course, chosen }, { view }) =>
    onCourse(session, { course: course ?? chosen, right: 'act' }, (on) =>
      openContactForm(on, view === 'digest' || view === 'today'),
    ),
});

/** "I går, personligt": a contact today or yesterday, in the second of two taps (F2). What stands in the fields below is not meant. */
export const contactQuick = action({
  verb: 'contact.quick',
  on: ['contactForm'],
  data: z.strictObject({ course: id, rev: short, day: short, from, on: short, how: short, date: short, what: short }),
  run: (session, { course, on: date, how: what, rev, day, from: origin }) =>
    onCourse(session, { course, right: 'act' }, (on) => recordContact(on, { rev, day, from: origin, date, what })),
});

/** A contact, a sign of life or a failed attempt on another day (F1). */
export const contactRecord = action({
  verb: 'contact.record',
  on: ['contactForm'],
  data: z.strictObject({ course: id, rev: short, day: short, from, date: short, what: short }),
  run: (session, { course, ...tap }) => onCourse(session, { course, right: 'act' }, (on) => recordContact(on, tap)),
});
