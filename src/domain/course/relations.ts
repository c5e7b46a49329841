import type { PlainDate } from '../calendar/time.ts';
import type { EmployerContactForm, EmployerOutcome, PartnerFunction } from '../employer.ts';
import type { EmployerContactId, NoteId, PartnerId, UserId } from '../ids.ts';

/** One contact with an employer (A14). Null words are not for whoever reads. */
export interface EmployerContact {
  readonly id: EmployerContactId;
  readonly on: PlainDate;
  readonly how: EmployerContactForm;
  readonly outcome: EmployerOutcome;
  readonly employer: NoteId | null;
  readonly note: NoteId | null;
  readonly by: UserId;
}

/** Somebody in another part of the municipality (A5). */
export interface Partner {
  readonly id: PartnerId;
  readonly function: PartnerFunction;
  readonly person: NoteId;
}

/** Lack of room (A3): since when, and when there is expected to be some. */
export interface Waiting {
  readonly placedOn: PlainDate;
  readonly expectedOn: PlainDate;
}

/** Whoever has relations: a course. */
export interface Relations {
  readonly employerContacts: readonly EmployerContact[];
  readonly partners: readonly Partner[];
  readonly waiting: Waiting | null;
}

/** A course as opened has none. */
export const NO_RELATIONS: Relations = { employerContacts: [], partners: [], waiting: null };

/** Whether a referral waits for room now: until somebody takes it (A3). */
export function waitingOf(course: {
  readonly status: string;
  readonly specialist: UserId | null;
  readonly waiting: Waiting | null;
}): Waiting | null {
  return course.status === 'referred' && course.specialist === null ? course.waiting : null;
}

/** The latest contacts with employers, newest first. */
export function latestFirst(contacts: readonly EmployerContact[]): readonly EmployerContact[] {
  return contacts.toReversed().sort((a, b) => (a.on > b.on ? -1 : Number(a.on < b.on)));
}

/** The same without any text of a person, and without the partners, who are the home side's (A5, K14). */
export function relationsForOtherSide({ employerContacts, waiting }: Relations): Relations {
  return {
    employerContacts: employerContacts.map((c) => ({ ...c, employer: null, note: null })),
    partners: [],
    waiting,
  };
}
