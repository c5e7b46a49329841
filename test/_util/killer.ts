import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { FakeConnector } from './fake-connector.ts';

/**
 * The instant at which a process is killed.
 * - `posted`: Teams has the request, and the process never hears of it: between POST and record.
 * - `lost`: the request left the process and never arrived.
 * - `answered`: Teams has just answered.
 * - `moment`: some milliseconds into a turn or a round, or right after a short one.
 */
const HOWS = ['posted', 'posted', 'lost', 'answered', 'moment', 'moment', 'moment'] as const;
type How = (typeof HOWS)[number];

/** What was under way when the process was killed. */
export interface Kill {
  readonly how: How;
  readonly during: During;
  /** The conversation of the message on its way, where that was the instant. */
  readonly posting: string | null;
}
export type During = 'turn' | 'round';

/** A message that left in a round: by the bot's own doing, not as an answer. */
export interface OwnPost {
  readonly conversation: string;
  readonly card: unknown;
}

interface Plan {
  readonly how: How;
  readonly nth: number;
  readonly afterMs: number;
}

/** Chooses the instants, and kills. */
export interface Killer {
  readonly kills: readonly Kill[];
  /** Every message that Teams got out of rounds. */
  readonly posts: readonly OwnPost[];
  /** How many turns and rounds there were. */
  readonly risks: () => number;
  /** From now on nothing is watched, and nobody killed. */
  stop(): void;
  /** Does a piece of work that the process may not survive. */
  risk<T>(during: During, kill: () => void, work: () => Promise<T>): Promise<T>;
}

export interface KillerOptions {
  readonly connector: FakeConnector;
  readonly random: () => number;
  /** About so many kills, spread over as many turns and rounds as the whole takes when nobody is killed. */
  readonly aim: number;
  readonly among: number;
}

type Asked = Parameters<Parameters<FakeConnector['on']>[0]>[0];
/** The fault of a rule that only watches. */
const NEVER = { answer: 500 } as const;

function isPost({ kind }: Asked): boolean {
  return kind === 'send' || kind === 'create';
}

const Attachments = z.object({ attachments: z.array(z.object({ content: z.unknown() })) });

/** A root post in a channel carries its activity inside. */
function ownPost({ conversationId, body }: Asked): OwnPost {
  const { attachments } = Attachments.parse(body.activity ?? body);
  return { conversation: conversationId, card: attachments[0]?.content };
}

/** A killer that goes by the requests that reach the connector, and by real milliseconds. */
export function createKiller({ connector, random, aim, among }: KillerOptions): Killer {
  const kills: Kill[] = [];
  const posts: OwnPost[] = [];
  let risks = 0;
  let last: During | null = null;
  let plan: Plan | null = null;
  const draw = (): Plan => ({
    how: HOWS[Math.floor(random() * HOWS.length)] ?? 'moment',
    nth: random() < 0.7 ? 1 : 2,
    afterMs: random() * 25,
  });
  // A death costs a turn or a round done again, and the first round of the next process.
  const pace = aim / (among + 1.3 * aim);
  const isDue = () => {
    const behind = Math.min(aim, pace * risks) - kills.length;
    return behind > 0 && random() < (behind > 1 ? 0.8 : 0.4);
  };
  let now: { readonly during: During; readonly kill: () => void; requests: number } | null = null;
  const strike = (posting: string | null) => {
    if (plan === null || now === null) return;
    kills.push({ how: plan.how, during: now.during, posting });
    plan = null;
    now.kill();
  };
  const isTime = (): How | null => {
    if (plan === null || now === null || plan.how === 'moment') return null;
    now.requests += 1;
    return now.requests === plan.nth ? plan.how : null;
  };
  let decided: How | null = null;
  const hits = (how: How) => (asked: Asked) => {
    if (decided !== how) return false;
    strike(isPost(asked) ? asked.conversationId : null);
    return true;
  };
  connector.on((asked) => {
    decided = isTime();
    // What is lost never reaches Teams; what a dead process has sent off still does.
    if (last === 'round' && isPost(asked) && decided !== 'lost') posts.push(ownPost(asked));
    if (decided === 'answered') setTimeout(strike, 1, null);
    return false;
  }, NEVER);
  connector.on(hits('posted'), { answer: 'hang', late: true });
  connector.on(hits('lost'), { answer: 'reset' });
  return {
    kills,
    posts,
    risks: () => risks,
    stop() {
      plan = null;
      last = null;
    },
    async risk(during, kill, work) {
      last = during;
      risks += 1;
      if (plan === null && isDue()) plan = draw();
      now = { during, kill, requests: 0 };
      const timely = plan?.how === 'moment' ? sleep(plan.afterMs).then(() => strike(null)) : null;
      try {
        return await work();
      } finally {
        if (plan?.how === 'moment') strike(null);
        await timely;
        now = null;
      }
    },
  };
}
