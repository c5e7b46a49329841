import { z } from 'zod';
import { askDeclineView, askPurposeView, askSpecialistView } from '../../app/courses/course-choice-view.ts';
import { courseView, mayDecline } from '../../app/courses/course-view.ts';
import { coursesView } from '../../app/courses/courses-view.ts';
import { assignSpecialist, declineReferral } from '../../app/courses/decide-referral.ts';
import { isStale, onCourse, refusalNotice } from '../../app/courses/on-course.ts';
import { asActing } from '../../app/courses/reader.ts';
import { LookUpPurpose, reveal } from '../../app/courses/reveal-name.ts';
import { card, notice } from '../../app/view.ts';
import { action, andInputs } from './action.ts';

const id = z.string().max(200);
const answered = z.strictObject({ course: id, rev: z.string().max(20), chosen: z.string().max(200).default('') });
const COURSE_CARD = ['course', 'courseNamed'];
const CHOICES = ['course-name', 'course-assign', 'course-decline', 'course-handOver', 'snooze'];

/** The card of one course, from wherever it is named; on a card with the name in clear it masks it. */
export const courseOpen = action({
  verb: 'course.open',
  on: [
    ...['stepUp', 'stepUpForm', 'stepUpCopy'],
    ...['courses', 'digest', 'today', 'courseOpened', 'consentReceipt', 'contactReceipt', 'step', 'stepReceipt', 'job'],
    ...COURSE_CARD,
    ...CHOICES,
    ...['employerForm', 'employers', 'partners', 'waitingList', 'principles'],
  ],
  data: andInputs({ course: id }),
  run: (session, { course }) =>
    onCourse(session, { course, right: null }, async (on) => card(await courseView(on.session, on.course))),
});

/** Another page of `forløb`. */
export const coursesPage = action({
  verb: 'courses.page',
  on: ['courses'],
  data: z.strictObject({ page: z.coerce.number().int().min(0).max(1000) }),
  async run(session, { page }) {
    const acting = asActing(session);
    return acting === null ? notice(session.say('errors.notForRole')) : card(await coursesView(acting, page));
  },
});

/** `vis`: asks what the name is looked up for. */
export const courseAskName = action({
  verb: 'course.askName',
  on: COURSE_CARD,
  data: z.strictObject({ course: id }),
  run: (session, { course }) =>
    onCourse(session, { course, right: 'name' }, async (on) => card(askPurposeView(on.session, on.course))),
});

/** Shows the name in clear for ten minutes, and writes down who looked and why. */
export const courseName = action({
  verb: 'course.name',
  on: ['course-name'],
  data: answered,
  run: (session, { course, chosen, rev }, posted) =>
    onCourse(session, { course, right: 'name' }, async (on) => {
      if (isStale(on.course, rev)) return card(askPurposeView(on.session, on.course, session.say('errors.stale')));
      const purpose = LookUpPurpose.safeParse(chosen);
      if (!purpose.success) return card(askPurposeView(on.session, on.course, session.say('refusal.reason-unknown')));
      const name = await reveal(on, purpose.data, posted);
      const extra = name === null ? { notice: session.say('course.nameGone') } : { name };
      return card(await courseView(on.session, on.course, extra));
    }),
});

/** The leader asks who can take the course (A6). */
export const courseAskSpecialist = action({
  verb: 'course.askSpecialist',
  on: [...COURSE_CARD, 'digest', 'today'],
  data: z.strictObject({ course: id }),
  run: (session, { course }) =>
    onCourse(session, { course, right: 'assign' }, async (on) => card(await askSpecialistView(on.session, on.course))),
});

/** The leader assigns the specialist (A6, A7). */
export const courseAssign = action({
  verb: 'course.assign',
  on: ['course-assign'],
  data: answered,
  run: (session, { course, ...sent }) =>
    onCourse(session, { course, right: 'assign' }, (on) => assignSpecialist(on, sent)),
});

/** Asks why a referral does not start (A3). */
export const courseAskDecline = action({
  verb: 'course.askDecline',
  on: COURSE_CARD,
  data: z.strictObject({ course: id }),
  run: (session, { course }) =>
    onCourse(session, { course, right: null }, async (on) =>
      mayDecline(on.course) ? card(askDeclineView(on.session, on.course)) : refusalNotice(session, 'not-allowed'),
    ),
});

/** A referral does not start (A3). */
export const courseDecline = action({
  verb: 'course.decline',
  on: ['course-decline'],
  data: answered,
  run: (session, { course, ...sent }) => onCourse(session, { course, right: null }, (on) => declineReferral(on, sent)),
});
