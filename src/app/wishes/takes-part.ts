import { wishOf } from '../../domain/course/wishes.ts';
import type { CourseId } from '../../domain/ids.ts';
import type { Scope } from '../context.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import type { Say } from '../i18n.ts';
import { plain } from '../plain.ts';

/**
 * Who else takes part when a course is discussed: the specialist, by name, because the citizen wishes it (W1), and peer workers (C3), who
 * stand on the course for its home side alone. Nothing where there is neither.
 */
export async function takesPart(
  scope: Pick<Scope, 'tx'>,
  courses: readonly ShownCourse[],
  say: Say,
): Promise<ReadonlyMap<CourseId, string>> {
  const wished = await byWish(scope, courses, say);
  const peers = await peerWorkers(scope, courses, say);
  const lines = courses.map(({ shown: { value } }) => {
    const both = [wished.get(value.id), peers.get(value.id)].filter((line) => line !== undefined);
    return [value.id, both.join(' · ')] as const;
  });
  return new Map(lines.filter(([, line]) => line !== ''));
}

async function byWish({ tx }: Pick<Scope, 'tx'>, courses: readonly ShownCourse[], say: Say) {
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

async function peerWorkers({ tx }: Pick<Scope, 'tx'>, courses: readonly ShownCourse[], say: Say) {
  const peers = courses.map(({ shown: { value } }) => ({
    course: value.id,
    notes: value.partners.filter((p) => p.function === 'peer').map((p) => p.person),
  }));
  const names = await tx.vault.notes(peers.flatMap((p) => p.notes));
  return new Map(
    peers.flatMap(({ course, notes }) => {
      const who = notes.flatMap((note) => names.get(note) ?? []).map(plain);
      return who.length === 0 ? [] : [[course, say('wishes.peer', { who: who.join(', ') })] as const];
    }),
  );
}
