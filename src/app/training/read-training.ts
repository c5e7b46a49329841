import type { Agreement } from '../../domain/agreement/agreement.ts';
import { type AgreementId, UserId } from '../../domain/ids.ts';
import type { AgreementTraining, Trainee, TrainingEntry } from '../../domain/training.ts';
import type { Scope } from '../context.ts';
import type { User } from '../ports/records.ts';

/**
 * What the register says of an agreement (S4): its specialists with open courses, and the supervision of its clinicians and across. A
 * specialist of several agreements stands under the one with the first course, so that a leader is told once.
 */
export async function trainingOf(scope: Scope, { id }: Agreement): Promise<AgreementTraining> {
  const { tx } = scope;
  const users = [...new Set((await tx.training.firstCoursesUnder(id)).map((e) => UserId.parse(e.about)))];
  const entries = await tx.training.about([id, ...users]);
  const staff = await tx.users.many(users);
  const found = await Promise.all(
    users.map((user) =>
      traineeOf(scope, { user: staff.get(user), entries: entries.filter((e) => e.about === user), id }),
    ),
  );
  return { specialists: found.flatMap((t) => t ?? []), held: entries.filter((e) => e.about === id) };
}

async function traineeOf(
  scope: Scope,
  of: { readonly user: User | undefined; readonly entries: readonly TrainingEntry[]; readonly id: AgreementId },
): Promise<Trainee | null> {
  const { user, entries, id } = of;
  if (user?.role !== 'specialist') return null;
  const first = await firstCourse(scope, user.id, entries);
  return first?.agreement === id ? { user: user.id, leader: user.leader, since: first.on, entries } : null;
}

/** The first course of a specialist among the agreements where there is an open one; null when there is none. */
async function firstCourse(
  { tx }: Scope,
  user: UserId,
  entries: readonly TrainingEntry[],
): Promise<TrainingEntry | null> {
  const rows = (await tx.courses.ofUser(user, 'open')).filter((r) => r.specialist === user);
  const firsts = entries.filter((e) => e.kind === 'firstCourse');
  return firsts.find((e) => rows.some((r) => r.agreement === e.agreement)) ?? null;
}
