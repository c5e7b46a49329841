import { z } from 'zod';

const Json = z.record(z.string(), z.unknown());
/** An Adaptive Card as it was sent. */
export type CardJson = z.infer<typeof Json>;

/** An action on a card, wherever it stands. */
export interface CardAction {
  readonly title: string;
  readonly verb: string;
  readonly data: CardJson;
}

/** An input on a card with what is filled in. */
export interface CardInput {
  readonly id: string;
  readonly type: string;
  readonly label: string;
  readonly value: string;
  readonly choices: readonly { readonly title: string; readonly value: string }[];
}

const Action = z.object({
  type: z.literal('Action.Execute'),
  title: z.string().default(''),
  verb: z.string(),
  data: Json,
});
const Input = z.object({
  type: z.string().startsWith('Input.'),
  id: z.string(),
  label: z.string().default(''),
  value: z.coerce.string().default(''),
  choices: z.array(z.object({ title: z.string(), value: z.string() })).default([]),
});

/** Every text a reader sees on the card, one line each. */
export function textOf(card: unknown): string {
  const text = wordsOf(card);
  if (text.includes('{{')) throw new Error(`a blank was left open: ${text}`);
  return text;
}

function wordsOf(card: unknown): string {
  return nodesOf(card)
    .flatMap((node) => ['text', 'title', 'value', 'label', 'errorMessage', 'placeholder'].map((key) => node[key]))
    .filter((text) => typeof text === 'string')
    .map((text) => text.replaceAll('\u00a0', ' '))
    .join('\n');
}

/** Every Action.Execute of the card, in order. */
export function actionsOf(card: unknown): CardAction[] {
  return nodesOf(card).flatMap((node) => {
    const { data } = Action.safeParse(node);
    return data === undefined ? [] : [data];
  });
}

/** Every input of the card, in order. */
export function inputsOf(card: unknown): CardInput[] {
  return nodesOf(card).flatMap((node) => {
    const { data } = Input.safeParse(node);
    return data === undefined ? [] : [data];
  });
}

/** What the card would send if nothing were changed: the inputs' values by id. */
export function valuesOf(card: unknown): Record<string, string> {
  return Object.fromEntries(inputsOf(card).map(({ id, value }) => [id, value]));
}

function nodesOf(value: unknown): CardJson[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  const { data: node } = Json.safeParse(value);
  if (node === undefined) return [];
  const inside = Object.entries(node).filter(([key]) => key !== 'fallback');
  return [node, ...inside.flatMap(([, child]) => nodesOf(child))];
}
