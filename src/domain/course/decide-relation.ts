import { addMonths } from '../calendar/dates.ts';
import { accepted, type Decision, refused } from '../refusal.ts';
import type { CourseContext } from './commands.ts';
import { contactRefusal } from './contacts.ts';
import type { Course } from './course.ts';
import type { CourseEvent } from './events.ts';
import type { RelationCommand } from './relation-commands.ts';

type Of<T extends RelationCommand['type']> = Extract<RelationCommand, { type: T }>;

/** So many partners fit on a card. */
const MOST_PARTNERS = 10;

/** Decides on an employer contact, a partner, or a place on the waiting list. */
export function decideRelation(
  command: RelationCommand,
  course: Course,
  context: CourseContext,
): Decision<CourseEvent> {
  switch (command.type) {
    case 'contactEmployer':
      return contactEmployer(command, course, context);
    case 'addPartner':
      if (course.partners.some((p) => p.id === command.partner)) return accepted();
      if (!context.rules.programme.partners.includes(command.function)) return refused('partner-not-offered');
      if (course.partners.length >= MOST_PARTNERS) return refused('too-many-partners', { most: MOST_PARTNERS });
      return accepted({
        type: 'PartnerAdded',
        partner: command.partner,
        function: command.function,
        person: command.person,
      });
    case 'removePartner':
      if (!course.partners.some((p) => p.id === command.partner)) return accepted();
      return accepted({ type: 'PartnerRemoved', partner: command.partner });
    case 'putOnWaitingList':
      return putOnWaitingList(command, course, context);
    default:
      return command satisfies never;
  }
}

/** A14: dated like a contact with the citizen (F1). That the talk about openness is missing is shown and refuses nothing (B11). */
function contactEmployer(
  { contact, on, how, outcome, employer, note }: Of<'contactEmployer'>,
  course: Course,
  context: CourseContext,
): Decision<CourseEvent> {
  const refusal = contactRefusal(on, course, context);
  if (refusal !== null || context.by === null) return refusal ?? refused('not-allowed');
  if (course.employerContacts.some((c) => c.id === contact)) return accepted();
  return accepted({ type: 'EmployerContacted', contact, on, how, outcome, employer, note, by: context.by });
}

/** A3: a referral that nobody has room for yet waits with a date; a new date moves it and keeps the place. */
function putOnWaitingList(
  { expectedOn }: Of<'putOnWaitingList'>,
  course: Course,
  { today, rules }: CourseContext,
): Decision<CourseEvent> {
  if (course.status !== 'referred') return refused('already-running');
  if (course.specialist !== null) return refused('waiting-has-specialist');
  const { mostMonths } = rules.common.waitingList;
  const latest = addMonths(today, mostMonths);
  if (expectedOn <= today || expectedOn > latest) return refused('waiting-date-needed', { latest });
  if (course.waiting?.expectedOn === expectedOn) return accepted();
  return accepted({ type: 'PutOnWaitingList', placedOn: course.waiting?.placedOn ?? today, expectedOn });
}
