import { ConferenceId, PersonId, UserId } from '../../src/domain/ids.ts';
import type { ResultCourse, ResultEngagement, ResultKind } from '../../src/domain/results/facts.ts';
import { day } from './builders.ts';

let people = 0;

type Changes = Partial<Omit<ResultCourse, 'startedOn'>>;

/** A course as results see it: programme A unless told, a new person unless named. */
export function facts(startedOn: string, changes: Changes & { readonly of?: string } = {}): ResultCourse {
  const { of, ...rest } = changes;
  people += 1;
  return {
    person: PersonId.parse(of ?? `citizen-${people}`),
    letter: 'A',
    specialist: UserId.parse('mette'),
    conference: ConferenceId.parse('wednesday'),
    referredOn: day(startedOn),
    startedOn: day(startedOn),
    endedOn: null,
    engagements: [],
    steps: [],
    inGroupTwo: false,
    contactsHeld: [],
    opennessOn: null,
    employerContacts: [],
    sharedUntil: null,
    ...rest,
  };
}

/** Something that began, and may have ended. */
export function began(
  startedOn: string,
  { kind = 'ordinaryJob', endedOn = null, ...rest }: JobChanges = {},
): ResultEngagement {
  const last = endedOn === null ? null : day(endedOn);
  return { kind, startedOn: day(startedOn), endedOn: last, weeklyHours: 20, permanent: true, ...rest };
}
interface JobChanges {
  readonly kind?: ResultKind;
  readonly endedOn?: string | null;
  readonly weeklyHours?: number | null;
  readonly permanent?: boolean;
}

/** The same several times over, each time another person. */
export function times<T>(count: number, make: () => T): T[] {
  return Array.from({ length: count }, make);
}
