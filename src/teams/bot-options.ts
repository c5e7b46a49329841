import type { Parts } from '../app/context.ts';
import type { Clock, Store } from '../app/ports.ts';
import type { Log } from './adapter.ts';
import type { Command } from './commands/command.ts';

/** What the bot is made of. */
export interface BotOptions {
  readonly store: Store;
  readonly parts: Parts;
  readonly clock: Clock;
  readonly log: Log;
  /** The command words, in the order of help; the demo adds its own. */
  readonly commands: readonly Command[];
  /** Told after every committed turn: something new may be due. */
  readonly poke: () => void;
}
