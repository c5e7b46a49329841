import { type Disclosed, disclose, type PersonViewer, standsFor } from '../../domain/access.ts';
import type { Agreement } from '../../domain/agreement/agreement.ts';
import type { WorkCalendar } from '../../domain/calendar/working-days.ts';
import type { Course } from '../../domain/course/course.ts';
import { courseObligations } from '../../domain/course/obligations.ts';
import type { AgreementId } from '../../domain/ids.ts';
import { holdersOn, type Obligation, type Told } from '../../domain/obligation.ts';
import type { CourseRules } from '../../domain/programme.ts';
import { type LoadedAgreement, loadAgreement } from '../agreements/load-agreement.ts';
import type { Scope } from '../context.ts';
import { loadCourses, rowsFor } from '../courses/load-course.ts';
import type { CourseRow } from '../ports/records.ts';

/** Something open on a course, behind the gate: what a list, a digest and `frister` are made of. */
export interface OpenItem {
  readonly shown: Disclosed<Course>;
  readonly revision: number;
  readonly obligation: Obligation;
  readonly rules: CourseRules;
  readonly agreement: Agreement;
  readonly calendar: WorkCalendar;
}

/** Everything open on the courses a person may see (N1), most overdue first; whose list it stands on is another question. */
export async function openItems(scope: Scope, viewer: PersonViewer): Promise<readonly OpenItem[]> {
  const rows = await rowsWithSomethingOpen(scope, viewer);
  const loaded = await loadCourses(
    scope,
    rows.map((r) => r.id),
  );
  const agreements = await agreementsOf(scope, rows);
  const items: OpenItem[] = [];
  for (const { course, revision } of loaded.values()) {
    const shown = disclose(course, viewer, scope.now);
    const under = agreements.get(course.agreement);
    if (shown === null || under === undefined) continue;
    const { agreement, calendar } = under;
    const rules = scope.parts.programmes.rulesFor(course.programme, agreement.terms);
    // Derived from the whole course, as the reminders are: whoever is told of a duty is told its right date.
    const obligations = courseObligations(course, { rules, calendar, today: scope.today });
    items.push(...obligations.map((obligation) => ({ shown, revision, obligation, rules, agreement, calendar })));
  }
  return items.sort(mostOverdueFirst);
}

/** The open courses, and ended ones that still owe something (a consent not yet in the journal): those still have a wake. */
async function rowsWithSomethingOpen(scope: Scope, viewer: PersonViewer): Promise<readonly CourseRow[]> {
  const rows = await rowsFor(scope, viewer, 'all');
  const owes = await Promise.all(
    rows.map(async ({ id, status }) => {
      if (status === 'referred' || status === 'running') return true;
      return (await scope.tx.wakes.at({ kind: 'course', id })) !== null;
    }),
  );
  return rows.filter((_, i) => owes[i]);
}

async function agreementsOf(
  scope: Scope,
  rows: readonly CourseRow[],
): Promise<ReadonlyMap<AgreementId, LoadedAgreement>> {
  const found = new Map<AgreementId, LoadedAgreement>();
  for (const id of new Set(rows.map((r) => r.agreement))) found.set(id, await loadAgreement(scope, id));
  return found;
}

function mostOverdueFirst(a: OpenItem, b: OpenItem): number {
  if (a.obligation.due !== b.obligation.due) return a.obligation.due < b.obligation.due ? -1 : 1;
  return a.shown.value.alias.localeCompare(b.shown.value.alias);
}

/** Whether an item stands on somebody's list: theirs from seven days before it is due, and of whoever a rung has told (N1). */
export function holdsObligation(scope: Scope, viewer: PersonViewer, obligation: Obligation): boolean {
  const { aheadDays } = scope.parts.programmes.common.digest;
  return holdersOn(obligation, scope.today, aheadDays).some((told) => isMeant(viewer, told));
}

/** Whether a rung has told this person already: an item that only comes nearer is no reason for a digest (N1). */
export function wasTold(scope: Scope, viewer: PersonViewer, obligation: Obligation): boolean {
  return obligation.rungs.some((r) => r.day <= scope.today && r.to.some((told) => isMeant(viewer, told)));
}

/** Whether an obligation's owner is this person themselves, not somebody they stand in for. */
export function isOwnMatter({ colleague }: PersonViewer, told: Told): boolean {
  return told.kind === 'person' ? told.user === colleague.id : told.kind === 'leader' && colleague.role === 'leader';
}

/** Whether `told` is this person, or somebody they stand in for (N3). A leader who may see the course is its leader: the gate lets nobody else's through. */
export function isMeant(viewer: PersonViewer, told: Told): boolean {
  switch (told.kind) {
    case 'person':
      return standsFor(viewer, told.user);
    case 'leader':
      return viewer.colleague.role === 'leader';
    case 'channel':
      return false;
    default:
      return told satisfies never;
  }
}
