import type { Scope } from '../context.ts';
import type { CourseRow } from '../ports/records.ts';

/** Has courses looked at anew now, after the people or the terms around them changed. A wake that is late already stays. */
export async function wakeCourses({ tx, now }: Scope, rows: readonly CourseRow[]): Promise<void> {
  for (const { id } of rows) {
    const standing = await tx.wakes.at({ kind: 'course', id });
    if (standing === null || standing > now) await tx.wakes.set({ kind: 'course', id }, now);
  }
}
