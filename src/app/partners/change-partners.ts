import { homeSide } from '../../domain/course/course.ts';
import { PartnerFunction } from '../../domain/employer.ts';
import { NoteId, PartnerId } from '../../domain/ids.ts';
import { changeCourse } from '../courses/change-course.ts';
import { showCourse } from '../courses/load-course.ts';
import { isStale, type OnCourse, refusalNotice } from '../courses/on-course.ts';
import { keepWords, textAgain, textProblem } from '../jobs/job-text.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { typedAgain } from '../typed.ts';
import { type Answer, card } from '../view.ts';
import { type PartnerAgain, partnersView } from './partners-view.ts';

/** The partners of a course, for its home side alone (A5). */
export async function showPartners({ session, course }: OnCourse): Promise<Answer> {
  const isHome = session.viewer.colleague.side === homeSide(course.shown.value);
  return isHome ? card(await partnersView(session, course)) : refusalNotice(session, 'not-allowed');
}

/** Adds a partner by function and person (A5), or says at its field what was wrong. */
export async function addPartner(
  on: OnCourse,
  sent: { readonly rev: string; readonly partner: string; readonly choice: string; readonly words: string },
): Promise<Answer> {
  const { session, course } = on;
  const { say, parts, user } = session;
  const typed = { choice: typedAgain(sent.choice), words: textAgain(sent.words) };
  const again = async (more: PartnerAgain) =>
    card(await partnersView(session, course, { typed, partner: sent.partner, ...more }));
  if (isStale(course, sent.rev)) return again({ notice: say('errors.stale') });
  const choice = PartnerFunction.safeParse(sent.choice);
  const problem = textProblem(say, sent.words, true);
  if (!choice.success || problem !== null) {
    return again({
      errors: { choice: choice.success ? '' : say('job.chooseOne'), words: problem ?? '' },
    });
  }
  const person = NoteId.parse(parts.ids.next());
  const partner = PartnerId.parse(sent.partner);
  const command = { type: 'addPartner', partner, function: choice.data, person } as const;
  const changed = await changeCourse(session, { id: course.shown.value.id, command, by: user.id });
  if (changed.kind === 'refused') return again({ notice: refusalSentence(say, changed) });
  if (changed.events.length > 0) await keepWords(on, [{ id: person, text: sent.words }]);
  return afterwards(on, say('partners.added'));
}

/** Takes a partner off the list; the name goes with the citizen's key (P5). */
export async function removePartner(
  on: OnCourse,
  { rev, partner }: { readonly rev: string; readonly partner: string },
): Promise<Answer> {
  const { session, course } = on;
  if (isStale(course, rev)) return card(await partnersView(session, course, { notice: session.say('errors.stale') }));
  const command = { type: 'removePartner', partner: PartnerId.parse(partner) } as const;
  const changed = await changeCourse(session, { id: course.shown.value.id, command, by: session.user.id });
  if (changed.kind === 'refused') return refusalNotice(session, changed.because);
  return afterwards(on, session.say('partners.removed'));
}

async function afterwards({ session, course }: OnCourse, notice: string): Promise<Answer> {
  const now = (await showCourse(session, session.viewer, course.shown.value.id)) ?? course;
  return card(await partnersView(session, now, { notice }));
}
