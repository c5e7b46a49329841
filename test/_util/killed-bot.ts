import { z } from 'zod';
import { Instant } from '../../src/domain/calendar/time.ts';
import { at, findAction, readAnswer, type TapAnswer } from './bot.ts';
import { valuesOf } from './card.ts';
import { type Child, spawnChild } from './child.ts';
import type { Driver } from './dialogue.ts';
import {
  type Activity,
  executed,
  personalChat,
  type TeamsPerson,
  type TeamsPlace,
  teamsClient,
  written,
} from './http.ts';
import { createKiller, type During, type Kill, type KillerOptions, type OwnPost } from './killer.ts';

/** A bot that is killed again and again and started anew on the same file, while Teams and the people in it go on. */
export interface KilledBot extends Driver {
  /** Every kill with the civil time of it. */
  readonly kills: readonly (Kill & { readonly at: Instant })[];
  /** Every message that Teams got by the bot's own doing. */
  readonly posts: readonly OwnPost[];
  /** How many turns and rounds there were. */
  readonly risks: () => number;
  stop(): Promise<void>;
}

export interface KilledBotOptions extends KillerOptions {
  readonly file: string;
  /** Local start. */
  readonly at: string;
}

const Round = z.object({ woken: z.number(), delivered: z.number() });

/** What came of something the process may not have survived. */
type Survived<T> = { readonly answer: T } | 'killed';

export async function startKilledBot(options: KilledBotOptions): Promise<KilledBot> {
  const { connector, random } = options;
  const bot = createMortal(options);
  const cardsIn = (place: TeamsPlace) => connector.activities(place.id);
  let lines = 0;
  await bot.alive();
  return {
    kills: bot.kills,
    posts: bot.posts,
    risks: bot.risks,
    cardsIn,
    stop: bot.stop,
    async write(who, text, place = personalChat(who)) {
      for (let attempt = 0; attempt < 20; attempt += 1) {
        lines += 1;
        const line = { ...written(text, place), id: `f:line-${lines}` };
        if (await said(line, who, place)) return newestIn(place);
        // Teams may bring the same line again; else the person waits for an answer in vain, and writes it anew.
        if (random() < 0.5 && (await said(line, who, place))) return newestIn(place);
      }
      throw new Error(`no answer to ${text}`);
    },
    async tap(who, on, what) {
      const place = what.place ?? personalChat(who);
      const { verb, data } = findAction(on.card, what);
      const sent = { ...valuesOf(on.card), ...data, ...what.inputs };
      const tapped = executed({ verb, data: sent, card: on.activityId });
      for (;;) {
        const answer = await bot.turn<TapAnswer>(async (teams) => {
          const { status, body } = await teams.event(who, place, tapped);
          return readAnswer(status, body);
        });
        if (answer !== 'killed') return answer.answer;
      }
    },
    playTo: (local) => playTo(bot, at(local)),
  };

  /** Whether the line was answered by a card of its own. */
  async function said(line: Activity, who: TeamsPerson, place: TeamsPlace): Promise<boolean> {
    await bot.alive();
    const before = cardsIn(place).length;
    const turn = await bot.turn((teams) => teams.event(who, place, line));
    return turn !== 'killed' && cardsIn(place).length > before;
  }

  function newestIn(place: TeamsPlace) {
    const newest = cardsIn(place).at(-1);
    if (newest === undefined) throw new Error('an answer that is not there');
    return newest;
  }
}

/** Runs everything due up to a moment; after a death the round of that moment is run again, as a started bot does. */
async function playTo(bot: Mortal, end: Instant): Promise<void> {
  for (;;) {
    await bot.alive();
    const next = await bot.next();
    if (next === null || next > end) break;
    const stuck = next <= bot.now();
    if (!stuck) await bot.goTo(next);
    const round = await bot.round();
    if (stuck && round !== 'killed' && round.answer.woken + round.answer.delivered === 0) break;
  }
  await bot.goTo(end);
  while ((await bot.round()) === 'killed') await bot.alive();
}

type Mortal = ReturnType<typeof createMortal>;

/** The process at hand and those that come after it. */
function createMortal({ file, at: start, ...options }: KilledBotOptions) {
  const { connector } = options;
  const killer = createKiller(options);
  const kills: (Kill & { at: Instant })[] = [];
  const heirs = [spawnChild(), spawnChild()];
  let child: Child | null = null;
  let teams = teamsClient({ botUrl: '', serviceUrl: connector.url });
  let now = at(start);

  /** A process that lives; one that has just started runs its first round at once, and may not survive that either. */
  async function alive(): Promise<void> {
    while (child === null) {
      child = heirs.shift() ?? spawnChild();
      heirs.push(spawnChild());
      const url = z.string().parse(await child.ask({ do: 'start', file, now }));
      teams = teamsClient({ botUrl: url, serviceUrl: connector.url });
      await round();
    }
  }

  async function risk<T>(during: During, work: (mortal: Child) => Promise<T>): Promise<Survived<T>> {
    await alive();
    const mortal = child;
    if (mortal === null) throw new Error('nobody is alive');
    const before = killer.kills.length;
    try {
      return { answer: await killer.risk(during, mortal.kill, () => work(mortal)) };
    } catch (error) {
      if (killer.kills.length === before) throw error;
      return 'killed';
    } finally {
      const [kill] = killer.kills.slice(before);
      if (kill !== undefined) {
        kills.push({ ...kill, at: now });
        child = null;
        await mortal.ended;
      }
    }
  }

  async function round(): Promise<Survived<z.infer<typeof Round>>> {
    return risk('round', async (mortal) => Round.parse(await mortal.ask({ do: 'round' })));
  }

  return {
    kills,
    posts: killer.posts,
    risks: killer.risks,
    alive,
    round,
    now: () => now,
    turn: <T>(work: (client: typeof teams) => Promise<T>) => risk('turn', () => work(teams)),
    async next(): Promise<Instant | null> {
      await alive();
      return Instant.nullable().parse(await child?.ask({ do: 'next' }));
    },
    async goTo(moment: Instant): Promise<void> {
      await alive();
      now = moment;
      await child?.ask({ do: 'clock', now });
    },
    async stop(): Promise<void> {
      killer.stop();
      child?.ask({ do: 'leave' }).catch(() => undefined);
      for (const heir of heirs) heir.kill();
      await Promise.all([child, ...heirs].map((one) => one?.ended));
    },
  };
}
