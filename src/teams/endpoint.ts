import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Activity, TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { Messenger } from '../app/messenger.ts';
import { type Incoming, parseActivity } from './activity.ts';
import { ActivityShape } from './activity-shape.ts';
import { describeError, type Log, type TeamsAdapter } from './adapter.ts';
import { Unauthorised } from './authentication.ts';
import { UntrustedService } from './connector-cache.ts';
import { readJson, refuseByHeaders } from './request-body.ts';
import { KeysUnavailable } from './signing-keys.ts';
import { type InvokeAnswer, invokeBody, type Turn, type TurnHandler } from './turn.ts';

export interface EndpointOptions {
  readonly adapter: TeamsAdapter;
  readonly messenger: Messenger;
  readonly onTurn: TurnHandler;
  /**
   * Tells the person that something went wrong, after `onTurn` threw (which is logged already). What it returns answers an invoke.
   * Without it, or when it throws too, Teams gets a 500.
   */
  readonly onTurnFailed?: TurnHandler;
  readonly log: Log;
}

/** What is answered over HTTP. */
export interface HttpAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly correlationId: string;
}

interface Refusal {
  readonly status: number;
  readonly because: string;
}
type Outcome = Refusal | { readonly status: number; readonly body?: unknown };

const BotbuilderActivity = z.custom<Activity>((value) => ActivityShape.safeParse(value).success);

/** The way of one request to the bot: headers, body, shape, who calls, the turn. It answers always and never rejects. */
export function createEndpoint(options: EndpointOptions): (request: IncomingMessage) => Promise<HttpAnswer> {
  return async (request) => {
    const correlationId = randomUUID();
    const outcome = await answerTo(request, correlationId, options).catch((error: unknown) => {
      options.log.error({ correlationId, ...describeError(error) }, 'A request failed');
      return { status: 500, because: 'error' };
    });
    if (!('because' in outcome)) return { ...outcome, correlationId };
    const { status, because } = outcome;
    // A 500 has been logged where it arose.
    if (status !== 500) options.log.info({ correlationId, status, because }, 'A request was refused');
    return { status, body: { error: because, correlationId }, correlationId };
  };
}

async function answerTo(request: IncomingMessage, correlationId: string, options: EndpointOptions): Promise<Outcome> {
  const { authorization } = request.headers;
  const refused = refuseByHeaders(request.headers);
  if (refused) return refused;
  if (!options.adapter.mayBeFromTeams(authorization)) return { status: 401, because: 'unauthorised' };
  const body = await readJson(request);
  if (body.kind === 'refused') return body;
  const parsed = parseActivity(body.value);
  if (parsed.kind === 'refused') return { status: 400, because: parsed.because };
  // A buffered delivery would keep the answer of an invoke from Teams; the bot offers none.
  const activity = { ...BotbuilderActivity.parse(body.value), deliveryMode: '' };
  try {
    const authenticated = await options.adapter.authenticate(activity, authorization ?? '');
    const turn = createTurn(parsed.incoming, correlationId, options.messenger);
    const outcome = await options.adapter.runTurn({
      activity,
      authenticated,
      correlationId,
      logic: (context) => handle(context, turn, options.onTurn),
    });
    if (outcome.kind === 'failed') return await apologise(turn, options);
    return { status: outcome.response?.status ?? 200, body: outcome.response?.body };
  } catch (error) {
    return refusalFor(error);
  }
}

async function handle(context: TurnContext, turn: Turn, onTurn: TurnHandler): Promise<void> {
  const answer = await onTurn(turn);
  if (!(answer && turn.needsAnswer)) return;
  await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body: invokeBody(answer) } });
}

async function apologise(turn: Turn, { onTurnFailed, log }: EndpointOptions): Promise<Outcome> {
  const { correlationId } = turn;
  if (!onTurnFailed) return { status: 500, because: 'error' };
  let answer: InvokeAnswer | undefined;
  try {
    answer = await onTurnFailed(turn);
  } catch (error) {
    log.error({ correlationId, ...describeError(error) }, 'The apology for a failed turn failed');
    return { status: 500, because: 'error' };
  }
  if (!turn.needsAnswer) return { status: 200 };
  return answer ? { status: 200, body: invokeBody(answer) } : { status: 500, because: 'error' };
}

function refusalFor(error: unknown): Refusal {
  if (error instanceof Unauthorised) return { status: 401, because: 'unauthorised' };
  if (error instanceof KeysUnavailable) return { status: 503, because: 'keys-unavailable' };
  if (error instanceof UntrustedService) return { status: 403, because: 'untrusted-service' };
  throw error;
}

function createTurn(incoming: Incoming, correlationId: string, messenger: Messenger): Turn {
  const { where } = incoming;
  return {
    incoming,
    correlationId,
    needsAnswer: isInvoke(incoming),
    async say(message) {
      if (!where) return { kind: 'blocked', status: 404 };
      const inThread = where.kind === 'channel' && where.threadRoot;
      return inThread ? messenger.reply(where, inThread, message) : messenger.send(where, message);
    },
    async replace(activity, message) {
      return where ? messenger.update(where, activity, message) : { kind: 'gone' };
    },
  };
}

function isInvoke(incoming: Incoming): boolean {
  switch (incoming.kind) {
    case 'card-action':
    case 'bad-card':
      return incoming.via === 'execute';
    case 'other':
      return incoming.type === 'invoke';
    default:
      return false;
  }
}
