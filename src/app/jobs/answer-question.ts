import { PlainDate } from '../../domain/calendar/time.ts';
import type { CourseCommand } from '../../domain/course/commands.ts';
import type { Engagement } from '../../domain/course/engagement.ts';
import { BenefitsGuide, EndReason, EngagementKind, OpennessWish } from '../../domain/engagement.ts';
import { NoteId } from '../../domain/ids.ts';
import { AgreementCondition } from '../../domain/programme.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { changeCourse } from '../courses/change-course.ts';
import { showCourse } from '../courses/load-course.ts';
import { isStale, type OnCourse, refusalNotice } from '../courses/on-course.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { type Answer, card } from '../view.ts';
import { agreementFormView } from './agreement-form-view.ts';
import { fieldsOf, isAboutEngagement, type JobQuestion, type TypedAnswer } from './job-question.ts';
import { type AnswerErrors, type JobQuestionAt, jobQuestionView } from './job-question-view.ts';
import { keepWords, readHours, textAgain, textProblem } from './job-text.ts';
import { jobView } from './job-view.ts';

/** What is asked, and about which engagement. */
export interface Asked {
  readonly what: JobQuestion;
  readonly engagement: string;
}

/** The form of one question, or the card where there is nothing to ask any more. */
export async function askAboutJob(on: OnCourse, asked: Asked): Promise<Answer> {
  const { session, course } = on;
  if (course.shown.value.status !== 'running') return refusalNotice(session, 'not-running');
  const at = questionAt(on, asked);
  if (at === null) return refusalNotice(session, 'engagement-unknown');
  return card(jobQuestionView(session, at));
}

function questionAt({ course }: OnCourse, { what, engagement }: Asked): JobQuestionAt | null {
  if (!isAboutEngagement(what)) return { course, what, engagement: null };
  const found = course.shown.value.engagements.find((e) => e.id === engagement);
  return found === undefined ? null : { course, what, engagement: found };
}

/** Records what was answered (A10, A17, B15–B20, B23, W3), or says at its field what was wrong with it. */
export async function answerAboutJob(
  on: OnCourse,
  { asked, rev, typed }: { readonly asked: Asked; readonly rev: string; readonly typed: TypedAnswer },
): Promise<Answer> {
  const { session, course } = on;
  const { say } = session;
  const at = questionAt(on, asked);
  if (at === null) return refusalNotice(session, 'engagement-unknown');
  const kept = { ...typed, words: textAgain(typed.words) };
  const again = (errors: AnswerErrors, notice = '') =>
    card(jobQuestionView(session, at, { typed: kept, errors, notice }));
  if (isStale(course, rev)) return again({}, say('errors.stale'));
  const kind = EngagementKind.safeParse(typed.choice);
  if (asked.what === 'agreement') {
    const wrong = missing(on, asked, typed);
    return kind.success && wrong.choice === undefined
      ? card(agreementFormView(session, { course, kind: kind.data }))
      : again(wrong);
  }
  const errors = missing(on, asked, typed);
  if (Object.keys(errors).length > 0) return again(errors);
  const note = typed.words.trim() === '' ? null : NoteId.parse(session.parts.ids.next());
  const command = commandOf({ at, typed, note });
  if (command === null) return again({ choice: say('job.chooseOne') });
  const changed = await changeCourse(session, { id: course.shown.value.id, command, by: session.user.id });
  if (changed.kind === 'refused') return again({ [placeOf(changed.because)]: refusalSentence(say, changed) });
  if (changed.events.length > 0) await keepWords(on, [{ id: note, text: typed.words }]);
  return recorded(on, asked);
}

/** The card as it stands afterwards, with what was done above it. */
async function recorded({ session, course }: OnCourse, { what, engagement }: Asked): Promise<Answer> {
  const now = (await showCourse(session, session.viewer, course.shown.value.id)) ?? course;
  return card(await jobView(session, now, { notice: session.say(`job.done.${what}`), engagement }));
}

/** What is not filled in, or cannot be kept, by field. */
function missing({ session, course }: OnCourse, { what }: Asked, typed: TypedAnswer): AnswerErrors {
  const { say, today, parts } = session;
  const { id, version } = course.shown.value.programme;
  const { date, choice, words, terms } = fieldsOf(what, { programme: parts.programmes.get(id, version), today });
  const problem = words === null ? null : textProblem(say, typed.words, words === 'needed');
  return {
    ...(date && !PlainDate.safeParse(typed.date).success ? { date: say('contact.dateNeeded') } : {}),
    ...(choice !== null && !choice.values.includes(typed.choice) ? { choice: say('job.chooseOne') } : {}),
    ...(problem === null ? {} : { words: problem }),
    ...(terms && readHours(typed.hours) === 'wrong' ? { hours: say('job.hoursWrong') } : {}),
    ...(terms && typed.endsOn !== '' && !PlainDate.safeParse(typed.endsOn).success
      ? { endsOn: say('contact.dateNeeded') }
      : {}),
  };
}

interface Filled {
  readonly at: JobQuestionAt;
  readonly typed: TypedAnswer;
  readonly note: NoteId | null;
}

/** The command a filled-in form stands for; null for a choice that is not on the list. */
function commandOf({ at: { what, engagement }, typed, note }: Filled): CourseCommand | null {
  const on = PlainDate.parse(typed.date);
  if (engagement !== null) return aboutEngagement({ engagement, what, on, typed, note });
  if (what === 'benefits') {
    const by = BenefitsGuide.safeParse(typed.choice);
    return by.success ? { type: 'guideOnBenefits', on, by: by.data } : null;
  }
  if (what === 'openness') {
    const wish = OpennessWish.safeParse(typed.choice);
    return wish.success ? { type: 'stateOpenness', on, wish: wish.data, note } : null;
  }
  const because = EndReason.safeParse(typed.choice);
  return because.success ? { type: 'dropOut', on, because: because.data } : null;
}

function aboutEngagement(about: {
  readonly engagement: Engagement;
  readonly what: JobQuestion;
  readonly on: PlainDate;
  readonly typed: TypedAnswer;
  readonly note: NoteId | null;
}): CourseCommand | null {
  const { what, on, typed, note } = about;
  const engagement = about.engagement.id;
  if (what === 'start') return { type: 'startEngagement', engagement, on };
  if (what === 'end') {
    const because = EndReason.safeParse(typed.choice);
    return because.success ? { type: 'endEngagement', engagement, on, because: because.data } : null;
  }
  const condition = AgreementCondition.safeParse(what);
  if (condition.success) return { type: 'meetAgreementCondition', engagement, condition: condition.data, on, note };
  const hours = readHours(typed.hours);
  const endsOn = typed.endsOn === '' ? null : PlainDate.parse(typed.endsOn);
  const weeklyHours = hours === 'wrong' ? null : hours;
  return { type: 'changeEngagement', engagement, on, weeklyHours, permanent: typed.permanent === 'true', endsOn };
}

function placeOf(because: Refusal['because']): keyof AnswerErrors {
  switch (because) {
    case 'job-hours-needed':
    case 'job-hours-impossible':
      return 'hours';
    case 'internship-end-needed':
      return 'endsOn';
    default:
      return 'date';
  }
}
