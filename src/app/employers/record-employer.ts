import { PlainDate } from '../../domain/calendar/time.ts';
import { EmployerContactForm, EmployerOutcome } from '../../domain/employer.ts';
import { EmployerContactId, NoteId } from '../../domain/ids.ts';
import { changeCourse } from '../courses/change-course.ts';
import { showCourse } from '../courses/load-course.ts';
import { isStale, type OnCourse, refusalNotice } from '../courses/on-course.ts';
import { keepWords, textAgain, textProblem } from '../jobs/job-text.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { typedAgain } from '../typed.ts';
import { type Answer, card } from '../view.ts';
import { employerFormView, employersView } from './employer-view.ts';
import type { EmployerErrors, TypedEmployer } from './typed-employer.ts';

/** The form for a course that the person runs, or the sentence that says why not. */
export async function openEmployerForm({ session, course }: OnCourse): Promise<Answer> {
  if (course.shown.value.status !== 'running') return refusalNotice(session, 'not-running');
  return card(await employerFormView(session, course));
}

/** Records a contact with an employer (A14), or says at its field what was wrong with it. */
export async function recordEmployer(
  on: OnCourse,
  sent: { readonly rev: string; readonly contact: string; readonly typed: TypedEmployer },
): Promise<Answer> {
  const { session, course } = on;
  const { say, user } = session;
  const { typed } = sent;
  const again = async (errors: EmployerErrors, notice = '') =>
    card(
      await employerFormView(session, course, { typed: typedOnceMore(typed), errors, notice, contact: sent.contact }),
    );
  if (isStale(course, sent.rev)) return again({}, say('errors.stale'));
  const read = readTyped(on, typed);
  if ('errors' in read) return again(read.errors);
  const ids = session.parts.ids;
  const employer = NoteId.parse(ids.next());
  const note = typed.words.trim() === '' ? null : NoteId.parse(ids.next());
  const contact = EmployerContactId.parse(sent.contact);
  const command = { type: 'contactEmployer', contact, ...read.facts, employer, note } as const;
  const id = course.shown.value.id;
  const changed = await changeCourse(session, { id, command, by: user.id });
  if (changed.kind === 'refused') return again({ date: refusalSentence(say, changed) });
  if (changed.events.length > 0) {
    const words = [
      { id: employer, text: typed.employer },
      { id: note, text: typed.words },
    ];
    await keepWords(on, words);
  }
  const now = (await showCourse(session, session.viewer, id)) ?? course;
  return card(await employersView(session, now, say('employer.done')));
}

function readTyped({ session: { say } }: OnCourse, typed: TypedEmployer) {
  const date = PlainDate.safeParse(typed.date);
  const how = EmployerContactForm.safeParse(typed.how);
  const outcome = EmployerOutcome.safeParse(typed.outcome);
  const employer = textProblem(say, typed.employer, true);
  const words = textProblem(say, typed.words, false);
  if (date.success && how.success && outcome.success && employer === null && words === null) {
    return { facts: { on: date.data, how: how.data, outcome: outcome.data } };
  }
  const errors: EmployerErrors = {
    ...(date.success ? {} : { date: say('contact.dateNeeded') }),
    ...(how.success ? {} : { how: say('job.chooseOne') }),
    ...(outcome.success ? {} : { outcome: say('job.chooseOne') }),
    ...(employer === null ? {} : { employer }),
    ...(words === null ? {} : { words }),
  };
  return { errors };
}

function typedOnceMore({ date, how, employer, outcome, words }: TypedEmployer): TypedEmployer {
  return {
    date: typedAgain(date),
    how: typedAgain(how),
    employer: textAgain(employer),
    outcome: typedAgain(outcome),
    words: textAgain(words),
  };
}
