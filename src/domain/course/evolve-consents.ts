import { localDate } from '../calendar/time.ts';
import type { Consent } from '../consent/consent.ts';
import type { ConsentId } from '../ids.ts';
import { type Course, isShared } from './course.ts';
import type { CourseEvent, Recorded } from './events.ts';

type Of<T extends CourseEvent['type']> = Extract<CourseEvent, { type: T }>;

/** What is recorded of consents, given and refused, and how they end. */
type ConsentEvent = Of<'ConsentGiven' | 'ConsentJournaled' | 'ConsentRefused' | 'ConsentWithdrawn' | 'ConsentLapsed'>;

/** The state after something was said of a consent; `at` is the moment it was recorded. */
export function evolveConsents(course: Course, event: ConsentEvent, at: Recorded<CourseEvent>['at']): Course {
  switch (event.type) {
    case 'ConsentGiven': {
      const given: Consent = { ...event.consent, recordedOn: event.on, journaled: null, ended: null };
      return { ...course, consents: [...course.consents, given] };
    }
    case 'ConsentJournaled':
      return mapConsents(course, [event.consent], (c) => ({ ...c, journaled: { on: event.on, by: event.by } }));
    case 'ConsentRefused': {
      const { purpose, direction, on } = event;
      return { ...course, refusals: [...course.refusals, { purpose, direction, on }] };
    }
    case 'ConsentWithdrawn':
      return endConsents(course, event, { how: 'withdrawn', at });
    case 'ConsentLapsed':
      return endConsents(course, event, { how: 'lapsed', at });
    default:
      return event satisfies never;
  }
}

function mapConsents(course: Course, ids: readonly ConsentId[], change: (c: Consent) => Consent): Course {
  return { ...course, consents: course.consents.map((c) => (ids.includes(c.id) ? change(c) : c)) };
}

/** Ending a consent closes the other side's open tasks, unless a renewal keeps the gate open (K12). */
function endConsents(
  course: Course,
  event: Of<'ConsentWithdrawn' | 'ConsentLapsed'>,
  ended: NonNullable<Consent['ended']>,
): Course {
  const next = mapConsents(course, event.consents, (c) => ({ ...c, ended }));
  if (event.purpose !== course.gate || isShared(next, localDate(ended.at))) return next;
  return {
    ...next,
    tasks: next.tasks.map((t) =>
      t.state === 'open' && t.ownerSide === 'psychiatry' ? { ...t, state: 'endedWithConsent' } : t,
    ),
  };
}
