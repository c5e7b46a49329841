import type { PlainDate } from '../calendar/time.ts';
import type { NoteId, StepUpId, StepUpLineId, StepUpTalkId } from '../ids.ts';
import type {
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

/** One precondition of U0: seen in practice, and explained in words. */
interface Precondition {
  readonly seen: boolean;
  readonly words: NoteId | null;
}

/** What can be asked of a step-up (U0–U3). All but the first are about the one that goes on. */
export type StepUpCommand =
  | {
      readonly type: 'beginStepUp';
      readonly stepUp: StepUpId;
      readonly dragsOut: Precondition;
      readonly notEnough: Precondition;
      readonly barriers: readonly Barrier[];
      readonly hasChildren: boolean | null;
      readonly documentsDue: PlainDate;
    }
  | { readonly type: 'planStepUpDocuments'; readonly due: PlainDate }
  | {
      readonly type: 'nameStepUpPeople';
      readonly names: readonly { readonly who: Representative; readonly name: NoteId }[];
      readonly network: boolean;
    }
  | {
      readonly type: 'prepareStepUp';
      readonly item: PreparationItem;
      readonly on: PlainDate;
      readonly where: PreparationPlace;
    }
  | { readonly type: 'sendStepUpPackage' }
  | { readonly type: 'planStepUpTalk'; readonly talk: StepUpTalkId; readonly on: PlainDate }
  | {
      readonly type: 'holdStepUpTalk';
      readonly talk: StepUpTalkId;
      readonly on: PlainDate;
      readonly present: readonly Participant[];
      readonly decisions: readonly TalkDecision[];
    }
  | {
      readonly type: 'agreeStepUpLine';
      readonly line: StepUpLineId;
      readonly kind: LineKind;
      readonly text: NoteId;
      readonly followUpBy: FollowUpBy;
      readonly due: PlainDate;
    }
  | { readonly type: 'finishStepUpLine'; readonly line: StepUpLineId }
  | { readonly type: 'confirmStepUpInMinPlan' }
  | { readonly type: 'endStepUp'; readonly because: StepUpEndReason };
