import { wishOf } from '../../domain/course/wishes.ts';
import type { CourseId } from '../../domain/ids.ts';
import type { Scope } from '../context.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import type { Say } from '../i18n.ts';
import { plain } from '../plain.ts';

/** W1: who takes part in a meeting on a course because the citizen wishes it: the specialist, by name. Nothing without the wish. */
export async function takesPart(
  { tx }: Pick<Scope, 'tx'>,
  courses: readonly ShownCourse[],
  say: Say,
): Promise<ReadonlyMap<CourseId, string>> {
  const wished = courses.flatMap(({ shown: { value } }) =>
    wishOf(value, 'meetings') === 'yes' && value.specialist !== null
      ? [{ course: value.id, specialist: value.specialist }]
      : [],
  );
  const staff = await tx.users.many([...new Set(wished.map((w) => w.specialist))]);
  return new Map(
    wished.flatMap(({ course, specialist }) => {
      const name = staff.get(specialist)?.name;
      return name === undefined ? [] : [[course, say('wishes.takesPart', { who: plain(name) })] as const];
    }),
  );
}
