import type { CourseId } from '../domain/ids.ts';
import type { Language } from './format.ts';

/**
 * What a card shows, before it is a card: the template's name and its blanks, all text finished in the reader's language.
 * Made from disclosed courses only; `teams/render-card.ts` turns it into an Adaptive Card.
 */
export interface View {
  /** `cards/<card>.json`. */
  readonly card: string;
  readonly language: Language;
  readonly data: Readonly<Record<string, unknown>>;
  /** The notification preview: neutral, no alias, no name (N2). */
  readonly summary: string;
  /** What the card stands for, so that it can be rendered anew: a view name of `app/delivery/render.ts` and its subject. */
  readonly about: { readonly view: string; readonly subject: string };
  /** Every course the card discloses anything about, so that it can be found when consent ends (K12). */
  readonly discloses: readonly CourseId[];
}

/** What a command or a tap is answered with. */
export type Answer =
  /** A card: a new message for a command; for a tap it takes the tapped card's place. */
  | {
      readonly kind: 'card';
      readonly view: View;
      /** A sentence to be read before the card: why a tap did nothing. */
      readonly above?: string;
    }
  /** A short notice; the card stays as it is. */
  | { readonly kind: 'notice'; readonly text: string }
  /** Nothing to say: an event that needs no answer. */
  | { readonly kind: 'silence' };

export function card(view: View): Answer {
  return { kind: 'card', view };
}

export function notice(text: string): Answer {
  return { kind: 'notice', text };
}
