import type { Parts } from '../app/context.ts';
import type { Clock, Store } from '../app/ports.ts';
import type { Log } from './adapter.ts';

/** What the bot is made of. */
export interface BotOptions {
  readonly store: Store;
  readonly parts: Parts;
  readonly clock: Clock;
  readonly log: Log;
  /** Told after every committed turn: something new may be due. */
  readonly poke: () => void;
}
