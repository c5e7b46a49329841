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
  return here && bound && isAllowed(session, command);
}

function isAllowed({ viewer }: Session, command: Offered): boolean {
  const role = viewer?.colleague.role ?? null;
  return command.for === 'everyone' || (role !== null && command.for.includes(role));
}

/** What somebody's role may do in a channel and nowhere else: told in their own chat, else nobody finds it. */
function isForChannel(session: Session, command: Offered): boolean {
  const elsewhere = session.place === 'personal' && !command.where.includes('personal');
  return elsewhere && command.for !== 'everyone' && isAllowed(session, command);
}

/** What I can do here, by role; without a role, whom to ask and the id to send them. The safety line always stands (F3). */
export function helpView(
  session: Session,
  commands: readonly Offered[],
  extra: { readonly welcome?: boolean; readonly unknown?: boolean } = {},
): View {
  const { say, user, viewer } = session;
  const row = ({ id }: Offered) => ({ word: say(`commands.${id}.word`), does: say(`commands.${id}.does`) });
  return {
    card: 'help',
    language: session.language,
    data: {
      welcome: extra.welcome === true,
      unknown: extra.unknown === true,
      rows: commands.filter((c) => isOffered(session, c)).map(row),
      inChannel: commands.filter((c) => isForChannel(session, c)).map(row),
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
