import type { PlainDate } from '../calendar/time.ts';
import type { ExemptionReason, Group, GroupTwoDuty, GroupTwoPlace } from '../visitation.ts';

/** What can be asked about the group (B2, B3) and about an exemption (B4). */
export type VisitationCommand =
  | { readonly type: 'recordStartTalk'; readonly on: PlainDate }
  | { readonly type: 'decideGroup'; readonly group: Group; readonly on: PlainDate }
  | {
      readonly type: 'doGroupTwoDuty';
      readonly duty: GroupTwoDuty;
      readonly on: PlainDate;
      readonly where: GroupTwoPlace;
    }
  | {
      readonly type: 'beginExemption';
      readonly because: ExemptionReason;
      readonly from: PlainDate;
      readonly reviewOn: PlainDate;
      readonly contactOn: PlainDate | null;
    }
  | { readonly type: 'reviewExemption'; readonly reviewOn: PlainDate }
  | { readonly type: 'agreeExemptionContact'; readonly contactOn: PlainDate }
  | { readonly type: 'endExemption'; readonly on: PlainDate };
