import type { ConsentTexts } from '../consents/load.ts';
import type { ChannelViewer, PersonViewer } from '../domain/access.ts';
import type { Instant, PlainDate } from '../domain/calendar/time.ts';
import type { WorkCalendar } from '../domain/calendar/working-days.ts';
import type { Programmes } from '../programmes/load.ts';
import type { Language } from './format.ts';
import type { Say } from './i18n.ts';
import type { PostedCard } from './ports/outbox.ts';
import type { Conversation, Identity, User } from './ports/records.ts';
import type { Ids, Tx } from './ports.ts';

/** The one port that resolves identities and finds a person's chat; the demo wraps it to play several people in one window. */
export interface People {
  /** The user an activity's sender is, or null for someone never seen. */
  whoIs(tx: Tx, identity: Identity): Promise<User | null>;
  /** Where personal messages to a user go, or null when they have no chat with the bot. */
  chatOf(tx: Tx, user: User): Promise<Conversation | null>;
  /** A line put above a personal card when several people share a chat: "Til Mette Bruun, behandler"; null in production. */
  headingFor(tx: Tx, user: User): Promise<string | null>;
  /** What somebody is told who taps a card that is another person's. */
  sayWhose(tx: Tx, posted: PostedCard, say: Say): Promise<string>;
}

/** What stays the same for the life of the process. */
export interface Parts {
  readonly programmes: Programmes;
  readonly consentTexts: ConsentTexts;
  readonly isHoliday: WorkCalendar['isHoliday'];
  readonly ids: Ids;
  readonly people: People;
  /** The first administrator (`TRINVIS_ADMIN`). */
  readonly admin: Identity;
  /** Tenants whose people count; anyone else is a stranger. */
  readonly tenants: ReadonlySet<string>;
}

/** One transaction at one moment: what reading and scheduling need. */
export interface Scope {
  readonly parts: Parts;
  readonly tx: Tx;
  readonly now: Instant;
  /** The local day of `now`. */
  readonly today: PlainDate;
}

/** A scope in which somebody acts. */
export interface Session extends Scope {
  readonly user: User;
  /** Null without a role. */
  readonly viewer: PersonViewer | null;
  readonly language: Language;
  readonly say: Say;
  /** Where it happens; `channel` is set in a channel that is bound to an agreement. */
  readonly place: 'personal' | 'channel' | 'group';
  readonly conversation: Conversation;
  readonly channel: ChannelViewer | null;
}
