import { z } from 'zod';
import { recordContact } from '../../app/contact/record-contact.ts';
import { action } from './action.ts';

/** "I går, personligt": a contact today or yesterday, in the second of two taps (F2). What stands in the fields below is not meant. */
export const contactQuick = action({
  verb: 'contact.quick',
  on: ['contactForm'],
  data: z.strictObject({
    course: z.string().min(1),
    rev: z.string(),
    day: z.string(),
    from: z.enum(['list', 'command']),
    on: z.string(),
    how: z.string(),
    date: z.string().optional(),
    what: z.string().optional(),
  }),
  run: (session, { on, how, date: _date, what: _what, ...tap }) =>
    recordContact(session, { ...tap, date: on, what: how }),
});
