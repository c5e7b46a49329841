import { z } from 'zod';
import { LocalTime, PlainDate } from './calendar/time.ts';
import { type ConsentPurpose, GATE_MONTHS, GatePurpose, isGate, OtherPurpose } from './consent/consent.ts';
import { PartnerFunction } from './employer.ts';
import { EngagementKind } from './engagement.ts';
import { GroupTwoDuty } from './visitation.ts';

/** Who is told at a rung; resolved to a person or a channel when the message is made. */
export const Recipient = z.enum(['specialist', 'clinician', 'caseworker', 'leader', 'channel', 'organiser', 'owner']);
export type Recipient = z.infer<typeof Recipient>;

/**
 * A rung rule of domain.md 9: the day on which an obligation is raised.
 * `day` counts from the obligation's start, `fromDue` from the due date (calendar days unless `working`), `every` repeats after so many
 * days and `everyMonths` after so many months (L3).
 */
export const RungRule = z.union([
  z.object({
    day: z.int(),
    to: z.array(Recipient).min(1),
    every: z.int().positive().optional(),
    everyMonths: z.int().positive().optional(),
  }),
  z.object({
    fromDue: z.int(),
    working: z.literal(true).optional(),
    to: z.array(Recipient).min(1),
    every: z.int().positive().optional(),
    everyMonths: z.int().positive().optional(),
  }),
]);
export type RungRule = z.infer<typeof RungRule>;

/** What a step needs before it can be completed (B9, B17, B23). */
export const StepCondition = z.enum([
  'specialistAssigned',
  'cvBegun',
  'jobGoalBegun',
  'specialistInMinPlan',
  'companyAgreement',
  'contactPerson',
  'followUpPlan',
  'agreementInMinPlan',
  'agreementInVitas',
  'selfSupport',
]);
export type StepCondition = z.infer<typeof StepCondition>;

/** The conditions that are confirmed on the course as a whole (B8, F2). */
export const CourseCondition = StepCondition.extract(['cvBegun', 'jobGoalBegun', 'specialistInMinPlan']);
export type CourseCondition = z.infer<typeof CourseCondition>;

/** The conditions that are confirmed on one agreement with a company (B15, B17, B23); another agreement needs its own. */
export const AgreementCondition = StepCondition.extract([
  'contactPerson',
  'followUpPlan',
  'agreementInMinPlan',
  'agreementInVitas',
  'selfSupport',
]);
export type AgreementCondition = z.infer<typeof AgreementCondition>;

const Period = z.union([z.object({ months: z.int().positive() }), z.object({ days: z.int().positive() })]);
export type Period = z.infer<typeof Period>;

export const StepRule = z.object({
  id: z.string(),
  /** Null for a step that takes the time it takes (step 3). */
  target: Period.nullable(),
  needs: z.array(StepCondition),
  rungs: z.array(RungRule),
});
export type StepRule = z.infer<typeof StepRule>;

/** What the specialist is called in a programme: five names for one role (domain.md 2, 12). */
const SpecialistName = z.enum(['ipsConsultant', 'jobMediator', 'mentor']);

/** B2, B3: what the caseworker owes until the group is decided and in group 2; `terms` says which words the law uses from which day. */
const VisitationRules = z.object({
  group: z.object({ dueAfterDays: z.int().positive(), rungs: z.array(RungRule) }),
  groupTwo: z.record(GroupTwoDuty, z.object({ dueAfterDays: z.int().positive(), rungs: z.array(RungRule) })),
  terms: z.array(z.object({ id: z.string(), from: PlainDate })).min(1),
});
export type VisitationRules = z.infer<typeof VisitationRules>;

/** B4: how far ahead an exemption is reviewed, and how its review and a contact agreed during it are raised. */
const ExemptionRules = z.object({
  reviewWithinMonths: z.int().positive(),
  review: z.object({ rungs: z.array(RungRule) }),
  agreedContact: z.object({ rungs: z.array(RungRule) }),
});
export type ExemptionRules = z.infer<typeof ExemptionRules>;

