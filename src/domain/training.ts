import { z } from 'zod';
import { addMonths } from './calendar/dates.ts';
import { PlainDate } from './calendar/time.ts';
import { AgreementId, TrainingId, UserId } from './ids.ts';
import type { CommonRules } from './programme.ts';
import { type Refusal, refused } from './refusal.ts';

/** The two days of training; a specialist takes both, a clinician one of them (S4). */
export const TrainingDay = z.enum(['day1', 'day2']);
export type TrainingDay = z.infer<typeof TrainingDay>;

/** Supervision held: of one specialist, of an agreement's clinicians, and across both sides (S4). */
export const SupervisionKind = z.enum(['specialist', 'clinicians', 'across']);
export type SupervisionKind = z.infer<typeof SupervisionKind>;

/** What somebody enters in the register; `firstCourse` is entered by the course itself. */
export const RegisteredKind = z.enum([...TrainingDay.options, ...SupervisionKind.options]);
export type RegisteredKind = z.infer<typeof RegisteredKind>;
export const TrainingKind = z.enum([...RegisteredKind.options, 'firstCourse']);
export type TrainingKind = z.infer<typeof TrainingKind>;

/**
 * One line of the training register (S4), ids and dates only: about a colleague, or for supervision of `clinicians` and `across` about an
 * agreement. `firstCourse` is a specialist's first course under `agreement`, from which training is missing.
 */
export const TrainingEntry = z.object({
  id: TrainingId,
  about: z.union([UserId, AgreementId]),
  kind: TrainingKind,
  agreement: AgreementId.nullable(),
  on: PlainDate,
});
export type TrainingEntry = z.infer<typeof TrainingEntry>;

/** The roles that are trained. */
export type TrainedRole = keyof CommonRules['training']['days'];

/** So far back training or supervision may be entered, in months. */
const BACK_MONTHS = 240;

/** The days of training somebody still lacks: a specialist each that is not there, a clinician both until one is (S4). */
export function missingDays(
  entries: readonly TrainingEntry[],
  role: TrainedRole,
  { training }: Pick<CommonRules, 'training'>,
): readonly TrainingDay[] {
  const missing = TrainingDay.options.filter((day) => !entries.some((e) => e.kind === day));
  const taken = TrainingDay.options.length - missing.length;
  return taken >= training.days[role] ? [] : missing;
}

/** The day on which somebody's training was complete; null while it is not. */
export function trainedOn(
  entries: readonly TrainingEntry[],
  role: TrainedRole,
  rules: Pick<CommonRules, 'training'>,
): PlainDate | null {
  if (missingDays(entries, role, rules).length > 0) return null;
  const days = entries.filter((e) => TrainingDay.safeParse(e.kind).success).map((e) => e.on);
  return days.sort().at(-1) ?? null;
}

/** The last supervision of a kind, or null. */
export function lastSupervision(entries: readonly TrainingEntry[], kind: SupervisionKind): PlainDate | null {
  return (
    entries
      .filter((e) => e.kind === kind)
      .map((e) => e.on)
      .sort()
      .at(-1) ?? null
  );
}

/** Why a line cannot be entered; null when it can. The same line again is no error: it is there already. */
export function trainingRefused(
  wanted: TrainingEntry,
  known: readonly TrainingEntry[],
  today: PlainDate,
): Refusal | null {
  if (wanted.on > today) return refused('date-in-future');
  if (wanted.on < addMonths(today, -BACK_MONTHS)) return refused('date-too-old');
  const isDay = TrainingDay.safeParse(wanted.kind).success;
  return isDay && known.some((e) => e.kind === wanted.kind) ? refused('training-day-taken') : null;
}

/** A specialist with courses under an agreement, and what the register says of them. */
export interface Trainee {
  readonly user: UserId;
  readonly leader: UserId | null;
  /** The day of the first course. */
  readonly since: PlainDate;
  readonly entries: readonly TrainingEntry[];
}

/** What the register says of an agreement: its specialists, and the supervision of its clinicians and across. */
export interface AgreementTraining {
  readonly specialists: readonly Trainee[];
  readonly held: readonly TrainingEntry[];
}
