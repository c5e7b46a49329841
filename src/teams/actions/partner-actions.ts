import { z } from 'zod';
import { onCourse } from '../../app/courses/on-course.ts';
import { addPartner, removePartner, showPartners } from '../../app/partners/change-partners.ts';
import { PartnerId } from '../../domain/ids.ts';
import { action, andInputs } from './action.ts';

const id = z.string().max(200);
const rev = z.string().max(100);

/** The other parts of the municipality on a course (A5). */
export const partnersOpen = action({
  verb: 'partners.open',
  on: ['course', 'courseNamed'],
  data: z.strictObject({ course: id }),
  run: (session, { course }) => onCourse(session, { course, right: null }, showPartners),
});

/** Adds one by function and person (A5). */
export const partnersAdd = action({
  verb: 'partners.add',
  on: ['partners'],
  data: z.strictObject({
    course: id,
    rev,
    partner: z.uuid(),
    choice: z.string().max(100).default(''),
    words: z.string().max(100_000).default(''),
  }),
  run: (session, { course, ...sent }) => onCourse(session, { course, right: 'act' }, (on) => addPartner(on, sent)),
});

/** Takes one off the list. */
export const partnersRemove = action({
  verb: 'partners.remove',
  on: ['partners'],
  data: andInputs({ course: id, rev, partner: PartnerId }),
  run: (session, { course, ...sent }) => onCourse(session, { course, right: 'act' }, (on) => removePartner(on, sent)),
});
