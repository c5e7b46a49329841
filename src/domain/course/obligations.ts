import type { PlainDate } from '../calendar/time.ts';
import type { Obligation, Told } from '../obligation.ts';
import { stepUpObligations } from '../step-up/obligations.ts';
import { consentMissing, consentNotInJournal, consentRunningOut, specialistMissing } from './consent-obligations.ts';
import { type Course, isShared, presentStep, type RunningCourse, type Task } from './course.ts';
import { type Duty, duty, type ObligationContext } from './duty.ts';
import { firstEmployerContact } from './employer-obligations.ts';
import { exemptionObligations } from './exemption-obligations.ts';
import { jobObligations } from './job-obligations.ts';
import { lostContact } from './lost-contact.ts';
import { otherConsentsRunningOut } from './other-consents.ts';
import { quietened } from './quietened.ts';
import { rhythmOf } from './rhythm.ts';
import { withSnoozes } from './snooze.ts';
import { plannedDue, stepRule } from './steps.ts';
import { stepsRest } from './visitation.ts';
import { visitationObligations } from './visitation-obligations.ts';

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
    ...(stepsRest(course) ? exemptionObligations(course, context) : jobSteps(course, context)),
    ...visitationObligations(course, context),
    ...stepUpObligations(course, context),
    ...consentRunningOut(course, context),
    ...otherConsentsRunningOut(course, context),
    ...openTasks(course, context.today).map((t) => task(course, t, context)),
  ];
}

/** What rests in group 2 (B3) and during an exemption (B4): everything on the way to a job. */
function jobSteps(course: RunningCourse, context: ObligationContext): readonly Obligation[] {
  return [
    ...specialistMissing(course, context),
    ...step(course, context),
    ...contact(course, context),
    ...firstEmployerContact(course, context),
    ...jobObligations(course, context),
    ...lostContact(course, context),
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
  const due = run === null ? null : plannedDue(run, programme);
  if (run === null || due === null) return [];
  const rules = stepRule(programme, run.step).rungs;
  const key = `step:${run.step}:${run.startedOn}`;
  const plan: Duty = {
    key,
    kind: 'step',
    start: run.startedOn,
    due,
    rules,
    rests: true,
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
  const plan: Duty = { key: `contact:${base}+${name}`, kind: 'contact', start: base, due, rules: rungs, rests: true };
  return [quietened(course, { duty: duty(course, plan, context), since: base }, context)];
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
