import { z } from 'zod';
import type { Session } from '../../app/context.ts';
import { chooseOpening, startOpening, submitOpening } from '../../app/courses/new-course.ts';
import { asOpener, type OpenerSession } from '../../app/courses/opening.ts';
import { TypedOpening } from '../../app/courses/opening-form.ts';
import { type Answer, notice } from '../../app/view.ts';
import { action } from './action.ts';

const chosen = { agreement: z.string().max(200), programme: z.string().max(50) };

/** Page 1 → page 2. */
export const newCourseChoose = action({
  verb: 'newCourse.choose',
  on: ['newCourseChoose'],
  data: z.strictObject(chosen),
  run: (session, data) => asOpenerOnly(session, (opener) => chooseOpening(opener, data)),
});

/** Page 2 → page 1: another agreement or programme. */
export const newCourseBack = action({
  verb: 'newCourse.back',
  on: ['newCourse'],
  data: z.strictObject(TypedOpening.shape),
  run: (session) => asOpenerOnly(session, startOpening),
});

/** Page 2: open the course. The same card opens one course only. */
export const newCourseOpen = action({
  verb: 'newCourse.open',
  on: ['newCourse'],
  data: z.strictObject({ ...TypedOpening.shape, ...chosen, anyway: z.enum(['true', 'false']) }),
  run: (session, { agreement, programme, anyway, ...typed }, card) =>
    asOpenerOnly(session, (opener) =>
      submitOpening(opener, {
        chosen: { agreement, programme },
        typed,
        anyway: anyway === 'true',
        posted: card.id,
      }),
    ),
});

async function asOpenerOnly(session: Session, run: (opener: OpenerSession) => Promise<Answer>): Promise<Answer> {
  const opener = asOpener(session);
  return opener === null ? notice(session.say('errors.notForRole')) : run(opener);
}
