import type { TestBot } from './bot.ts';
import { actionsOf, inputsOf, textOf } from './card.ts';
import type { StandingActivity } from './fake-connector.ts';
import { personalChat, type TeamsPerson, type TeamsPlace } from './http.ts';

/** All that a person in Teams can do, and time that goes by: whoever drives a week needs no more. */
export type Driver = Pick<TestBot, 'write' | 'tap' | 'playTo' | 'cardsIn'>;

/** What a person wants done, and how they see that it is. */
export interface Errand {
  /** Says or taps what is needed; the last answer's text. */
  readonly does: () => Promise<string>;
  /** What the last answer says when it is done. */
  readonly says: string;
  /** Where one looks when no answer said so: the text of what is shown. */
  readonly looks: () => Promise<string>;
  readonly sees: string;
}

/**
 * Sees to something as a person does whose bot may have gone away in the middle: no answer, or "allerede besvaret", and one looks
 * whether it is done; if not, it is begun anew.
 */
export async function seeTo({ does, says, looks, sees }: Errand): Promise<void> {
  let last = '';
  for (let attempt = 0; attempt < 6; attempt += 1) {
    last = await does();
    if (last.includes(says) || (await looks()).includes(sees)) return;
  }
  throw new Error(`never came to "${says}", nor saw "${sees}"; the last answer:\n${last}`);
}

/** What stands on a card now, wherever it was first seen. */
export function standingNow(driver: Driver, place: TeamsPlace, activityId: string): StandingActivity {
  const found = driver.cardsIn(place).find((a) => a.activityId === activityId);
  if (found === undefined) throw new Error('the card is gone');
  return found;
}

/** Writes a line and reads the answer. */
export async function asks(driver: Driver, ...line: Parameters<Driver['write']>): Promise<string> {
  return textOf((await driver.write(...line)).card);
}

/** The newest card in a place that says something, or null. */
export function newestSaying(driver: Driver, place: TeamsPlace, text: string): StandingActivity | null {
  return driver.cardsIn(place).findLast((a) => textOf(a.card).includes(text)) ?? null;
}

/** The newest card in a person's own chat that says something, or null. */
export function newestFor(driver: Driver, who: TeamsPerson, text: string): StandingActivity | null {
  return newestSaying(driver, personalChat(who), text);
}

/** The value behind the choice that begins with a title. */
export function choice(card: unknown, id: string, title: string): string {
  const choices = inputsOf(card).find((i) => i.id === id)?.choices ?? [];
  const found = choices.find((c) => c.title.startsWith(title));
  if (found === undefined) throw new Error(`no ${title} among ${choices.map((c) => c.title).join(', ')}`);
  return found.value;
}

/** The data of the action that stands in the same row as a text. */
export function actionBeside(card: unknown, text: string, title: string): Readonly<Record<string, unknown>> {
  const inRow = (node: unknown) => actionsOf(node).filter((a) => a.title === title);
  const row = objectsIn(card).findLast((n) => inRow(n).length === 1 && textOf(n).includes(text));
  const [found] = inRow(row);
  if (found === undefined) throw new Error(`no ${title} beside ${text}`);
  return found.data;
}

/** Every object of a card, the outer before the inner. */
function objectsIn(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(objectsIn);
  return Array.isArray(value) ? inside : [value, ...inside];
}
