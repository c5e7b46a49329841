import type { Absence } from '../../domain/absence.ts';
import { localDate } from '../../domain/calendar/time.ts';
import { workDaysOf } from '../agreements/work-days.ts';
import type { Scope } from '../context.ts';
import { replaceCards } from '../courses/end-collaboration.ts';
import { nextMorning } from '../due/moments.ts';
import { planDigest } from '../due/raise.ts';

/**
 * An absence is over: the cover's cards that show the absent person's courses are replaced, and the person gets the next morning's digest,
 * made from what stands open then (N3). Nothing that was raised meanwhile is lost: it was raised to the person.
 */
export async function finishAbsence(scope: Scope, absence: Absence): Promise<void> {
  const { tx } = scope;
  await tx.absences.remove(absence.id);
  const user = await tx.users.get(absence.colleague);
  const rows =
    user?.role === 'leader'
      ? await tx.courses.ofTeam(absence.colleague, 'all')
      : await tx.courses.ofUser(absence.colleague, 'all');
  for (const { id } of rows) await replaceCards(scope, id, `absence:${absence.id}`);
  const day = localDate(nextMorning(scope, await workDaysOf(scope, absence.colleague)));
  await planDigest(scope, { user: absence.colleague, day, agreement: null });
}
