import type { PersonViewer } from '../../domain/access.ts';
import { addDays } from '../../domain/calendar/dates.ts';
import type { PlainDate } from '../../domain/calendar/time.ts';
import { isWorkingDay, nonWorkingStretch } from '../../domain/calendar/working-days.ts';
import type { Alias, CourseId } from '../../domain/ids.ts';
import type { Scope } from '../context.ts';
import type { OpenItem } from './open-items.ts';

/** A longer closing that begins tomorrow, with every citizen whose contact falls in it (S5). */
export interface Closing {
  readonly first: PlainDate;
  readonly last: PlainDate;
  readonly courses: readonly { readonly id: CourseId; readonly alias: Alias }[];
}

/** More weekdays than this in a row without work are announced (S5). */
const MOST_WEEKDAYS_UNANNOUNCED = 3;

/** On the last working day before a longer closing: the contacts that fall in it, of one's own courses, one's team's, or those one covers (S5). */
export function closingsAhead(scope: Scope, viewer: PersonViewer, items: readonly OpenItem[]): readonly Closing[] {
  const closings = new Map<string, Closing>();
  for (const item of items.filter((i) => i.obligation.kind === 'contact' && answersFor(viewer, i))) {
    const stretch = stretchAhead(scope.today, item);
    const { due } = item.obligation;
    if (stretch === null || due < stretch.first || due > stretch.last) continue;
    const { id, alias } = item.shown.value;
    const known = closings.get(`${stretch.first}${stretch.last}`)?.courses ?? [];
    const { first, last } = stretch;
    closings.set(`${first}${last}`, { first, last, courses: [...known, { id, alias }] });
  }
  return [...closings.values()];
}

function stretchAhead(today: PlainDate, { calendar }: OpenItem) {
  if (!isWorkingDay(today, calendar)) return null;
  const stretch = nonWorkingStretch(addDays(today, 1), calendar);
  return stretch !== null && stretch.weekdays > MOST_WEEKDAYS_UNANNOUNCED ? stretch : null;
}

function answersFor({ colleague }: PersonViewer, { shown, agreement }: OpenItem): boolean {
  const own = shown.value.specialist === colleague.id;
  return own || colleague.role === 'leader' || agreement.terms.closingCover === colleague.id;
}
