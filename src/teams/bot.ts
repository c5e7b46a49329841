import type { Scope, Session } from '../app/context.ts';
import { sayIn } from '../app/i18n.ts';
import { type Arrival, enter } from '../app/people/enter.ts';
import type { Answer } from '../app/view.ts';
import { localDate } from '../domain/calendar/time.ts';
import type { Incoming } from './activity.ts';
import { giveAnswer, prepare, sentence } from './answer.ts';
import type { BotOptions } from './bot-options.ts';
import { needsNoWelcome, stranger, welcome } from './route-arrival.ts';
import { routeMessage } from './route-message.ts';
import { routeTap } from './route-tap.ts';
import type { InvokeAnswer, Turn } from './turn.ts';

/** The turn handler: one transaction decides and prepares the answer, which is said after the commit. */
export function createBot(options: BotOptions): (turn: Turn) => Promise<InvokeAnswer | undefined> {
  return async (turn) => {
    const { incoming } = turn;
    if (incoming.who === null || incoming.where === null) return stranger(turn);
    if (!options.parts.tenants.has(incoming.who.tenantId)) return stranger(turn);
    const prepared = await options.store.transaction(async (tx) => {
      const now = options.clock.now();
      const scope: Scope = { parts: options.parts, tx, now, today: localDate(now) };
      const arrival = arrivalOf(incoming);
      if (incoming.kind === 'other' && (await isNew(scope, arrival))) return { kind: 'silence' } as const;
      const session = await enter(scope, arrival);
      return prepare(session, incoming, await answerTo(options, session, incoming));
    });
    options.poke();
    return giveAnswer(options, turn, prepared);
  };
}

/** A reaction or an edit makes nobody known to the bot: people get to know it by writing. */
async function isNew({ parts, tx }: Scope, { identity }: Arrival): Promise<boolean> {
  return (await parts.people.whoIs(tx, identity)) === null;
}

async function answerTo({ commands }: BotOptions, session: Session, incoming: Incoming): Promise<Answer> {
  switch (incoming.kind) {
    case 'message':
      if (await isResent(session, incoming)) return { kind: 'silence' };
      return routeMessage(await needsNoWelcome(session), incoming.text, commands);
    case 'card-action':
      return incoming.automatic ? { kind: 'silence' } : routeTap(session, incoming, commands);
    case 'bad-card':
      return { kind: 'notice', text: session.say('errors.badCard') };
    case 'installed':
    case 'members':
      return welcome(session, incoming, commands);
    case 'uninstalled':
      await session.tx.conversations.save({ ...session.conversation, state: 'blocked' });
      return { kind: 'silence' };
    case 'channel-event':
      return channelEvent(session, incoming.event);
    case 'other':
      return { kind: 'silence' };
    default:
      return incoming satisfies never;
  }
}

/** Teams sends an activity again when the answer was slow: the same id is handled once. */
async function isResent(session: Session, incoming: Incoming): Promise<boolean> {
  if (incoming.activityId === null) return false;
  return !(await session.tx.inbound.first(`${session.conversation.id}|${incoming.activityId}`, session.now));
}

/** A deleted or archived channel gets no posts until somebody writes in it again. */
async function channelEvent(session: Session, event: string): Promise<Answer> {
  const closed = ['channelDeleted', 'teamDeleted', 'teamHardDeleted', 'teamArchived'].includes(event);
  if (closed) await session.tx.conversations.save({ ...session.conversation, state: 'blocked' });
  return { kind: 'silence' };
}

function arrivalOf(incoming: Incoming): Arrival {
  const { who, where } = incoming;
  if (who === null || where === null) throw new Error('an arrival needs a person and a place');
  return {
    identity: { tenantId: who.tenantId, objectId: who.objectId },
    name: who.name,
    locale: incoming.locale,
    conversation: {
      id: where.conversationId,
      kind: where.kind,
      tenantId: where.tenantId,
      serviceUrl: where.serviceUrl,
      teamId: where.teamId,
      name: where.channelName,
    },
  };
}

/** Says sorry when a turn failed: always an answer, with the correlation id to quote, and no trace. */
export async function apologise(turn: Turn): Promise<InvokeAnswer | undefined> {
  const text = sayIn('da')('errors.failed', { id: turn.correlationId.slice(0, 8) });
  if (turn.needsAnswer) return { kind: 'text', text };
  if (turn.incoming.kind !== 'message' && turn.incoming.kind !== 'card-action') return undefined;
  await turn.say(sentence(text));
  return undefined;
}
