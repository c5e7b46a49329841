import { type Sent, stand, viewsOf } from './every-verb.ts';
import { personalChat } from './http.ts';
import { type Body, EVERYBODY } from './two-agreements.ts';
import type { Watched } from './watched.ts';

/** What a tap was answered with, and what it was. */
export interface Told {
  readonly what: string;
  readonly status: number;
  readonly text: string;
}

/** How a tap differs from the one that its card is made for. */
export interface Twist {
  readonly view?: string;
  readonly as?: Body;
  /** The card it names; a fresh one of its own unless said. */
  readonly card?: unknown;
}

/** Taps a verb with the data given, on a card that stands before whoever it is made for. */
export async function tapWith(
  { trinvis }: Watched,
  at: { readonly verb: string; readonly sent: Sent; readonly data: object } & Twist,
): Promise<Told> {
  const { verb, sent, data, view = viewsOf(verb)[0] ?? '', as = sent.who } = at;
  const card = at.card ?? (await stand(trinvis, { view, sent }));
  const place = sent.place ?? personalChat(EVERYBODY[as]);
  const what = { verb, data: { ...data, card }, card: 'made-up' };
  const { status, body } = await trinvis.teams.tap(EVERYBODY[as], place, what);
  return { what: `${view} ${JSON.stringify(data).slice(0, 300)}`, status, text: JSON.stringify(body) };
}

/** One after the other. */
export async function inTurn<T, R>(all: readonly T[], run: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const one of all) results.push(await run(one));
  return results;
}
