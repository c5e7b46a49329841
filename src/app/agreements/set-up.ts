import {
  type Agreement,
  type AgreementCommand,
  type AgreementEvent,
  type AgreementTerms,
  type ChannelKind,
  type Conference,
  decideAgreement,
  evolveAgreement,
} from '../../domain/agreement/agreement.ts';
import type { AgreementId, ConversationId, UserId } from '../../domain/ids.ts';
import { type Refusal, refused } from '../../domain/refusal.ts';
import type { Scope } from '../context.ts';
import { wakeCourses } from '../courses/wake-courses.ts';
import { rescheduleAgreement } from '../due/agreement-due.ts';
import type { Organisation } from '../ports/records.ts';
import type { AgreementAt } from './set-up-access.ts';

/** What is set up in one go. Null leaves a part as it is. */
export interface SetUp {
  readonly id: AgreementId;
  /** The agreement as it stands; null for a new one. */
  readonly known: AgreementAt | null;
  readonly terms: AgreementTerms | null;
  /** The parties, saved where they are new or their name was corrected. */
  readonly organisations: readonly Organisation[];
  readonly conference: Conference | null;
  readonly channel: { readonly id: ConversationId; readonly kind: ChannelKind } | null;
  readonly by: UserId;
}

export type SetUpDone = { readonly kind: 'done'; readonly agreement: Agreement; readonly revision: number } | Refusal;

/** Sets up or changes an agreement with its conference and channel (S2), and everything that hangs on it is counted anew. */
export async function setUpAgreement(scope: Scope, setUp: SetUp): Promise<SetUpDone> {
  const { known, id } = setUp;
  const taken = setUp.terms === null ? null : await scope.tx.agreements.byCode(setUp.terms.code);
  if (taken !== null && taken.id !== id) return refused('terms-code-taken');
  const decided = decideAll(scope, setUp);
  if (decided.kind === 'refused') return decided;
  const { events, agreement } = decided;
  const revision = (known?.revision ?? 0) + events.length;
  for (const organisation of setUp.organisations) await saveParty(scope, organisation, setUp.by);
  if (events.length === 0) return { kind: 'done', agreement, revision };
  await scope.tx.events.append('agreement', id, {
    revision: known?.revision ?? 0,
    events,
    at: scope.now,
    by: setUp.by,
  });
  const { code, jobCentre, clinic } = agreement.terms;
  await scope.tx.agreements.save({ id, code, jobCentre, clinic });
  await rescheduleAgreement(scope, id);
  await wakeCourses(scope, await scope.tx.courses.ofAgreement(id, 'open'));
  return { kind: 'done', agreement, revision };
}

/** A new party, or one whose name was misspelt: the correction is logged, by ids alone. */
async function saveParty({ tx, now }: Scope, organisation: Organisation, by: UserId): Promise<void> {
  const before = await tx.organisations.get(organisation.id);
  if (before?.name === organisation.name) return;
  await tx.organisations.save(organisation);
  if (before === null) return;
  const subject = organisation.id;
  await tx.audit.append({ at: now, actor: by, action: 'organisationRenamed', subject, purpose: null });
}

type Decided =
  | { readonly kind: 'decided'; readonly agreement: Agreement; readonly events: readonly AgreementEvent[] }
  | Refusal;

function decideAll({ parts }: Scope, setUp: SetUp): Decided {
  let agreement = setUp.known?.agreement ?? null;
  const events: AgreementEvent[] = [];
  for (const command of commandsOf(setUp)) {
    const decision = decideAgreement(command, agreement, parts.isHoliday);
    if (decision.kind === 'refused') return decision;
    for (const event of decision.events) agreement = evolveAgreement(agreement, event);
    events.push(...decision.events);
  }
  return agreement === null ? refused('not-found') : { kind: 'decided', agreement, events };
}

/** Only what is new: what stands already is not decided again. */
function commandsOf({ id, known, terms, conference, channel, by }: SetUp): readonly AgreementCommand[] {
  const before = known?.agreement ?? null;
  const commands: AgreementCommand[] = [];
  if (terms !== null && !same(terms, before?.terms)) {
    commands.push({ type: 'setUp', agreement: id, terms, organiser: by });
  }
  const until = terms?.validTo ?? before?.terms.validTo;
  const others = (before?.conferences ?? []).filter((c) => c.id !== conference?.id);
  // A conference recurs as long as the agreement is in force, also when that date moves.
  const moved = others.map((c) => (until === undefined ? c : { ...c, when: { ...c.when, until } }));
  for (const c of [...moved, ...(conference === null ? [] : [conference])]) {
    if (
      !same(
        c,
        before?.conferences.find((old) => old.id === c.id),
      )
    ) {
      commands.push({ type: 'setUpConference', conference: c });
    }
  }
  if (channel !== null) commands.push({ type: 'bindChannel', channel: channel.id, kind: channel.kind });
  return commands;
}

/** Whether two pieces of plain data say the same, whatever the order of their fields. */
function same(a: unknown, b: unknown): boolean {
  return inOrder(a) === inOrder(b);
}

function inOrder(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
