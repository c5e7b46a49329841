import { addDays, maxDate } from '../calendar/dates.ts';
import type { PlainDate } from '../calendar/time.ts';
import { addWorkingDays, type WorkCalendar } from '../calendar/working-days.ts';
import type { Obligation, Told } from '../obligation.ts';
import type { CourseRules } from '../programme.ts';
import { consentMissing, consentNotInJournal, consentRunningOut, specialistMissing } from './consent-obligations.ts';
import {
  type Course,
  failuresInARow,
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
    return [...consentMissing(course, context), ...specialistMissing(course, context), ...journal];
  if (course.status !== 'running') return journal;
  return [
    ...journal,
    ...specialistMissing(course, context),
    ...step(course, context),
    ...contact(course, context),
    ...lostContact(course, context),
    ...consentRunningOut(course, context),
    ...course.tasks.filter((t) => t.state === 'open').map((t) => task(course, t, context)),
  ];
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
    key: `contact:${base}`,
    kind: 'contact',
    start: base,
    due,
    rules: context.rules.programme.contact.rungs,
    extra: { quietUntil: quietAfterFailure(course, context) },
  };
  return [withReturn(duty(course, plan, context), context.calendar)];
}

/** The first day of the agreed rhythm: the course's start, or the start of a step (B12); null before it. */
function rhythmFrom(course: RunningCourse, rules: CourseRules): PlainDate | null {
  const { from } = rules.programme.contact;
  if (from === 'start') return course.startedOn;
  return course.steps.find((s) => s.step === from)?.startedOn ?? null;
}

/** F1: after a failed attempt the item returns two working days later. */
function quietAfterFailure(course: RunningCourse, { rules, calendar }: ObligationContext): PlainDate | null {
  const failed = failuresInARow(course).at(-1);
  return failed === undefined ? null : addWorkingDays(failed, rules.common.contactReturnsAfterWorkingDays, calendar);
}

/** The day the item returns is a rung of its own, unless one stands there already. */
function withReturn(duty: Obligation, calendar: WorkCalendar): Obligation {
  const back = duty.quietUntil;
  if (back === null) return duty;
  const shown = duty.rungs
    .filter((r) => r.day >= back || r.to.some((t) => t.kind === 'leader'))
    .map((r) => onlyOthersBefore(r, back, duty));
  const returning = shown.some((r) => r.day === back)
    ? []
    : [{ id: `back:${back}`, day: rungOn(back, calendar), to: duty.owners }];
  return {
    ...duty,
    rungs: [...shown, ...returning].filter((r) => r.to.length > 0).sort((a, b) => (a.day < b.day ? -1 : 1)),
  };
}

function onlyOthersBefore(rung: Obligation['rungs'][number], back: PlainDate, duty: Obligation) {
  if (rung.day >= back) return rung;
  return { ...rung, to: rung.to.filter((t) => !duty.owners.some((o) => o.kind === t.kind)) };
}

function rungOn(day: PlainDate, calendar: WorkCalendar): PlainDate {
  return addWorkingDays(addDays(day, -1), 1, calendar);
}

/** F3: three failed attempts in a row, or 21 days without a word; told once to the leader and, with consent, the clinician. */
function lostContact(course: RunningCourse, context: ObligationContext): Obligation[] {
  const { afterDays, afterFailures, rungs } = context.rules.common.lostContact;
  const base = maxDate(lastHeardOn(course) ?? course.startedOn, course.startedOn);
  const third = failuresInARow(course)[afterFailures - 1];
  const silent = addDays(base, afterDays);
  const due = third !== undefined && third < silent ? third : silent;
  return [
    duty(
      course,
      { key: `lostContact:${base}`, kind: 'lostContact', start: base, due, rules: rungs, extra: { notice: true } },
      context,
    ),
  ];
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
