import { addMonths } from '../calendar/dates.ts';
import { type ConsentDirection, type ConsentRecord, DIRECTIONS_OF, latestValidDay } from '../consent/consent.ts';
import { consentMonths } from '../programme.ts';
import { accepted, type Decision, type Refusal, refused } from '../refusal.ts';
import type { CourseCommand, CourseContext } from './commands.ts';
import type { Course } from './course.ts';
import type { CourseEvent } from './events.ts';
import { startIfReady } from './settle.ts';

type Of<T extends CourseCommand['type']> = Extract<CourseCommand, { type: T }>;

/** What is asked about consents. */
type ConsentCommand = Of<'recordConsents' | 'journalConsents' | 'refuseConsent' | 'withdrawConsent'>;

/** Decides on consents given, entered in the journal, refused and withdrawn (K10–K13). */
export function decideConsents(command: ConsentCommand, course: Course, context: CourseContext): Decision<CourseEvent> {
  switch (command.type) {
    case 'recordConsents':
      return recordConsents(command, course, context);
    case 'journalConsents':
      return journalConsents(command, course, context);
    case 'refuseConsent':
      return refuseConsent(command, course, context);
    case 'withdrawConsent':
      return withdrawConsent(command, course, context);
    default:
      return command satisfies never;
  }
}

/**
 * Records the directions ticked on one card (K10, K11); the course starts in the same decision if it is ready (A2). A
 * consent that is recorded already changes nothing.
 */
function recordConsents(command: Of<'recordConsents'>, course: Course, context: CourseContext): Decision<CourseEvent> {
  if (command.consents.length === 0) return refused('consent-nothing-ticked');
  const signed = command.consents.some((c) => c.form !== 'oral');
  if (signed && !command.signatureSeen) return refused('consent-signature-not-seen');
  const refusal = command.consents.map((c) => consentAllowed(c, context)).find((r) => r !== null);
  if (refusal !== undefined) return refusal;
  const known = new Set(course.consents.map((c) => c.id));
  const fresh = command.consents.filter((c) => !known.has(c.id));
  const given = fresh.map((consent): CourseEvent => ({ type: 'ConsentGiven', consent, on: context.today }));
  return accepted(...given, ...startIfReady(course, given, context));
}

function consentAllowed(consent: ConsentRecord, { today, rules }: CourseContext): Refusal | null {
  const months = consentMonths(rules.programme, consent.purpose);
  if (months === null || !DIRECTIONS_OF[consent.purpose].includes(consent.direction))
    return refused('consent-not-needed');
  // Health staff's consent to the job centre is written; oral is refused (K11).
  if (consent.form === 'oral' && consent.direction === 'psychiatryToJobCentre')
    return refused('consent-must-be-written');
  if (consent.givenOn > today) return refused('date-in-future');
  // What was over before it was recorded opens nothing, and its lapse would be told as an end (K12).
  if (consent.givenOn < addMonths(today, -months) || consent.lastValidDay < today) return refused('date-too-old');
  if (consent.validFrom < consent.givenOn || consent.lastValidDay < consent.validFrom)
    return refused('consent-before-given');
  const latest = latestValidDay(consent.givenOn, months);
  return consent.lastValidDay > latest ? refused('consent-too-long', { latest }) : null;
}

/** Marks consents as entered in the patient journal (K11). */
function journalConsents(
  command: Of<'journalConsents'>,
  course: Course,
  context: CourseContext,
): Decision<CourseEvent> {
  const { by, today } = context;
  if (command.on > today) return refused('date-in-future');
  if (by === null) return refused('not-allowed');
  const open = course.consents.filter((c) => command.consents.includes(c.id) && c.journaled === null);
  if (open.length === 0) return refused('consent-already-journaled');
  if (open.some((c) => command.on < c.givenOn)) return refused('consent-before-given');
  return accepted(...open.map((c): CourseEvent => ({ type: 'ConsentJournaled', consent: c.id, on: command.on, by })));
}

/** Records a refusal like a consent; it closes only what the consent gates (K13). */
function refuseConsent(
  command: Of<'refuseConsent'>,
  course: Course,
  { today, rules }: CourseContext,
): Decision<CourseEvent> {
  const { purpose = course.gate, form, on } = command;
  if (command.directions.length === 0) return refused('consent-nothing-ticked');
  const asked = DIRECTIONS_OF[purpose];
  if (consentMonths(rules.programme, purpose) === null || command.directions.some((d) => !asked.includes(d)))
    return refused('consent-not-needed');
  if (on > today) return refused('date-in-future');
  if (on < addMonths(today, -12)) return refused('date-too-old');
  const said = (direction: ConsentDirection) =>
    course.refusals.some((r) => r.purpose === purpose && r.direction === direction && r.on === on);
  const directions = [...new Set(command.directions)].filter((direction) => !said(direction));
  return accepted(
    ...directions.map((direction): CourseEvent => ({ type: 'ConsentRefused', purpose, direction, form, on })),
  );
}

/** Ends a purpose's consents at once, those not yet valid included (K12): all its directions, or those named. */
function withdrawConsent(
  { purpose: named, directions }: Of<'withdrawConsent'>,
  course: Course,
  { today }: CourseContext,
): Decision<CourseEvent> {
  const purpose = named ?? course.gate;
  const ends = directions ?? DIRECTIONS_OF[purpose];
  const open = course.consents.filter((c) => c.purpose === purpose && ends.includes(c.direction) && c.ended === null);
  if (!open.some((c) => c.lastValidDay >= today)) return refused('consent-none-in-force');
  return accepted({ type: 'ConsentWithdrawn', purpose, consents: open.map((c) => c.id) });
}
