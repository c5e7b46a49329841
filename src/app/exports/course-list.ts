import type { Disclosed } from '../../domain/access.ts';
import type { Course } from '../../domain/course/course.ts';
import { isShared, presentStep } from '../../domain/course/course.ts';
import type { UserId } from '../../domain/ids.ts';
import type { Scope } from '../context.ts';
import { showCourses } from '../courses/load-course.ts';
import type { CourseRow } from '../ports/records.ts';

/** The columns of the administrator's list, in order; their words stand under `admin.exportCourses.column`. */
export const LIST_COLUMNS = [
  'alias',
  'agreement',
  'programme',
  'name',
  'cpr',
  'status',
  'referredOn',
  'startedOn',
  'endedOn',
  'step',
  'shared',
  'specialist',
  'clinician',
  'caseworker',
] as const;
export type ListRow = Readonly<Record<(typeof LIST_COLUMNS)[number], string>>;

const PART = 200;

/**
 * Every course with the citizen's name and CPR number: the one way by which a CPR number leaves (product.md 3). Each look-up is logged with the
 * purpose before it is made; a citizen who was erased has neither.
 */
export async function courseList(scope: Scope, purpose: string): Promise<readonly ListRow[]> {
  const { tx, now } = scope;
  const codes = new Map((await tx.agreements.all()).map((a) => [a.id, a.code]));
  const staff = new Map((await tx.users.all()).map((u) => [u.id, u.name]));
  const rows: ListRow[] = [];
  for (let after: CourseRow['id'] | null = null; ; ) {
    const page: readonly CourseRow[] = await tx.courses.all(after, PART);
    for (const { shown } of await showCourses(scope, { kind: 'export', of: 'courseList' }, page)) {
      const { id, person, agreement } = shown.value;
      await tx.audit.append({ at: now, actor: null, action: 'exportedInClear', subject: id, purpose });
      const record = await tx.vault.recordOf(person);
      rows.push({ ...factsOf(scope, shown, staff), agreement: codes.get(agreement) ?? '', ...(record ?? NOBODY) });
    }
    after = page.at(-1)?.id ?? null;
    if (page.length < PART) break;
  }
  await tx.audit.append({ at: now, actor: null, action: 'exported', subject: `courses:${rows.length}`, purpose });
  return rows.sort((a, b) => a.alias.localeCompare(b.alias));
}

const NOBODY = { name: '', cpr: '' } as const;

function factsOf(
  { today }: Scope,
  { value: course }: Disclosed<Course>,
  staff: ReadonlyMap<UserId, string>,
): Omit<ListRow, 'name' | 'cpr' | 'agreement'> {
  const nameOf = (id: UserId | null) => (id === null ? '' : (staff.get(id) ?? ''));
  return {
    alias: course.alias,
    programme: course.programme.id,
    status: course.status,
    referredOn: course.referredOn,
    startedOn: 'startedOn' in course ? course.startedOn : '',
    endedOn: 'endedOn' in course ? course.endedOn : '',
    step: presentStep(course)?.step ?? '',
    shared: isShared(course, today) ? 'yes' : 'no',
    specialist: nameOf(course.specialist),
    clinician: nameOf(course.clinician),
    caseworker: nameOf(course.caseworker),
  };
}
