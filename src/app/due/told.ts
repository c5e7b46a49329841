import type { Scope } from '../context.ts';
import type { RecipientKey } from '../ports/outbox.ts';

/** A rung of an obligation as one recipient hears of it. */
export interface Telling {
  readonly obligation: string;
  readonly rung: string;
  readonly recipient: RecipientKey;
}

/** What has been raised of a subject, whenever it was: a rung is told once to each recipient (N5). */
export async function toldOf(scope: Scope, subject: string): Promise<(telling: Telling) => boolean> {
  const raised = await scope.tx.raised.ofSubject(subject);
  const told = new Set(raised.map((r) => keyOf(r)));
  return (telling) => told.has(keyOf(telling));
}

/** A channel is a channel: a rung told in the job centre's own is not told again in the shared one when consent comes, nor the other way (N2). */
function keyOf({ obligation, rung, recipient }: { obligation: string; rung: string; recipient: string }): string {
  return `${obligation}|${rung}|${recipient.startsWith('channel:') ? 'channel' : recipient}`;
}
