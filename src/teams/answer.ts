import type { Session } from '../app/context.ts';
import { sayIn } from '../app/i18n.ts';
import type { CardMessage, SendResult } from '../app/messenger.ts';
import type { PostedCard, RecipientKey } from '../app/ports/outbox.ts';
import type { Answer } from '../app/view.ts';
import { type ActivityId, PostedId } from '../domain/ids.ts';
import type { Incoming, IncomingCardAction } from './activity.ts';
import type { BotOptions } from './bot-options.ts';
import { renderCard } from './render-card.ts';
import type { InvokeAnswer, Turn } from './turn.ts';

/** An answer ready to be said after the commit: already recorded, so that it can be found again (K12). */
export type Prepared =
  | {
      readonly kind: 'card';
      readonly message: CardMessage;
      readonly posted: PostedId;
      readonly inPlaceOf: ActivityId | null;
    }
  | { readonly kind: 'notice'; readonly text: string; readonly message: CardMessage | null }
  | { readonly kind: 'silence' };

/** How long an answer to a tap waits for the card to be replaced for everyone else. */
const REPLACE_PATIENCE_MS = 1500;

/** Records the card an answer is, in the transaction that made it, and renders it. */
export async function prepare(session: Session, incoming: Incoming, answer: Answer): Promise<Prepared> {
  switch (answer.kind) {
    case 'silence':
      return answer;
    case 'notice':
      return { kind: 'notice', text: answer.text, message: sentence(answer.text) };
    case 'card':
      return prepareCard(session, incoming, answer);
    default:
      return answer satisfies never;
  }
}

async function prepareCard(
  session: Session,
  incoming: Incoming,
  { view, above }: Extract<Answer, { kind: 'card' }>,
): Promise<Prepared> {
  const tapped = incoming.kind === 'card-action' ? await tappedCard(session, incoming) : null;
  const id = tapped?.id ?? PostedId.parse(session.parts.ids.next());
  const posted: PostedCard = {
    id,
    conversation: session.conversation.id,
    activity: tapped?.activity ?? null,
    thread: tapped?.thread ?? incoming.where?.threadRoot ?? null,
    view: view.about.view,
    subject: view.about.subject,
    viewer: tapped?.viewer ?? viewerKey(session),
    state: tapped?.activity == null ? 'sending' : 'standing',
    at: session.now,
  };
  await session.tx.posted.save(posted, view.discloses);
  const heading = session.place === 'personal' ? await session.parts.people.headingFor(session.tx, session.user) : null;
  const message = renderCard(view, { card: id, heading, above: above ?? null });
  return { kind: 'card', message, posted: id, inPlaceOf: posted.activity };
}

async function tappedCard(session: Session, tap: IncomingCardAction): Promise<PostedCard | null> {
  const id = PostedId.safeParse(tap.data.card);
  return id.success ? session.tx.posted.get(id.data) : null;
}

function viewerKey(session: Session): RecipientKey {
  return session.place === 'personal' ? `user:${session.user.id}` : `channel:${session.conversation.id}`;
}

/** Says a prepared answer. A tapped card is replaced for the tapper by the response and for everyone else by an update. */
export async function giveAnswer(
  options: BotOptions,
  turn: Turn,
  prepared: Prepared,
): Promise<InvokeAnswer | undefined> {
  switch (prepared.kind) {
    case 'silence':
      return turn.needsAnswer ? { kind: 'text', text: sayIn('da')('errors.nothingToDo') } : undefined;
    case 'notice':
      if (turn.needsAnswer) return { kind: 'text', text: prepared.text };
      if (prepared.message !== null) logIfUnsaid(options, turn, await turn.say(prepared.message));
      return undefined;
    case 'card':
      return giveCard(options, turn, prepared);
    default:
      return prepared satisfies never;
  }
}

async function giveCard(
  options: BotOptions,
  turn: Turn,
  prepared: Extract<Prepared, { kind: 'card' }>,
): Promise<InvokeAnswer | undefined> {
  const { message, inPlaceOf } = prepared;
  if (inPlaceOf !== null) {
    const replaced = turn.replace(inPlaceOf, message).then((result) => logIfUnsaid(options, turn, result));
    await Promise.race([replaced, new Promise((done) => setTimeout(done, REPLACE_PATIENCE_MS).unref())]);
    return turn.needsAnswer ? { kind: 'card', card: message.card } : undefined;
  }
  const result = await turn.say(message);
  logIfUnsaid(options, turn, result);
  await options.store.transaction(async (tx) => tx.posted.settle(prepared.posted, standingAfter(result)));
  return turn.needsAnswer ? { kind: 'text', text: sayIn('da')('summary.answer') } : undefined;
}

function standingAfter(result: SendResult): { activity: ActivityId | null; state: PostedCard['state'] } {
  if (result.kind === 'sent') return { activity: result.activityId, state: 'standing' };
  return { activity: null, state: result.kind === 'ambiguous' ? 'uncertain' : 'gone' };
}

function logIfUnsaid({ log }: BotOptions, turn: Turn, result: SendResult): void {
  if (result.kind !== 'sent')
    log.warn({ correlationId: turn.correlationId, result: result.kind }, 'An answer was not delivered');
}

/** One sentence as a card, for moments in which there is no view. */
export function sentence(text: string): CardMessage {
  const card = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text, wrap: true }] };
  return { card, summary: sayIn('da')('summary.answer') };
}
