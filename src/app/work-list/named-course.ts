import type { CourseId } from '../../domain/ids.ts';
import type { Session } from '../context.ts';
import { readAlias } from '../courses/load-course.ts';

/** The course an alias names; null for none at all. Whether the person may see it is decided where it is opened. */
export async function courseNamed(session: Session, typed: string): Promise<CourseId | null> {
  const alias = readAlias(typed);
  const row = alias === null ? null : await session.tx.courses.byAlias(alias);
  return row?.id ?? null;
}
