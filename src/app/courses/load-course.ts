import { type AnyViewer, type Disclosed, disclose, type Viewer } from '../../domain/access.ts';
import type { Course } from '../../domain/course/course.ts';
import { courseFrom } from '../../domain/course/evolve.ts';
import { Alias, type CourseId } from '../../domain/ids.ts';
import type { Scope } from '../context.ts';
import type { CourseRow } from '../ports/records.ts';

/** A course as its history says, with the revision a change expects. */
export interface LoadedCourse {
  readonly course: Course;
  readonly revision: number;
}

/** A course behind the gate, with the revision its card carries. */
export interface ShownCourse {
  readonly shown: Disclosed<Course>;
  readonly revision: number;
}

/** Loads one course; throws when there is none, for ids come from our own rows. */
export async function loadCourse(scope: Scope, id: CourseId): Promise<LoadedCourse> {
  const found = (await loadCourses(scope, [id])).get(id);
  if (found === undefined) throw new Error('a course without history');
  return found;
}

/** Loads several courses in one read. */
export async function loadCourses(
  scope: Scope,
  ids: readonly CourseId[],
): Promise<ReadonlyMap<CourseId, LoadedCourse>> {
  const streams = await scope.tx.events.loadMany('course', ids);
  const loaded = new Map<CourseId, LoadedCourse>();
  for (const [id, stream] of streams) {
    const course = courseFrom(stream.history);
    if (course !== null) loaded.set(id, { course, revision: stream.revision });
  }
  return loaded;
}

/** One course as a viewer may see it; null when there is none or it is not theirs: the two are told apart to nobody (K14). */
export async function showCourse(scope: Scope, viewer: AnyViewer, id: CourseId): Promise<ShownCourse | null> {
  const found = (await loadCourses(scope, [id])).get(id);
  if (found === undefined) return null;
  const shown = disclose(found.course, viewer, scope.now);
  return shown === null ? null : { shown, revision: found.revision };
}

/** The courses behind rows as a viewer may see them, in alias order; the rest is left out without a word. */
export async function showCourses(
  scope: Scope,
  viewer: AnyViewer,
  rows: readonly CourseRow[],
): Promise<readonly ShownCourse[]> {
  const loaded = await loadCourses(
    scope,
    rows.map((r) => r.id),
  );
  return [...rows]
    .sort((a, b) => a.alias.localeCompare(b.alias))
    .flatMap((row) => {
      const found = loaded.get(row.id);
      const shown = found === undefined ? null : disclose(found.course, viewer, scope.now);
      return shown === null || found === undefined ? [] : [{ shown, revision: found.revision }];
    });
}

/** The rows a colleague's own work list draws from; what of them may be shown is the gate's decision. */
export async function rowsFor(scope: Scope, viewer: Viewer, reach: 'open' | 'all'): Promise<readonly CourseRow[]> {
  const { courses } = scope.tx;
  if (viewer.kind === 'channel') return courses.ofAgreement(viewer.agreement, reach);
  const { id, role } = viewer.colleague;
  const whose = [id, ...viewer.covering];
  const rows = await Promise.all(
    whose.map((one) => (role === 'leader' ? courses.ofTeam(one, reach) : courses.ofUser(one, reach))),
  );
  const closing = await Promise.all([...viewer.closings].map((one) => courses.ofAgreement(one, reach)));
  return [...new Map([...rows, ...closing].flat().map((row) => [row.id, row])).values()];
}

/** Reads an alias as typed: case, a missing hyphen and leading zeros are forgiven, nothing else (product.md 2). */
export function readAlias(typed: string): Alias | null {
  const match = /^([a-zæøå]{2,4})\s*-?\s*(\d{1,6})$/i.exec(typed.trim());
  if (match === null) return null;
  const [, code = '', number = ''] = match;
  const parsed = Alias.safeParse(`${code.toUpperCase()}-${String(Number(number)).padStart(3, '0')}`);
  return parsed.success ? parsed.data : null;
}
