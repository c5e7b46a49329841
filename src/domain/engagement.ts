import { z } from 'zod';

/**
 * What a citizen can be taken on as (A10); the ordinary job has at least one paid hour, the internship one of B14's purposes. Revalidering
 * is programme C's (C2). Which of them a programme offers, and until when, stands in its data.
 */
export const EngagementKind = z.enum([
  'ordinaryJob',
  'selfEmployment',
  'education',
  'flexJob',
  'wageSubsidy',
  'shelteredJob',
  'internship',
  'revalidation',
]);
export type EngagementKind = z.infer<typeof EngagementKind>;

/** What an internship (virksomhedspraktik) is for: exactly one of three (B14). */
export const InternshipPurpose = z.enum(['paidHours', 'jobSkills', 'jobGoal']);
export type InternshipPurpose = z.infer<typeof InternshipPurpose>;

/** Paid hours as the goal of an internship (B13), or ruled out from the start (B14). */
export const PaidHours = z.enum(['goal', 'ruledOut']);
export type PaidHours = z.infer<typeof PaidHours>;

/** Why a job, an education or an internship ended (A10): a fixed list, without free text. */
export const EndReason = z.enum([
  'asAgreed',
  'otherEngagement',
  'citizenStopped',
  'employerStopped',
  'health',
  'poorMatch',
]);
export type EndReason = z.infer<typeof EndReason>;

/** Who gave the guidance on benefits (A17): a function, never a name. */
export const BenefitsGuide = z.enum(['specialist', 'caseworker', 'benefitsOffice', 'union']);
export type BenefitsGuide = z.infer<typeof BenefitsGuide>;

/** The citizen's wish about openness to the employer (W3); nothing recorded is "ikke oplyst". */
export const OpennessWish = z.enum(['open', 'partly', 'closed']);
export type OpennessWish = z.infer<typeof OpennessWish>;
