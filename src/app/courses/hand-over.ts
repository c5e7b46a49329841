import { localDate } from '../../domain/calendar/time.ts';
import { UserId } from '../../domain/ids.ts';
import { loadAgreement } from '../agreements/load-agreement.ts';
import type { Scope } from '../context.ts';
import { nextMorning } from '../due/moments.ts';
import { planDigest } from '../due/raise.ts';
import { plain } from '../plain.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { type Answer, card } from '../view.ts';
import { changeCourse } from './change-course.ts';
import { askHandOverView } from './course-choice-view.ts';
import { courseView } from './course-view.ts';
import type { Chosen } from './decide-referral.ts';
import { replaceCards } from './end-collaboration.ts';
import { type ShownCourse, showCourse } from './load-course.ts';
import { isStale, type OnCourse, refusalNotice } from './on-course.ts';
import { colleaguesOf } from './opening.ts';

/** The form: which of the job centre's other specialists takes the course? */
export async function openHandOver({ session, course }: OnCourse): Promise<Answer> {
  const refusal = handOverRefused(course);
  return refusal === null ? card(await askHandOverView(session, course)) : refusalNotice(session, refusal);
}

/**
 * Another specialist takes the course, with its alias, start date and history (N6). Open tasks go along, the old specialist loses sight of
 * it at once and their cards are replaced, and the new one is told in the next digest.
 */
export async function handOver({ session, course }: OnCourse, { chosen, rev }: Chosen): Promise<Answer> {
  const { say } = session;
  const { id, agreement, alias, specialist } = course.shown.value;
  const refusal = handOverRefused(course);
  if (refusal !== null) return refusalNotice(session, refusal);
  if (isStale(course, rev)) return card(await courseView(session, course, { notice: say('errors.stale') }));
  const { agreement: under } = await loadAgreement(session, agreement);
  const colleagues = await colleaguesOf(session, under.terms.jobCentre, 'specialist');
  const taker = colleagues.find((u) => u.id === chosen && u.id !== specialist);
  if (taker === undefined)
    return card(await askHandOverView(session, course, refusalSentence(say, { because: 'specialist-needed' })));
  const tasks = course.shown.value.tasks.filter((t) => t.state === 'open' && t.owner === specialist).length;
  const command = { type: 'assignSpecialist', specialist: UserId.parse(taker.id) } as const;
  const changed = await changeCourse(session, { id, command, by: session.user.id });
  if (changed.kind === 'refused') return refusalNotice(session, changed.because);
  await replaceCards(session, id, `handOver:${changed.revision}`);
  await tellTaker(session, { taker: taker.id, course, revision: changed.revision });
  const lines = [
    say('handOver.done', { alias, name: plain(taker.name) }),
    ...(tasks > 0 ? [say('handOver.tasks', { count: tasks })] : []),
    say('handOver.told'),
  ];
  return receipt({ session, course }, lines);
}

function handOverRefused({ shown: { value } }: ShownCourse): 'course-closed' | 'specialist-needed' | null {
  if (value.status === 'closed' || value.status === 'declined') return 'course-closed';
  return value.specialist === null ? 'specialist-needed' : null;
}

/** One line in the next digest, beside what the course itself brings. */
async function tellTaker(
  scope: Scope,
  told: { readonly taker: UserId; readonly course: ShownCourse; readonly revision: number },
): Promise<void> {
  const { id, agreement } = told.course.shown.value;
  const subject = `${id}|${told.revision}`;
  const notice = {
    id: scope.parts.ids.next(),
    to: told.taker,
    kind: 'handedOver',
    subject,
    at: scope.now,
    done: false,
  } as const;
  await scope.tx.notices.add(notice);
  const { calendar } = await loadAgreement(scope, agreement);
  await planDigest(scope, { user: told.taker, day: localDate(nextMorning(scope, calendar)), agreement });
}

/** The receipt; it names the course to whoever still may see it, and to the old specialist only what they knew when they tapped. */
async function receipt({ session, course }: OnCourse, lines: readonly string[]): Promise<Answer> {
  const { say, language, user } = session;
  const { id } = course.shown.value;
  const after = await showCourse(session, session.viewer, id);
  return card({
    card: 'receipt',
    language,
    data: { title: say('handOver.title'), lines, buttons: [], footer: '' },
    summary: say('summary.answer'),
    about: { view: 'handOverReceipt', subject: user.id },
    discloses: after === null ? [] : [id],
  });
}
