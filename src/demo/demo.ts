import { createHash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Session } from '../app/context.ts';
import type { Store } from '../app/ports.ts';
import type { Config } from '../config.ts';
import { Instant } from '../domain/calendar/time.ts';
import { ConversationId, PostedId } from '../domain/ids.ts';
import { type Bot, compose } from '../main.ts';
import { NO_LIMITS } from '../scheduler/rate-limit.ts';
import { openStore } from '../store/open-store.ts';
import type { Log } from '../teams/adapter.ts';
import { sentence } from '../teams/answer.ts';
import { COMMANDS } from '../teams/commands/index.ts';
import { renderCard } from '../teams/render-card.ts';
import { identityOf, memberByKey } from './cast.ts';
import { clockView, saidLines } from './clock-view.ts';
import { clockCommand } from './commands/clock.ts';
import { play } from './commands/play.ts';
import { DemoError } from './demo-error.ts';
import { demoView } from './demo-view.ts';
import { createMovableClock, DEMO_START } from './movable-clock.ts';
import { demoPeople, playedNow } from './people.ts';
import { PLAYGROUND } from './playground-config.ts';
import { seed } from './seed.ts';
import { createTimeMachine, keptTime, type Played, type TimeMachine } from './time-machine.ts';

export interface DemoOptions {
  /** The SQLite file; `:memory:` for a demo that leaves nothing behind. */
  readonly database: string;
  readonly port: number;
  readonly log: Log;
}

export interface Demo {
  readonly bot: Bot;
  readonly time: TimeMachine;
  /** Tells where the Playground is, so that messages reach it before the visitor has written a word, and starts the clock. */
  meetPlayground(url: string): Promise<void>;
  stop(): Promise<void>;
}

const MARK = 'demo.mark';
/** Somebody stopped the demo while it was being seeded: such a file is made anew. */
const HALF_SEEDED = 'begun';
const GREETED = 'demo.greeted';
const DEMO_DATA = 'invented examples, nobody is real';

/** The demo's people are invented, so its key need not be secret; it only has to be the same next time. */
const DEMO_KEY = createHash('sha256').update('the demo keeps no secrets').digest();

/** Starts the demo: refuses a database that holds anything else, seeds an empty one, with the clock standing where it stood. */
export async function startDemo({ database, port, log }: DemoOptions): Promise<Demo> {
  if (database !== ':memory:') await refuseForeignData(database);
  const clock = createMovableClock(DEMO_START);
  let bot: Bot | null = null;
  const running = () => {
    if (bot === null) throw new Error('the demo has not started yet');
    return bot;
  };
  const time = createTimeMachine(clock, running, (error) => log.error({ error: nameOf(error) }, 'A round failed'));
  const commands = [...COMMANDS, clockCommand(createMover(time, running, log)), play];
  const replacements = { clock, people: demoPeople, log, commands, limits: NO_LIMITS, scheduling: 'by-hand' } as const;
  bot = await compose(demoConfig(database, port), replacements);
  const kept = Instant.safeParse(await keptTime(bot));
  if (kept.success) clock.holdAt(kept.data);
  await seedWhenEmpty(bot);
  return {
    bot,
    time,
    async meetPlayground(url) {
      await openChat(running(), time.clock.now(), url);
      await greet(running(), url);
      time.start();
    },
    async stop() {
      await time.stop();
      await running().stop();
    },
  };
}

async function seedWhenEmpty({ store, parts }: Bot): Promise<void> {
  if ((await store.transaction((tx) => tx.meta.get(MARK))) !== null) return;
  await store.transaction((tx) => tx.meta.set(MARK, HALF_SEEDED));
  await seed({ store, parts });
  await store.transaction((tx) => tx.meta.set(MARK, DEMO_DATA));
}

/** The visitor's one chat, as it would be known after a first message. */
async function openChat({ store }: Bot, seenAt: Instant, url: string): Promise<void> {
  await store.transaction(async (tx) =>
    tx.conversations.save({
      id: ConversationId.parse(PLAYGROUND.personalChat),
      kind: 'personal',
      tenantId: PLAYGROUND.tenantId,
      serviceUrl: `${url}/_connector`,
      teamId: null,
      name: null,
      user: (await playedNow(tx))?.id ?? null,
      state: 'open',
      seenAt,
    }),
  );
}

