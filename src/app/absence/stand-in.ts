import { lastsOn, standIn } from '../../domain/absence.ts';
import type { PlainDate } from '../../domain/calendar/time.ts';
import type { UserId } from '../../domain/ids.ts';
import type { Scope } from '../context.ts';
import type { User } from '../ports/records.ts';

/** Who gets a person's nudges on a day: themselves, or while they are away their cover (N3). */
export async function standInOf(scope: Scope, person: UserId, day: PlainDate): Promise<UserId> {
  return (await standInsOn(scope, day)).get(person) ?? person;
}

/** The colleagues somebody stands in for today (N3). */
export async function coveredBy(scope: Scope, user: User): Promise<ReadonlySet<UserId>> {
  const standIns = await standInsOn(scope, scope.today);
  return new Set([...standIns].filter(([absent, cover]) => cover === user.id && absent !== user.id).map(([id]) => id));
}

/** Everyone who is away on a day, with who gets their nudges. */
async function standInsOn({ tx }: Scope, day: PlainDate): Promise<ReadonlyMap<UserId, UserId>> {
  const away = (await tx.absences.all()).filter((absence) => lastsOn(absence, day));
  if (away.length === 0) return new Map();
  const staff = await tx.users.many([...new Set(away.flatMap((a) => [a.colleague, a.cover]))]);
  const mayCover = (absent: UserId, cover: UserId) => isPeer(staff.get(absent), staff.get(cover));
  return new Map(away.map(({ colleague }) => [colleague, standIn(colleague, away, mayCover)]));
}

/** Whether a colleague may stand in for another: the same role in the same organisation. */
export function isPeer(absent: User | undefined, cover: User | undefined): boolean {
  if (absent === undefined || cover === undefined || absent.id === cover.id) return false;
  return absent.role !== null && absent.role === cover.role && absent.organisation === cover.organisation;
}
