import { daysBetween } from '../../domain/calendar/dates.ts';
import type { PlainDate } from '../../domain/calendar/time.ts';
import { DIRECTIONS } from '../../domain/consent/consent.ts';
import { type Course, isShared, presentStep, typicalStep } from '../../domain/course/course.ts';
import { openEngagements } from '../../domain/course/engagement.ts';
import { openExemption } from '../../domain/course/exemption.ts';
import { waitingOf } from '../../domain/course/relations.ts';
import { missingConditions, stepTarget } from '../../domain/course/steps.ts';
import { groupOf, isGroupTwo } from '../../domain/course/visitation.ts';
import type { Period } from '../../domain/programme.ts';
import { directionStatus } from '../consents/direction-status.ts';
import { formatDateWithYear } from '../format.ts';
import { restsText } from '../visitation/item-text.ts';
import { groupTwoText } from '../visitation/visitation-blocks.ts';
import { periodText } from '../work-list/item-text.ts';
import type { CourseFacts } from './course-facts.ts';
import type { Reader } from './reader.ts';

type Wording = Pick<Reader, 'say' | 'language' | 'today'>;

/** Where a course stands: henvist, i gang, uden samarbejde, afsluttet (A2, B5). */
export function statusWords({ say, language, today }: Wording, { shown, rules }: CourseFacts): string {
  const course = shown.value;
  const on = (day: PlainDate) => formatDateWithYear(day, language);
  switch (course.status) {
    case 'referred': {
      const waiting = waitingOf(course);
      if (waiting === null) return say('course.status.referred', { on: on(course.referredOn) });
      return say('course.status.waiting', { on: on(course.referredOn), expected: on(waiting.expectedOn) });
    }
    case 'running': {
      // B5: with K3 a course of group 1 belongs to the psychiatry subgroup.
      const subgroup = rules.programme.visitation !== null && !isGroupTwo(course) ? 'subgroup' : 'running';
      if (isShared(course, today)) return say(`course.status.${subgroup}`, { on: on(course.startedOn) });
      const alone = rules.programme.startsBy === 'opening' && !course.consents.some((c) => c.purpose === course.gate);
      return say(alone ? 'course.status.alone' : 'course.status.apart', { on: on(course.startedOn) });
    }
    case 'declined':
      return say('course.status.declined', { on: on(course.endedOn), because: say(`decline.${course.because}`) });
    case 'closed':
      return say('course.status.closed', { on: on(course.endedOn), because: say(`course.closed.${course.because}`) });
    default:
      return course satisfies never;
  }
}

/** The typical step of programme A (A15), or the present step with its target (B9, B17), group 2 (B3) or the pause (B4). Null before the start. */
export function stepWords(words: Wording, { shown, rules }: CourseFacts): { text: string; late: boolean } | null {
  const course = shown.value;
  if (course.status !== 'running') return null;
  if (rules.programme.steps.length === 0)
    return { text: words.say(`course.typicalStep.${typicalStep(course, words.today)}`), late: false };
  if (isGroupTwo(course)) return { text: groupTwoText(words, { shown, rules }), late: false };
  const run = presentStep(course);
  if (run === null) return null;
  const title = words.say(`course.step.${rules.programme.id}.${run.step}`);
  const exempt = openExemption(course);
  if (exempt !== null) return { text: `${title} · ${restsText(words, exempt)}`, late: false };
  const target = stepTarget(course, rules.programme);
  if (target === null) return { text: title, late: false };
  return { text: `${title} · ${targetWords(words, target)}`, late: target.due < words.today };
}

/** "sigte 2. dec. 2026 (1 måned)", or "9 dage ud over sigtet (1 måned)": a target is never said to be broken (domain.md 2). */
function targetWords(
  { say, language, today }: Wording,
  { due, target }: { readonly due: PlainDate; readonly target: Period },
): string {
  const period = periodText(target, say);
  const over = daysBetween(due, today);
  if (over > 0) return say('course.target.over', { count: over, period });
  return say('course.target.ahead', { on: formatDateWithYear(due, language), period });
}

/** A17: guidance on benefits belongs before a job start, so it is missing from the first agreement on. */
function guidanceMissing(say: Reader['say'], course: Course): readonly string[] {
  const lacks = openEngagements(course).length > 0 && course.benefitsGuided.length === 0;
  return lacks ? [say('course.missing.benefits')] : [];
}

/** What the programme calls the specialist; one with psychiatric knowledge in the psychiatry subgroup (B5, B6). */
export function specialistCalled(
  { say, today }: Pick<Wording, 'say' | 'today'>,
  { shown, rules }: Pick<CourseFacts, 'shown' | 'rules'>,
  form: 'specialist' | 'specialistInText',
): string {
  const specialist = say(`${form}.${rules.programme.specialistCalled}`);
  const subgroup = rules.programme.visitation !== null && !isGroupTwo(shown.value) && isShared(shown.value, today);
  return subgroup ? say('visitation.withPsychiatry', { specialist }) : specialist;
}

/** What the course lacks now: consents by direction, a specialist, and what the step needs (A2, B6, B9). */
export function missingWords({ say, today }: Wording, { shown, rules }: CourseFacts): readonly string[] {
  const course = shown.value;
  if (course.status !== 'referred' && course.status !== 'running') return [];
  const directions = DIRECTIONS.filter((d) => {
    const { kind } = directionStatus(shown, d, today);
    return kind !== 'inForce' && kind !== 'coming';
  });
  const consents = directions.map((d) => say(`course.missing.consent.${d}`));
  const specialist =
    course.specialist === null && !isGroupTwo(course)
      ? [specialistCalled({ say, today }, { shown, rules }, 'specialistInText')]
      : [];
  const undecided = rules.programme.visitation !== null && groupOf(course) === null;
  const group = undecided && course.status === 'running' ? [say('visitation.missingGroup')] : [];
  const conditions = missingConditions(course, rules.programme).filter((c) => c !== 'specialistAssigned');
  return [
    ...consents,
    ...group,
    ...specialist,
    ...conditions.map((c) => say(`condition.${c}`)),
    ...guidanceMissing(say, course),
  ];
}
