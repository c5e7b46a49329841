import type { Activity } from 'botbuilder';
import type { ConnectorClient } from 'botframework-connector';
import type { Address, CardMessage, Messenger, SendResult } from '../app/messenger.ts';
import { ActivityId } from '../domain/ids.ts';
import type { TeamsAdapter } from './adapter.ts';
import { classifyFailure, type Operation } from './classify-failure.ts';
import { UntrustedService } from './connector-cache.ts';

export interface MessengerOptions {
  readonly adapter: TeamsAdapter;
  /** How long one attempt may take before it counts as ambiguous. Default: 10 s. */
  readonly deadlineMs?: number;
}

interface Posted {
  readonly id?: string | undefined;
}
interface Attempt {
  readonly serviceUrl: string;
  readonly operation: Operation;
  readonly call: (client: ConnectorClient, options: { abortSignal: AbortSignal }) => Promise<Posted>;
}

/** The Messenger over botbuilder's connector clients: one HTTP attempt a call, and every outcome is a value. */
export function createMessenger({ adapter, deadlineMs = 10_000 }: MessengerOptions): Messenger {
  const attempt = (what: Attempt) => attemptOnce(adapter, what, deadlineMs);
  const post = (serviceUrl: string, conversationId: string, message: CardMessage) =>
    attempt({
      serviceUrl,
      operation: 'send',
      call: (client, options) => client.conversations.sendToConversation(conversationId, activityOf(message), options),
    });
  return {
    send(to, message) {
      if (to.kind !== 'channel') return post(to.serviceUrl, to.conversationId, message);
      return attempt({
        serviceUrl: to.serviceUrl,
        operation: 'send',
        call: async (client, options) => {
          const { activityId, id } = await client.conversations.createConversation(
            rootPost(to, adapter.appId, message),
            options,
          );
          return { id: activityId ?? id?.split(';messageid=')[1] };
        },
      });
    },
    reply: (to, root, message) => post(to.serviceUrl, `${to.conversationId};messageid=${root}`, message),
    update: (to, activity, message) =>
      attempt({
        serviceUrl: to.serviceUrl,
        operation: 'update',
        call: async (client, options) => {
          const updated = { ...activityOf(message), id: activity };
          return (await client.conversations.updateActivity(to.conversationId, activity, updated, options)) ?? {};
        },
      }),
  };
}

async function attemptOnce(adapter: TeamsAdapter, attempt: Attempt, deadlineMs: number): Promise<SendResult> {
  const abortSignal = AbortSignal.timeout(deadlineMs);
  try {
    const posted = await Promise.race([call(adapter, attempt, abortSignal), deadline(abortSignal)]);
    return { kind: 'sent', activityId: activityIdOf(posted) };
  } catch (error) {
    // Nobody is reached at an address the bot does not talk to, until somebody writes from a proper one.
    if (error instanceof UntrustedService) return { kind: 'blocked', status: 403 };
    const begun = adapter.connectors.hasBegun(abortSignal);
    return classifyFailure({ error, operation: attempt.operation, begun, nowMs: Date.now() });
  }
}

async function call(adapter: TeamsAdapter, attempt: Attempt, abortSignal: AbortSignal): Promise<Posted> {
  const client = await adapter.connectors.create(attempt.serviceUrl);
  return attempt.call(client, { abortSignal });
}

/** The deadline holds for fetching the token too, which cannot be aborted; a request not yet begun is not begun after it. */
function deadline(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** Card only: Teams splits text and card into two messages and gives no id back. The summary is what the notification shows. */
function activityOf({ card, summary }: CardMessage): Partial<Activity> {
  return {
    type: 'message',
    summary,
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
  };
}

type RootPost = Parameters<ConnectorClient['conversations']['createConversation']>[0];

/** A post in a channel is a conversation of its own: its root, to which replies are threaded. */
function rootPost({ conversationId, tenantId }: Address, appId: string, message: CardMessage): RootPost {
  return {
    isGroup: true,
    bot: { id: appId === '' ? 'bot' : `28:${appId}`, name: '' },
    ...(tenantId === '' ? {} : { tenantId }),
    channelData: { channel: { id: conversationId }, ...(tenantId === '' ? {} : { tenant: { id: tenantId } }) },
    // botbuilder's type asks for a received activity's fields; a new one has no id, time or sender yet.
    activity: activityOf(message) as Activity,
  };
}

function activityIdOf({ id }: Posted): ActivityId | null {
  return ActivityId.safeParse(id).data ?? null;
}
