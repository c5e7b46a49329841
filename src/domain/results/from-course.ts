import type { PlainDate } from '../calendar/time.ts';
import { gateLastDay } from '../consent/consent.ts';
import type { Course } from '../course/course.ts';
import { exemptDays } from '../course/exemption.ts';
import { isGroupTwo } from '../course/visitation.ts';
import type { Programme } from '../programme.ts';
import type { ResultCourse, ResultEngagement } from './facts.ts';

/** What results need beside the course: its pinned programme, the first talk about openness (W3), and the day. */
export interface ResultContext {
  readonly programme: Programme;
  readonly opennessOn: PlainDate | null;
  readonly today: PlainDate;
}

/** The facts results are counted from; null for a course that never started (A2, A3). */
export function resultCourse(course: Course, { programme, opennessOn, today }: ResultContext): ResultCourse | null {
  if (course.status !== 'running' && course.status !== 'closed') return null;
  return {
    person: course.person,
    letter: programme.letter,
    specialist: course.specialist,
    conference: course.conference,
    referredOn: course.referredOn,
    startedOn: course.startedOn,
    endedOn: course.status === 'closed' ? course.endedOn : null,
    engagements: course.engagements.flatMap((e) => begun(e) ?? []),
    steps: course.steps.map((run) => ({
      ...run,
      target: programme.steps.find((s) => s.id === run.step)?.target ?? null,
      exemptDays: exemptDays(course, { from: run.startedOn, until: run.completedOn ?? today }),
    })),
    inGroupTwo: isGroupTwo(course),
    contactsHeld: course.contacts.filter((c) => c.kind === 'held').map((c) => c.on),
    opennessOn,
    employerContacts: course.employerContacts.map(({ on, how }) => ({ on, inPerson: how === 'inPerson' })),
    sharedUntil: gateLastDay(course.consents, course.gate, today),
  };
}

/** An agreement that never began is no job. */
function begun(engagement: Course['engagements'][number]): ResultEngagement | null {
  if (engagement.status === 'agreed' || engagement.startedOn === null) return null;
  const { kind, startedOn, weeklyHours, permanent } = engagement;
  return {
    kind,
    startedOn,
    endedOn: engagement.status === 'ended' ? engagement.endedOn : null,
    weeklyHours,
    permanent,
  };
}
