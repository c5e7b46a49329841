import { z } from 'zod';
import { onCourse } from '../../app/courses/on-course.ts';
import { closeCourse, completeStep, meetCondition, openStep } from '../../app/steps/change-step.ts';
import { CourseCondition } from '../../domain/programme.ts';
import { action, andInputs } from './action.ts';

const id = z.string().max(200);
const short = z.string().max(100).default('');
/** A step card's text to copy comes back with every tap, and is nobody's wish. */
const copy = z.string().optional();

/** The step card, or with `condition` the form that confirms it. */
export const stepForm = action({
  verb: 'step.form',
  on: [
    'digest',
    'today',
    'stepPick',
    'step',
    'stepCondition',
    'stepClose',
    'course',
    'courseNamed',
    'job',
    'visitationForm',
  ],
  data: andInputs({ course: id.optional(), chosen: id.optional(), condition: z.string().max(40).optional() }),
  run: (session, { course, chosen, condition }) =>
    onCourse(session, { course: course ?? chosen, right: null }, (on) => openStep(on, condition)),
});

/** Confirms one condition (B8, F2). */
export const stepMet = action({
  verb: 'step.met',
  on: ['stepCondition'],
  data: z.strictObject({
    course: id,
    rev: short,
    condition: CourseCondition,
    date: short,
    where: short,
    goal: short,
    words: z.string().max(100_000).default(''),
  }),
  run: (session, { course, rev, condition, ...typed }) =>
    onCourse(session, { course, right: 'act' }, (on) => meetCondition(on, { condition, rev, typed })),
});

/** Completes the present step (B9). */
export const stepComplete = action({
  verb: 'step.complete',
  on: ['step'],
  data: z.strictObject({ course: id, rev: short, copy }),
  run: (session, { course, rev }) => onCourse(session, { course, right: 'act' }, (on) => completeStep(on, rev)),
});

/** From the step card it asks for the reason; with one it closes the course (A18). */
export const courseClose = action({
  verb: 'course.close',
  on: ['step', 'stepClose'],
  data: z.strictObject({ course: id, rev: short, reason: short, copy }),
  run: (session, { course, rev, reason }, { view }) =>
    onCourse(session, { course, right: 'act' }, (on) =>
      closeCourse(on, { rev, reason: view === 'stepClose' ? reason : null }),
    ),
});
