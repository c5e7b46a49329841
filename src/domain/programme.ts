import { z } from 'zod';
import { LocalTime } from './calendar/time.ts';
import { GatePurpose } from './consent/consent.ts';

/** Who is told at a rung; resolved to a person or a channel when the message is made. */
export const Recipient = z.enum(['specialist', 'clinician', 'caseworker', 'leader', 'channel', 'organiser', 'owner']);
export type Recipient = z.infer<typeof Recipient>;

/**
 * A rung rule of domain.md 9: the day on which an obligation is raised.
 * `day` counts from the obligation's start, `fromDue` from the due date (calendar days unless `working`), `every` repeats.
 */
export const RungRule = z.union([
  z.object({ day: z.int(), to: z.array(Recipient).min(1), every: z.int().positive().optional() }),
  z.object({
    fromDue: z.int(),
    working: z.literal(true).optional(),
    to: z.array(Recipient).min(1),
    every: z.int().positive().optional(),
  }),
]);
export type RungRule = z.infer<typeof RungRule>;

/** What a step needs before it can be completed (B9). */
export const StepCondition = z.enum(['specialistAssigned', 'cvBegun', 'jobGoalBegun', 'specialistInMinPlan']);
export type StepCondition = z.infer<typeof StepCondition>;

const Period = z.union([z.object({ months: z.int().positive() }), z.object({ days: z.int().positive() })]);
export type Period = z.infer<typeof Period>;

export const StepRule = z.object({
  id: z.string(),
  target: Period,
  needs: z.array(StepCondition),
  rungs: z.array(RungRule),
  /** Whether `trin` can complete it yet; a step whose end needs facts that are recorded elsewhere cannot be ticked off. */
  completable: z.boolean(),
});
export type StepRule = z.infer<typeof StepRule>;

/** A programme as versioned data; a course pins its id and version (architecture.md). */
export const Programme = z.object({
  id: z.string(),
  version: z.int().positive(),
  letter: z.enum(['A', 'B', 'C']),
  gate: GatePurpose,
  /** A waits for the consent (A2); B starts at once and runs in the job centre alone without it (B5). */
  startsBy: z.enum(['consent', 'opening']),
  clinicianMayRefer: z.boolean(),
  /** B1: younger than this on the opening day asks for a reason. */
  reasonBelowAge: z.int().nullable(),
  /** B2: at most this many start talks decide the group. */
  startTalks: z.int().nullable(),
  /** Steps with targets; none where the steps follow facts (A15). */
  steps: z.array(StepRule),
  contact: z.object({
    /** The step from which the rhythm runs, or the course's start. */
    from: z.string(),
    everyDays: z.int().positive(),
    rungs: z.array(RungRule),
  }),
});
export type Programme = z.infer<typeof Programme>;

/** What all programmes share: consents, lost contact, tasks, conferences (domain.md 9). */
export const CommonRules = z.object({
  version: z.int().positive(),
  consentMissing: z.object({ dueAfterDays: z.int(), rungs: z.array(RungRule) }),
  consentRunningOut: z.object({ rungs: z.array(RungRule) }),
  consentNotInJournal: z.object({ rungs: z.array(RungRule) }),
  specialistMissing: z.object({ rungs: z.array(RungRule) }),
  lostContact: z.object({ afterDays: z.int(), afterFailures: z.int(), rungs: z.array(RungRule) }),
  contactReturnsAfterWorkingDays: z.int(),
  task: z.object({ rungs: z.array(RungRule) }),
  review: z.object({ rungs: z.array(RungRule) }),
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