/** A programme as versioned data; a course pins its id and version (architecture.md). */
export const Programme = z.object({
  id: z.string(),
  version: z.int().positive(),
  letter: z.enum(['A', 'B', 'C']),
  /** The year of the model, shown on the course ("model fra 2022"); null where the programme is tied to none (C1). */
  modelYear: z.int().nullable(),
  /** Where and when the model's own project ran (C1): shown, never evaluated; a later course needs the agreement's own dates. */
  project: z.object({ municipalities: z.array(z.string()).min(1), from: PlainDate, to: PlainDate }).nullable(),
  specialistCalled: SpecialistName,
  gate: GatePurpose,
  /** What the citizen is asked beside the gate, and for how many months a yes may run (K2, K4, K5). */
  consents: z.partialRecord(OtherPurpose, z.object({ months: z.int().positive() })).default({}),
  /** A waits for the consent (A2); B starts at once and runs in the job centre alone without it (B5). */
  startsBy: z.enum(['consent', 'opening']),
  clinicianMayRefer: z.boolean(),
  /** B1: younger than this on the opening day asks for a reason. */
  reasonBelowAge: z.int().nullable(),
  /** B2: at most this many start talks decide the group. */
  startTalks: z.int().nullable(),
  visitation: VisitationRules.nullable().default(null),
  exemption: ExemptionRules.nullable().default(null),
  /** Steps with targets; none where the steps follow facts (A15). */
  steps: z.array(StepRule),
  /** B20: the step a drop-out goes back to, with a new target; null where the steps follow facts (A15). */
  dropOutTo: z.string().nullable(),
  contact: z.object({
    /** The step from which the rhythm runs, or the course's start. */
    from: z.string(),
    everyDays: z.int().positive(),
    rungs: z.array(RungRule),
    /** B16, A16: the calmer rhythm from the first day at the company. */
    employed: z.object({ everyMonths: z.int().positive(), rungs: z.array(RungRule) }),
  }),
  /** Section 9: the first contact with an employer, so many days after the course's start or a step's first start. */
  firstEmployerContact: z.object({ from: z.string(), dueAfterDays: z.int().positive(), rungs: z.array(RungRule) }),
  /** What the course shows of its model: the eight principles of A19, or the core elements of B6–B22. */
  foundation: z.enum(['principles', 'coreElements']),
  /** Who can be a partner on a course (A5); peer workers where the programme has them (C3). */
  partners: z.array(PartnerFunction).min(1),
  engagement: z.object({
    /** What the programme offers (A10), the best outcome first (C2); a kind that the law takes away may be agreed until a day. */
    kinds: z.array(z.object({ kind: EngagementKind, offeredUntil: PlainDate.optional() })).min(1),
    /** B13: whether tasks, considerations and the day of the agreement are written down. */
    describesAgreement: z.boolean(),
    /** What an agreement is asked for from the day it was made (B15, B17). */
    needs: z.array(AgreementCondition),
    /** The kinds whose agreement, contact person and purpose also stand in VITAS (B17). */
    vitasFor: z.array(EngagementKind),
    /** The kinds by which one can be self-supporting (B23). */
    selfSupportBy: z.array(EngagementKind),
  }),
  /** U0–U3: so many talks at most, and how long each date may be set ahead or told afterwards. Null where there is no step-up. */
  stepUp: z
    .object({
      mostTalks: z.int().positive(),
      datesWithinMonths: z.int().positive(),
      /** The day by which the package is to be sent; the form begins with one so many days on. */
      documents: z.object({ suggestedAfterDays: z.int().positive(), rungs: z.array(RungRule) }),
      followUp: z.object({ rungs: z.array(RungRule) }),
      /** So many lines one agreement document may have: more would not fit on a card. */
      mostLines: z.int().positive(),
    })
    .nullable()
    .default(null),
  /** B24: calls after the last step, each month for so many months; only under K5. Null where there are none. */
  followUp: z.object({ everyMonths: z.int().positive(), months: z.int().min(3) }).nullable(),
});
export type Programme = z.infer<typeof Programme>;

/** How many months a consent of a purpose may run at most; null where the programme has no use for it. The gate's year is law (K11). */
export function consentMonths(programme: Programme, purpose: ConsentPurpose): number | null {
  if (isGate(purpose)) return purpose === programme.gate ? GATE_MONTHS : null;
  return programme.consents[purpose]?.months ?? null;
}

