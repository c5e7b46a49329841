import { DeclineReason } from '../../domain/course/events.ts';
import { loadAgreement } from '../agreements/load-agreement.ts';
import { plain } from '../plain.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { type Answer, card, type View } from '../view.ts';
import { changeCourse } from './change-course.ts';
import { askDeclineView, askSpecialistView } from './course-choice-view.ts';
import { courseView, mayDecline } from './course-view.ts';
import { showCourse } from './load-course.ts';
import { isStale, type OnCourse, refusalNotice } from './on-course.ts';
import { colleaguesOf } from './opening.ts';
import type { Reader } from './reader.ts';

/** What a question about a course was answered with, and the revision it was asked at. */
export interface Chosen {
  readonly chosen: string;
  readonly rev: string;
}

/** The leader assigns one of the job centre's specialists (A6, A7); the course starts with it if it was ready (A2, A12). */
export async function assignSpecialist({ session, course }: OnCourse, { chosen, rev }: Chosen): Promise<Answer> {
  if (isStale(course, rev) || course.shown.value.specialist !== null) return stale({ session, course });
  const { agreement } = await loadAgreement(session, course.shown.value.agreement);
  const specialists = await colleaguesOf(session, agreement.terms.jobCentre, 'specialist');
  const specialist = specialists.find((u) => u.id === chosen);
  if (specialist === undefined) {
    const error = refusalSentence(session.say, { because: 'specialist-needed' });
    return card(await askSpecialistView(session, course, error));
  }
  const command = { type: 'assignSpecialist', specialist: specialist.id } as const;
  const { id } = course.shown.value;
  const changed = await changeCourse(session, { id, command, by: session.user.id });
  if (changed.kind === 'refused') return refusalNotice(session, changed.because);
  return afterwards({ session, course }, session.say('course.assigned', { who: plain(specialist.name) }));
}

/** A referral does not start, for one of A3's reasons and nothing else; the alias stays used. */
export async function declineReferral({ session, course }: OnCourse, { chosen, rev }: Chosen): Promise<Answer> {
  if (!mayDecline(course)) return refusalNotice(session, 'not-allowed');
  if (isStale(course, rev)) return stale({ session, course });
  const because = DeclineReason.safeParse(chosen);
  if (!because.success) {
    const error = refusalSentence(session.say, { because: 'reason-unknown' });
    return card(askDeclineView(session, course, error));
  }
  const { id } = course.shown.value;
  const command = { type: 'decline', because: because.data } as const;
  const changed = await changeCourse(session, { id, command, by: session.user.id });
  if (changed.kind === 'refused') return refusalNotice(session, changed.because);
  return afterwards({ session, course }, session.say('course.declined'));
}

async function stale({ session, course }: OnCourse): Promise<Answer> {
  return card(await courseView(session, course, { notice: session.say('errors.stale') }));
}

/** The course as it now is; or one line, where the change took it out of the actor's sight. */
async function afterwards({ session, course }: OnCourse, notice: string): Promise<Answer> {
  const after = await showCourse(session, session.viewer, course.shown.value.id);
  return card(after === null ? doneLine(session, notice) : await courseView(session, after, { notice }));
}

function doneLine({ say, language, viewer }: Reader, text: string): View {
  return {
    card: 'line',
    language,
    data: { text },
    summary: say('summary.answer'),
    about: { view: 'courseDone', subject: viewer.colleague.id },
    discloses: [],
  };
}
