import type { PersonViewer } from '../../domain/access.ts';
import { type CitizenRequest, requestObligations } from '../../domain/citizen-request.ts';
import type { RequestId } from '../../domain/ids.ts';
import type { Obligation } from '../../domain/obligation.ts';
import { loadAgreement } from '../agreements/load-agreement.ts';
import type { Scope } from '../context.ts';
import { nextRaise } from '../due/next-raise.ts';
import { type Due, raise } from '../due/raise.ts';

/** What a citizen's request asks of an administrator, for their list. `subject` is what its rungs are remembered under. */
export interface RequestItem {
  readonly subject: string;
  readonly obligation: Obligation;
  readonly request: CitizenRequest;
}

/** A request wakes up: every administrator is told when a rung is reached, until it is answered (GDPR 12(3)). */
export async function wakeRequest(scope: Scope, id: RequestId): Promise<void> {
  const request = await scope.tx.requests.get(id);
  if (request !== null && request.outcome === null) await raise(scope, await requestDue(scope, request));
  await rescheduleRequest(scope, id);
}

/** Sets the request's next moment, after it was registered or answered. */
export async function rescheduleRequest(scope: Scope, id: RequestId): Promise<void> {
  const request = await scope.tx.requests.get(id);
  const open = request !== null && request.outcome === null;
  const at = open ? await nextRaise(scope, await requestDue(scope, request)) : null;
  await scope.tx.wakes.set({ kind: 'request', id }, at);
}

/** The open requests on an administrator's list; nobody else has any. */
export async function requestItems(scope: Scope, viewer: PersonViewer): Promise<readonly RequestItem[]> {
  if (viewer.colleague.role !== 'admin') return [];
  const items: RequestItem[] = [];
  for (const request of await scope.tx.requests.open()) {
    const { obligations } = await requestDue(scope, request);
    items.push(...obligations.map((obligation) => ({ subject: request.id, obligation, request })));
  }
  return items;
}

async function requestDue(scope: Scope, request: CitizenRequest): Promise<Due> {
  const { calendar } = await loadAgreement(scope, request.agreement);
  const admins = (await scope.tx.users.all()).filter((u) => u.role === 'admin').map((u) => u.id);
  const { rungs: rules } = scope.parts.programmes.common.citizenRequest;
  const obligations = requestObligations(request, { admins, rules, calendar });
  return { subject: request.id, agreement: request.agreement, specialist: null, course: null, obligations, calendar };
}
