import { agreementObligations } from '../../domain/agreement/obligations.ts';
import { type Instant, toInstant } from '../../domain/calendar/time.ts';
import type { AgreementId } from '../../domain/ids.ts';
import { type LoadedAgreement, loadAgreement } from '../agreements/load-agreement.ts';
import { refreshAgendas } from '../conference/refresh.ts';
import type { Scope } from '../context.ts';
import type { WakeSubject } from '../ports/due.ts';
import { trainingOf } from '../training/read-training.ts';
import { announceClosing, closingEves } from './closing-due.ts';
import { rescheduleConference } from './conference-due.ts';
import { DIGEST_AT } from './moments.ts';
import { nextRaise } from './next-raise.ts';
import { type Due, raise } from './raise.ts';

/** The wake of an agreement. */
export type AgreementWake = Extract<WakeSubject, { kind: 'agreement' }>;

/** An agreement wakes up: its review (S2) and the quarter's results (R3), with training and supervision (S4), are raised, and the next morning set. */
export async function wakeAgreement(scope: Scope, subject: AgreementWake): Promise<void> {
  const loaded = await loadAgreement(scope, subject.id);
  await raise(scope, await dueOf(scope, loaded));
  await announceClosing(scope, loaded);
  await scope.tx.wakes.set(subject, await nextAgreementMoment(scope, loaded));
}

/**
 * After setting up or changing an agreement, or moving or cancelling a conference: sets the wakes of the agreement and of all its
 * conferences, plans what is to be posted at once, and brings posted agendas up to date.
 */
export async function rescheduleAgreement(scope: Scope, id: AgreementId): Promise<void> {
  const loaded = await rewakeAgreement(scope, id);
  for (const conference of loaded.agreement.conferences) {
    await rescheduleConference(scope, loaded, conference);
    await refreshAgendas(scope, loaded, conference);
  }
}

/** Sets the agreement's own next moment after something it owes has changed, e.g. the training register. A wake that is late stays (N5). */
export async function rewakeAgreement(scope: Scope, id: AgreementId): Promise<LoadedAgreement> {
  const loaded = await loadAgreement(scope, id);
  const subject = { kind: 'agreement', id } as const;
  const standing = await scope.tx.wakes.at(subject);
  if (standing === null || standing > scope.now)
    await scope.tx.wakes.set(subject, await nextAgreementMoment(scope, loaded));
  return loaded;
}

/** What is open on the agreement itself. */
async function dueOf(scope: Scope, { agreement, calendar }: LoadedAgreement): Promise<Due> {
  const rules = scope.parts.programmes.common;
  const training = await trainingOf(scope, agreement);
  const obligations = agreementObligations(agreement, { rules, calendar, today: scope.today, training });
  return { subject: agreement.id, agreement: agreement.id, specialist: null, course: null, obligations, calendar };
}

/** A review is owed from the day the agreement comes into force, so that day is looked at too. */
async function nextAgreementMoment(scope: Scope, loaded: LoadedAgreement): Promise<Instant | null> {
  const { terms } = loaded.agreement;
  if (!terms.draft && scope.today < terms.validFrom) return toInstant(terms.validFrom, DIGEST_AT);
  const raises = await nextRaise(scope, await dueOf(scope, loaded));
  return [...closingEves(scope, loaded), ...(raises === null ? [] : [raises])].sort()[0] ?? null;
}
