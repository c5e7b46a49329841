import type { Course } from './course.ts';
import type { RelationEvent } from './relation-events.ts';

/** The course after one of these events. */
export function evolveRelations(course: Course, event: RelationEvent): Course {
  switch (event.type) {
    case 'EmployerContacted': {
      const { type: _type, contact, ...facts } = event;
      return { ...course, employerContacts: [...course.employerContacts, { ...facts, id: contact }] };
    }
    case 'PartnerAdded': {
      const { partner: id, function: of, person } = event;
      return { ...course, partners: [...course.partners, { id, function: of, person }] };
    }
    case 'PartnerRemoved':
      return { ...course, partners: course.partners.filter((p) => p.id !== event.partner) };
    case 'PutOnWaitingList':
      return { ...course, waiting: { placedOn: event.placedOn, expectedOn: event.expectedOn } };
    default:
      return event satisfies never;
  }
}
