import type { Instant } from '../../domain/calendar/time.ts';
import type { ActivityId, AgreementId, ConversationId, CourseId, PostedId, UserId } from '../../domain/ids.ts';

/** What an outbox row is about. Rendered at delivery from the state of that moment. */
export const INTENT_KINDS = [
  'digest',
  'agenda',
  'preparation',
  'reminder',
  'questionRound',
  'channelAlert',
  'consentEnded',
  'otherConsentEnded',
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
  /** Whether such a row is there and still waits. Until this transaction ends nobody claims it: what is written now will be in it. */
  isWaiting(intent: Pick<Intent, 'kind' | 'subject' | 'recipient' | 'rung'>): Promise<boolean>;
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
  /** After the clock went back: what expired though its use is not over yet is pending again (N5). */
  reviveExpired(now: Instant): Promise<void>;
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
  readonly kind: 'unreachable' | 'uncertain' | 'undeliverable' | 'deleteByHand' | 'handedOver';
  /** User id, outbox id, posted id, or course and revision, by kind. */
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
