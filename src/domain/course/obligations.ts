import { addDays, maxDate } from '../calendar/dates.ts';
import type { PlainDate } from '../calendar/time.ts';
import { addWorkingDays } from '../calendar/working-days.ts';
import { type Obligation, sameTold, type Told } from '../obligation.ts';
import type { CourseRules } from '../programme.ts';
import { consentMissing, consentNotInJournal, consentRunningOut, specialistMissing } from './consent-obligations.ts';
import {
  type Course,
  failuresInARow,
  isShared,
  lastContactOn,
  lastHeardOn,
  presentStep,
  type RunningCourse,
  type Task,
} from './course.ts';
import { type Duty, duty, type ObligationContext } from './duty.ts';
import { stepDue, stepRule } from './steps.ts';

/** Everything open on a course, with due date, owners and rungs (domain.md 9). Ended courses owe nothing but their journal entry. */
export function courseObligations(course: Course, context: ObligationContext): readonly Obligation[] {
  const journal = consentNotInJournal(course, context);
  if (course.status === 'referred')
    return [
      ...journal,
      ...consentMissing(course, context),
      ...specialistMissing(course, context),
      ...consentRunningOut(course, context),
    ];
  if (course.status !== 'running') return journal;
  return [
    ...journal,
    ...specialistMissing(course, context),
    ...step(course, context),
    ...contact(course, context),
    ...lostContact(course, context),
    ...consentRunningOut(course, context),
    ...openTasks(course, context.today).map((t) => task(course, t, context)),
  ];
}

/** K12: the other side's tasks rest as soon as the course is no longer shared, whether or not the lapse has been recorded. */
function openTasks(course: Course, today: PlainDate): readonly Task[] {
  const shared = isShared(course, today);
  return course.tasks.filter((t) => t.state === 'open' && (shared || t.ownerSide === 'jobCentre'));
}

/** B9, B17: the present step against its target. */
function step(course: RunningCourse, context: ObligationContext): Obligation[] {
  const run = presentStep(course);
  if (run === null) return [];
  const { programme } = context.rules;
  const rules = stepRule(programme, run.step).rungs;
  const key = `step:${run.step}:${run.startedOn}`;
  const plan: Duty = {
    key,
    kind: 'step',
    start: run.startedOn,
    due: stepDue(run, programme),
    rules,
    extra: { step: run.step },
  };
  return [duty(course, plan, context)];
}

/** B12, A16: n days from the last contact held, or from the day the rhythm began. */
function contact(course: RunningCourse, context: ObligationContext): Obligation[] {
  const from = rhythmFrom(course, context.rules);
  if (from === null) return [];
  const base = maxDate(lastContactOn(course) ?? from, from);
  const due = addDays(base, context.rules.contactEveryDays);
  const plan: Duty = {
    // A changed rhythm is a new duty: its rungs have not been told yet.
    key: `contact:${base}+${context.rules.contactEveryDays}`,
    kind: 'contact',
    start: base,
    due,
    rules: context.rules.programme.contact.rungs,
  };
  // An attempt from before this duty began says nothing about it.
  const failed = failuresInARow(course).filter((day) => day >= base);
  return [quietened(duty(course, plan, context), failed.at(-1), context)];
}

/** The first day of the agreed rhythm: the course's start, or the start of a step (B12); null before it. */
function rhythmFrom(course: RunningCourse, rules: CourseRules): PlainDate | null {
  const { from } = rules.programme.contact;
  if (from === 'start') return course.startedOn;
  return course.steps.find((s) => s.step === from)?.startedOn ?? null;
}

/** F1: after a failed attempt the item leaves its owners' lists and returns two working days later, on a rung of its own. */
function quietened(
  contact: Obligation,
  failed: PlainDate | undefined,
  { rules, calendar }: ObligationContext,
): Obligation {
  if (failed === undefined) return contact;
  const back = addWorkingDays(failed, rules.common.contactReturnsAfterWorkingDays, calendar);
  const isOwner = (told: Told) => contact.owners.some((owner) => sameTold(owner, told));
  const rungs = contact.rungs.map((r) => (r.day >= back ? r : { ...r, to: r.to.filter((t) => !isOwner(t)) }));
  const returns = rungs.some((r) => r.day === back && r.to.some(isOwner));
  if (!returns) rungs.push({ id: `back:${failed}`, day: back, to: contact.owners });
  const told = rungs.filter((r) => r.to.length > 0).sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
  return { ...contact, quietUntil: back, rungs: told };
}

/** F3: three failed attempts in a row, or 21 days without a word; told once to the leader and, with consent, the clinician. */
function lostContact(course: RunningCourse, context: ObligationContext): Obligation[] {
  const { afterDays, afterFailures, rungs } = context.rules.common.lostContact;
  // One silence, one key and one rung: whichever comes first tells it, and the other no more.
  const base = maxDate(lastHeardOn(course) ?? course.startedOn, course.startedOn);
  const third = failuresInARow(course)[afterFailures - 1];
  const silent = addDays(base, afterDays);
  const due = third !== undefined && third < silent ? third : silent;
  const plan: Duty = { key: `lostContact:${base}`, kind: 'lostContact', start: base, due, rules: rungs };
  const notice = duty(course, plan, context);
  return [{ ...notice, notice: true, rungs: notice.rungs.map((r) => ({ ...r, id: 'told' })) }];
}

function task(course: RunningCourse, item: Task, context: ObligationContext): Obligation {
  const owner: Told = { kind: 'person', user: item.owner };
  const { rungs } = context.rules.common.task;
  return duty(
    course,
    {
      key: `task:${item.id}`,
      kind: 'task',
      start: item.agreedOn,
      due: item.due,
      rules: rungs,
      owner,
      extra: { task: item.id },
    },
    context,
  );
}
