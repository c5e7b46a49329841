import { z } from 'zod';
import { onCourse } from '../../app/courses/on-course.ts';
import { answerVisitation, askVisitation } from '../../app/visitation/answer-visitation.ts';
import { TypedVisitation, VisitationQuestion } from '../../app/visitation/visitation-question.ts';
import { action, andInputs } from './action.ts';

const id = z.string().max(200);

/** The form of one question of the visitation (B2, B3) or of a pause (B4); who may answer it hangs on the question. */
export const visitationForm = action({
  verb: 'visitation.form',
  on: ['digest', 'today', 'step', 'visitationForm', 'course', 'courseNamed'],
  data: andInputs({ course: id, what: VisitationQuestion }),
  run: (session, { course, what }) => onCourse(session, { course, right: null }, (on) => askVisitation(on, what)),
});

/** Records the answer to it. */
export const visitationAnswer = action({
  verb: 'visitation.answer',
  on: ['visitationForm'],
  data: z.strictObject({
    course: id,
    rev: z.string().max(100).default(''),
    what: VisitationQuestion,
    ...TypedVisitation.shape,
  }),
  run: (session, { course, rev, what, ...typed }) =>
    onCourse(session, { course, right: null }, (on) => answerVisitation(on, { what, rev, typed })),
});
