import type { Elapsed } from '../app/ports.ts';
import type { ConversationId } from '../domain/ids.ts';

/** At most `messages` in any `ms` milliseconds. */
interface Window {
  readonly messages: number;
  readonly ms: number;
}

/** What Teams allows (architecture.md, Delivery). */
export const TEAMS_LIMITS: RateLimits = {
  perConversation: [
    { messages: 7, ms: 1_000 },
    { messages: 60, ms: 30_000 },
    { messages: 1_800, ms: 3_600_000 },
  ],
  perTenant: [{ messages: 25, ms: 1_000 }],
};

/** For a service that throttles nobody, such as the Playground: playing a week must not wait for real seconds. */
export const NO_LIMITS: RateLimits = { perConversation: [], perTenant: [] };

export interface RateLimits {
  readonly perConversation: readonly Window[];
  readonly perTenant: readonly Window[];
}

interface Options {
  readonly elapsed: Elapsed;
  readonly limits: RateLimits;
  /** From 0 to 1, for jitter. */
  readonly random: () => number;
}

/** When a conversation may be written to. Everything is counted by elapsed time and kept in memory. */
export interface RateLimit {
  /** Milliseconds until the conversation, and its tenant, may get a message; 0 for now. */
  waitMs(conversation: ConversationId, tenantId: string): number;
  /** Counts a message that is about to be posted. */
  count(conversation: ConversationId, tenantId: string): void;
  /** Teams said wait, or it went wrong: returns how long the conversation is left alone, as told or by back-off. */
  backOff(conversation: ConversationId, toldMs: number | null): number;
  /** A message went through: the next back-off begins from the start. */
  recovered(conversation: ConversationId): void;
}

interface Held {
  readonly failures: number;
  readonly until: number;
}

const FIRST_BACK_OFF_MS = 2_000;
const LONGEST_BACK_OFF_MS = 300_000;

export function createRateLimit({ elapsed, limits, random }: Options): RateLimit {
  const sent = new Map<string, number[]>();
  const held = new Map<ConversationId, Held>();
  return {
    waitMs(conversation, tenantId) {
      const now = elapsed.ms();
      const onHold = (held.get(conversation)?.until ?? now) - now;
      const ofConversation = windowWait(sent.get(`c:${conversation}`), limits.perConversation, now);
      const ofTenant = windowWait(sent.get(`t:${tenantId}`), limits.perTenant, now);
      return Math.max(0, onHold, ofConversation, ofTenant);
    },
    count(conversation, tenantId) {
      const now = elapsed.ms();
      remember(sent, { key: `c:${conversation}`, windows: limits.perConversation, now });
      remember(sent, { key: `t:${tenantId}`, windows: limits.perTenant, now });
    },
    backOff(conversation, toldMs) {
      const failures = (held.get(conversation)?.failures ?? 0) + 1;
      const grown = Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** Math.min(failures - 1, 10));
      // Half of it is chance, so that many who were turned away together do not come back together.
      const ms = Math.ceil(Math.max(toldMs ?? 0, grown * (0.5 + random() / 2)));
      held.set(conversation, { failures, until: elapsed.ms() + ms });
      return ms;
    },
    recovered(conversation) {
      held.delete(conversation);
    },
  };
}

/** A window is full while the message that many places back is still inside it. */
function windowWait(times: readonly number[] | undefined, windows: readonly Window[], now: number): number {
  const waits = windows.map(({ messages, ms }) => {
    const oldest = times?.at(-messages);
    return oldest === undefined ? 0 : oldest + ms - now;
  });
  return Math.max(0, ...waits);
}

function remember(
  sent: Map<string, number[]>,
  { key, windows, now }: { readonly key: string; readonly windows: readonly Window[]; readonly now: number },
): void {
  const longest = Math.max(0, ...windows.map((w) => w.ms));
  const most = Math.max(0, ...windows.map((w) => w.messages));
  const times = (sent.get(key) ?? []).filter((at) => at > now - longest);
  sent.set(key, [...times, now].slice(-most));
}
