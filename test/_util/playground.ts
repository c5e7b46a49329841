import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { type Demo, startDemo } from '../../src/demo/demo.ts';
import { startPlayground } from '../../src/demo/playground.ts';
import { PLAYGROUND } from '../../src/demo/playground-config.ts';
import { actionsOf, type CardJson, textOf, valuesOf } from './card.ts';

/** The Playground's window has three places: the one personal chat, Odense's shared channel, and General. */
export type Room = 'personal' | 'shared' | 'general';

const ROOM_IDS: Readonly<Record<Room, string>> = {
  personal: PLAYGROUND.personalChat,
  shared: PLAYGROUND.sharedChannel,
  general: PLAYGROUND.team,
};

/** A card as it stands in the Playground now. */
export interface StandingCard {
  readonly id: string;
  /** The conversation a tap is sent from: in a channel that of the post's thread. */
  readonly conversation: string;
  readonly room: Room;
  /** Whether it is a channel's root post or a reply under one; a chat has only root posts. */
  readonly isReply: boolean;
  readonly card: CardJson;
  readonly text: string;
}

export interface PlaygroundTap {
  readonly action: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly inputs?: Readonly<Record<string, string>>;
}

export interface PlaygroundAnswer {
  readonly card: CardJson | null;
  readonly text: string;
}

/** The demo behind the real Playground, driven over the HTTP surface that its page uses. */
export interface PlaygroundSession {
  readonly url: string;
  readonly demo: Demo;
  /** Writes a line as the visitor and waits for the bot's next card in that room. */
  write(text: string, room?: Room): Promise<StandingCard>;
  /** Taps an action of a card with inputs typed over its own, as the page does. */
  tap(on: StandingCard, what: PlaygroundTap): Promise<PlaygroundAnswer>;
  /** Taps, and gives the card that stands in its place afterwards. */
  tapThrough(on: StandingCard, what: PlaygroundTap): Promise<StandingCard>;
  cardsIn(room: Room): readonly StandingCard[];
  /** The newest card of a room that says something. */
  newest(room: Room, saying: string | RegExp): StandingCard;
  /** Waits for a card that says something, the newest if it stands already. */
  next(room: Room, saying: string | RegExp): Promise<StandingCard>;
  until(holds: () => boolean): Promise<void>;
  /** `ur …`: plays the time and waits until the bot says what time it is. */
  playTime(rest: string): Promise<StandingCard>;
  stop(): Promise<void>;
}

const Pushed = z.object({
  action: z.enum(['createMessage', 'updateMessage']),
  actionConversationId: z.string(),
  message: z.object({
    messageId: z.string(),
    from: z.object({ id: z.string() }),
    postConversationId: z.string().optional(),
    attachments: z.array(z.object({ contentType: z.string(), content: z.unknown() })).default([]),
  }),
});

