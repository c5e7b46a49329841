import type { AgreementEvent } from '../domain/agreement/agreement.ts';
import type { Instant, PlainDate } from '../domain/calendar/time.ts';
import type { MeetingEvent } from '../domain/conference/meeting.ts';
import type { CourseEvent, Recorded } from '../domain/course/events.ts';
import type {
  ActivityId,
  AgreementId,
  Alias,
  ConferenceId,
  ConversationId,
  CourseId,
  MeetingId,
  NoteId,
  OrganisationId,
  PersonId,
  PostedId,
  UserId,
} from '../domain/ids.ts';
import type { Role, Side } from '../domain/people.ts';

/** Civil time: decides what is due. Movable in the demo and the tests; read at the edges only. */
export interface Clock {
  now(): Instant;
}

/** Monotonic time: leases, back-off, rate limits, deadlines. Never moved. */
export interface Elapsed {
  /** Milliseconds since some fixed moment of this process. */
  ms(): number;
}

/** New opaque ids. */
export interface Ids {
  next(): string;
}

/** The streams and what is in each. `event(stream, seq)` is unique: the whole concurrency story. */
export interface EventOf {
  course: CourseEvent;
  agreement: AgreementEvent;
  meeting: MeetingEvent;
}
export type StreamKind = keyof EventOf;
export interface StreamIdOf {
  course: CourseId;
  agreement: AgreementId;
  meeting: MeetingId;
}

/** A stream as loaded; `revision` is its length and what an append expects. */
export interface Stream<E> {
  readonly revision: number;
  readonly history: readonly Recorded<E>[];
}

export interface EventLog {
  /** The whole history of one stream, each row checked against its checksum and schema; empty when there is none. */
  load<K extends StreamKind>(kind: K, id: StreamIdOf[K]): Promise<Stream<EventOf[K]>>;
  loadMany<K extends StreamKind>(
    kind: K,
    ids: readonly StreamIdOf[K][],
  ): Promise<ReadonlyMap<StreamIdOf[K], Stream<EventOf[K]>>>;
  /** Appends after `revision`; throws ConcurrencyError when someone else was first. */
  append<K extends StreamKind>(kind: K, id: StreamIdOf[K], batch: AppendBatch<EventOf[K]>): Promise<void>;
}
export interface AppendBatch<E> {
  readonly revision: number;
  readonly events: readonly E[];
  readonly at: Instant;
  /** Null for what the calendar does by itself. */
  readonly by: UserId | null;
}

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
  /** Open courses of one vault record (N6). */
  ofPerson(person: PersonId): Promise<readonly CourseRow[]>;
  all(after: CourseId | null, limit: number): Promise<readonly CourseRow[]>;
  /** The next running number of an agreement's aliases, taken for good (N6). Starts at 1. */
  takeNumber(agreement: AgreementId): Promise<number>;
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

/** What wakes up at a moment: one row per subject, narrow (when, kind, id). */
export type WakeSubject =
  | { readonly kind: 'course'; readonly id: CourseId }
  | { readonly kind: 'agreement'; readonly id: AgreementId }
  | { readonly kind: 'conference'; readonly id: ConferenceId; readonly agreement: AgreementId };
export interface Wakes {
  /** The moment set for a subject, or null. */
  at(subject: WakeSubject): Promise<Instant | null>;
  /** Sets or moves the subject's one row; null removes it. */
  set(subject: WakeSubject, at: Instant | null): Promise<void>;
  /** Rows due at `now`, earliest first. On PostgreSQL locked with skip locked for this transaction. */
  due(now: Instant, limit: number): Promise<readonly { readonly subject: WakeSubject; readonly at: Instant }[]>;
  nextAt(): Promise<Instant | null>;
  /** Makes every subject due at `now`: after the clock went back, or the rules changed. */
  wakeAll(now: Instant): Promise<void>;
}

/** A rung that has been raised for a recipient; never twice (N5). `recipient` is a user id or `channel:<id>`. */
export interface RaisedRung {
  readonly subject: string;
  readonly obligation: string;
  readonly rung: string;
  readonly recipient: string;
  /** The local day of the digest or channel post that carried it. */
  readonly on: PlainDate;
}
export interface Raised {
  /** True when it was new. */
  add(rung: RaisedRung): Promise<boolean>;
  ofSubject(subject: string): Promise<readonly RaisedRung[]>;
  /** All rungs a recipient's post of one day carries. */
  ofRecipient(recipient: string, on: PlainDate): Promise<readonly RaisedRung[]>;
}

/** What an outbox row is about. Rendered at delivery from the state of that moment. */
export const INTENT_KINDS = [
  'digest',
  'agenda',
  'preparation',
  'reminder',
  'questionRound',
  'channelAlert',
  'consentEnded',
  'decisionForm',
  'mask',
  'replace',
  'refresh',
  'welcome',
] as const;
export type IntentKind = (typeof INTENT_KINDS)[number];

/** `user:<id>` in person, `channel:<conversation id>` in a channel, `card:<posted id>` for a replacement. */
export type RecipientKey = `user:${string}` | `channel:${string}` | `card:${string}`;

export interface Intent {
  readonly kind: IntentKind;
  /** Course, meeting or person id, by kind; for a digest the local date. */
  readonly subject: string;
  readonly recipient: RecipientKey;
  /** Tells repeats of one kind apart: a rung, a date, a revision. */
  readonly rung: string;
  readonly notBefore: Instant;
  /** After this moment it is no longer worth sending (N5); null: never stale. */
  readonly uselessAfter: Instant | null;
  /** Whose closed days count for working hours (S5); null: public holidays only. */
  readonly calendar: AgreementId | null;
  /** Replacements run at any hour; everything else waits for working hours (N3, K12). */
  readonly anyHour: boolean;
}

