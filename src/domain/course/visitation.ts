import { minDate } from '../calendar/dates.ts';
import type { PlainDate } from '../calendar/time.ts';
import type { UserId } from '../ids.ts';
import type { Group, GroupTwoDuty, GroupTwoPlace } from '../visitation.ts';
import { type Exemption, openExemption } from './exemption.ts';

/** A duty of group 2 as done: when, where, by whom (B3, F2). */
interface DutyDone {
  readonly on: PlainDate;
  readonly where: GroupTwoPlace;
  readonly by: UserId | null;
}

/** A decision on the group after the opening (B2, B3). */
export interface GroupDecision {
  readonly group: Group;
  readonly on: PlainDate;
  readonly done: ReadonlyMap<GroupTwoDuty, DutyDone>;
}

/** What a course knows of its group and its exemptions. */
export interface Visitation {
  /** In the order they were decided; the last holds. */
  readonly groups: readonly GroupDecision[];
  /** In order of time, never overlapping; only the last may be open. */
  readonly exemptions: readonly Exemption[];
}

/** A course opened with the date of the decision is in group 1 since then (B2). */
interface Grouped extends Pick<Visitation, 'groups'> {
  readonly groupDecidedOn: PlainDate | null;
}

/** The group in force and since when; null while it is undecided, and always where a programme has no groups. */
export function groupOf({ groups, groupDecidedOn }: Grouped): Pick<GroupDecision, 'group' | 'on'> | null {
  const last = groups.at(-1);
  if (last !== undefined) return last;
  return groupDecidedOn === null ? null : { group: '1', on: groupDecidedOn };
}

/** B3: in group 2 no job steps run. */
export function isGroupTwo(course: Grouped): boolean {
  return groupOf(course)?.group === '2';
}

/** The day of the decision that ended the last time in group 2, from which the steps were begun anew; null without one (B3). */
export function backFromGroupTwo({ groups }: Pick<Visitation, 'groups'>): PlainDate | null {
  const last = groups.findLastIndex(({ group }) => group === '2');
  return last === -1 ? null : (groups[last + 1]?.on ?? null);
}

/** What the other side and a channel may know: that the steps rest, and since when; not why, nor what the job centre owes (B4, K14). */
export function visitationForOtherSide({ groups, exemptions }: Visitation): Visitation {
  return {
    groups: groups.map((decision) => ({ ...decision, done: new Map() })),
    exemptions: exemptions.map((e) => ({ ...e, because: null, contactOn: null })),
  };
}

/** Whether the steps rest: in group 2 (B3), or during an exemption (B4). */
export function stepsRest(course: Grouped & Pick<Visitation, 'exemptions'>): boolean {
  return isGroupTwo(course) || openExemption(course) !== null;
}

/** The first start talk, from which step 1 counts (B2); null before any. */
export function firstTalk({ startTalks }: { readonly startTalks: readonly PlainDate[] }): PlainDate | null {
  return startTalks.reduce<PlainDate | null>((first, day) => (first === null ? day : minDate(first, day)), null);
}
