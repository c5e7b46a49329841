import type { UserId } from '../ids.ts';
import type { Course } from './course.ts';
import type { Exemption } from './exemption.ts';
import type { VisitationEvent } from './visitation-events.ts';

/** The course after one event of its visitation or an exemption. One that cannot follow is a bug in the log, and throws. */
export function evolveVisitation(course: Course, event: VisitationEvent, by: UserId | null): Course {
  switch (event.type) {
    case 'FirstStepDated':
      return { ...course, steps: course.steps.map((run, i) => (i === 0 ? { ...run, startedOn: event.on } : run)) };
    case 'GroupDecided':
      return { ...course, groups: [...course.groups, { group: event.group, on: event.on, done: new Map() }] };
    case 'GroupTwoDutyDone': {
      const last = lastOf(course.groups);
      const done = new Map([...last.done, [event.duty, { on: event.on, where: event.where, by }]]);
      return { ...course, groups: [...course.groups.slice(0, -1), { ...last, done }] };
    }
    case 'ExemptionBegun': {
      const { type: _type, ...begun } = event;
      return { ...course, exemptions: [...course.exemptions, { ...begun, reviewedOn: [], endedOn: null }] };
    }
    case 'ExemptionReviewed':
      return change(course, (e) => ({ ...e, reviewOn: event.reviewOn, reviewedOn: [...e.reviewedOn, event.on] }));
    case 'ExemptionContactAgreed':
      return change(course, (e) => ({ ...e, contactOn: event.contactOn }));
    case 'ExemptionEnded':
      return change(course, (e) => ({ ...e, endedOn: event.on }));
    default:
      return event satisfies never;
  }
}

function change(course: Course, to: (e: Exemption) => Exemption): Course {
  return { ...course, exemptions: [...course.exemptions.slice(0, -1), to(lastOf(course.exemptions))] };
}

function lastOf<T>(all: readonly T[]): T {
  const last = all.at(-1);
  if (last === undefined) throw new Error('an event of the visitation without its decision');
  return last;
}
