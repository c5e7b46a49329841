import type { Scope } from '../context.ts';
import type { DeliveryState, OutboxRow } from '../ports/outbox.ts';

/** States in which a message could not, may not or no longer could be delivered, and nobody has seen to it yet (product.md 5). */
export const UNDELIVERED: readonly DeliveryState[] = ['uncertain', 'undeliverable', 'expired'];

export function isUndelivered({ state }: Pick<OutboxRow, 'state'>): boolean {
  return UNDELIVERED.includes(state);
}

/** Whether it would still be of use to whoever gets it (N5). */
export function isOfUse({ now }: Pick<Scope, 'now'>, { uselessAfter }: Pick<OutboxRow, 'uselessAfter'>): boolean {
  return uselessAfter === null || now < uselessAfter;
}

/** Marks the rung of a row that somebody had sent again, so that it is another row than the first. */
const AGAIN = '#igen';

/** The rung of the row that sends this one again. */
export function rungAgain({ rung }: Pick<OutboxRow, 'rung'>): string {
  return `${rung}${AGAIN}`;
}

/** Whether somebody had it sent again. */
export function isAgain({ rung }: Pick<OutboxRow, 'rung'>): boolean {
  return rung.endsWith(AGAIN);
}

/** The rung as it was planned, however often it was sent again. */
export function plannedRung({ rung }: Pick<OutboxRow, 'rung'>): string {
  return rung.replaceAll(AGAIN, '');
}
