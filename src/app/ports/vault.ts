import type { Instant } from '../../domain/calendar/time.ts';
import type { NoteId, OrganisationId, PersonId, UserId } from '../../domain/ids.ts';

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
  addNote(note: {
    readonly id: NoteId;
    readonly person: PersonId;
    readonly text: string;
    readonly at: Instant;
  }): Promise<void>;
  /** Clear text of notes; missing ones (erased) are left out. */
  notes(ids: readonly NoteId[]): Promise<ReadonlyMap<NoteId, string>>;
}

/** One line of the audit log: append-only and hash-chained. */
export interface AuditEntry {
  readonly at: Instant;
  readonly actor: UserId | null;
  readonly action: 'lookUp' | 'roleGiven' | 'identityLinked' | 'consentWithdrawn';
  readonly subject: string;
  /** From a fixed list, for look-ups. */
  readonly purpose: string | null;
}

export interface Audit {
  append(entry: AuditEntry): Promise<void>;
  /** Checks the chain; null when whole, else the first row that does not fit. */
  verify(): Promise<number | null>;
}
