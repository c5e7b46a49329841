import type { ActivityId, PostedId } from '../../domain/ids.ts';
import type { Scope } from '../context.ts';
import type { Address } from '../messenger.ts';
import type { OutboxRow, PostedCard, RecipientKey } from '../ports/outbox.ts';
import type { View } from '../view.ts';

interface Message {
  readonly to: Address;
  readonly view: View;
  /** Our id of the card: a new one for a send or reply, that of the standing card for an update. */
  readonly posted: PostedId;
  /** Whom it is rendered for, so that it can be rendered anew and taken back (K12). */
  readonly viewer: RecipientKey;
  /** The line above a personal card where several people share a chat; null elsewhere. */
  readonly heading: string | null;
}

/** One message to Teams, rendered from the state of its moment: a new card, a reply in a thread, or a card replaced in place. */
export type Delivery =
  | (Message & { readonly mode: 'send' })
  | (Message & { readonly mode: 'reply'; readonly thread: ActivityId })
  | (Message & { readonly mode: 'update'; readonly activity: ActivityId });

/**
 * What an intent comes to now.
 * - `drop`: it no longer holds: the step is done, the consent is gone, there is nothing to say.
 * - `unreachable`: the recipient has no open chat; the leader is told once (N1).
 * - `deleteByHand`: the card discloses and cannot be replaced, for its place in Teams is unknown; the leader is asked to delete it (K12).
 * - `later`: it cannot be said yet, because the card it is about is just being sent.
 */
export type Rendered = Delivery | 'drop' | 'unreachable' | 'deleteByHand' | 'later';

/** Renders one kind of intent. Throws for a bug only: the row is then tried again later. */
export type IntentRenderer = (scope: Scope, row: OutboxRow) => Promise<Rendered>;

/** Renders a standing card anew for its viewer, or says that it may no longer be shown. */
export type StandingRenderer = (scope: Scope, posted: PostedCard) => Promise<View | 'withdrawn'>;
