import { addDays } from '../calendar/dates.ts';
import type { Obligation, Told } from '../obligation.ts';
import { GroupTwoDuty } from '../visitation.ts';
import type { RunningCourse } from './course.ts';
import { duty, type ObligationContext } from './duty.ts';
import { firstTalk, groupOf } from './visitation.ts';

/** The kind of obligation each duty of group 2 is raised as. */
const KIND = { preparation: 'groupTwoPreparation', team: 'groupTwoTeam' } as const;

/** B2: the group, until it is decided; B3: in group 2 the plan's preparatory part and the team. */
export function visitationObligations(course: RunningCourse, context: ObligationContext): readonly Obligation[] {
  const rules = context.rules.programme.visitation;
  if (rules === null) return [];
  const owner = ownerOf(course);
  const group = groupOf(course);
  if (group === null) {
    const start = course.openedOn;
    const due = addDays(firstTalk(course) ?? start, rules.group.dueAfterDays);
    return [
      duty(
        course,
        { key: 'groupUndecided', kind: 'groupUndecided', start, due, rules: rules.group.rungs, owner },
        context,
      ),
    ];
  }
  if (group.group === '1') return [];
  const done = course.groups.at(-1)?.done;
  return GroupTwoDuty.options.flatMap((what) => {
    if (done?.has(what) === true) return [];
    const { dueAfterDays, rungs } = rules.groupTwo[what];
    const key = `${KIND[what]}:${group.on}`;
    const plan = { key, kind: KIND[what], start: group.on, due: addDays(group.on, dueAfterDays), rules: rungs, owner };
    return [duty(course, plan, context)];
  });
}

/** The caseworker decides; where none is named, the leader. */
export function ownerOf({ caseworker }: Pick<RunningCourse, 'caseworker'>): Told {
  return caseworker === null ? { kind: 'leader' } : { kind: 'person', user: caseworker };
}
