import type { Session } from '../app/context.ts';
import { helpView } from '../app/help/help-view.ts';
import { sayIn } from '../app/i18n.ts';
import { type Answer, card } from '../app/view.ts';
import type { Incoming } from './activity.ts';
import { sentence } from './answer.ts';
import type { Command } from './commands/command.ts';
import type { InvokeAnswer, Turn } from './turn.ts';

/** Somebody without a recognised tenant: told so in one sentence, and nothing is kept of them. */
export async function stranger(turn: Turn): Promise<InvokeAnswer | undefined> {
  const text = sayIn('da')('errors.stranger');
  if (turn.needsAnswer) return { kind: 'text', text };
  if (turn.incoming.kind === 'message' || turn.incoming.kind === 'card-action') await turn.say(sentence(text));
  return undefined;
}

/** The welcome, in the personal chat only and once per person. */
export async function welcome(session: Session, incoming: Incoming, commands: readonly Command[]): Promise<Answer> {
  const forUs = incoming.kind === 'installed' || (incoming.kind === 'members' && incoming.botAdded);
  if (!forUs || session.place !== 'personal' || session.user.welcomed) return { kind: 'silence' };
  await session.tx.users.save({ ...session.user, welcomed: true });
  return card(helpView(session, commands, { welcome: true }));
}

/** Who writes before Teams tells of the installation has begun: the welcome would come on top of the answer, and never comes. */
export async function needsNoWelcome(session: Session): Promise<Session> {
  if (session.place !== 'personal' || session.user.welcomed) return session;
  const user = { ...session.user, welcomed: true };
  await session.tx.users.save(user);
  return { ...session, user };
}
