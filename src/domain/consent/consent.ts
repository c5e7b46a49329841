import { z } from 'zod';
import { addDays, addMonths, maxDate } from '../calendar/dates.ts';
import { type Instant, localDate, PlainDate } from '../calendar/time.ts';
import { ConsentId, NoteId, UserId } from '../ids.ts';

/** K1: taking part in IPS. K3: FSM3's cooperation with psychiatry. Each opens the gate of one programme. */
export const GatePurpose = z.enum(['K1', 'K3']);
export type GatePurpose = z.infer<typeof GatePurpose>;

/** What is asked beside the gate, where the programme has a use for it: K2 evaluation, K4 step-up, K5 the calls after self-support. */
export const OtherPurpose = z.enum(['K2', 'K4', 'K5']);
export type OtherPurpose = z.infer<typeof OtherPurpose>;

/** Every purpose a consent is recorded for (domain.md 7). */
export const ConsentPurpose = z.enum([...GatePurpose.options, ...OtherPurpose.options]);
export type ConsentPurpose = z.infer<typeof ConsentPurpose>;

/** Whether a purpose opens a course to the other side. */
export function isGate(purpose: ConsentPurpose): purpose is GatePurpose {
  return GatePurpose.safeParse(purpose).success;
}

/** Who tells whom through a gate. One consent per purpose and direction (K10). */
export const Direction = z.enum(['psychiatryToJobCentre', 'jobCentreToPsychiatry']);
export type Direction = z.infer<typeof Direction>;
export const DIRECTIONS: readonly Direction[] = Direction.options;

/** The kinds of participant the step-up package may be sent to, each with its own consent (K4). */
export const StepUpRecipient = z.enum([
  'toSpecialist',
  'toHealthRepresentative',
  'toFamilyRepresentative',
  'toNetwork',
]);
export type StepUpRecipient = z.infer<typeof StepUpRecipient>;

/** The directions of every purpose: the gates', K2's to the evaluator, K4's to each kind of participant, K5's call. */
export const ConsentDirection = z.enum([
  ...Direction.options,
  'toEvaluator',
  ...StepUpRecipient.options,
  'specialistToCitizen',
]);
export type ConsentDirection = z.infer<typeof ConsentDirection>;

/** Which directions a purpose is given in, in the order they are asked (domain.md 7). */
export const DIRECTIONS_OF: Readonly<Record<ConsentPurpose, readonly ConsentDirection[]>> = {
  K1: DIRECTIONS,
  K2: ['toEvaluator'],
  K3: DIRECTIONS,
  K4: StepUpRecipient.options,
  K5: ['specialistToCitizen'],
};

export const ConsentForm = z.enum(['written', 'oral', 'digital']);
export type ConsentForm = z.infer<typeof ConsentForm>;

/** The text the citizen was shown, pinned by hash so that it can be proved (K10). */
export const ConsentText = z.object({ id: z.string(), version: z.int(), language: z.string(), hash: z.string() });
export type ConsentText = z.infer<typeof ConsentText>;

/** One consent as recorded: purpose, direction, proof and validity (K10). */
export const ConsentRecord = z.object({
  id: ConsentId,
  purpose: ConsentPurpose,
  direction: ConsentDirection,
  form: ConsentForm,
  givenOn: PlainDate,
  validFrom: PlainDate,
  /** The last day on which it holds; it is over at 00:00 the day after (K11). */
  lastValidDay: PlainDate,
  /** Where the signed paper stands in the journal; a note in the vault, never the file. */
  evidence: NoteId,
  text: ConsentText,
  legalBasis: z.string(),
  categories: z.array(z.string()),
  recordedBy: UserId,
});
export type ConsentRecord = z.infer<typeof ConsentRecord>;

/** A recorded consent with what has become of it since. */
export interface Consent extends ConsentRecord {
  readonly recordedOn: PlainDate;
  readonly journaled: { readonly on: PlainDate; readonly by: UserId } | null;
  readonly ended: { readonly how: 'withdrawn' | 'lapsed'; readonly at: Instant } | null;
}

/** Law: what opens the gate lapses within one year of being given (K11, sundhedsloven §§ 43–44). */
export const GATE_MONTHS = 12;

/** The last day a consent given on `givenOn` can hold: the day before the anniversary for the gate (K11), else after so many months. */
export function latestValidDay(givenOn: PlainDate, months: number = GATE_MONTHS): PlainDate {
  return addDays(addMonths(givenOn, months), -1);
}

