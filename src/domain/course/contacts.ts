import { addDays } from '../calendar/dates.ts';
import type { PlainDate } from '../calendar/time.ts';
import { accepted, type Decision, type Refusal, refused } from '../refusal.ts';
import type { CourseCommand, CourseContext } from './commands.ts';
import type { ContactEntry, Course } from './course.ts';
import type { CourseEvent } from './events.ts';

type Of<T extends CourseCommand['type']> = Extract<CourseCommand, { type: T }>;

/** A contact held: face to face, phone or video (F1). The same contact again changes nothing. */
export function recordContact(
  command: Of<'recordContact'>,
  course: Course,
  context: CourseContext,
): Decision<CourseEvent> {
  const refusal = contactRefusal(command.on, course, context);
  if (refusal !== null || context.by === null) return refusal ?? refused('not-allowed');
  const { contact, on, how, atCompany = false } = command;
  const isSame = (c: ContactEntry) => c.kind === 'held' && c.on === on && c.how === how && c.atCompany === atCompany;
  if (course.contacts.some(isSame)) return accepted();
  const held: CourseEvent = { type: 'ContactHeld', contact, on, how, by: context.by };
  return accepted(atCompany ? { ...held, atCompany } : held);
}

/** An answered SMS: heard of, but no contact (F1). */
export function recordSignOfLife(
  command: Of<'recordSignOfLife'>,
  course: Course,
  context: CourseContext,
): Decision<CourseEvent> {
  const refusal = contactRefusal(command.on, course, context);
  if (refusal !== null || context.by === null) return refusal ?? refused('not-allowed');
  if (course.contacts.some((c) => c.kind === 'signOfLife' && c.on === command.on)) return accepted();
  return accepted({ type: 'SignOfLife', on: command.on, by: context.by });
}

/** A failed attempt with its reason (F1, F3). One a day and reason: a double click must not count as two of the three in a row. */
export function recordFailedContact(
  command: Of<'recordFailedContact'>,
  course: Course,
  context: CourseContext,
): Decision<CourseEvent> {
  const refusal = contactRefusal(command.on, course, context);
  if (refusal !== null || context.by === null) return refusal ?? refused('not-allowed');
  const { on, because } = command;
  if (course.contacts.some((c) => c.kind === 'failed' && c.on === on && c.because === because)) return accepted();
  return accepted({ type: 'ContactFailed', on, because, by: context.by });
}

/** Why a contact cannot be dated so, or null: not in the future, back-dated 14 days at most (F1), and not before the course was referred. */
export function contactRefusal(on: PlainDate, course: Course, { today, rules }: CourseContext): Refusal | null {
  const { days } = rules.common.contactBackdating;
  if (on > today) return refused('date-in-future');
  if (on < addDays(today, -days)) return refused('date-too-old', { days });
  if (course.status !== 'running') return refused('not-running');
  return on < course.referredOn ? refused('date-before-referral') : null;
}
