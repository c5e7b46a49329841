import type { OrganisationId, UserId } from '../../domain/ids.ts';
import { type Role, SIDE_OF_ROLE } from '../../domain/people.ts';
import type { Scope, Session } from '../context.ts';
import { wakeCourses } from '../courses/wake-courses.ts';
import type { Language } from '../format.ts';
import type { User } from '../ports/records.ts';

/** What an administrator gives somebody (product.md 4). Without a role the person keeps their place, and loses all access. */
export interface RoleGift {
  readonly role: Role | null;
  readonly organisation: OrganisationId | null;
  readonly leader: UserId | null;
  readonly language: Language;
}

/** Why a role was not given; each has its sentence under `roles.problem`. */
export type RoleProblem =
  | 'organisation-needed'
  | 'organisation-unknown'
  | 'wrong-side'
  | 'leader-not-needed'
  | 'leader-elsewhere'
  | 'last-admin'
  | 'open-courses';

export type RoleGiven =
  | { readonly kind: 'given'; readonly user: User; readonly withoutLeader: number }
  | { readonly kind: 'problem'; readonly problem: RoleProblem; readonly count: number };

/** Gives a colleague a role, an organisation and a leader: checked, saved, logged, and in force with the next thing they do. */
export async function giveRole(session: Session, user: User, gift: RoleGift): Promise<RoleGiven> {
  const after = afterGift(user, gift);
  const problem = await problemWith(session, user, after);
  if (problem !== null) return { kind: 'problem', ...problem };
  await session.tx.users.save(after);
  if (isSamePlace(user, after)) return { kind: 'given', user: after, withoutLeader: 0 };
  const led = await releaseLed(session, user, after);
  await wakeWhatHangsOnThem(session, user, after);
  await session.tx.audit.append({
    at: session.now,
    actor: session.user.id,
    action: 'roleGiven',
    subject: `${user.id}:${after.role ?? 'none'}`,
    purpose: null,
  });
  return { kind: 'given', user: after, withoutLeader: led };
}

/** Who loses the role keeps organisation and leader, so that their courses stay with the team. */
function afterGift(user: User, { role, organisation, leader, language }: RoleGift): User {
  return role === null ? { ...user, role, language } : { ...user, role, organisation, leader, language };
}

function isSamePlace(a: User, b: User): boolean {
  return a.role === b.role && a.organisation === b.organisation && a.leader === b.leader;
}

type Found = { readonly problem: RoleProblem; readonly count: number } | null;

async function problemWith(scope: Scope, before: User, after: User): Promise<Found> {
  if (before.role === 'admin' && after.role !== 'admin' && (await isLastAdmin(scope, before))) {
    return { problem: 'last-admin', count: 0 };
  }
  if (after.role === null) return null;
  const place = (await organisationProblem(scope, after, after.role)) ?? (await leaderProblem(scope, after));
  if (place !== null) return { problem: place, count: 0 };
  const count = await coursesLeftBehind(scope, before, after);
  return count > 0 ? { problem: 'open-courses', count } : null;
}

async function isLastAdmin({ tx }: Scope, admin: User): Promise<boolean> {
  return !(await tx.users.all()).some((u) => u.role === 'admin' && u.id !== admin.id);
}

/** Coordinators and administrators may do without; everyone else works on their role's side. */
async function organisationProblem({ tx }: Scope, user: User, role: Role): Promise<RoleProblem | null> {
  const side = SIDE_OF_ROLE[role];
  if (user.organisation === null) return side === null ? null : 'organisation-needed';
  const organisation = await tx.organisations.get(user.organisation);
  if (organisation === null) return 'organisation-unknown';
  return side === null || organisation.side === side ? null : 'wrong-side';
}

async function leaderProblem({ tx }: Scope, user: User): Promise<RoleProblem | null> {
  if (user.leader === null) return null;
  if (user.role !== 'specialist') return 'leader-not-needed';
  const leader = await tx.users.get(user.leader);
  return leader?.role === 'leader' && leader.organisation === user.organisation ? null : 'leader-elsewhere';
}

/** Open courses that a specialist would leave to nobody by working elsewhere or as something else. */
async function coursesLeftBehind({ tx }: Scope, before: User, after: User): Promise<number> {
  if (before.role !== 'specialist') return 0;
  if (after.role === 'specialist' && after.organisation === before.organisation) return 0;
  const rows = await tx.courses.ofUser(before.id, 'open');
  return rows.filter((row) => row.specialist === before.id).length;
}

/** Specialists whose leader no longer leads there are everyone's who leads there, until they get a new one. Returns how many. */
async function releaseLed({ tx }: Scope, before: User, after: User): Promise<number> {
  const leadsOn = after.role === 'leader' && after.organisation === before.organisation;
  if (before.role !== 'leader' || leadsOn) return 0;
  const led = (await tx.users.all()).filter((u) => u.leader === before.id);
  for (const specialist of led) await tx.users.save({ ...specialist, leader: null });
  return led.length;
}

/** What was told to nobody may now have a recipient; what the old leader was told, the new one has not been. */
async function wakeWhatHangsOnThem(scope: Scope, before: User, after: User): Promise<void> {
  const { courses, agreements } = scope.tx;
  await wakeCourses(scope, await courses.ofUser(after.id, 'open'));
  if (before.role !== 'leader' && after.role !== 'leader') return;
  for (const organisation of new Set([before.organisation, after.organisation])) {
    if (organisation === null) continue;
    for (const { id } of await agreements.ofOrganisation(organisation)) {
      await wakeCourses(scope, await courses.ofAgreement(id, 'open'));
    }
  }
}
