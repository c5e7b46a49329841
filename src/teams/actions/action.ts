import { z } from 'zod';
import type { Session } from '../../app/context.ts';
import type { PostedCard } from '../../app/ports/outbox.ts';
import type { Answer } from '../../app/view.ts';
import type { Command } from '../commands/command.ts';
import { INPUT_IDS } from '../render-card.ts';

/** The card a tap came from, and the command words it may lead to. */
export interface TappedCard extends PostedCard {
  readonly commands: readonly Command[];
}

/** One verb of a card, in one file (or one file for a card's few verbs). */
export interface Action<S extends z.ZodType = z.ZodType> {
  readonly verb: string;
  /** The views it stands on: on any other the card has been answered or is older, and the tap changes nothing. */
  readonly on: readonly string[];
  /** What the card sends: ids, a revision, and what was typed. Unknown fields make the tap invalid. */
  readonly data: S;
  run(session: Session, data: z.infer<S>, card: TappedCard): Promise<Answer>;
}

/** The data of a step from one card to another: what stands in its inputs comes along in older clients, and is dropped. */
export function andInputs<S extends z.ZodRawShape>(shape: S) {
  const isMeant = (field: string) => field in shape || !INPUT_IDS.has(field);
  const meant = (sent: unknown) => Object.fromEntries(Object.entries(Object(sent)).filter(([field]) => isMeant(field)));
  return z.preprocess(meant, z.strictObject(shape));
}

/** Keeps the schema's type with its handler. */
export function action<S extends z.ZodType>(definition: Action<S>): Action {
  return {
    ...definition,
    run: (session, data, card) => definition.run(session, definition.data.parse(data), card),
  };
}
