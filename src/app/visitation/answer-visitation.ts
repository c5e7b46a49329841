import { PlainDate } from '../../domain/calendar/time.ts';
import type { VisitationCommand } from '../../domain/course/visitation-commands.ts';
import type { RefusalReason } from '../../domain/refusal.ts';
import { ExemptionReason, Group, GroupTwoPlace } from '../../domain/visitation.ts';
import { changeCourse } from '../courses/change-course.ts';
import { factsOfOne } from '../courses/course-facts.ts';
import { showCourse } from '../courses/load-course.ts';
import { isStale, type OnCourse, refusalNotice } from '../courses/on-course.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { stepView } from '../steps/step-view.ts';
import { type Answer, card } from '../view.ts';
import { type VisitationErrors, visitationFormView } from './visitation-form-view.ts';
import {
  FIELDS,
  isAboutGroup,
  mayAnswer,
  type TypedVisitation,
  type VisitationQuestion,
} from './visitation-question.ts';

/** The form of one question, for whoever may answer it on a running course. */
export async function askVisitation({ session, course }: OnCourse, what: VisitationQuestion): Promise<Answer> {
  if (!mayAnswer(course.shown.rights, what)) return refusalNotice(session, 'not-allowed');
  if (course.shown.value.status !== 'running') return refusalNotice(session, 'not-running');
  const { programme } = (await factsOfOne(session, course)).rules;
  if (isAboutGroup(what) ? programme.visitation === null : programme.exemption === null)
    return refusalNotice(session, isAboutGroup(what) ? 'no-visitation' : 'no-exemption');
  return card(await visitationFormView(session, { course, what }));
}

/** Records a talk, the group, a duty of group 2, or what becomes of a pause (B2–B4), or says at its field what was wrong. */
export async function answerVisitation(
  on: OnCourse,
  { what, rev, typed }: { readonly what: VisitationQuestion; readonly rev: string; readonly typed: TypedVisitation },
): Promise<Answer> {
  const { session, course } = on;
  const { say } = session;
  if (!mayAnswer(course.shown.rights, what)) return refusalNotice(session, 'not-allowed');
  const again = async (errors: VisitationErrors, notice = '') =>
    card(await visitationFormView(session, { course, what }, { typed, errors, notice }));
  if (isStale(course, rev)) return again({}, say('errors.stale'));
  const errors = missing(on, what, typed);
  if (Object.keys(errors).length > 0) return again(errors);
  const command = commandOf(what, typed);
  if (command === null) return again({ choice: say('visitation.chooseOne') });
  const id = course.shown.value.id;
  const changed = await changeCourse(session, { id, command, by: session.user.id });
  if (changed.kind === 'refused') return again({ [placeOf(changed.because)]: refusalSentence(say, changed) });
  const now = (await showCourse(session, session.viewer, id)) ?? course;
  return card(await stepView(session, now, say(`visitation.done.${what}`)));
}

function missing({ session: { say } }: OnCourse, what: VisitationQuestion, typed: TypedVisitation): VisitationErrors {
  const { choices, date, reviewOn, contactOn, where } = FIELDS[what];
  const isDay = (text: string) => PlainDate.safeParse(text).success;
  const contactWrong =
    contactOn !== null && !isDay(typed.contactOn) && (contactOn === 'needed' || typed.contactOn !== '');
  return {
    ...(choices.length > 0 && !choices.includes(typed.choice) ? { choice: say('visitation.chooseOne') } : {}),
    ...(date && !isDay(typed.date) ? { date: say('contact.dateNeeded') } : {}),
    ...(reviewOn && !isDay(typed.reviewOn) ? { reviewOn: say('contact.dateNeeded') } : {}),
    ...(contactWrong ? { contactOn: say('contact.dateNeeded') } : {}),
    ...(where && !GroupTwoPlace.safeParse(typed.where).success ? { where: say('visitation.chooseOne') } : {}),
  };
}

/** The command a filled-in form stands for; null for a choice that is not on the list. */
function commandOf(what: VisitationQuestion, typed: TypedVisitation): VisitationCommand | null {
  const day = (text: string) => PlainDate.parse(text);
  switch (what) {
    case 'talk':
      return { type: 'recordStartTalk', on: day(typed.date) };
    case 'group': {
      const group = Group.safeParse(typed.choice);
      return group.success ? { type: 'decideGroup', group: group.data, on: day(typed.date) } : null;
    }
    case 'preparation':
    case 'team': {
      const where = GroupTwoPlace.safeParse(typed.where);
      return where.success ? { type: 'doGroupTwoDuty', duty: what, on: day(typed.date), where: where.data } : null;
    }
    case 'exemption':
      return beginning(typed);
    case 'review':
      return { type: 'reviewExemption', reviewOn: day(typed.reviewOn) };
    case 'contact':
      return { type: 'agreeExemptionContact', contactOn: day(typed.contactOn) };
    case 'resume':
      return { type: 'endExemption', on: day(typed.date) };
    default:
      return what satisfies never;
  }
}

function beginning({ choice, date, reviewOn, contactOn }: TypedVisitation): VisitationCommand | null {
  const because = ExemptionReason.safeParse(choice);
  if (!because.success) return null;
  return {
    type: 'beginExemption',
    because: because.data,
    from: PlainDate.parse(date),
    reviewOn: PlainDate.parse(reviewOn),
    contactOn: contactOn === '' ? null : PlainDate.parse(contactOn),
  };
}

function placeOf(because: RefusalReason): keyof TypedVisitation {
  switch (because) {
    case 'group-is-so':
      return 'choice';
    case 'exemption-review-date':
      return 'reviewOn';
    case 'exemption-contact-date':
      return 'contactOn';
    default:
      return 'date';
  }
}
