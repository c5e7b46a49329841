import { z } from 'zod';
import type { PlainDate } from '../calendar/time.ts';
import type { NoteId, StepUpId, StepUpLineId, StepUpTalkId, UserId } from '../ids.ts';

/** What makes the match drag out, as the citizen experiences it (U0): it decides who may be invited (U2). */
export const Barrier = z.enum(['health', 'family']);
export type Barrier = z.infer<typeof Barrier>;

/** Participants from outside the job centre's own two, each with a name and a consent of their own (U2, K4). */
export const Representative = z.enum(['healthRepresentative', 'familyRepresentative', 'network']);
export type Representative = z.infer<typeof Representative>;

/** Everybody who can take part in a talk (U2). */
export const Participant = z.enum(['citizen', 'caseworker', 'specialist', ...Representative.options]);
export type Participant = z.infer<typeof Participant>;

/** What is sent beforehand (U1): confirmed as done, where and when, never stored (F2). */
export const PreparationItem = z.enum(['preparationForm', 'minPlan', 'cvAndGoal', 'otherDocuments']);
export type PreparationItem = z.infer<typeof PreparationItem>;

/** Where it was confirmed; `notNeeded` says that there are no other documents. */
export const PreparationPlace = z.enum(['caseSystem', 'minPlan', 'jobnet', 'paper', 'notNeeded']);
export type PreparationPlace = z.infer<typeof PreparationPlace>;

/** What a talk decides (U2): more support or considerations, and new supplementary efforts. */
export const TalkDecision = z.enum(['moreSupport', 'newEfforts']);
export type TalkDecision = z.infer<typeof TalkDecision>;

/** A line of the agreement document (U3): a consideration at the company, or a supplementary effort. */
export const LineKind = z.enum(['consideration', 'effort']);
export type LineKind = z.infer<typeof LineKind>;

/** Who follows up on a line; by duty and not by person, so that a hand-over takes it along. */
export const FollowUpBy = z.enum(['specialist', 'caseworker']);
export type FollowUpBy = z.infer<typeof FollowUpBy>;

/** Why a step-up is over: everything agreed was followed up, or it was ended before. A fixed list, without free text. */
export const StepUpEndReason = z.enum(['followedUp', 'citizenStops', 'noLongerNeeded']);
export type StepUpEndReason = z.infer<typeof StepUpEndReason>;

/** A document as confirmed: when, where, by whom (F2). */
export interface Prepared {
  readonly on: PlainDate;
  readonly where: PreparationPlace;
  readonly by: UserId | null;
}

/** A talk (U2): planned, and then held with those who were there and what they decided. */
export interface StepUpTalk {
  readonly id: StepUpTalkId;
  readonly plannedFor: PlainDate;
  readonly heldOn: PlainDate | null;
  readonly present: readonly Participant[];
  readonly decisions: readonly TalkDecision[];
}

/** A line of the agreement document (U3), its words in the vault. */
export interface StepUpLine {
  readonly id: StepUpLineId;
  readonly kind: LineKind;
  readonly text: NoteId;
  readonly followUpBy: FollowUpBy;
  readonly agreedOn: PlainDate;
  readonly due: PlainDate;
  readonly done: { readonly on: PlainDate; readonly by: UserId | null } | null;
}

/** One step-up (nødgreb) of a course, U0 to U3. */
export interface StepUp {
  readonly id: StepUpId;
  readonly begunOn: PlainDate;
  readonly barriers: readonly Barrier[];
  /** Asked with a family barrier only (U2). */
  readonly hasChildren: boolean | null;
  /** U0 in words: that the match drags out though the main model was tried, and that the cooperation there is was not enough. */
  readonly dragsOut: NoteId;
  readonly notEnough: NoteId;
  readonly documentsDue: PlainDate;
  readonly names: ReadonlyMap<Representative, NoteId>;
  /** Whether the network is wished for here; W2 says the same for the whole course. */
  readonly network: boolean;
  readonly prepared: ReadonlyMap<PreparationItem, Prepared>;
  readonly sentOn: PlainDate | null;
  readonly talks: readonly StepUpTalk[];
  readonly lines: readonly StepUpLine[];
  /** The agreement as confirmed in Min Plan; a new line asks for it anew (U3). */
  readonly inMinPlan: { readonly on: PlainDate; readonly by: UserId | null } | null;
  readonly ended: { readonly on: PlainDate; readonly because: StepUpEndReason } | null;
}

/** Whoever has step-ups: a course. */
interface Having {
  readonly stepUps: readonly StepUp[];
}

/** The step-up that goes on, or null; a course has one at a time. */
export function openStepUp({ stepUps }: Having): StepUp | null {
  return stepUps.find((s) => s.ended === null) ?? null;
}

/** The talks that were held, in order. */
export function heldTalks({ talks }: StepUp): readonly StepUpTalk[] {
  return talks.filter((t) => t.heldOn !== null);
}

/** The talk that is planned and not yet held, or null. */
export function plannedTalk({ talks }: StepUp): StepUpTalk | null {
  return talks.find((t) => t.heldOn === null) ?? null;
}

/** What the talks held have decided (U2). */
export function decided(stepUp: StepUp): ReadonlySet<TalkDecision> {
  return new Set(heldTalks(stepUp).flatMap((t) => t.decisions));
}

/** The lines that wait for whoever follows up on them (U3). */
export function openLines({ lines }: StepUp): readonly StepUpLine[] {
  return lines.filter((l) => l.done === null);
}
