import type { Session } from '../app/context.ts';
import { currentCard } from '../app/delivery/current-card.ts';
import { recordArrival } from '../app/delivery/see-to-delivery.ts';
import { isTheirs } from '../app/people/not-yours.ts';
import type { PostedCard } from '../app/ports/outbox.ts';
import { type Answer, notice } from '../app/view.ts';
import { PostedId } from '../domain/ids.ts';
import { didYouMean } from './actions/did-you-mean.ts';
import { ACTIONS } from './actions/index.ts';
import type { IncomingCardAction } from './activity.ts';
import type { Command } from './commands/command.ts';

/** Answers a tap. The card's own record says whose it is and what stands on it now; the tap only names verb, ids and revision. */
export async function routeTap(
  session: Session,
  tap: IncomingCardAction,
  commands: readonly Command[],
): Promise<Answer> {
  const { say } = session;
  const action = ACTIONS.find((a) => a.verb === tap.verb);
  const id = PostedId.safeParse(tap.data.card);
  if (action === undefined || !id.success) return notice(say('errors.badCard'));
  const posted = await session.tx.posted.get(id.data);
  if (posted === null) return notice(say('errors.unknownCard'));
  if (!isTheirs(session, posted)) return notice(await session.parts.people.sayWhose(session.tx, posted, session.say));
  // Without a role there is help and nothing else (product.md 4).
  if (session.viewer === null && action !== didYouMean) return notice(say('errors.notForRole'));
  await learnActivity(session, posted, tap);
  if (!action.on.includes(posted.view)) return currentCard(session, posted);
  const { verb: _verb, card: _card, ...sent } = tap.data;
  const data = action.data.safeParse(sent);
  if (!data.success) return notice(say('errors.badCard'));
  return action.run(session, data.data, { ...posted, commands });
}

/** A tap on a card whose post was never confirmed tells that it stands, and where (product.md 5). */
async function learnActivity(session: Session, posted: PostedCard, tap: IncomingCardAction): Promise<void> {
  if (tap.card === null || (posted.activity !== null && posted.state === 'standing')) return;
  await session.tx.posted.settle(posted.id, { activity: tap.card, state: 'standing' });
  if (posted.state === 'uncertain') await recordArrival(session, posted.id);
}
