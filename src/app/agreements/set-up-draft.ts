import { z } from 'zod';
import { AgreementId, ConferenceId, type PostedId } from '../../domain/ids.ts';
import type { Scope } from '../context.ts';

/** The fields of each page of `opsæt`, by the ids of their inputs. */
export const PAGE_FIELDS = {
  '1': [
    'code',
    'jobCentre',
    'clinic',
    'party',
    'programmes',
    'validFrom',
    'validTo',
    'reviewOn',
    'officeAccess',
    'contactEveryDays',
    'targetGroup',
    'closedDays',
    'freeWeeks',
    'cover',
    'draft',
  ],
  '2': ['conferenceName', 'weekday', 'start', 'minutes', 'everyWeeks', 'from', 'place', 'invited'],
  '3': ['kind'],
} as const satisfies Readonly<Record<string, readonly SetUpField[]>>;
export const Page = z.enum(['1', '2', '3']);
export type Page = z.infer<typeof Page>;

const text = z.string().max(20_000).default('');

/** Everything on the three pages as it was typed: nothing is lost by turning a page or by an error. A field not sent is empty. */
export const Typed = z.object({
  code: text,
  jobCentre: text,
  clinic: text,
  party: text,
  programmes: text,
  validFrom: text,
  validTo: text,
  reviewOn: text,
  officeAccess: text,
  contactEveryDays: text,
  targetGroup: text,
  closedDays: text,
  freeWeeks: text,
  cover: text,
  draft: text,
  conferenceName: text,
  weekday: text,
  start: text,
  minutes: text,
  everyWeeks: text,
  from: text,
  place: text,
  invited: text,
  kind: text,
});
export type Typed = Readonly<z.infer<typeof Typed>>;
export type SetUpField = keyof Typed;

/** A sentence at each field that is wrong. */
export type SetUpErrors = Readonly<Partial<Record<SetUpField, string>>>;

/** A form under way. A card's inputs only reach us from the page that is shown, so the others are kept here; they name no citizen. */
export const SetUpDraft = z.object({
  /** Null for a new agreement. */
  agreement: AgreementId.nullable(),
  /** The conference on page 2; null for a new one. */
  conference: ConferenceId.nullable(),
  /** The agreement's revision when the form was opened. */
  revision: z.int(),
  typed: Typed,
});
export type SetUpDraft = Readonly<z.infer<typeof SetUpDraft>>;

const keyOf = (card: PostedId) => `draft:${card}`;

/** The draft of a card, or null when nothing has been kept yet. */
export async function loadDraft({ tx }: Scope, card: PostedId): Promise<SetUpDraft | null> {
  const kept = await tx.meta.get(keyOf(card));
  return kept === null || kept === '' ? null : SetUpDraft.parse(JSON.parse(kept));
}

export async function keepDraft({ tx }: Scope, card: PostedId, draft: SetUpDraft): Promise<void> {
  await tx.meta.set(keyOf(card), JSON.stringify(draft));
}

/** Empties the draft once its form has been saved. */
export async function dropDraft({ tx }: Scope, card: PostedId): Promise<void> {
  await tx.meta.set(keyOf(card), '');
}
