import { addMonths, minDate } from '../calendar/dates.ts';
import type { PlainDate } from '../calendar/time.ts';
import type { ExemptionRules } from '../programme.ts';
import { accepted, type Decision, type Refusal, refused } from '../refusal.ts';
import type { CourseContext } from './commands.ts';
import { presentStep, type RunningCourse } from './course.ts';
import type { CourseEvent } from './events.ts';
import { type Exemption, openExemption } from './exemption.ts';
import type { VisitationCommand } from './visitation-commands.ts';

type ExemptionCommand = Extract<
  VisitationCommand,
  { type: 'beginExemption' | 'reviewExemption' | 'agreeExemptionContact' | 'endExemption' }
>;
type Of<T extends ExemptionCommand['type']> = Extract<ExemptionCommand, { type: T }>;

/** So far back an exemption may begin, in months. */
const BACK_MONTHS = 12;

/** B4: begins, reviews and ends an exemption, and agrees on a contact during it. Only where the programme has it. */
export function decideExemption(
  command: ExemptionCommand,
  course: RunningCourse,
  context: CourseContext,
): Decision<CourseEvent> {
  const rules = context.rules.programme.exemption;
  if (rules === null) return refused('no-exemption');
  if (command.type === 'beginExemption') return begin(command, { course, rules }, context);
  const exempt = openExemption(course);
  if (exempt === null) return refused('not-exempt');
  switch (command.type) {
    case 'reviewExemption':
      if (exempt.reviewOn === command.reviewOn) return accepted();
      return (
        reviewWrong(command.reviewOn, rules, context) ??
        accepted({ type: 'ExemptionReviewed', on: context.today, reviewOn: command.reviewOn })
      );
    case 'agreeExemptionContact':
      if (exempt.contactOn === command.contactOn) return accepted();
      return (
        contactWrong(command.contactOn, rules, context) ??
        accepted({ type: 'ExemptionContactAgreed', contactOn: command.contactOn })
      );
    case 'endExemption':
      return end(command, exempt, context);
    default:
      return command satisfies never;
  }
}

interface Under {
  readonly course: RunningCourse;
  readonly rules: ExemptionRules;
}

function begin(
  { because, from, reviewOn, contactOn }: Of<'beginExemption'>,
  { course, rules }: Under,
  context: CourseContext,
): Decision<CourseEvent> {
  if (openExemption(course) !== null) return refused('already-exempt');
  if (presentStep(course) === null) return refused('nothing-to-rest');
  const wrong =
    beginsWrong(from, course, context) ??
    reviewWrong(reviewOn, rules, context) ??
    (contactOn === null ? null : contactWrong(contactOn, rules, context));
  return wrong ?? accepted({ type: 'ExemptionBegun', because, from, reviewOn, contactOn });
}

/** It may be entered later than it began, but not before the course did, nor into an earlier exemption. */
function beginsWrong(from: PlainDate, course: RunningCourse, { today }: CourseContext): Refusal | null {
  if (from > today) return refused('date-in-future');
  if (from < addMonths(today, -BACK_MONTHS)) return refused('date-too-old');
  const began = minDate(course.startedOn, course.steps[0]?.startedOn ?? course.startedOn);
  if (from < began) return refused('exemption-before-start', { from: began });
  const before = course.exemptions.at(-1)?.endedOn ?? null;
  return before !== null && from < before ? refused('exemption-overlaps', { from: before }) : null;
}

/** B4: a review date ahead, and no further than the programme allows. */
function reviewWrong(reviewOn: PlainDate, rules: ExemptionRules, { today }: CourseContext): Refusal | null {
  const months = rules.reviewWithinMonths;
  const ahead = reviewOn > today && reviewOn <= addMonths(today, months);
  return ahead ? null : refused('exemption-review-date', { months });
}

function contactWrong(contactOn: PlainDate, rules: ExemptionRules, { today }: CourseContext): Refusal | null {
  const months = rules.reviewWithinMonths;
  const ahead = contactOn >= today && contactOn <= addMonths(today, months);
  return ahead ? null : refused('exemption-contact-date', { months });
}

/** The day is the first on which the steps run again. */
function end({ on }: Of<'endExemption'>, exempt: Exemption, { today }: CourseContext): Decision<CourseEvent> {
  if (on > today) return refused('date-in-future');
  if (on < exempt.from) return refused('exemption-ends-before-start', { from: exempt.from });
  return accepted({ type: 'ExemptionEnded', on });
}
