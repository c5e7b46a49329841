import { z } from 'zod';

/** B1–B3: group 1 (indsatsgruppen) has the job steps; group 2 (rehabiliteringsgruppen) has none. */
export const Group = z.enum(['1', '2']);
export type Group = z.infer<typeof Group>;

/** B3: what the caseworker owes for somebody in group 2: the preparatory part of the plan, and the cross-disciplinary team. */
export const GroupTwoDuty = z.enum(['preparation', 'team']);
export type GroupTwoDuty = z.infer<typeof GroupTwoDuty>;

/** Where a duty of group 2 is confirmed as done (F2). */
export const GroupTwoPlace = z.enum(['caseSystem', 'minPlan', 'paper']);
export type GroupTwoPlace = z.infer<typeof GroupTwoPlace>;

/** B4: why the steps rest. A fixed list that says no more of anybody's health than the rule does. */
export const ExemptionReason = z.enum(['illness', 'worsenedByEffort', 'maternity', 'otherByLaw']);
export type ExemptionReason = z.infer<typeof ExemptionReason>;