/** The purposes a programme asks for, its gate first. */
export function purposesOf(programme: Programme): readonly ConsentPurpose[] {
  return [programme.gate, ...OtherPurpose.options.filter((purpose) => programme.consents[purpose] !== undefined)];
}

/** The words of the law for groups and plans on a day: the ids of sentences, for the law gives some of them up in 2026–27 (section 11). */
export function termsOn(rules: VisitationRules, today: PlainDate): string {
  return rules.terms.reduce((now, next) => (next.from <= today && next.from >= now.from ? next : now)).id;
}

/** The kinds of which a programme offers a new agreement on a day, in its own order (A10, C2). */
export function kindsOffered({ engagement }: Programme, agreedOn: PlainDate): readonly EngagementKind[] {
  return engagement.kinds.flatMap((k) => (k.offeredUntil === undefined || agreedOn <= k.offeredUntil ? [k.kind] : []));
}

/** What all programmes share: consents, lost contact, tasks, conferences (domain.md 9). */
export const CommonRules = z.object({
  version: z.int().positive(),
  consentMissing: z.object({ dueAfterDays: z.int(), rungs: z.array(RungRule) }),
  consentRunningOut: z.object({ rungs: z.array(RungRule) }),
  /** The same for K2, K4 and K5, while they still open something (K11). */
  otherConsentRunningOut: z.object({ rungs: z.array(RungRule) }),
  consentNotInJournal: z.object({ rungs: z.array(RungRule) }),
  specialistMissing: z.object({ rungs: z.array(RungRule) }),
  /** Lack of room is a waiting list with a date (A3), so many months ahead at most. */
  waitingList: z.object({ mostMonths: z.int().positive() }),
  lostContact: z.object({ afterDays: z.int(), afterFailures: z.int(), rungs: z.array(RungRule) }),
  contactReturnsAfterWorkingDays: z.int(),
  task: z.object({ rungs: z.array(RungRule) }),
  review: z.object({ rungs: z.array(RungRule) }),
  /** S4: how many of the two days each role takes, and the monthly reminder while somebody works without. */
  training: z.object({
    days: z.object({ specialist: z.int().min(1).max(2), clinician: z.int().min(1).max(2) }),
    rungs: z.array(RungRule),
  }),
  /** S4: after the training comes supervision; none for so many months is raised. */
  supervision: z.object({ withinMonths: z.int().positive(), rungs: z.array(RungRule) }),
  /** A citizen's request is answered within a month (GDPR 12(3)); the rungs count from that day. */
  citizenRequest: z.object({ rungs: z.array(RungRule) }),
  /** The quarter's results: due so many working days after its end, and raised no later than so many after that (R3). */
  results: z.object({
    dueAfterWorkingDays: z.int().positive(),
    raisedForWorkingDays: z.int().positive(),
    rungs: z.array(RungRule),
  }),
  agreementLacks: z.object({ rungs: z.array(RungRule) }),
  /** The agreed first day, and contact in the days after it (section 9: 3 days after, weekly × 4). */
  jobStart: z.object({ rungs: z.array(RungRule) }),
  followAlong: z.object({ afterDays: z.array(z.int().positive()).min(1), rungs: z.array(RungRule) }),
  engagement: z.object({ mostWeeklyHours: z.number().positive(), startsWithinMonths: z.int().positive() }),
  contactBackdating: z.object({ days: z.int() }),
  conference: z.object({
    agendaAt: LocalTime,
    reminderMinutesBefore: z.int(),
    questionsNotBefore: LocalTime,
    questionsMinutesAfterEnd: z.int(),
    unansweredAfterWorkingDays: z.int(),
    questionsUselessAfterWorkingDays: z.int(),
    nonWorkingDayAskedDaysBefore: z.int(),
    consentRunsOutWithinDays: z.int(),
  }),
  digest: z.object({ at: LocalTime, uselessAt: LocalTime, aheadDays: z.int() }),
  channelAt: LocalTime,
});
export type CommonRules = z.infer<typeof CommonRules>;

/** The rules in force for one course: its pinned programme, what is common, and the agreement's overrides (S2, A16). */
export interface CourseRules {
  readonly programme: Programme;
  readonly common: CommonRules;
  readonly contactEveryDays: number;
}
