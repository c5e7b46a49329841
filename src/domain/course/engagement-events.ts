import { z } from 'zod';
import { PlainDate } from '../calendar/time.ts';
import { BenefitsGuide, EndReason, EngagementKind, InternshipPurpose, OpennessWish, PaidHours } from '../engagement.ts';
import { EngagementId, NoteId } from '../ids.ts';
import { AgreementCondition } from '../programme.ts';

/** What is agreed with a company or a place of education (A10, B13, B14). Names and words are notes in the vault. */
export const EngagementTerms = z.object({
  kind: EngagementKind,
  /** Exactly one for an internship, none for anything else (B14). */
  purpose: InternshipPurpose.nullable(),
  agreedOn: PlainDate,
  /** The agreed first day; null while it is open. */
  startsOn: PlainDate.nullable(),
  weeklyHours: z.number().nullable(),
  permanent: z.boolean(),
  endsOn: PlainDate.nullable(),
  /** For an internship (B13, B14): whether paid hours are the goal, and from when they are possible. */
  paidHours: PaidHours.nullable(),
  paidHoursFrom: PlainDate.nullable(),
  employer: NoteId.nullable(),
  tasks: NoteId.nullable(),
  considerations: NoteId.nullable(),
});
export type EngagementTerms = z.infer<typeof EngagementTerms>;

/** What happens to a citizen's jobs, educations and internships (A10), with what belongs before them (A17, W3). */
export const ENGAGEMENT_EVENTS = [
  z.object({ type: z.literal('EngagementAgreed'), engagement: EngagementId, terms: EngagementTerms }),
  z.object({
    type: z.literal('AgreementConditionMet'),
    engagement: EngagementId,
    condition: AgreementCondition,
    on: PlainDate,
    note: NoteId.nullable(),
  }),
  z.object({ type: z.literal('EngagementStarted'), engagement: EngagementId, on: PlainDate }),
  z.object({
    type: z.literal('EngagementChanged'),
    engagement: EngagementId,
    on: PlainDate,
    weeklyHours: z.number().nullable(),
    permanent: z.boolean(),
    endsOn: PlainDate.nullable(),
  }),
  z.object({ type: z.literal('EngagementEnded'), engagement: EngagementId, on: PlainDate, because: EndReason }),
  z.object({ type: z.literal('BenefitsGuided'), on: PlainDate, by: BenefitsGuide }),
  z.object({ type: z.literal('OpennessStated'), on: PlainDate, wish: OpennessWish, note: NoteId.nullable() }),
] as const;
export type EngagementEvent = z.infer<(typeof ENGAGEMENT_EVENTS)[number]>;
