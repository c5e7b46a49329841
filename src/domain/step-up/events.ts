import { z } from 'zod';
import { PlainDate } from '../calendar/time.ts';
import { NoteId, StepUpId, StepUpLineId, StepUpTalkId } from '../ids.ts';
import {
  Barrier,
  FollowUpBy,
  LineKind,
  Participant,
  PreparationItem,
  PreparationPlace,
  Representative,
  StepUpEndReason,
  TalkDecision,
} from './step-up.ts';

/** What happens in a step-up (U0–U3). Words and names are notes in the vault. */
export const STEP_UP_EVENTS = [
  z.object({
    type: z.literal('StepUpBegun'),
    stepUp: StepUpId,
    on: PlainDate,
    barriers: z.array(Barrier).min(1),
    hasChildren: z.boolean().nullable(),
    dragsOut: NoteId,
    notEnough: NoteId,
    documentsDue: PlainDate,
  }),
  z.object({ type: z.literal('StepUpDocumentsPlanned'), stepUp: StepUpId, due: PlainDate }),
  z.object({
    type: z.literal('StepUpPeopleNamed'),
    stepUp: StepUpId,
    names: z.array(z.object({ who: Representative, name: NoteId })),
    network: z.boolean(),
  }),
  z.object({
    type: z.literal('StepUpPrepared'),
    stepUp: StepUpId,
    item: PreparationItem,
    on: PlainDate,
    where: PreparationPlace,
  }),
  z.object({ type: z.literal('StepUpPackageSent'), stepUp: StepUpId, on: PlainDate }),
  z.object({ type: z.literal('StepUpTalkPlanned'), stepUp: StepUpId, talk: StepUpTalkId, on: PlainDate }),
  z.object({
    type: z.literal('StepUpTalkHeld'),
    stepUp: StepUpId,
    talk: StepUpTalkId,
    on: PlainDate,
    present: z.array(Participant),
    decisions: z.array(TalkDecision),
  }),
  z.object({
    type: z.literal('StepUpLineAgreed'),
    stepUp: StepUpId,
    line: StepUpLineId,
    kind: LineKind,
    text: NoteId,
    followUpBy: FollowUpBy,
    on: PlainDate,
    due: PlainDate,
  }),
  z.object({ type: z.literal('StepUpLineDone'), stepUp: StepUpId, line: StepUpLineId, on: PlainDate }),
  z.object({ type: z.literal('StepUpInMinPlan'), stepUp: StepUpId, on: PlainDate }),
  z.object({ type: z.literal('StepUpEnded'), stepUp: StepUpId, on: PlainDate, because: StepUpEndReason }),
] as const;
export type StepUpEvent = z.infer<(typeof STEP_UP_EVENTS)[number]>;
