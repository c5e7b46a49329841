import { z } from 'zod';
import { onCourse } from '../../app/courses/on-course.ts';
import { answerAboutJob, askAboutJob } from '../../app/jobs/answer-question.ts';
import { JobQuestion, TypedAnswer } from '../../app/jobs/job-question.ts';
import { jobView } from '../../app/jobs/job-view.ts';
import { TypedAgreement } from '../../app/jobs/read-agreement.ts';
import { recordAgreement } from '../../app/jobs/record-agreement.ts';
import { card } from '../../app/view.ts';
import { EngagementKind } from '../../domain/engagement.ts';
import { action, andInputs } from './action.ts';

const id = z.string().max(200);
const rev = z.string().max(100).default('');
const WHERE = [
  'employerForm',
  'digest',
  'today',
  'job',
  'jobQuestion',
  'jobAgreement',
  'step',
  'course',
  'courseNamed',
];

/** `job` of a course, from wherever it is named; with `engagement` that one stands open. */
export const jobOpen = action({
  verb: 'job.open',
  on: [...WHERE, 'jobPick'],
  data: andInputs({ course: id.optional(), chosen: id.optional(), engagement: id.optional() }),
  run: (session, { course, chosen, engagement = '' }) =>
    onCourse(session, { course: course ?? chosen, right: 'act' }, async (on) =>
      card(await jobView(on.session, on.course, { engagement })),
    ),
});

/** The form of one question about a job. */
export const jobForm = action({
  verb: 'job.form',
  on: WHERE,
  data: andInputs({ course: id, what: JobQuestion, engagement: id.default('') }),
  run: (session, { course, what, engagement }) =>
    onCourse(session, { course, right: 'act' }, (on) => askAboutJob(on, { what, engagement })),
});

/** Records the answer to it (A10, A17, B15–B20, B23, W3). */
export const jobAnswer = action({
  verb: 'job.answer',
  on: ['jobQuestion'],
  data: z.strictObject({ course: id, rev, what: JobQuestion, engagement: id.default(''), ...TypedAnswer.shape }),
  run: (session, { course, rev: made, what, engagement, ...typed }) =>
    onCourse(session, { course, right: 'act' }, (on) =>
      answerAboutJob(on, { asked: { what, engagement }, rev: made, typed }),
    ),
});

/** Records an agreement with a company, a job or an education (A10, B13, B14). */
export const jobAgree = action({
  verb: 'job.agree',
  on: ['jobAgreement'],
  data: z.strictObject({ course: id, rev, engagement: z.uuid(), kind: EngagementKind, ...TypedAgreement.shape }),
  run: (session, { course, rev: made, engagement, kind, ...typed }) =>
    onCourse(session, { course, right: 'act' }, (on) => recordAgreement(on, { rev: made, engagement, kind, typed })),
});
