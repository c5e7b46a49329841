import { rescheduleAgreement } from '../../src/app/due/agreement-due.ts';
import type { AgreementTerms } from '../../src/domain/agreement/agreement.ts';
import { localDate } from '../../src/domain/calendar/time.ts';
import type { AgreementId } from '../../src/domain/ids.ts';
import type { TestBot } from './bot.ts';
import type { StandingActivity } from './fake-connector.ts';
import { channel, personalChat, type TeamsPerson } from './http.ts';
import { ODENSE, OWN_CHANNEL, PEOPLE, SHARED_CHANNEL, startOdense } from './odense.ts';

export const SHARED = channel('faelles', { id: SHARED_CHANNEL });
const OWN = channel('jobcenter', { id: OWN_CHANNEL });

/** Odense with its Wednesday conference under way: both channels know the bot, and the agreement has its wakes. */
export async function startConference(at = '2026-11-02 09:00', terms: Partial<AgreementTerms> = {}): Promise<TestBot> {
  const trinvis = await startOdense({ at, terms });
  for (const place of [SHARED, OWN]) await trinvis.write(PEOPLE.karen, 'hjælp', place);
  await reschedule(trinvis);
  return trinvis;
}

/** What `opsæt` does after every change of an agreement. */
export async function reschedule(trinvis: TestBot, agreement: AgreementId = ODENSE): Promise<void> {
  await trinvis.bot.store.transaction(async (tx) => {
    const now = trinvis.clock.now();
    await rescheduleAgreement({ parts: trinvis.bot.parts, tx, now, today: localDate(now) }, agreement);
  });
}

/** What the channel got after the answers to `hjælp`. */
export function postsIn(trinvis: TestBot): StandingActivity[] {
  return trinvis.cardsIn(SHARED).slice(1);
}

/** What came to a person after the answer to `hjælp`. */
export function cameTo(trinvis: TestBot, who: TeamsPerson): StandingActivity[] {
  return trinvis.cardsIn(personalChat(who)).slice(1);
}

/** The one of several, or a failing test. */
export function only<T>(all: readonly T[]): T {
  const [one, ...more] = all;
  if (one === undefined || more.length > 0) throw new Error(`not one but ${all.length}`);
  return one;
}
