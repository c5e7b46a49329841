import { addDays } from '../../domain/calendar/dates.ts';
import type { PlainDate } from '../../domain/calendar/time.ts';
import {
  isWorkingDay,
  type NonWorkingStretch,
  nonWorkingStretch,
  previousWorkingDay,
  type WorkCalendar,
} from '../../domain/calendar/working-days.ts';
import type { AgreementId } from '../../domain/ids.ts';
import { loadAgreement } from '../agreements/load-agreement.ts';
import type { Scope } from '../context.ts';
import type { User } from '../ports/records.ts';

/** More weekdays than this in a row without work are announced, and need a cover (S5). */
const MOST_WEEKDAYS_UNANNOUNCED = 3;

/** The longer closing that begins tomorrow, seen from the last working day before it (S5); null on any other day. */
export function closingAhead(today: PlainDate, calendar: WorkCalendar): NonWorkingStretch | null {
  return isWorkingDay(today, calendar) ? longOnly(nonWorkingStretch(addDays(today, 1), calendar)) : null;
}

/** The agreements whose longer closing a person covers today: from the last working day before it to its end (S5). */
export async function closingsCoveredBy(
  scope: Scope,
  user: User,
  agreements: readonly AgreementId[],
): Promise<ReadonlySet<AgreementId>> {
  const covered = new Set<AgreementId>();
  for (const id of agreements) {
    const { agreement, calendar } = await loadAgreement(scope, id);
    if (agreement.terms.closingCover === user.id && isClosing(scope.today, calendar)) covered.add(id);
  }
  return covered;
}

function isClosing(today: PlainDate, calendar: WorkCalendar): boolean {
  const eve = isWorkingDay(today, calendar) ? today : previousWorkingDay(today, calendar);
  return closingAhead(eve, calendar) !== null;
}

function longOnly(stretch: NonWorkingStretch | null): NonWorkingStretch | null {
  return stretch !== null && stretch.weekdays > MOST_WEEKDAYS_UNANNOUNCED ? stretch : null;
}
