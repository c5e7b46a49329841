import type { Role } from '../../domain/people.ts';
import type { Session } from '../context.ts';
import type { View } from '../view.ts';

/** What help needs to know of a command. */
export interface Offered {
  readonly id: string;
  readonly where: readonly Session['place'][];
  readonly for: 'everyone' | readonly Role[];
  readonly unboundChannel?: true;
}

/** Whether somebody may use a command here (product.md 2 and 4): by place, by binding of the channel, by role. */
export function isOffered(session: Session, command: Offered): boolean {
  const here = command.where.includes(session.place);
  const bound = session.place !== 'channel' || session.channel !== null || command.unboundChannel === true;
  const role = session.viewer?.colleague.role ?? null;
  const allowed = command.for === 'everyone' || (role !== null && command.for.includes(role));
  return here && bound && allowed;
}

/** What I can do here, by role; without a role, whom to ask and the id to send them. The safety line always stands (F3). */
export function helpView(
  session: Session,
  commands: readonly Offered[],
  extra: { readonly welcome?: boolean; readonly unknown?: boolean } = {},
): View {
  const { say, user, viewer } = session;
  const rows = commands
    .filter((c) => isOffered(session, c))
    .map((c) => ({ word: say(`commands.${c.id}.word`), does: say(`commands.${c.id}.does`) }));
  return {
    card: 'help',
    language: session.language,
    data: {
      welcome: extra.welcome === true,
      unknown: extra.unknown === true,
      rows,
      place: say(`help.place.${session.place}`),
      noRole: viewer === null,
      userId: user.id,
      safety: say('safety'),
    },
    summary: say('summary.help'),
    about: { view: 'help', subject: user.id },
    discloses: [],
  };
}
