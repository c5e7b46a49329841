import { addDays } from '../../domain/calendar/dates.ts';
import { type Instant, toInstant } from '../../domain/calendar/time.ts';
import { isWorkingDay } from '../../domain/calendar/working-days.ts';
import { raisesNext } from '../../domain/obligation.ts';
import type { Scope } from '../context.ts';
import { DIGEST_AT, nextMorning } from './moments.ts';
import { type Due, recipientsOf } from './raise.ts';
import { toldOf } from './told.ts';

/** The next morning on which something of a subject is raised; null when nothing is. */
export async function nextRaise(scope: Scope, due: Due): Promise<Instant | null> {
  const after = scope.now < toInstant(scope.today, DIGEST_AT) ? addDays(scope.today, -1) : scope.today;
  const mornings = due.obligations.flatMap((o) => {
    const day = raisesNext(o, after, (d) => isWorkingDay(d, due.calendar));
    return day === null ? [] : [toInstant(day, DIGEST_AT)];
  });
  if (await hasUnraised(scope, due)) mornings.push(nextMorning(scope, due.calendar));
  return mornings.sort()[0] ?? null;
}

/** Rungs reached that nobody was told of, e.g. when a change made them: the next morning carries them (N5). */
async function hasUnraised(scope: Scope, due: Due): Promise<boolean> {
  const reached = due.obligations.flatMap(({ key, rungs }) =>
    rungs.filter((r) => r.day <= scope.today).map((rung) => ({ key, rung })),
  );
  if (reached.length === 0) return false;
  const isTold = await toldOf(scope, due.subject);
  for (const { key, rung } of reached) {
    const recipients = await recipientsOf(scope, due, rung.to);
    if (recipients.some((recipient) => !isTold({ obligation: key, rung: rung.id, recipient }))) return true;
  }
  return false;
}
