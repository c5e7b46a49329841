import type { Conference } from '../../domain/agreement/agreement.ts';
import type { ConferenceId } from '../../domain/ids.ts';
import { type LoadedAgreement, loadAgreement } from '../agreements/load-agreement.ts';
import { weeklyTime } from '../agreements/set-up-facts.ts';
import { refreshAgendas } from '../conference/refresh.ts';
import type { Scope } from '../context.ts';
import { rescheduleConference } from '../due/conference-due.ts';
import { plain } from '../plain.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { type Answer, card } from '../view.ts';
import { changeCourse } from './change-course.ts';
import { askConferenceView } from './course-choice-view.ts';
import { courseView } from './course-view.ts';
import type { Chosen } from './decide-referral.ts';
import { showCourse } from './load-course.ts';
import { isStale, type OnCourse, refusalNotice } from './on-course.ts';
import type { Reader } from './reader.ts';

/** The form: which of the agreement's other conferences does the course move to? (S2) */
export async function openMove({ session, course }: OnCourse): Promise<Answer> {
  const { agreement } = await loadAgreement(session, course.shown.value.agreement);
  const others = agreement.conferences.filter((c) => c.id !== course.shown.value.conference);
  if (others.length === 0) return refusalNotice(session, 'no-conference');
  return card(askConferenceView(session, course, { conferences: others }));
}

/** A course moves to another conference of its agreement: from the next one held it stands on that agenda, and on the old one no more (S2). */
export async function moveToConference({ session, course }: OnCourse, { chosen, rev }: Chosen): Promise<Answer> {
  const { say } = session;
  const { id, agreement, conference: from } = course.shown.value;
  if (isStale(course, rev)) return card(await courseView(session, course, { notice: say('errors.stale') }));
  const loaded = await loadAgreement(session, agreement);
  const { conferences } = loaded.agreement;
  const to = conferences.find((c) => c.id === chosen && c.id !== from);
  if (to === undefined) {
    const error = refusalSentence(say, { because: 'no-conference' });
    const others = conferences.filter((c) => c.id !== from);
    return card(askConferenceView(session, course, { conferences: others, error }));
  }
  const command = { type: 'moveToConference', conference: to.id, conferenceExists: true } as const;
  const changed = await changeCourse(session, { id, command, by: session.user.id });
  if (changed.kind === 'refused') return refusalNotice(session, changed.because);
  await followUp(session, loaded, [from, to.id]);
  const notice = say('course.moved', { name: conferenceName(session, to) });
  const after = (await showCourse(session, session.viewer, id)) ?? course;
  return card(await courseView(session, after, { notice }));
}

/** "Onsdagskonference (onsdag kl. 13.00)": told from the agreement's others by its time. */
function conferenceName(reader: Pick<Reader, 'say' | 'language'>, conference: Conference): string {
  return `${plain(conference.name)} (${weeklyTime(reader, conference)})`;
}

/** What the two conferences post from now on, and the agendas that stand already. */
async function followUp(scope: Scope, loaded: LoadedAgreement, ids: readonly ConferenceId[]): Promise<void> {
  for (const conference of loaded.agreement.conferences.filter((c) => ids.includes(c.id))) {
    await rescheduleConference(scope, loaded, conference);
    await refreshAgendas(scope, loaded, conference);
  }
}
