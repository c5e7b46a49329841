import { type Agreement, agreementFrom, calendarOf } from '../../domain/agreement/agreement.ts';
import type { WorkCalendar } from '../../domain/calendar/working-days.ts';
import type { AgreementId } from '../../domain/ids.ts';
import type { Scope } from '../context.ts';

/** An agreement with the working calendar it brings (S2, S5). */
export interface LoadedAgreement {
  readonly agreement: Agreement;
  readonly calendar: WorkCalendar;
  readonly revision: number;
}

/** Loads an agreement; throws when there is none, for ids come from our own rows. */
export async function loadAgreement(scope: Scope, id: AgreementId): Promise<LoadedAgreement> {
  const stream = await scope.tx.events.load('agreement', id);
  const agreement = agreementFrom(stream.history.map((h) => h.event));
  if (agreement === null) throw new Error('an agreement without history');
  return { agreement, calendar: calendarOf(agreement.terms, scope.parts.isHoliday), revision: stream.revision };
}
