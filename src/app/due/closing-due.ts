import { type Instant, toInstant } from '../../domain/calendar/time.ts';
import { previousWorkingDay } from '../../domain/calendar/working-days.ts';
import type { UserId } from '../../domain/ids.ts';
import { closingAhead } from '../absence/closing-cover.ts';
import { standInOf } from '../absence/stand-in.ts';
import type { LoadedAgreement } from '../agreements/load-agreement.ts';
import type { Scope } from '../context.ts';
import { viewerOf } from '../people/viewer.ts';
import { closingsAhead } from '../work-list/closing.ts';
import { openItems } from '../work-list/open-items.ts';
import { DIGEST_AT } from './moments.ts';
import { leadersOf, planDigest } from './raise.ts';

/** The mornings of the last working days before a longer closing (S5). Only closed days make one long enough. */
export function closingEves(scope: Scope, { agreement, calendar }: LoadedAgreement): readonly Instant[] {
  return agreement.terms.closedDays
    .map((day) => previousWorkingDay(day, calendar))
    .filter((eve) => closingAhead(eve, calendar) !== null)
    .map((eve) => toInstant(eve, DIGEST_AT))
    .filter((at) => at > scope.now);
}

/** The last digest before a longer closing goes to the cover, and to everyone with a course whose contact falls in it (S5). */
export async function announceClosing(scope: Scope, { agreement, calendar }: LoadedAgreement): Promise<void> {
  if (closingAhead(scope.today, calendar) === null) return;
  const rows = await scope.tx.courses.ofAgreement(agreement.id, 'open');
  const circles = [...new Set(rows.map((r) => r.specialist))];
  const leaders = await Promise.all(
    circles.map((specialist) => leadersOf(scope, { agreement: agreement.id, specialist, course: null })),
  );
  const told = new Set([agreement.terms.closingCover, ...circles, ...leaders.flat()]);
  for (const user of told) {
    if (user === null || !(await hasContactsInClosing(scope, user))) continue;
    await planDigest(scope, { user, day: scope.today, agreement: agreement.id });
  }
}

/** Without a contact in the closing its eve is a day like any other (N1). Whoever stands in reads it for the absent (N3). */
async function hasContactsInClosing(scope: Scope, id: UserId): Promise<boolean> {
  const user = await scope.tx.users.get(await standInOf(scope, id, scope.today));
  const viewer = user === null ? null : await viewerOf(scope, user);
  return viewer !== null && closingsAhead(scope, viewer, await openItems(scope, viewer)).length > 0;
}
