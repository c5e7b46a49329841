import { addDays } from '../calendar/dates.ts';
import type { PlainDate } from '../calendar/time.ts';
import type { WorkCalendar } from '../calendar/working-days.ts';
import { layRungs, type Obligation, type ObligationKind, type Told } from '../obligation.ts';
import type { CourseRules, Recipient, RungRule } from '../programme.ts';
import { type Course, isShared } from './course.ts';
import { laterBy, restedDays } from './exemption.ts';

/** What the obligations of a course are derived from, beside the course. */
export interface ObligationContext {
  readonly rules: CourseRules;
  readonly calendar: WorkCalendar;
  readonly today: PlainDate;
}

/** How far ahead repeating rungs are laid, in days: enough to find the next one. */
const HORIZON_DAYS = 40;

/** What one obligation of a course is laid out from. */
export interface Duty {
  readonly key: string;
  readonly kind: ObligationKind;
  readonly start: PlainDate;
  readonly due: PlainDate;
  readonly rules: readonly RungRule[];
  readonly owner?: Told | null;
  /** B4: `due` was counted without exemptions; the days of those since `start` come on top. */
  readonly rests?: boolean;
  readonly extra?: Partial<
    Pick<Obligation, 'notice' | 'quietUntil' | 'task' | 'step' | 'engagement' | 'line' | 'purpose'>
  >;
}

/** The obligation with its owners and rungs, recipients resolved to people of this course. */
export function duty(course: Course, plan: Duty, context: ObligationContext): Obligation {
  const shared = isShared(course, context.today);
  const resolve = (to: Recipient) => toldOf(course, to, { owner: plan.owner ?? null, shared });
  const horizon = addDays(context.today, HORIZON_DAYS);
  const first = plan.rules[0]?.to ?? [];
  const rested = plan.rests === true ? restedDays(course, plan.start) : 0;
  return {
    key: plan.key,
    kind: plan.kind,
    due: addDays(plan.due, rested),
    owners: first.flatMap(resolve).filter((t) => t.kind !== 'channel'),
    rungs: layRungs({
      rules: plan.rules,
      start: plan.start,
      due: plan.due,
      horizon,
      calendar: context.calendar,
      resolve,
      ...(rested > 0 ? { rest: { days: rested, later: laterBy(course, plan.start) } } : {}),
    }),
    notice: false,
    quietUntil: null,
    task: null,
    step: null,
    engagement: null,
    ...plan.extra,
  };
}

/** Without a specialist the leader answers; a caseworker nobody named is nobody; a clinician hears only of a shared course (A2, F3). */
function toldOf(
  course: Course,
  to: Recipient,
  { owner, shared }: { readonly owner: Told | null; readonly shared: boolean },
): readonly Told[] {
  switch (to) {
    case 'specialist':
      return [course.specialist === null ? { kind: 'leader' } : { kind: 'person', user: course.specialist }];
    case 'clinician':
      return course.clinician === null || !shared ? [] : [{ kind: 'person', user: course.clinician }];
    case 'caseworker':
      return course.caseworker === null ? [] : [{ kind: 'person', user: course.caseworker }];
    case 'owner':
      return owner === null ? [] : [owner];
    case 'leader':
    case 'channel':
      return [{ kind: to }];
    case 'organiser':
      return [];
    default:
      return to satisfies never;
  }
}
