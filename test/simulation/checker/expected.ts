import type { Moment, Who } from '../record.ts';
import type { Desk } from './desk.ts';
import type { Meeting, Post } from './meetings.ts';
import type { Due } from './morning.ts';

/** A message that must come now, or may. */
export type Expected = {
  readonly desk: Desk;
  readonly place: string;
  readonly at: Moment;
  readonly must: boolean;
  done: boolean;
} & (
  | { readonly kind: 'digest'; readonly due: Due }
  | { readonly kind: 'alert'; readonly labels: readonly string[] }
  | { readonly kind: Post['kind']; readonly meeting: Meeting; readonly agreement: string }
  | { readonly kind: 'ended'; readonly alias: string; readonly who: Who }
  | { readonly kind: 'decision'; readonly alias: string }
);

/** The kind of a message by what its notification says. */
const KINDS: Readonly<Record<string, Expected['kind']>> = {
  'Dagens overblik': 'digest',
  'Frister fra Trinvis': 'alert',
  'Dagsorden til konferencen': 'agenda',
  'Forberedelse til konferencen': 'preparation',
  'Konferencen begynder snart': 'reminder',
  'Hvad kom der ud af konferencen?': 'round',
  'En beslutning skal skrives ned': 'decision',
};

export function kindOf(summary: string, lines: readonly string[]): Expected['kind'] | null {
  return KINDS[summary] ?? (lines.some((line) => ENDED.test(line)) ? 'ended' : null);
}

/** K12: the one line that may name a course to somebody who may see it no more. */
export const ENDED = /^Samarbejdet om (\S+) er ophørt\.$/;
