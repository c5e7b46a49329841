import { addDays } from '../../domain/calendar/dates.ts';
import { type Instant, LocalTime, toInstant } from '../../domain/calendar/time.ts';
import { isWorkingDay, type WorkCalendar } from '../../domain/calendar/working-days.ts';
import type { Course } from '../../domain/course/course.ts';
import { courseObligations } from '../../domain/course/obligations.ts';
import { settlesNext } from '../../domain/course/settle.ts';
import { type Obligation, raisesNext } from '../../domain/obligation.ts';
import { loadAgreement } from '../agreements/load-agreement.ts';
import type { Scope } from '../context.ts';
import { DIGEST_AT, nextMorning } from './moments.ts';
import { recipientsOf } from './raise.ts';

/** What is open on a course today, with the calendar it is counted by. */
export async function openObligations(
  scope: Scope,
  course: Course,
): Promise<{ readonly obligations: readonly Obligation[]; readonly calendar: WorkCalendar }> {
  const { agreement, calendar } = await loadAgreement(scope, course.agreement);
  const rules = scope.parts.programmes.rulesFor(course.programme, agreement.terms);
  return { obligations: courseObligations(course, { rules, calendar, today: scope.today }), calendar };
}

/** Sets the course's next wake after a change. A wake that is already late is left to be handled (N5). */
export async function rescheduleCourse(scope: Scope, course: Course): Promise<void> {
  const subject = { kind: 'course', id: course.id } as const;
  const standing = await scope.tx.wakes.at(subject);
  if (standing !== null && standing <= scope.now) return;
  await scope.tx.wakes.set(subject, await nextMoment(scope, course));
}

/** The next moment something happens to the course: a midnight of the calendar, or a morning on which something is raised. */
export async function nextMoment(scope: Scope, course: Course): Promise<Instant | null> {
  const { obligations, calendar } = await openObligations(scope, course);
  const settles = settlesNext(course, scope.today);
  const moments = obligations.flatMap((o) => morningOf(scope, o, calendar));
  if (settles !== null) moments.push(toInstant(settles, MIDNIGHT));
  if (await hasUnraised(scope, course, obligations)) moments.push(nextMorning(scope, calendar));
  return moments.sort()[0] ?? null;
}

/** Rungs already reached that nobody was told of, e.g. when a change made them: the next morning carries them. */
async function hasUnraised(scope: Scope, course: Course, obligations: readonly Obligation[]): Promise<boolean> {
  const reached = obligations.flatMap((o) =>
    o.rungs.filter((r) => r.day <= scope.today).map((rung) => ({ obligation: o.key, rung })),
  );
  if (reached.length === 0) return false;
  const raised = await scope.tx.raised.ofSubject(course.id);
  const done = new Set(raised.map((r) => `${r.obligation}|${r.rung}|${r.recipient}`));
  for (const { obligation, rung } of reached) {
    const keys = await recipientsOf(
      scope,
      { agreement: course.agreement, specialist: course.specialist, course },
      rung.to,
    );
    if (keys.some((key) => !done.has(`${obligation}|${rung.id}|${key}`))) return true;
  }
  return false;
}

function morningOf(scope: Scope, obligation: Obligation, calendar: WorkCalendar): Instant[] {
  const after = scope.now < toInstant(scope.today, DIGEST_AT) ? addDays(scope.today, -1) : scope.today;
  const day = raisesNext(obligation, after, (d) => isWorkingDay(d, calendar));
  return day === null ? [] : [toInstant(day, DIGEST_AT)];
}

const MIDNIGHT = LocalTime.parse('00:00');
