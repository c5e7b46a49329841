import type { Programme } from '../domain/programme.ts';
import type { Say } from './i18n.ts';

/** A programme in full, with the year of its model where it is tied to one: "Flere skal med 3 (model fra 2022)" (B, C1). */
export function programmeName(say: Say, { id, modelYear }: Pick<Programme, 'id' | 'modelYear'>): string {
  const name = say(`programme.${id}.full`);
  return modelYear === null ? name : say('programme.ofYear', { name, year: modelYear });
}