/** Whether this one consent holds on a day (K11, K12): withdrawal works at once, expiry from the day after. */
export function holdsOn(consent: Consent, day: PlainDate): boolean {
  const notOver = consent.ended === null;
  return notOver && consent.validFrom <= day && day <= consent.lastValidDay;
}

/** Whether one direction of a purpose is in force on a day (K10): K4 towards one kind of participant, K5 for the calls. */
export function purposeInForce(
  consents: readonly Consent[],
  purpose: ConsentPurpose,
  { direction, day }: { readonly direction: ConsentDirection; readonly day: PlainDate },
): boolean {
  return consents.some((c) => c.purpose === purpose && c.direction === direction && holdsOn(c, day));
}

/** Whether the gate is open on a day: both directions of the purpose in force (K10). */
export function gateOpen(consents: readonly Consent[], purpose: GatePurpose, day: PlainDate): boolean {
  return DIRECTIONS.every((direction) => purposeInForce(consents, purpose, { direction, day }));
}

/** The last day on which one direction of a purpose stays in force if nothing more is recorded; null when it is not on `day`. */
export function lastDayInForce(
  consents: readonly Consent[],
  purpose: ConsentPurpose,
  { direction, day }: { readonly direction: ConsentDirection; readonly day: PlainDate },
): PlainDate | null {
  const own = consents.filter((c) => c.purpose === purpose && c.direction === direction);
  let last: PlainDate | null = null;
  let on = day;
  while (own.some((c) => holdsOn(c, on))) {
    last = own.filter((c) => holdsOn(c, on)).reduce((until, c) => maxDate(until, c.lastValidDay), on);
    on = addDays(last, 1);
  }
  return last;
}

/** Whether one direction of a purpose was in force on a day that has been, whatever became of it since: a withdrawal works from its own day (K12). */
export function purposeWasInForce(
  consents: readonly Consent[],
  purpose: ConsentPurpose,
  { direction, day }: { readonly direction: ConsentDirection; readonly day: PlainDate },
): boolean {
  return consents.some(
    (c) =>
      c.purpose === purpose &&
      c.direction === direction &&
      c.validFrom <= day &&
      day <= c.lastValidDay &&
      (c.ended?.how !== 'withdrawn' || day < localDate(c.ended.at)),
  );
}

/**
 * The first day on which the citizen may be called under the K5 in force (B24); null without one: silence is no yes (K13). One renewed in
 * time goes on from the first; after a withdrawal it begins anew.
 */
export function callableSince(consents: readonly Consent[], day: PlainDate): PlainDate | null {
  const given = consents
    .filter((c) => c.purpose === 'K5' && c.ended?.how !== 'withdrawn')
    .map((c) => ({
      from: maxDate(c.recordedOn, c.validFrom),
      inForce: holdsOn(c, day),
      next: addDays(c.lastValidDay, 1),
    }))
    .sort((a, b) => (a.from < b.from ? 1 : -1));
  return given.reduce<PlainDate | null>(
    (since, { from, inForce, next }) => (inForce || (since !== null && from <= since && since <= next) ? from : since),
    null,
  );
}

/** The last day on which the gate stays open if nothing more is recorded; null when it is not open on `day`. */
export function gateLastDay(consents: readonly Consent[], purpose: GatePurpose, day: PlainDate): PlainDate | null {
  if (!gateOpen(consents, purpose, day)) return null;
  let last = day;
  while (true) {
    const holding = DIRECTIONS.map((direction) => lastDayOfDirection(consents, purpose, { direction, day: last }));
    const end = holding.reduce((a, b) => (a < b ? a : b));
    const next = addDays(end, 1);
    if (!gateOpen(consents, purpose, next)) return end;
    last = next;
  }
}

function lastDayOfDirection(
  consents: readonly Consent[],
  purpose: GatePurpose,
  at: { direction: Direction; day: PlainDate },
): PlainDate {
  return consents
    .filter((c) => c.purpose === purpose && c.direction === at.direction && holdsOn(c, at.day))
    .reduce((last, c) => (c.lastValidDay > last ? c.lastValidDay : last), at.day);
}

/** The first day after `day` on which a recorded consent opens the gate, or null. */
export function gateOpensNext(consents: readonly Consent[], purpose: GatePurpose, day: PlainDate): PlainDate | null {
  const starts = consents.map((c) => c.validFrom).filter((from) => from > day);
  return starts.sort().find((from) => gateOpen(consents, purpose, from)) ?? null;
}
