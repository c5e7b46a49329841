import { type PersonViewer, standsFor } from '../../domain/access.ts';
import type { PlainDate } from '../../domain/calendar/time.ts';
import type { Alias, CourseId } from '../../domain/ids.ts';
import { isContact } from '../../domain/obligation.ts';
import { closingAhead } from '../absence/closing-cover.ts';
import type { Scope } from '../context.ts';
import type { OpenItem } from './open-items.ts';

/** A longer closing that begins tomorrow, with every citizen whose contact falls in it (S5). */
export interface Closing {
  readonly first: PlainDate;
  readonly last: PlainDate;
  readonly courses: readonly { readonly id: CourseId; readonly alias: Alias }[];
}

/** On the last working day before a longer closing: the contacts that fall in it, of one's own courses, one's team's, or those one covers (S5). */
export function closingsAhead(scope: Scope, viewer: PersonViewer, items: readonly OpenItem[]): readonly Closing[] {
  const closings = new Map<string, Closing>();
  for (const item of items.filter((i) => isContact(i.obligation) && answersFor(viewer, i))) {
    const stretch = closingAhead(scope.today, item.calendar);
    const { due } = item.obligation;
    if (stretch === null || due < stretch.first || due > stretch.last) continue;
    const { id, alias } = item.shown.value;
    const known = closings.get(`${stretch.first}${stretch.last}`)?.courses ?? [];
    // In the weeks after a job start two duties of one course may fall in it.
    if (known.some((c) => c.id === id)) continue;
    const { first, last } = stretch;
    closings.set(`${first}${last}`, { first, last, courses: [...known, { id, alias }] });
  }
  return [...closings.values()];
}

function answersFor(viewer: PersonViewer, { shown, agreement }: OpenItem): boolean {
  if (standsFor(viewer, shown.value.specialist) || viewer.colleague.role === 'leader') return true;
  return agreement.terms.closingCover === viewer.colleague.id;
}