/** Once per database: what there is to try. The Playground keeps it until its page is opened. */
async function greet(bot: Bot, url: string): Promise<void> {
  const user = await bot.store.transaction(async (tx) => {
    const isFirst = (await tx.meta.get(GREETED)) === null;
    await tx.meta.set(GREETED, 'yes');
    return isFirst ? playedNow(tx) : null;
  });
  if (user === null) return;
  const card = PostedId.parse(bot.parts.ids.next());
  const to = { conversationId: ConversationId.parse(PLAYGROUND.personalChat), serviceUrl: `${url}/_connector` };
  await bot.messenger.send(
    { ...to, tenantId: PLAYGROUND.tenantId, kind: 'personal' },
    renderCard(demoView(user), { card }),
  );
}

function demoConfig(file: string, port: number): Config {
  return {
    auth: { kind: 'none' },
    database: { kind: 'sqlite', file },
    host: '127.0.0.1',
    port,
    admin: identityOf(memberByKey('administrator')),
    masterKey: DEMO_KEY,
    tenants: new Set([PLAYGROUND.tenantId]),
    logLevel: 'warn',
    shutdownMs: 3000,
  };
}

/** The demo writes into its own database or an empty one, never beside real people. */
async function refuseForeignData(file: string): Promise<void> {
  mkdirSync(dirname(file), { recursive: true });
  const foreign = new DemoError(
    `${file} indeholder andet end demodata. Demoen rører den ikke. Vælg en anden fil med --database.`,
  );
  const store = await openStore({ kind: 'sqlite', file }, { masterKey: DEMO_KEY }).catch(() => null);
  if (store === null) throw foreign;
  const holds = await contentsOf(store).finally(() => store.close());
  if (holds === 'foreign') throw foreign;
  if (holds === 'half') for (const part of ['', '-wal', '-shm']) rmSync(`${file}${part}`, { force: true });
}

function contentsOf(store: Store): Promise<'demo' | 'half' | 'foreign'> {
  return store.transaction(async (tx) => {
    const mark = await tx.meta.get(MARK);
    if (mark !== null) return mark === HALF_SEEDED ? 'half' : 'demo';
    const rows = [await tx.users.all(), await tx.agreements.all(), await tx.organisations.all()];
    return rows.every((all) => all.length === 0) ? 'demo' : 'foreign';
  });
}

/** Plays or jumps once the answer has been given, then says what time it has become and what was sent. */
function createMover(time: TimeMachine, running: () => Bot, log: Log): Parameters<typeof clockCommand>[0] {
  let moving = false;
  return (move, session) => {
    if (moving) return 'busy';
    moving = true;
    setTimeout(() => {
      const played = move.kind === 'play' ? time.play(move.to) : time.jump(move.to);
      played
        .then((how) => report(running(), session, { how, now: time.clock.now() }))
        .catch(async (error) => {
          log.error({ error: nameOf(error) }, 'Moving the time failed');
          await say(running(), session, sentence(session.say('demo.clock.failed')));
        })
        .finally(() => {
          moving = false;
        });
    }, AFTER_THE_ANSWER_MS);
    return 'started';
  };
}
const AFTER_THE_ANSWER_MS = 150;

async function report(bot: Bot, session: Session, { how, now }: { how: Played; now: Instant }): Promise<void> {
  const said = await bot.store.transaction((tx) => saidLines(tx, session, how));
  const card = PostedId.parse(bot.parts.ids.next());
  await say(bot, session, renderCard(clockView(session, now, { said }), { card }));
}

async function say(
  { messenger }: Bot,
  { conversation }: Session,
  message: Parameters<Bot['messenger']['send']>[1],
): Promise<void> {
  const { id: conversationId, serviceUrl, tenantId, kind } = conversation;
  await messenger.send({ conversationId, serviceUrl, tenantId, kind }, message);
}

/** What kind of error it was; its message may carry data. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
