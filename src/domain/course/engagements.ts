import { addMonths, maxDate } from '../calendar/dates.ts';
import type { PlainDate } from '../calendar/time.ts';
import { kindsOffered } from '../programme.ts';
import { accepted, type Decision, type Refusal, refused } from '../refusal.ts';
import type { CourseContext } from './commands.ts';
import type { Course, RunningCourse } from './course.ts';
import { type Engagement, openEngagements } from './engagement.ts';
import type { EngagementCommand } from './engagement-commands.ts';
import type { EngagementTerms } from './engagement-events.ts';
import type { CourseEvent } from './events.ts';
import { isGroupTwo } from './visitation.ts';

type Of<T extends EngagementCommand['type']> = Extract<EngagementCommand, { type: T }>;

/** So far back a document, a job or a talk may be dated, in months (F2). */
const BACK_MONTHS = 12;

/** Decides on a job, an education or an internship of a running course (A10, B13–B20). */
export function decideEngagement(
  command: EngagementCommand,
  course: Course,
  context: CourseContext,
): Decision<CourseEvent> {
  if (course.status !== 'running') return refused('not-running');
  switch (command.type) {
    case 'agreeEngagement':
      return agree(command, course, context);
    case 'meetAgreementCondition':
      return meet(command, course, context);
    case 'startEngagement':
      return start(command, course, context);
    case 'changeEngagement':
      return change(command, course, context);
    case 'endEngagement':
      return end(command, course, context);
    case 'dropOut':
      return dropOut(command, course, context);
    case 'guideOnBenefits':
      return guide(command, course, context);
    case 'stateOpenness':
      return stateOpenness(command, course, context);
    default:
      return command satisfies never;
  }
}

/** An agreement with a company (B13), or a job that has begun already: then its first day is recorded with it (A10). */
function agree(
  { engagement, terms }: Of<'agreeEngagement'>,
  course: RunningCourse,
  context: CourseContext,
): Decision<CourseEvent> {
  if (course.engagements.some((e) => e.id === engagement)) return accepted();
  const refusal =
    datedWrong(terms.agreedOn, context) ??
    kindWrong(terms, context) ??
    termsWrong(terms, context) ??
    internshipWrong(terms);
  if (refusal !== null) return refusal;
  const agreed: CourseEvent = { type: 'EngagementAgreed', engagement, terms };
  const { startsOn } = terms;
  if (startsOn === null || startsOn > context.today) return accepted(agreed);
  return accepted<CourseEvent>(agreed, { type: 'EngagementStarted', engagement, on: startsOn });
}

function datedWrong(on: PlainDate, { today }: CourseContext): Refusal | null {
  if (on > today) return refused('date-in-future');
  return on < addMonths(today, -BACK_MONTHS) ? refused('date-too-old') : null;
}

/** A10, C2: what the programme offers on the day of the agreement. */
function kindWrong({ kind, agreedOn }: EngagementTerms, { rules }: CourseContext): Refusal | null {
  return kindsOffered(rules.programme, agreedOn).includes(kind) ? null : refused('job-kind-not-offered');
}

type Changeable = Pick<EngagementTerms, 'kind' | 'agreedOn' | 'startsOn' | 'weeklyHours' | 'endsOn'>;

function termsWrong(terms: Changeable, { today, rules }: CourseContext): Refusal | null {
  const { mostWeeklyHours, startsWithinMonths } = rules.common.engagement;
  const { kind, agreedOn, startsOn, weeklyHours, endsOn } = terms;
  if (startsOn !== null && startsOn < agreedOn) return refused('job-starts-before-agreement');
  if (startsOn !== null && startsOn > addMonths(today, startsWithinMonths)) return refused('job-starts-too-late');
  // A10: an ordinary job has at least one paid hour.
  if (kind === 'ordinaryJob' && (weeklyHours ?? 0) < 1) return refused('job-hours-needed');
  if (weeklyHours !== null && (weeklyHours <= 0 || weeklyHours > mostWeeklyHours)) {
    return refused('job-hours-impossible', { most: mostWeeklyHours });
  }
  return endsOn !== null && endsOn < (startsOn ?? agreedOn) ? refused('job-ends-before-start') : null;
}

/** B13, B14: exactly one purpose; paid hours from a day, or ruled out, and then an end date is asked for. */
function internshipWrong(terms: EngagementTerms): Refusal | null {
  const { kind, purpose, paidHours, paidHoursFrom, endsOn } = terms;
  if (kind !== 'internship') return purpose === null ? null : refused('internship-purpose-only');
  if (purpose === null) return refused('internship-purpose-needed');
  if (paidHours === null || (paidHours === 'goal' && paidHoursFrom === null)) return refused('paid-hours-needed');
  return paidHours === 'ruledOut' && endsOn === null ? refused('internship-end-needed') : null;
}

/** The engagement a command is about, while it is open. */
function openOne(course: RunningCourse, id: Engagement['id']): ReturnType<typeof openEngagements>[number] | Refusal {
  const found = openEngagements(course).find((e) => e.id === id);
  if (found !== undefined) return found;
  return refused(course.engagements.some((e) => e.id === id) ? 'engagement-ended' : 'engagement-unknown');
}

