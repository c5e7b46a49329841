import type { PersonViewer } from '../../domain/access.ts';
import type { Attendance } from '../../domain/conference/meeting.ts';
import type { UserId } from '../../domain/ids.ts';
import type { Role } from '../../domain/people.ts';
import type { Scope } from '../context.ts';
import { plain } from '../plain.ts';
import type { User } from '../ports/records.ts';
import type { LoadedMeeting } from './load-conference.ts';

/** Those who join conferences (product.md 4). */
const TAKE_PART: ReadonlySet<Role> = new Set(['specialist', 'clinician', 'caseworker', 'leader']);

/** Who comes, who does not, and who has not answered: names ready for a card. */
export interface AttendanceList {
  readonly coming: readonly string[];
  readonly notComing: readonly string[];
  readonly unanswered: readonly string[];
}

/** Whether a colleague takes part in the conferences of a meeting's agreement: one of its parties' people, or invited by name (S2). */
export function takesPart(viewer: PersonViewer | null, { agreement, conference }: LoadedMeeting): boolean {
  if (viewer === null) return false;
  const { id, role } = viewer.colleague;
  return conference.invited.includes(id) || (TAKE_PART.has(role) && viewer.agreements.has(agreement.id));
}

/** Whether a colleague may move or cancel: leaders and coordinators of a party, and coordinators above both (product.md 4). */
export function mayChange(viewer: PersonViewer | null, { agreement }: LoadedMeeting): boolean {
  if (viewer === null) return false;
  const { role, organisation } = viewer.colleague;
  if (role === 'coordinator') return organisation === null || viewer.agreements.has(agreement.id);
  return role === 'leader' && viewer.agreements.has(agreement.id);
}

/** The answers of those invited, and of anyone else who answered; alphabetical. */
export async function attendanceOf(scope: Scope, loaded: LoadedMeeting): Promise<AttendanceList> {
  const { attendance } = loaded.meeting;
  const invited = await invitedTo(scope, loaded);
  const others = await scope.tx.users.many([...attendance.keys()].filter((id) => !invited.has(id)));
  const people = [...invited.values(), ...others.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'da'));
  const names = (answer: Attendance | undefined) =>
    people.filter((u) => attendance.get(u.id) === answer).map((u) => plain(u.name));
  return { coming: names('coming'), notComing: names('notComing'), unanswered: names(undefined) };
}

/** The people named in the agreement, or where nobody is named everyone of both parties who joins conferences (S2). */
async function invitedTo(scope: Scope, { agreement, conference }: LoadedMeeting): Promise<ReadonlyMap<UserId, User>> {
  const { users } = scope.tx;
  const { jobCentre, clinic } = agreement.terms;
  const everyone =
    conference.invited.length > 0
      ? [...(await users.many(conference.invited)).values()]
      : [...(await users.ofOrganisation(jobCentre)), ...(await users.ofOrganisation(clinic))];
  const joining = everyone.filter((u) => u.role !== null && (TAKE_PART.has(u.role) || conference.invited.length > 0));
  return new Map(joining.map((u) => [u.id, u]));
}
