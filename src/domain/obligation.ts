import { addDays, addMonths, maxDate } from './calendar/dates.ts';
import type { PlainDate } from './calendar/time.ts';
import { addWorkingDays, onOrAfter, onOrBefore, type WorkCalendar } from './calendar/working-days.ts';
import type { OtherPurpose } from './consent/consent.ts';
import type { EngagementId, StepUpLineId, TaskId, UserId } from './ids.ts';
import type { RungRule } from './programme.ts';

/** Who is told: a colleague by id, or a place that the application finds (the specialist's leader, the channel). */
export type Told =
  | { readonly kind: 'person'; readonly user: UserId }
  | { readonly kind: 'leader' }
  | { readonly kind: 'channel' };

/** A day on which an obligation is raised, already moved to a working day (N4), and whom it is raised to. */
export interface Rung {
  /** Stays the same however the working calendar changes: with the recipient it says what was told already (N5). */
  readonly id: string;
  readonly day: PlainDate;
  readonly to: readonly Told[];
}

const OBLIGATION_KINDS = [
  'step',
  'contact',
  'consentMissing',
  'consentRunningOut',
  'otherConsentRunningOut',
  'consentNotInJournal',
  'specialistMissing',
  'lostContact',
  'task',
  'firstEmployerContact',
  'agreementLacks',
  'jobStart',
  'followAlong',
  'groupUndecided',
  'groupTwoPreparation',
  'groupTwoTeam',
  'exemptionReview',
  'agreedContact',
  'stepUpDocuments',
  'stepUpFollowUp',
  'conferenceUnanswered',
  'conferenceOnClosedDay',
  'review',
  'training',
  'supervision',
  'results',
  'citizenRequest',
] as const;
export type ObligationKind = (typeof OBLIGATION_KINDS)[number];

/** The job centre's own doings: the other side reads of consents, targets and tasks, not of contact and of what a job lacks. */
const HOME_SIDE_ONLY: ReadonlySet<ObligationKind> = new Set([
  'otherConsentRunningOut',
  'contact',
  'lostContact',
  'firstEmployerContact',
  'agreementLacks',
  'jobStart',
  'followAlong',
  'groupUndecided',
  'groupTwoPreparation',
  'groupTwoTeam',
  'exemptionReview',
  'agreedContact',
  'stepUpDocuments',
  'stepUpFollowUp',
]);
export function isHomeSideOnly(kind: ObligationKind): boolean {
  return HOME_SIDE_ONLY.has(kind);
}

/** A contact with the citizen, by the rhythm (B12, B16, A16), after a job start (section 9), or agreed for a pause (B4). */
const CONTACTS: ReadonlySet<ObligationKind> = new Set(['contact', 'followAlong', 'agreedContact']);
export function isContact({ kind }: Pick<Obligation, 'kind'>): boolean {
  return CONTACTS.has(kind);
}

/** Something that is due (domain.md 9): a date, its owners, and its rungs. Derived from state, never stored. */
export interface Obligation {
  /** Stable within the subject: the same duty keeps its key, a new one (after a contact) has another. */
  readonly key: string;
  readonly kind: ObligationKind;
  readonly due: PlainDate;
  /** Those on whose list it stands from seven days before it is due. */
  readonly owners: readonly Told[];
  readonly rungs: readonly Rung[];
  /** Told once, on its rung; never listed as overdue (F3). */
  readonly notice: boolean;
  /** Off the owners' lists until this day: after a failed attempt the contact returns two working days later (F1). */
  readonly quietUntil: PlainDate | null;
  readonly task: TaskId | null;
  /** The step it belongs to, for `step`. */
  readonly step: string | null;
  /** The job or agreement it is about. */
  readonly engagement: EngagementId | null;
  /** The line of a step-up's agreement it is about (U3). */
  readonly line?: StepUpLineId;
  /** The consent it is about, beside the gate's (K2, K4, K5). */
  readonly purpose?: OtherPurpose;
}

/** What the rungs of an obligation are laid out from. Repeating rungs run to `horizon`. */
export interface RungPlan {
  readonly rules: readonly RungRule[];
  readonly start: PlainDate;
  readonly due: PlainDate;
  readonly horizon: PlainDate;
  readonly calendar: WorkCalendar;
  readonly resolve: (to: RungRule['to'][number]) => readonly Told[];
  /** Days that did not count (B4): by how many the due date is later, and where a day falls then. `start` and `due` are without them. */
  readonly rest?: { readonly days: number; readonly later: (day: PlainDate) => PlainDate };
}

/** A rung before it moves to a working day: what names it, and where it falls once the days that do not count are added. */
interface RawRung {
  readonly id: string;
  readonly day: PlainDate;
  readonly isLate: boolean;
  readonly rule: RungRule;
}

