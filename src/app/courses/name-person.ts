import type { Agreement } from '../../domain/agreement/agreement.ts';
import type { CourseCommand } from '../../domain/course/commands.ts';
import type { Course } from '../../domain/course/course.ts';
import type { UserId } from '../../domain/ids.ts';
import { loadAgreement } from '../agreements/load-agreement.ts';
import { plain } from '../plain.ts';
import type { User } from '../ports/records.ts';
import { type Answer, card, notice } from '../view.ts';
import { changeCourse } from './change-course.ts';
import { askPersonView, type Named } from './course-choice-view.ts';
import { courseView } from './course-view.ts';
import type { Chosen } from './decide-referral.ts';
import { replaceCards } from './end-collaboration.ts';
import { showCourse } from './load-course.ts';
import { isStale, type OnCourse, refusalNotice } from './on-course.ts';
import { colleaguesOf } from './opening.ts';
import type { ActingSession } from './reader.ts';

/** The form: who is the course's clinician, or its caseworker, from now on? */
export async function openNaming({ session, course }: OnCourse, who: Named): Promise<Answer> {
  const colleagues = await candidates(session, course.shown.value, who);
  if (colleagues.length === 0) return notice(session.say('courseChoice.nobodyElse'));
  return card(await askPersonView(session, course, { who, colleagues }));
}

/**
 * Another clinician or caseworker on an open course. Open tasks go along, whoever was named before loses sight of it, and their cards are
 * replaced. Naming admits a clinician only while the course is shared, and tells nobody (A2).
 */
export async function namePerson(
  { session, course }: OnCourse,
  { who, chosen, rev }: Chosen & { readonly who: Named },
): Promise<Answer> {
  const { say } = session;
  if (isStale(course, rev)) return card(await courseView(session, course, { notice: say('errors.stale') }));
  const { id } = course.shown.value;
  const colleagues = await candidates(session, course.shown.value, who);
  const named = colleagues.find((u) => u.id === chosen);
  if (named === undefined)
    return card(await askPersonView(session, course, { who, colleagues, error: say('courseChoice.personNeeded') }));
  const changed = await changeCourse(session, { id, command: commandFor(who, named.id), by: session.user.id });
  if (changed.kind === 'refused') return refusalNotice(session, changed.because);
  await replaceCards(session, id, `${who}:${changed.revision}`);
  const after = (await showCourse(session, session.viewer, id)) ?? course;
  return card(
    await courseView(session, after, { notice: say(`courseChoice.${who}.done`, { name: plain(named.name) }) }),
  );
}

function commandFor(who: Named, chosen: UserId): CourseCommand {
  return who === 'clinician'
    ? { type: 'nameClinician', clinician: chosen }
    : { type: 'nameCaseworker', caseworker: chosen };
}

/** Colleagues of the role in the party it belongs to, but for whoever is named already. */
async function candidates(session: ActingSession, course: Course, who: Named): Promise<readonly User[]> {
  const { terms }: Agreement = (await loadAgreement(session, course.agreement)).agreement;
  const party = who === 'clinician' ? terms.clinic : terms.jobCentre;
  return (await colleaguesOf(session, party, who)).filter((u) => u.id !== course[who]);
}
