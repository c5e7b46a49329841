import { z } from 'zod';
import { PlainDate } from '../calendar/time.ts';
import { ExemptionReason, Group, GroupTwoDuty, GroupTwoPlace } from '../visitation.ts';

/** What the caseworker decides (B2, B3), and the exemption during which the steps rest (B4). */
export const VISITATION_EVENTS = [
  /** B2: step 1 counts from the first talk, also when that is entered after the course was opened. */
  z.object({ type: z.literal('FirstStepDated'), on: PlainDate }),
  z.object({ type: z.literal('GroupDecided'), group: Group, on: PlainDate }),
  z.object({ type: z.literal('GroupTwoDutyDone'), duty: GroupTwoDuty, on: PlainDate, where: GroupTwoPlace }),
  z.object({
    type: z.literal('ExemptionBegun'),
    because: ExemptionReason,
    from: PlainDate,
    reviewOn: PlainDate,
    /** A contact agreed for the time of the exemption; null for none. */
    contactOn: PlainDate.nullable(),
  }),
  z.object({ type: z.literal('ExemptionReviewed'), on: PlainDate, reviewOn: PlainDate }),
  z.object({ type: z.literal('ExemptionContactAgreed'), contactOn: PlainDate }),
  /** `on` is the first day on which the steps run again. */
  z.object({ type: z.literal('ExemptionEnded'), on: PlainDate }),
] as const;
export type VisitationEvent = z.infer<(typeof VISITATION_EVENTS)[number]>;
