import { addDays, maxDate } from '../calendar/dates.ts';
import type { PlainDate } from '../calendar/time.ts';
import type { Obligation, Told } from '../obligation.ts';
import { stepUpObligations } from '../step-up/obligations.ts';
import { consentMissing, consentNotInJournal, consentRunningOut, specialistMissing } from './consent-obligations.ts';
import {
  type Course,
  failuresInARow,
  isShared,
  lastHeardOn,
  presentStep,
  type RunningCourse,
  type Task,
} from './course.ts';
import { type Duty, duty, type ObligationContext } from './duty.ts';
import { firstEmployerContact } from './employer-obligations.ts';
import { jobObligations } from './job-obligations.ts';
import { quietened } from './quietened.ts';
import { isBehindLastStep, rhythmOf } from './rhythm.ts';
import { withSnoozes } from './snooze.ts';
import { stepRule, stepTarget } from './steps.ts';

/** Everything open on a course, with due date, owners and rungs (domain.md 9). Ended courses owe nothing but their journal entry. */
export function courseObligations(course: Course, context: ObligationContext): readonly Obligation[] {
  return withSnoozes(openDuties(course, context), course, context.calendar);
}

function openDuties(course: Course, context: ObligationContext): readonly Obligation[] {
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
    ...firstEmployerContact(course, context),
    ...jobObligations(course, context),
    ...stepUpObligations(course, context),
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

/** B9, B17: the present step against its target, where it has one. */
function step(course: RunningCourse, context: ObligationContext): Obligation[] {
  const run = presentStep(course);
  const { programme } = context.rules;
  const target = run === null ? null : stepTarget(run, programme);
  if (run === null || target === null) return [];
  const rules = stepRule(programme, run.step).rungs;
  const key = `step:${run.step}:${run.startedOn}`;
  const plan: Duty = {
    key,
    kind: 'step',
    start: run.startedOn,
    due: target.due,
    rules,
    extra: { step: run.step },
  };
  return [duty(course, plan, context)];
}

/** B12, B16, A16, B24: counted from the last contact held, or from the day the rhythm began. */
function contact(course: RunningCourse, context: ObligationContext): Obligation[] {
  const rhythm = rhythmOf(course, context.rules, context.today);
  if (rhythm === null) return [];
  const { base, due, rungs, name } = rhythm;
  // A changed rhythm is a new duty: its rungs have not been told yet.
  const plan: Duty = { key: `contact:${base}+${name}`, kind: 'contact', start: base, due, rules: rungs };
  return [quietened(course, { duty: duty(course, plan, context), since: base }, context)];
}

/** F3: three failed attempts in a row, or 21 days without a word; told once to the leader and, with consent, the clinician. */
function lostContact(course: RunningCourse, context: ObligationContext): Obligation[] {
  // B24: after the last step nobody is asked to call but under K5, and silence is no loss.
  if (isBehindLastStep(course, context.rules)) return [];
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
