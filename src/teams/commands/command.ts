import type { Session } from '../../app/context.ts';
import type { Answer } from '../../app/view.ts';
import type { Role } from '../../domain/people.ts';

/** One command word, in one file. `id` names its words and its line of help in the locales: `commands.<id>.word` and `.does`. */
export interface Command {
  readonly id: string;
  readonly where: readonly Session['place'][];
  /** Who gets it: `everyone`, also without a role; or the roles of product.md 4. */
  readonly for: 'everyone' | readonly Role[];
  /** Whether it works in a channel that is not bound to an agreement yet. */
  readonly unboundChannel?: true;
  /** Parses the rest of the line, runs one use case, and answers. */
  run(session: Session, rest: string, all: readonly Command[]): Promise<Answer>;
}
