import type { PlainDate } from '../../domain/calendar/time.ts';
import type { WorkCalendar } from '../../domain/calendar/working-days.ts';
import type { UserId } from '../../domain/ids.ts';
import type { Scope } from '../context.ts';
import { loadAgreement } from './load-agreement.ts';

/** The days on which a person works: not on public holidays, nor where every agreement of their organisation is closed (L4, S5). */
export async function workDaysOf(scope: Scope, id: UserId): Promise<WorkCalendar> {
  const { tx, parts } = scope;
  const organisation = (await tx.users.get(id))?.organisation ?? null;
  const rows = organisation === null ? [] : await tx.agreements.ofOrganisation(organisation);
  const agreements = await Promise.all(rows.map((row) => loadAgreement(scope, row.id)));
  const closed = agreements
    .filter(({ agreement }) => !agreement.terms.draft)
    .map(({ calendar }) => calendar.closedDays);
  const [first = new Set<PlainDate>(), ...others] = closed;
  const everywhere = [...first].filter((day) => others.every((days) => days.has(day)));
  return { isHoliday: parts.isHoliday, closedDays: new Set(everywhere) };
}
