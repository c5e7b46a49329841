import { randomUUID } from 'node:crypto';
import type { Parts, People } from './app/context.ts';
import { danishHolidays } from './app/holidays.ts';
import { people as productionPeople } from './app/people/people.ts';
import type { Config } from './config.ts';
import { loadConsentTexts } from './consents/load.ts';
import { loadProgrammes } from './programmes/load.ts';

/** What stays the same for the life of a process: rules, texts, holidays. The bot and the administrator's commands work with the same. */
export function loadParts(
  { admin, tenants, consentTexts }: Pick<Config, 'admin' | 'tenants' | 'consentTexts'>,
  people?: People,
): Parts {
  return {
    programmes: loadProgrammes(),
    consentTexts: loadConsentTexts({ own: consentTexts }),
    isHoliday: danishHolidays(),
    ids: { next: randomUUID },
    people: people ?? productionPeople,
    admin,
    tenants,
  };
}
