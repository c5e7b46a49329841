import type { PlainDate } from '../calendar/time.ts';
import type { BenefitsGuide, EndReason, OpennessWish } from '../engagement.ts';
import type { EngagementId, NoteId } from '../ids.ts';
import type { AgreementCondition } from '../programme.ts';
import type { EngagementTerms } from './engagement-events.ts';

/** What can be asked about a citizen's jobs, educations and internships (A10, A17, B13–B20, W3). */
export type EngagementCommand =
  | { readonly type: 'agreeEngagement'; readonly engagement: EngagementId; readonly terms: EngagementTerms }
  | {
      readonly type: 'meetAgreementCondition';
      readonly engagement: EngagementId;
      readonly condition: AgreementCondition;
      readonly on: PlainDate;
      readonly note: NoteId | null;
    }
  | { readonly type: 'startEngagement'; readonly engagement: EngagementId; readonly on: PlainDate }
  | {
      readonly type: 'changeEngagement';
      readonly engagement: EngagementId;
      readonly on: PlainDate;
      readonly weeklyHours: number | null;
      readonly permanent: boolean;
      readonly endsOn: PlainDate | null;
    }
  | {
      readonly type: 'endEngagement';
      readonly engagement: EngagementId;
      readonly on: PlainDate;
      readonly because: EndReason;
    }
  /** B20: every open engagement ends, and the search for a match begins anew. */
  | { readonly type: 'dropOut'; readonly on: PlainDate; readonly because: EndReason }
  | { readonly type: 'guideOnBenefits'; readonly on: PlainDate; readonly by: BenefitsGuide }
  | {
      readonly type: 'stateOpenness';
      readonly on: PlainDate;
      readonly wish: OpennessWish;
      readonly note: NoteId | null;
    };
