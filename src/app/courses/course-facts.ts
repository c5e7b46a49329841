import type { Disclosed } from '../../domain/access.ts';
import type { Agreement } from '../../domain/agreement/agreement.ts';
import type { WorkCalendar } from '../../domain/calendar/working-days.ts';
import type { Course } from '../../domain/course/course.ts';
import { courseObligations } from '../../domain/course/obligations.ts';
import type { AgreementId } from '../../domain/ids.ts';
import type { Obligation } from '../../domain/obligation.ts';
import type { CourseRules } from '../../domain/programme.ts';
import { type LoadedAgreement, loadAgreement } from '../agreements/load-agreement.ts';
import type { Scope } from '../context.ts';
import type { ShownCourse } from './load-course.ts';

/** A shown course with the rules it runs by and what is open on it: what every card about it is made from. */
export interface CourseFacts {
  readonly shown: Disclosed<Course>;
  readonly revision: number;
  readonly rules: CourseRules;
  readonly agreement: Agreement;
  readonly calendar: WorkCalendar;
  /** Derived from what the viewer may see. */
  readonly obligations: readonly Obligation[];
}

/** The facts of several courses; each agreement is read once. */
export async function factsOf(scope: Scope, courses: readonly ShownCourse[]): Promise<readonly CourseFacts[]> {
  const agreements = new Map<AgreementId, LoadedAgreement>();
  for (const { shown } of courses) {
    const id = shown.value.agreement;
    if (!agreements.has(id)) agreements.set(id, await loadAgreement(scope, id));
  }
  return courses.flatMap(({ shown, revision }) => {
    const loaded = agreements.get(shown.value.agreement);
    if (loaded === undefined) return [];
    const { agreement, calendar } = loaded;
    const rules = scope.parts.programmes.rulesFor(shown.value.programme, agreement.terms);
    const obligations = courseObligations(shown.value, { rules, calendar, today: scope.today });
    return [{ shown, revision, rules, agreement, calendar, obligations }];
  });
}

/** The facts of one course. */
export async function factsOfOne(scope: Scope, course: ShownCourse): Promise<CourseFacts> {
  const [facts] = await factsOf(scope, [course]);
  if (facts === undefined) throw new Error('a shown course without an agreement');
  return facts;
}