function meet(
  command: Of<'meetAgreementCondition'>,
  course: RunningCourse,
  context: CourseContext,
): Decision<CourseEvent> {
  const one = openOne(course, command.engagement);
  if ('because' in one) return one;
  const { engagement, condition, on, note } = command;
  const rules = context.rules.programme.engagement;
  if (condition === 'agreementInVitas' && !rules.vitasFor.includes(one.kind)) return refused('condition-unknown');
  if (condition === 'selfSupport' && !(one.status === 'ongoing' && rules.selfSupportBy.includes(one.kind))) {
    return refused('self-support-needs-job');
  }
  const wrong = datedWrong(on, context);
  if (wrong !== null) return wrong;
  if (one.confirmed.has(condition)) return refused('condition-already-met');
  return accepted({ type: 'AgreementConditionMet', engagement, condition, on, note });
}

/** B12, B16: the first day at the company, from which contact is at least monthly. */
function start(
  { engagement, on }: Of<'startEngagement'>,
  course: RunningCourse,
  context: CourseContext,
): Decision<CourseEvent> {
  const one = openOne(course, engagement);
  if ('because' in one) return one;
  if (one.status === 'ongoing') return one.startedOn === on ? accepted() : refused('engagement-started');
  const wrong = datedWrong(on, context);
  if (wrong !== null) return wrong;
  if (on < one.agreedOn) return refused('job-starts-before-agreement');
  return accepted({ type: 'EngagementStarted', engagement, on });
}

/** A10: every change, with its date. What stays the same is no change. */
function change(command: Of<'changeEngagement'>, course: RunningCourse, context: CourseContext): Decision<CourseEvent> {
  const one = openOne(course, command.engagement);
  if ('because' in one) return one;
  const { engagement, on, weeklyHours, permanent, endsOn } = command;
  if (one.weeklyHours === weeklyHours && one.permanent === permanent && one.endsOn === endsOn) return accepted();
  const startsOn = one.status === 'ongoing' ? one.startedOn : one.startsOn;
  const wrong =
    datedWrong(on, context) ??
    termsWrong({ ...one, startsOn, weeklyHours, endsOn }, context) ??
    internshipWrong({ ...one, endsOn });
  if (wrong !== null) return wrong;
  if (on < one.agreedOn) return refused('job-starts-before-agreement');
  return accepted({ type: 'EngagementChanged', engagement, on, weeklyHours, permanent, endsOn });
}

/** A10: an end with its reason. The last one of a course that has a match takes it back to the search (A15, B20). */
function end(command: Of<'endEngagement'>, course: RunningCourse, context: CourseContext): Decision<CourseEvent> {
  const one = openOne(course, command.engagement);
  if ('because' in one) return one;
  const { engagement, on, because } = command;
  const wrong = datedWrong(on, context) ?? endsTooEarly(one, on);
  if (wrong !== null) return wrong;
  const ended: CourseEvent = { type: 'EngagementEnded', engagement, on, because };
  const last = course.steps.at(-1);
  const { dropOutTo } = context.rules.programme;
  // An agreement that fell through before its first day leaves the search and its target as they were.
  const stillSearching = one.status === 'agreed' && last?.step === dropOutTo && last?.completedOn === null;
  if (openEngagements(course).length > 1 || stillSearching) return accepted(ended);
  return accepted(ended, ...searchAnew(course, on, context));
}

function endsTooEarly(one: Engagement, on: PlainDate): Refusal | null {
  const first = one.status === 'ongoing' ? one.startedOn : one.agreedOn;
  return on < first ? refused('job-ends-before-start') : null;
}

/** B20: drop-out → a new match at once: everything open ends, and step 2 begins anew with its whole target. */
function dropOut({ on, because }: Of<'dropOut'>, course: RunningCourse, context: CourseContext): Decision<CourseEvent> {
  const open = openEngagements(course);
  if (open.length === 0) return refused('nothing-to-drop-out');
  const wrong = datedWrong(on, context) ?? open.map((e) => endsTooEarly(e, on)).find((r) => r !== null) ?? null;
  if (wrong !== null) return wrong;
  const anew = searchAnew(course, on, context);
  if (anew.length === 0) return refused('no-step');
  const ended = open.map((e): CourseEvent => ({ type: 'EngagementEnded', engagement: e.id, on, because }));
  return accepted(...ended, ...anew);
}

/** The step of the search once more, where the programme has one and the course has come to it; the earlier runs stay as history. */
function searchAnew(course: RunningCourse, on: PlainDate, { rules }: CourseContext): CourseEvent[] {
  const { steps, dropOutTo } = rules.programme;
  const last = course.steps.at(-1);
  const nth = (step: string | null | undefined) => steps.findIndex((s) => s.id === step);
  // B3: in group 2 no step runs, and none begins anew.
  if (dropOutTo === null || last === undefined || isGroupTwo(course) || nth(last.step) < nth(dropOutTo)) return [];
  return [{ type: 'StepStarted', step: dropOutTo, on: maxDate(on, last.completedOn ?? last.startedOn) }];
}

/** A17: guidance on benefits, by whom and when. */
function guide(
  { on, by }: Of<'guideOnBenefits'>,
  course: RunningCourse,
  context: CourseContext,
): Decision<CourseEvent> {
  const wrong = datedWrong(on, context);
  if (wrong !== null) return wrong;
  if (course.benefitsGuided.some((g) => g.on === on && g.by === by)) return accepted();
  return accepted({ type: 'BenefitsGuided', on, by });
}

/** B11, W3: the citizen's wish about openness to the employer; the last one holds. */
function stateOpenness(
  { on, wish, note }: Of<'stateOpenness'>,
  course: RunningCourse,
  context: CourseContext,
): Decision<CourseEvent> {
  const wrong = datedWrong(on, context);
  if (wrong !== null) return wrong;
  const last = course.openness;
  if (last !== null && last.on === on && last.wish === wish && last.note === note) return accepted();
  return accepted({ type: 'OpennessStated', on, wish, note });
}