export type DeliveryState =
  | 'pending'
  | 'sending'
  | 'sent'
  | 'uncertain'
  | 'undeliverable'
  | 'expired'
  | 'dropped'
  | 'seen';
export interface OutboxRow extends Intent {
  readonly id: number;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly posted: PostedId | null;
  /** When it reached its present state (civil); of a row never tried, its first `notBefore`. */
  readonly changedAt: Instant;
}

export interface Outbox {
  /** False when (kind, subject, recipient, rung) is there already. */
  add(intent: Intent): Promise<boolean>;
  /** Pending rows with notBefore ≤ now, oldest first, at most one per recipient, put to `sending` under the owner's lease. */
  claim(
    now: Instant,
    by: { readonly owner: string; readonly limit: number; readonly leaseUntilMs: number },
  ): Promise<readonly OutboxRow[]>;
  /** Records what became of a row. `notBefore` re-schedules a row that goes back to `pending`. */
  settle(
    id: number,
    to: {
      readonly state: DeliveryState;
      readonly at: Instant;
      readonly notBefore?: Instant;
      readonly posted?: PostedId;
    },
  ): Promise<void>;
  /** Rows left `sending` by a process that died (SQLite: all of them at start; PostgreSQL: those whose lease is over). */
  abandoned(nowMs: number, owner: string): Promise<readonly OutboxRow[]>;
  get(id: number): Promise<OutboxRow | null>;
  /** For `hvornår`: rows by state, newest change first. */
  inState(states: readonly DeliveryState[], limit: number): Promise<readonly OutboxRow[]>;
  /** Pending rows that would carry a subject: for dropping what no longer may be sent. */
  pendingOf(recipient: RecipientKey): Promise<readonly OutboxRow[]>;
  nextAt(): Promise<Instant | null>;
}

/** A card that stands in a conversation, recorded before the POST so that it can always be found again (K12). */
export interface PostedCard {
  readonly id: PostedId;
  readonly conversation: ConversationId;
  /** Null until the service or a tap has told it. */
  readonly activity: ActivityId | null;
  /** The root post in whose thread it stands. */
  readonly thread: ActivityId | null;
  /** The view and its subject, enough to render it anew: e.g. `agenda` of a meeting, `course` of a course. */
  readonly view: string;
  readonly subject: string;
  /** Whom it was rendered for: `user:<id>` or `channel:<id>`. */
  readonly viewer: RecipientKey;
  readonly state: 'sending' | 'standing' | 'uncertain' | 'gone';
  readonly at: Instant;
}
export interface Posted {
  save(card: PostedCard, discloses: readonly CourseId[]): Promise<void>;
  /** Sets the activity id and the state once they are known; a null activity leaves what is known. */
  settle(
    id: PostedId,
    to: { readonly activity: ActivityId | null; readonly state: PostedCard['state'] },
  ): Promise<void>;
  get(id: PostedId): Promise<PostedCard | null>;
  /** The newest card of a view and subject in a conversation: e.g. the agenda's root post. */
  latest(view: string, subject: string, conversation: ConversationId): Promise<PostedCard | null>;
  /** Every card that discloses the course and is not gone. */
  disclosing(course: CourseId): Promise<readonly PostedCard[]>;
  /** After a card was re-rendered: what it discloses now. */
  disclose(id: PostedId, courses: readonly CourseId[]): Promise<void>;
}

/** Something a leader or coordinator must hear of once, in the next digest. */
export interface Notice {
  readonly id: string;
  readonly to: UserId;
  readonly kind: 'unreachable' | 'uncertain' | 'undeliverable' | 'deleteByHand';
  /** User id, outbox id or posted id, by kind. */
  readonly subject: string;
  readonly at: Instant;
  /** Handled by a tap, or shown once for kinds that are told once. */
  readonly done: boolean;
}
export interface Notices {
  /** False when (to, kind, subject) is there already: told once. */
  add(notice: Notice): Promise<boolean>;
  openFor(user: UserId): Promise<readonly Notice[]>;
  finish(id: string): Promise<void>;
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

/** Answers already given, so that the same tap or message again changes nothing (Teams re-sends). */
export interface Inbound {
  /** False when this key was seen before. Keys: activity ids. */
  first(key: string, at: Instant): Promise<boolean>;
}

export interface Meta {
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<void>;
}

/** Everything a use case may touch, inside one transaction. */
export interface Tx {
  readonly events: EventLog;
  readonly courses: CourseIndex;
  readonly agreements: AgreementIndex;
  readonly organisations: Organisations;
  readonly users: Users;
  readonly conversations: Conversations;
  readonly wakes: Wakes;
  readonly raised: Raised;
  readonly outbox: Outbox;
  readonly posted: Posted;
  readonly notices: Notices;
  readonly vault: Vault;
  readonly audit: Audit;
  readonly inbound: Inbound;
  readonly meta: Meta;
}

/** The persistence port. One use case is one transaction; a lost race repeats the whole of it. */
export interface Store {
  /** Runs `work` in one transaction and commits; repeats it on ConcurrencyError or a busy database, up to a few times. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Whether the database answers and is migrated. */
  ready(): Promise<boolean>;
  close(): Promise<void>;
}

/** Someone else appended first; the transaction is repeated from its start. */
export class ConcurrencyError extends Error {
  override readonly name = 'ConcurrencyError';
}

/** The database failed: busy, full, gone, or a row that does not match its checksum. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}
