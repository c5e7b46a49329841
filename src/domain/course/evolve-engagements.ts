import type { EngagementId, UserId } from '../ids.ts';
import type { Course } from './course.ts';
import type { Engagement } from './engagement.ts';
import type { EngagementEvent, EngagementTerms } from './engagement-events.ts';

/** The course after one engagement event. An event about an unknown engagement is a bug in the log, and throws. */
export function evolveEngagements(course: Course, event: EngagementEvent, by: UserId | null): Course {
  switch (event.type) {
    case 'EngagementAgreed':
      return { ...course, engagements: [...course.engagements, agreed(event.engagement, event.terms)] };
    case 'AgreementConditionMet': {
      const { condition, on, note } = event;
      return change(course, event.engagement, (e) => ({
        ...e,
        confirmed: new Map([...e.confirmed, [condition, { on, note, by }]]),
      }));
    }
    case 'EngagementStarted':
      return change(course, event.engagement, (e) => ({ ...e, status: 'ongoing', startedOn: event.on }));
    case 'EngagementChanged': {
      const { on, weeklyHours, permanent, endsOn } = event;
      return change(course, event.engagement, (e) => ({
        ...e,
        weeklyHours,
        permanent,
        endsOn,
        changedOn: [...e.changedOn, on],
      }));
    }
    case 'EngagementEnded':
      return change(course, event.engagement, (e) => ({
        ...e,
        status: 'ended',
        startedOn: e.status === 'agreed' ? null : e.startedOn,
        endedOn: event.on,
        because: event.because,
      }));
    case 'BenefitsGuided':
      return { ...course, benefitsGuided: [...course.benefitsGuided, { on: event.on, by: event.by }] };
    case 'OpennessStated':
      return { ...course, openness: { on: event.on, wish: event.wish, note: event.note } };
    default:
      return event satisfies never;
  }
}

function agreed(id: EngagementId, terms: EngagementTerms): Engagement {
  return { ...terms, id, status: 'agreed', confirmed: new Map(), changedOn: [] };
}

function change(course: Course, id: EngagementId, to: (e: Engagement) => Engagement): Course {
  if (!course.engagements.some((e) => e.id === id)) throw new Error('an event of an unknown engagement');
  return { ...course, engagements: course.engagements.map((e) => (e.id === id ? to(e) : e)) };
}