/** The rungs in order: moved to working days, and two on one day for one recipient made one (N4). */
export function layRungs(plan: RungPlan): readonly Rung[] {
  const raw = plan.rules
    .flatMap((rule) => daysOf(rule, plan).map((day, nth) => rawRung(plan, { rule, day, nth })))
    .sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
  const rungs: Rung[] = [];
  for (const { id, day, isLate, rule } of raw) {
    const moved = isLate ? onOrAfter(day, plan.calendar) : onOrBefore(day, plan.calendar);
    const told = rungs.filter((r) => r.day === moved).flatMap((r) => r.to);
    const to = unique(rule.to.flatMap(plan.resolve)).filter((t) => !told.some((other) => sameTold(other, t)));
    if (to.length > 0) rungs.push({ id, day: moved, to });
  }
  return rungs;
}

/** Named by the day without rests, so that what was told before an exemption is not told again after it (N5, B4). */
function rawRung(
  plan: RungPlan,
  { rule, day, nth }: { readonly rule: RungRule; readonly day: PlainDate; readonly nth: number },
): RawRung {
  const later = plan.rest?.later(day) ?? day;
  const counted = 'fromDue' in rule && rule.working === true && later > day;
  const moved = counted ? addWorkingDays(addDays(plan.due, plan.rest?.days ?? 0), rule.fromDue, plan.calendar) : later;
  return { id: rungId(rule, day, nth), day: moved, isLate: day > plan.due, rule };
}

/** The day by the rule before it moves; where the rule counts working days, the rule itself, for a new closing day shifts that day. */
function rungId(rule: RungRule, day: PlainDate, nth: number): string {
  return 'fromDue' in rule && rule.working === true ? `due+${rule.fromDue}w${nth === 0 ? '' : `#${nth}`}` : day;
}

function daysOf(rule: RungRule, plan: RungPlan): PlainDate[] {
  const first = firstDay(rule, plan);
  const days = [first];
  if (rule.everyMonths !== undefined) {
    // Counted from the first each time, so that the 31st comes back after a short month (L3).
    for (let n = rule.everyMonths; addMonths(first, n) <= plan.horizon; n += rule.everyMonths)
      days.push(addMonths(first, n));
    return days;
  }
  if (rule.every === undefined) return days;
  const falls = plan.rest?.later ?? ((day) => day);
  for (let day = addDays(first, rule.every); falls(day) <= plan.horizon; day = addDays(day, rule.every)) days.push(day);
  return days;
}

function firstDay(rule: RungRule, plan: RungPlan): PlainDate {
  if ('day' in rule) return addDays(plan.start, rule.day);
  if (rule.working === true && rule.fromDue > 0) return addWorkingDays(plan.due, rule.fromDue, plan.calendar);
  return addDays(plan.due, rule.fromDue);
}

export function sameTold(a: Told, b: Told): boolean {
  return a.kind === b.kind && (a.kind !== 'person' || b.kind !== 'person' || a.user === b.user);
}

function unique(told: readonly Told[]): Told[] {
  return told.filter((t, i) => told.findIndex((other) => sameTold(other, t)) === i);
}

/** Everyone on whose list the obligation stands on a day: the owners near its due date, and whoever a rung has told. */
export function holdersOn(obligation: Obligation, today: PlainDate, aheadDays: number): readonly Told[] {
  const reached = obligation.rungs.filter((r) => r.day <= today).flatMap((r) => r.to);
  const near = !obligation.notice && obligation.due <= addDays(today, aheadDays);
  const holders = unique([...(near ? obligation.owners : []), ...reached]).filter((t) => t.kind !== 'channel');
  const quiet = obligation.quietUntil !== null && today < obligation.quietUntil;
  return quiet ? holders.filter((t) => !obligation.owners.some((o) => sameTold(o, t))) : holders;
}

/** The next day after `after` on which the obligation raises something: a rung, its due day, or any working day once overdue. */
export function raisesNext(
  obligation: Obligation,
  after: PlainDate,
  isWorking: (day: PlainDate) => boolean,
): PlainDate | null {
  const rung =
    obligation.rungs
      .map((r) => r.day)
      .filter((day) => day > after)
      .sort()[0] ?? null;
  if (obligation.notice) return rung;
  let day = maxDate(addDays(after, 1), obligation.due);
  // While it is quiet for its owners it still stands with whoever else was told of it.
  if (obligation.quietUntil !== null && holdersOn(obligation, day, 0).length === 0) {
    day = maxDate(day, obligation.quietUntil);
  }
  while (!isWorking(day)) day = addDays(day, 1);
  return rung !== null && rung < day ? rung : day;
}
