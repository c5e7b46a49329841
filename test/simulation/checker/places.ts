import type { Town } from '../record.ts';
import { type Desk, deskOf } from './desk.ts';

/** Where a message goes: a person's own chat, or a channel of an agreement. */
export type Place =
  | { readonly kind: 'person'; readonly desk: Desk; readonly who: string }
  | { readonly kind: 'shared' | 'own'; readonly desk: Desk; readonly agreement: string };

export interface Places {
  readonly desks: readonly Desk[];
  readonly byId: ReadonlyMap<string, Place>;
  /** The desk that an alias, an agreement's code or a person belongs to. */
  deskOf(name: string): Desk;
}

export function placesOf(towns: readonly Town[]): Places {
  const desks = towns.map(deskOf);
  const byId = new Map<string, Place>();
  const byName = new Map<string, Desk>();
  for (const desk of desks) {
    for (const { who, chat } of desk.town.people) {
      byId.set(chat, { kind: 'person', desk, who });
      byName.set(who, desk);
    }
    for (const { code, shared, own } of desk.town.agreements) {
      byId.set(shared, { kind: 'shared', desk, agreement: code });
      if (own !== null) byId.set(own, { kind: 'own', desk, agreement: code });
      byName.set(code, desk);
    }
  }
  return {
    desks,
    byId,
    deskOf(name) {
      const found = byName.get(name) ?? byName.get(name.split(/[-/]/)[0] ?? '');
      if (found === undefined) throw new Error(`nobody knows ${name}`);
      return found;
    },
  };
}

export function placeName(place: Place): string {
  return place.kind === 'person' ? place.who : `${place.kind} channel ${place.agreement}`;
}

/** The id of a place. */
export function chatOf(desk: Desk, who: string): string {
  return desk.town.people.find((p) => p.who === who)?.chat ?? '';
}
