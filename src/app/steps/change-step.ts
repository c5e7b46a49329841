import { PlainDate } from '../../domain/calendar/time.ts';
import type { CourseCommand } from '../../domain/course/commands.ts';
import { presentStep } from '../../domain/course/course.ts';
import { CloseReason, DocumentPlace, JobGoalKind } from '../../domain/course/events.ts';
import { stepTarget } from '../../domain/course/steps.ts';
import { looksLikeCpr } from '../../domain/cpr.ts';
import { NoteId } from '../../domain/ids.ts';
import { CourseCondition, consentMonths } from '../../domain/programme.ts';
import { type Changed, changeCourse } from '../courses/change-course.ts';
import { factsOfOne } from '../courses/course-facts.ts';
import { showCourse } from '../courses/load-course.ts';
import { isStale, type OnCourse, refusalNotice } from '../courses/on-course.ts';
import { formatDateWithYear } from '../format.ts';
import { refusalSentence } from '../refusal-sentence.ts';
import { isBlank } from '../typed.ts';
import { type Answer, card } from '../view.ts';
import { periodText } from '../work-list/item-text.ts';
import { closedView, closeView } from './close-view.ts';
import { type ConditionFormOptions, stepConditionView, type TypedCondition } from './step-condition-view.ts';
import { stepView } from './step-view.ts';

/** The longest text of a job goal (architecture.md). */
const LONGEST_TEXT = 1000;

/** The step card, or the form of one of its conditions. */
export async function openStep({ session, course }: OnCourse, condition: string | undefined): Promise<Answer> {
  const { rights } = course.shown;
  // The caseworker reads it too, for the group and for a pause (product.md 4).
  if (!(rights.has('act') || rights.has('visitation'))) return refusalNotice(session, 'not-allowed');
  const asked = CourseCondition.safeParse(condition);
  if (!(asked.success && rights.has('act')) || course.shown.value.status !== 'running')
    return card(await stepView(session, course));
  return card(stepConditionView(session, { course, condition: asked.data }));
}

/** Confirms a condition (B8, F2): the words of a job goal go to the vault, encrypted with the citizen's key. */
export async function meetCondition(
  on: OnCourse,
  tap: { readonly condition: CourseCondition; readonly rev: string; readonly typed: TypedCondition },
): Promise<Answer> {
  const { session, course } = on;
  const { condition, typed } = tap;
  const again = (options: ConditionFormOptions) =>
    card(stepConditionView(session, { course, condition }, { ...options, typed }));
  if (isStale(course, tap.rev)) return again({ notice: session.say('errors.stale') });
  const command = commandOf(on, condition, typed);
  if ('error' in command) {
    return again({ error: command.error });
  }
  const changed = await change(on, command);
  if (changed.kind === 'refused') return again({ error: { at: 'date', text: refusalSentence(session.say, changed) } });
  if (command.note !== null) await keepNote(on, command.note, typed.words);
  return stepNow(on, session.say('step.met', { what: session.say(`step.condition.${condition}`) }));
}

type Meet = Extract<CourseCommand, { type: 'meetCondition' }>;
type FieldError = { readonly error: NonNullable<ConditionFormOptions['error']> };

function commandOf({ session }: OnCourse, condition: CourseCondition, typed: TypedCondition): Meet | FieldError {
  const { say } = session;
  const on = PlainDate.safeParse(typed.date);
  if (!on.success) return { error: { at: 'date', text: say('contact.dateNeeded') } };
  const where = DocumentPlace.nullable().catch(null).parse(typed.where);
  const base = { type: 'meetCondition', condition, on: on.data, where, goal: null, note: null } as const;
  if (condition !== 'jobGoalBegun') return base;
  const goal = JobGoalKind.safeParse(typed.goal);
  if (!goal.success) return { error: { at: 'goal', text: say('step.goalNeeded') } };
  const wrong = wrongWith(typed.words);
  if (wrong !== null) return { error: { at: 'words', text: refusalSentence(say, wrong) } };
  return { ...base, goal: goal.data, note: NoteId.parse(session.parts.ids.next()) };
}

function wrongWith(text: string): Parameters<typeof refusalSentence>[1] | null {
  if (isBlank(text)) return { because: 'text-empty' };
  if (looksLikeCpr(text)) return { because: 'text-has-cpr' };
  return text.trim().length > LONGEST_TEXT ? { because: 'text-too-long', details: { max: LONGEST_TEXT } } : null;
}

async function keepNote({ session, course }: OnCourse, id: NoteId, words: string): Promise<void> {
  await session.tx.vault.addNote({ id, person: course.shown.value.person, text: words.trim(), at: session.now });
}

/** Completes the present step, or says exactly what is missing (B9). */
export async function completeStep(on: OnCourse, rev: string): Promise<Answer> {
  const { session, course } = on;
  const { say } = session;
  if (isStale(course, rev)) return card(await stepView(session, course, say('errors.stale')));
  const done = presentStep(course.shown.value)?.step ?? '';
  const changed = await change(on, { type: 'completeStep' });
  if (changed.kind === 'refused') return card(await stepView(session, course, refusalSentence(say, changed)));
  return stepNow(on, [say('step.completed', { step: done }), ...(await nextStepLine(on, changed))].join(' '));
}

/** "Trin 2 er begyndt, og sigtet er 1. feb. 2027 (13 uger)." */
async function nextStepLine(
  { session, course }: OnCourse,
  changed: Extract<Changed, { kind: 'changed' }>,
): Promise<string[]> {
  const run = presentStep(changed.course);
  const { programme } = (await factsOfOne(session, course)).rules;
  // B24: after the last step the calls are what comes next, and they need K5.
  if (run === null) return consentMonths(programme, 'K5') === null ? [] : [session.say('step.askCalls')];
  const target = stepTarget(changed.course, programme);
  if (target === null) return [session.say('step.nextOpen', { step: run.step })];
  const on = formatDateWithYear(target.due, session.language);
  return [session.say('step.next', { step: run.step, on, target: periodText(target.target, session.say) })];
}

/** Closes a course with a reason (A18); without one it asks for it. */
export async function closeCourse(
  on: OnCourse,
  { rev, reason }: { readonly rev: string; readonly reason: string | null },
): Promise<Answer> {
  const { session, course } = on;
  const { say } = session;
  if (course.shown.value.status !== 'running') return refusalNotice(session, 'not-running');
  if (isStale(course, rev)) return card(await stepView(session, course, say('errors.stale')));
  if (reason === null) return card(closeView(session, course));
  const because = CloseReason.safeParse(reason);
  if (!because.success) return card(closeView(session, course, refusalSentence(say, { because: 'reason-unknown' })));
  const changed = await change(on, { type: 'close', because: because.data });
  if (changed.kind === 'refused') return card(await stepView(session, course, refusalSentence(say, changed)));
  return card(closedView(session, course, say('step.closed', { because: say(`course.closed.${because.data}`) })));
}

function change({ session, course }: OnCourse, command: CourseCommand): Promise<Changed> {
  return changeCourse(session, { id: course.shown.value.id, command, by: session.user.id });
}

/** The step card as it stands after a change. */
async function stepNow({ session, course }: OnCourse, notice: string): Promise<Answer> {
  const now = (await showCourse(session, session.viewer, course.shown.value.id)) ?? course;
  return card(await stepView(session, now, notice));
}
