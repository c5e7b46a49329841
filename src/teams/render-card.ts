import { readdirSync, readFileSync } from 'node:fs';
import { Template } from 'adaptivecards-templating';
import { z } from 'zod';
import { labelsOf } from '../app/i18n.ts';
import type { CardMessage } from '../app/messenger.ts';
import type { View } from '../app/view.ts';
import type { PostedId } from '../domain/ids.ts';

const CARDS = new URL('../../cards/', import.meta.url);

const SOURCES: ReadonlyMap<string, unknown> = new Map(
  readdirSync(CARDS)
    .filter((file) => file.endsWith('.json') && !file.endsWith('.sample.json'))
    .map((file) => [file.slice(0, -'.json'.length), JSON.parse(readFileSync(new URL(file, CARDS), 'utf8'))]),
);

/** Every template, parsed once at the start: making one costs a hundred times what filling it does. */
const TEMPLATES: ReadonlyMap<string, Template> = new Map(
  [...SOURCES].map(([card, source]) => [card, new Template(source)]),
);

/** The ids of every input on any card. */
export const INPUT_IDS: ReadonlySet<string> = new Set(inputIdsIn([...SOURCES.values()]));

function inputIdsIn(node: unknown): readonly string[] {
  if (typeof node !== 'object' || node === null) return [];
  const input = z.object({ type: z.string().startsWith('Input.'), id: z.string() }).safeParse(node);
  return [...(input.success ? [input.data.id] : []), ...Object.values(node).flatMap(inputIdsIn)];
}

const Json = z.record(z.string(), z.unknown());
type Json = z.infer<typeof Json>;
const Facts = z.array(Json).catch([]);

/** What else a card needs besides its view: our id of it, and a line for whom it is where several people share a chat. */
export interface CardFrame {
  readonly card: PostedId;
  readonly heading?: string | null;
  /** A sentence to be read before the card. */
  readonly above?: string | null;
}

/**
 * Fills the template of a view. Every Action.Execute gets our card id and a twin Action.Submit for clients that do not know Execute,
 * so a template says each action once.
 */
export function renderCard(view: View, frame: CardFrame): CardMessage {
  const template = TEMPLATES.get(view.card);
  if (template === undefined) throw new Error(`no card template ${view.card}`);
  const filled = Json.parse(template.expand({ $root: { ...view.data, t: labelsOf(view.language, view.card) } }));
  const card = Json.parse(complete(filled, frame.card));
  const body = [
    ...headingOf(frame.heading),
    ...sentenceOf(frame.above),
    ...z.array(z.unknown()).catch([]).parse(card.body),
  ];
  return { card: { ...card, body }, summary: view.summary };
}

/** Walks the filled template and completes what templates leave out. */
function complete(node: unknown, card: PostedId): unknown {
  if (Array.isArray(node)) return node.map((child) => complete(child, card));
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.fromEntries(Object.entries(node).map(([key, child]) => [key, complete(child, card)]));
  if (entries.type === 'TextBlock') return withoutList(entries, 'text');
  if (entries.type === 'FactSet')
    return { ...entries, facts: Facts.parse(entries.facts).map((f) => withoutList(f, 'value')) };
  return entries.type === 'Action.Execute' ? withFallback(entries, card) : entries;
}

/** A line that begins with a date ("2. okt.") would be a numbered list in Markdown; a no-break space keeps it a date. */
function withoutList(block: Json, key: 'text' | 'value'): Json {
  const text = block[key];
  return typeof text === 'string' ? { ...block, [key]: text.replaceAll(/^(\d{1,2}\.) /gm, '$1\u00a0') } : block;
}

function withFallback(action: Json, card: PostedId): Json {
  const { data: typed, verb, type: _type, ...look } = action;
  const data = { ...Json.catch({}).parse(typed), verb, card };
  return { type: 'Action.Execute', ...look, verb, data, fallback: { type: 'Action.Submit', ...look, data } };
}

function headingOf(text: string | null | undefined): readonly Json[] {
  if (text == null) return [];
  const look = { size: 'Small', weight: 'Bolder', color: 'Accent', spacing: 'None' };
  return [{ type: 'TextBlock', text, wrap: true, ...look }];
}

function sentenceOf(text: string | null | undefined): readonly Json[] {
  return text == null ? [] : [{ type: 'TextBlock', text, wrap: true, color: 'Attention' }];
}