/** Two cores may be busy with much else. */
const PATIENCE_MS = 45_000;
/** What the bot says by itself in the chat, which may come between a line and its answer. */
const BY_ITSELF = /^Til [^\n]+\n(Samarbejdet om|Dagens overblik|Forbered konferencen|Beslutning om)/;
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Starts a fresh demo and the Playground, headless, both on free ports. */
export async function startPlaygroundSession(): Promise<PlaygroundSession> {
  const folder = mkdtempSync(join(tmpdir(), 'trinvis-playground-'));
  const demo = await startDemo({ database: ':memory:', port: 0, log: SILENT });
  const playground = await startPlayground({ botUrl: demo.bot.url, port: 0, folder, openBrowser: false });
  await demo.meetPlayground(playground.url);
  const board = await openBoard(playground.url);
  await board.next('personal', 0, () => true);
  const post = poster(playground.url);
  const write: PlaygroundSession['write'] = async (text, room = 'personal') => {
    const seen = board.created(room);
    await post(`/_conversation/v1/conversations/${encodeURIComponent(ROOM_IDS[room])}/messages`, typed(text, room));
    return board.next(room, seen, (card) => !BY_ITSELF.test(card.text));
  };
  const newest = (room: Room, saying: string | RegExp) =>
    board.cards(room).findLast(({ text }) => (typeof saying === 'string' ? text.includes(saying) : saying.test(text)));
  const tap: PlaygroundSession['tap'] = async (on, what) =>
    readAnswer(await post('/_conversation/v1/invoke', tapped(on, what)));
  return {
    url: playground.url,
    demo,
    write,
    tap,
    async tapThrough(on, what) {
      const answer = await tap(on, what);
      if (answer.card === null) throw new Error(`${what.action} was answered: ${answer.text}`);
      return { ...on, card: answer.card, text: answer.text };
    },
    cardsIn: (room) => board.cards(room),
    newest(room, saying) {
      const found = newest(room, saying);
      if (found === undefined) throw new Error(`no card in ${room} says ${saying}`);
      return found;
    },
    async next(room, saying) {
      await until(() => newest(room, saying) !== undefined, `nothing in ${room} says ${saying}`);
      return newest(room, saying) as StandingCard;
    },
    until: (holds) => until(holds, 'what was waited for did not come'),
    async playTime(rest) {
      const seen = board.created('personal');
      await write(`ur ${rest}`);
      return board.next('personal', seen, ({ text }) => /Undervejs|gik i stå/.test(text));
    },
    async stop() {
      board.close();
      await playground.stop();
      await demo.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function until(holds: () => boolean, otherwise: string): Promise<void> {
  for (let waited = 0; waited < PATIENCE_MS; waited += 25) {
    if (holds()) return;
    await pause(25);
  }
  throw new Error(otherwise);
}

function typed(text: string, room: Room) {
  const from = { id: PLAYGROUND.visitor.id };
  if (room === 'personal') return { from, text, textFormat: 'plain' };
  const mention = `<at>${PLAYGROUND.bot.name}</at>`;
  return {
    from,
    text: `${mention} ${text}`,
    textFormat: 'plain',
    mentions: [{ mentioned: PLAYGROUND.bot, text: mention }],
  };
}

function tapped({ card, conversation, id }: StandingCard, { action, data = {}, inputs = {} }: PlaygroundTap) {
  const fits = actionsOf(card).filter((a) => a.title === action || a.verb === action);
  const found = fits.find((a) => Object.entries(data).every(([key, value]) => a.data[key] === value));
  if (found === undefined) {
    const there = actionsOf(card).map((a) => `${a.title} (${a.verb})`);
    throw new Error(`no action ${action} on the card; there are: ${there.join(', ')}`);
  }
  const all = { ...valuesOf(card), ...found.data, ...inputs };
  return {
    name: 'adaptiveCard/action',
    value: { action: { type: 'Action.Execute', title: found.title, verb: found.verb, data: all }, trigger: 'manual' },
    from: { id: PLAYGROUND.visitor.id },
    conversation: { id: conversation },
    replyToId: id,
  };
}

function readAnswer(body: unknown): PlaygroundAnswer {
  const { type, value } = Object(body) as { type?: unknown; value?: unknown };
  const isCard = type === 'application/vnd.microsoft.card.adaptive';
  return { card: isCard ? (value as CardJson) : null, text: isCard ? textOf(value) : String(value ?? '') };
}

function poster(url: string) {
  return async (path: string, body: unknown): Promise<unknown> => {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`the Playground answered ${response.status} to ${path}: ${text.slice(0, 300)}`);
    return text === '' ? undefined : JSON.parse(text);
  };
}

/** What stands in each room, told by the stream that the Playground's page listens to. */
async function openBoard(url: string) {
  const standing = new Map<string, StandingCard>();
  const socket = new WebSocket(`${url.replace('http', 'ws')}/_ws_conversation/v1/conversations/stream`);
  socket.onmessage = ({ data }) => {
    const pushed = Pushed.safeParse(JSON.parse(String(data)));
    if (!pushed.success || pushed.data.message.from.id !== PLAYGROUND.bot.id) return;
    const card = standingFrom(pushed.data, standing.get(pushed.data.message.messageId));
    if (card !== null) standing.set(card.id, card);
  };
  await new Promise((opened, failed) => {
    socket.onopen = opened;
    socket.onerror = failed;
  });
  const cards = (room: Room) => [...standing.values()].filter((card) => card.room === room);
  return {
    cards,
    created: (room: Room) => cards(room).length,
    async next(room: Room, seen: number, fits: (card: StandingCard) => boolean): Promise<StandingCard> {
      const found = () => cards(room).slice(seen).find(fits);
      await until(() => found() !== undefined, `nothing came in ${room}`);
      return found() as StandingCard;
    },
    close: () => socket.close(),
  };
}

function standingFrom(
  { actionConversationId, message }: z.infer<typeof Pushed>,
  before?: StandingCard,
): StandingCard | null {
  const [attachment] = message.attachments;
  const content = z.record(z.string(), z.unknown()).safeParse(attachment?.content);
  const [root = ''] = actionConversationId.split(';');
  const room = (['personal', 'shared', 'general'] as const).find((r) => ROOM_IDS[r] === root);
  if (!content.success || room === undefined) return null;
  const conversation = before?.conversation ?? message.postConversationId ?? actionConversationId;
  const isReply = before?.isReply ?? actionConversationId.includes(';');
  return { id: message.messageId, conversation, room, isReply, card: content.data, text: textOf(content.data) };
}
