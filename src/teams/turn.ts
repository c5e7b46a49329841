import type { CardMessage, SendResult } from '../app/messenger.ts';
import type { ActivityId } from '../domain/ids.ts';
import type { Incoming } from './activity.ts';

/**
 * One incoming activity and the ways to answer it. The router gets a Turn and returns an InvokeAnswer where `needsAnswer` is true;
 * everything said goes through the same Messenger as the deliveries: one attempt, a deadline, and a result instead of an exception.
 */
export interface Turn {
  readonly incoming: Incoming;
  /** True for an invoke: Teams waits for the returned InvokeAnswer, and without one it shows the person an error. */
  readonly needsAnswer: boolean;
  /** Names this turn in the log, and to the person when something went wrong. */
  readonly correlationId: string;
  /** Posts a card where the activity came from: the personal or group chat, or the channel thread (a new root post outside a thread). */
  say(message: CardMessage): Promise<SendResult>;
  /** Replaces a card posted earlier in this conversation, e.g. the card an `Action.Submit` came from. */
  replace(activity: ActivityId, message: CardMessage): Promise<SendResult>;
}

/**
 * The answer to a tap on an `Action.Execute`.
 * - `card`: takes the place of the tapped card, for the person who tapped; everybody else sees it only through `replace`.
 * - `text`: a short notice; the card stays.
 * - `error`: Teams shows its own error text; `code` and `message` are for the log on its side.
 */
export type InvokeAnswer =
  | { readonly kind: 'card'; readonly card: Record<string, unknown> }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'error'; readonly status: 400 | 403 | 404 | 500; readonly code: string; readonly message: string };

/** Handles one turn. Throwing is a bug: it is logged once, and `onTurnFailed` may still apologise. */
export type TurnHandler = (turn: Turn) => Promise<InvokeAnswer | undefined>;

/** The body by which an invoke is answered over HTTP, always with status 200: Teams reads `statusCode` inside. */
export interface InvokeBody {
  readonly statusCode: number;
  readonly type: string;
  readonly value: unknown;
}

export function invokeBody(answer: InvokeAnswer): InvokeBody {
  switch (answer.kind) {
    case 'card':
      return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: answer.card };
    case 'text':
      return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: answer.text };
    case 'error': {
      const { status, code, message } = answer;
      return { statusCode: status, type: 'application/vnd.microsoft.error', value: { code, message } };
    }
    default:
      return answer satisfies never;
  }
}
