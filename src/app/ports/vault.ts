import type { Instant } from '../../domain/calendar/time.ts';
import type { NoteId, OrganisationId, PersonId, UserId } from '../../domain/ids.ts';

/** A citizen in clear. */
export interface PersonRecord {
  readonly name: string;
  readonly cpr: string;
}

/** A text that somebody wrote about a citizen. */
export interface PersonNote {
  readonly at: Instant;
  readonly text: string;
}

/** The person vault: names, CPR and notes under a key per person. Clear text leaves only through app/reveal.ts. */
export interface Vault {
  /** Finds the record of a CPR in an organisation by keyed hash; separators and case do not matter. */
  personByCpr(cpr: string, organisation: OrganisationId): Promise<PersonId | null>;
  /** Throws ConcurrencyError when the organisation has this CPR already: the repeated use case then finds it. */
  addPerson(person: {
    readonly id: PersonId;
    readonly organisation: OrganisationId;
    readonly name: string;
    readonly cpr: string;
  }): Promise<void>;
  nameOf(person: PersonId): Promise<string | null>;
  /** The whole record, for the citizen's own copy and the administrator's export; null once it is erased. */
  recordOf(person: PersonId): Promise<PersonRecord | null>;
  isErased(person: PersonId): Promise<boolean>;
  /** Destroys the person's key, and name, CPR number and notes with it (P5, GDPR 17). False when that was done before. */
  erase(person: PersonId, at: Instant): Promise<boolean>;
  /** The same for everybody everywhere and for good: a pseudonym that says nothing, stable from one export to the next. */
  pseudonymOf(person: PersonId): Promise<string>;
  addNote(note: {
    readonly id: NoteId;
    readonly person: PersonId;
    readonly text: string;
    readonly at: Instant;
  }): Promise<void>;
  /** Every note about a person in clear, oldest first: for the citizen's own copy. */
  notesOf(person: PersonId): Promise<readonly PersonNote[]>;
  /** Clear text of notes; missing ones (erased) are left out. */
  notes(ids: readonly NoteId[]): Promise<ReadonlyMap<NoteId, string>>;
}

/** What is logged: look-ups, role changes, and everything by which data leaves, goes or comes in bulk. */
export const AUDIT_ACTIONS = [
  'lookUp',
  'roleGiven',
  'identityLinked',
  'organisationRenamed',
  'consentWithdrawn',
  'accessRequested',
  'erasureRequested',
  'erasureRefused',
  'extracted',
  'erased',
  'exported',
  'exportedInClear',
  'imported',
  'keyRotated',
] as const;

/** One line of the audit log: append-only and hash-chained. */
export interface AuditEntry {
  readonly at: Instant;
  readonly actor: UserId | null;
  readonly action: (typeof AUDIT_ACTIONS)[number];
  readonly subject: string;
  /** From a fixed list, for look-ups and refusals; as the administrator stated it, for exports. */
  readonly purpose: string | null;
}

export interface Audit {
  append(entry: AuditEntry): Promise<void>;
  /** The lines about any of these subjects, oldest first. */
  about(subjects: readonly string[]): Promise<readonly AuditEntry[]>;
  /** Checks the chain; null when whole, else the first row that does not fit. */
  verify(): Promise<number | null>;
}
