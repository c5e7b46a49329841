import { z } from 'zod';
import { recordContact } from '../../app/contact/record-contact.ts';
import { action } from './action.ts';

/** A contact, a sign of life or a failed attempt on another day (F1). */
export const contactRecord = action({
  verb: 'contact.record',
  on: ['contactForm'],
  data: z.strictObject({
    course: z.string().min(1),
    rev: z.string(),
    day: z.string(),
    from: z.enum(['list', 'command']),
    date: z.string().max(100).default(''),
    what: z.string().max(100).default(''),
  }),
  run: recordContact,
});
