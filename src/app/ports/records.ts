import type { Absence } from '../../domain/absence.ts';
import type { Instant, LocalTime } from '../../domain/calendar/time.ts';
import type { CitizenRequest } from '../../domain/citizen-request.ts';
import type {
  AbsenceId,
  AgreementId,
  Alias,
  ConferenceId,
  ConversationId,
  CourseId,
  OrganisationId,
  PersonId,
  RequestId,
  TrainingId,
  UserId,
} from '../../domain/ids.ts';
import type { Role, Side } from '../../domain/people.ts';
import type { TrainingEntry } from '../../domain/training.ts';

/** A course's summary row: for finding courses, never for deciding. Rebuilt from events. */
export interface CourseRow {
  readonly id: CourseId;
  readonly alias: Alias;
  readonly agreement: AgreementId;
  readonly conference: ConferenceId;
  readonly person: PersonId;
  readonly status: 'referred' | 'running' | 'declined' | 'closed';
  readonly referredBy: UserId;
  readonly specialist: UserId | null;
  readonly clinician: UserId | null;
  readonly caseworker: UserId | null;
}

export interface CourseIndex {
  save(row: CourseRow): Promise<void>;
  byAlias(alias: Alias): Promise<CourseRow | null>;
  /** Rows in which the colleague is referrer, specialist, clinician or caseworker; open ones only (referred, running) unless `all`. */
  ofUser(user: UserId, scope: 'open' | 'all'): Promise<readonly CourseRow[]>;
  /** Rows whose specialist has this leader, and rows without a specialist under agreements of the leader's organisation. */
  ofTeam(leader: UserId, scope: 'open' | 'all'): Promise<readonly CourseRow[]>;
  ofConference(conference: ConferenceId, scope: 'open' | 'all'): Promise<readonly CourseRow[]>;
  ofAgreement(agreement: AgreementId, scope: 'open' | 'all'): Promise<readonly CourseRow[]>;
  /** Courses of one vault record (N6); open ones only unless `all`. */
  ofPerson(person: PersonId, scope: 'open' | 'all'): Promise<readonly CourseRow[]>;
  all(after: CourseId | null, limit: number): Promise<readonly CourseRow[]>;
  /** The next running number of an agreement's aliases, taken for good (N6). Starts at 1. */
  takeNumber(agreement: AgreementId): Promise<number>;
  /** Numbers up to this one count as taken: an alias is never given twice, whatever became of the counter (N6). */
  holdNumbers(agreement: AgreementId, upTo: number): Promise<void>;
  /** Removes every summary row, to be written anew from the events in the same transaction. */
  clear(): Promise<void>;
}

/** An agreement's summary row. */
export interface AgreementRow {
  readonly id: AgreementId;
  readonly code: string;
  readonly jobCentre: OrganisationId;
  readonly clinic: OrganisationId;
}

export interface AgreementIndex {
  save(row: AgreementRow): Promise<void>;
  byCode(code: string): Promise<AgreementRow | null>;
  /** Agreements to which the organisation is a party. */
  ofOrganisation(organisation: OrganisationId): Promise<readonly AgreementRow[]>;
  all(): Promise<readonly AgreementRow[]>;
}

export interface Organisation {
  readonly id: OrganisationId;
  readonly name: string;
  readonly side: Side;
}

export interface Organisations {
  save(organisation: Organisation): Promise<void>;
  get(id: OrganisationId): Promise<Organisation | null>;
  byName(name: string, side: Side): Promise<Organisation | null>;
  all(): Promise<readonly Organisation[]>;
}

/** Tenant and object id from the activity: the only identity there is (product.md 4). */
export interface Identity {
  readonly tenantId: string;
  readonly objectId: string;
}

/** Someone who has written to the bot. `role` is null until `roller` gives one. */
export interface User {
  readonly id: UserId;
  /** Display name from Teams; sealed in the database. */
  readonly name: string;
  readonly role: Role | null;
  readonly organisation: OrganisationId | null;
  readonly leader: UserId | null;
  readonly language: 'da' | 'en';
  /** When the digest comes; null for the ordinary 08:00 (N1). */
  readonly digestAt: LocalTime | null;
  /** Whether the welcome has been sent: once per person. */
  readonly welcomed: boolean;
}

export interface Users {
  save(user: User): Promise<void>;
  get(id: UserId): Promise<User | null>;
  many(ids: readonly UserId[]): Promise<ReadonlyMap<UserId, User>>;
  byIdentity(identity: Identity): Promise<User | null>;
  linkIdentity(identity: Identity, user: UserId): Promise<void>;
  identitiesOf(user: UserId): Promise<readonly Identity[]>;
  all(): Promise<readonly User[]>;
  ofOrganisation(organisation: OrganisationId): Promise<readonly User[]>;
}

/** Absences that are on, ahead, or just over; a row goes when all that hangs on it has been seen to. */
export interface Absences {
  add(absence: Absence): Promise<void>;
  /** By first day. */
  all(): Promise<readonly Absence[]>;
  remove(id: AbsenceId): Promise<void>;
}

/** Citizens' requests for their copy or for erasure (GDPR 12, 15, 17). */
export interface Requests {
  save(request: CitizenRequest): Promise<void>;
  get(id: RequestId): Promise<CitizenRequest | null>;
  /** Those not answered yet, the oldest first. */
  open(): Promise<readonly CitizenRequest[]>;
  ofPerson(person: PersonId): Promise<readonly CitizenRequest[]>;
}

/** The training register (S4). */
export interface Training {
  add(entry: TrainingEntry): Promise<void>;
  /** Everything about these colleagues and agreements, by date. */
  about(ids: readonly (UserId | AgreementId)[]): Promise<readonly TrainingEntry[]>;
  /** The first courses under an agreement, by date. */
  firstCoursesUnder(agreement: AgreementId): Promise<readonly TrainingEntry[]>;
  remove(id: TrainingId): Promise<void>;
}

/** A conversation the bot has seen, kept up to date from every activity (latest service URL). */
export interface Conversation {
  readonly id: ConversationId;
  readonly kind: 'personal' | 'channel' | 'group';
  readonly tenantId: string;
  readonly serviceUrl: string;
  readonly teamId: string | null;
  /** Channel or group name as Teams gave it. */
  readonly name: string | null;
  /** The person of a personal chat. */
  readonly user: UserId | null;
  /** `blocked` after 403/404 or an uninstall, until an activity comes from it again. */
  readonly state: 'open' | 'blocked';
  readonly seenAt: Instant;
}

export interface Conversations {
  save(conversation: Conversation): Promise<void>;
  get(id: ConversationId): Promise<Conversation | null>;
  /** The personal chat last seen of a user, open ones first. */
  personalOf(user: UserId): Promise<Conversation | null>;
}
