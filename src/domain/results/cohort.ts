import { addDays, addMonths, minDate } from '../calendar/dates.ts';
import type { PlainDate } from '../calendar/time.ts';
import { byPerson, isOrdinary, type ResultCourse, type ResultEngagement, type ResultKind } from './facts.ts';
import { type Audience, type Figure, figure, parts, type Share, share } from './figures.ts';

/** How long after the start a job counts (R1). */
export const MONTHS = 18;

/** The levels of Projekt Inklusion, percent (D0): "IPS-arm" and "kontrol". */
export const BASELINES = { ips: 59.9, control: 46.5 } as const;
export type Baseline = keyof typeof BASELINES;

/** R1: how many of those who started at least 18 months ago reached an ordinary job, self-employment or education within 18 months. */
export interface Cohort {
  /** The last start day that is 18 months ago. */
  readonly startedUpTo: PlainDate;
  readonly reached: Share;
  /** Percentage points above (+) or below (−) each baseline; null where there is no share to compare. */
  readonly points: Readonly<Record<Baseline, number | null>>;
  /** What was reached first. */
  readonly kinds: readonly (readonly [ResultKind, Figure])[];
  /** Nothing ordinary, but another kind of A10 ("øvrige"). */
  readonly others: Figure;
  /** In a job or education on the first day: counted apart. */
  readonly employedAtStart: Figure;
  /** Not yet 18 months old: shown apart, with those who are there already. */
  readonly young: { readonly people: Figure; readonly reached: Figure };
}

/** The cohort of programme A (A13). Everybody counts once, from their first start. */
export function cohort(courses: readonly ResultCourse[], today: PlainDate, audience: Audience): Cohort {
  const people = byPerson(courses.filter((c) => c.letter === 'A')).map((own) => outcomeOf(own, today));
  const from = people.filter((p) => !p.employedAtStart);
  const old = from.filter((p) => isOld(p.startedOn, today));
  const reached = old.flatMap((p) => p.reached ?? []);
  const whole = share(reached.length, old.length, audience);
  const young = from.filter((p) => !isOld(p.startedOn, today));
  return {
    startedUpTo: lastStart(today),
    reached: whole,
    points: { ips: pointsTo(whole, BASELINES.ips), control: pointsTo(whole, BASELINES.control) },
    kinds: kindsOf(reached, whole, audience),
    others: figure(old.filter((p) => p.reached === null && p.other).length, audience),
    employedAtStart: figure(people.length - from.length, audience),
    young: {
      people: figure(young.length, audience),
      reached: share(young.filter((p) => p.reached !== null).length, young.length, audience).part,
    },
  };
}

/** What R1 asks of one person. */
export interface Outcome {
  readonly startedOn: PlainDate;
  readonly employedAtStart: boolean;
  /** The first ordinary engagement within 18 months of the start. */
  readonly reached: ResultEngagement | null;
  /** Another kind of A10 within 18 months. */
  readonly other: boolean;
}

/** One person's outcome by a day, from their first start (R1). */
export function outcomeOf(own: readonly ResultCourse[], today: PlainDate): Outcome {
  const startedOn = own.map((c) => c.startedOn).reduce(minDate);
  const all = own.flatMap((c) => c.engagements).toSorted((a, b) => (a.startedOn < b.startedOn ? -1 : 1));
  const within = all.filter(
    (e) => e.startedOn >= startedOn && e.startedOn <= addMonths(startedOn, MONTHS) && e.startedOn <= today,
  );
  return {
    startedOn,
    employedAtStart: all.some((e) => isOrdinary(e) && isOnBefore(e, startedOn)),
    reached: within.find(isOrdinary) ?? null,
    other: within.some((e) => !isOrdinary(e)),
  };
}

/** Begun before the course's first day and not over by then. */
function isOnBefore({ startedOn, endedOn }: ResultEngagement, day: PlainDate): boolean {
  return startedOn < day && (endedOn === null || endedOn >= day);
}

/** A month's last days are clamped (L3): 29 February is 18 months old on 29 August, 31 August on 28 February. */
function isOld(startedOn: PlainDate, today: PlainDate): boolean {
  return addMonths(startedOn, MONTHS) <= today;
}

function lastStart(today: PlainDate): PlainDate {
  let day = addDays(addMonths(today, -MONTHS), 3);
  while (!isOld(day, today)) day = addDays(day, -1);
  return day;
}

/** From the rounded percentage, so that a reader reckons the same. */
function pointsTo({ percent }: Share, level: number): number | null {
  return typeof percent === 'number' ? Math.round((percent - level) * 10) / 10 : null;
}

function kindsOf(reached: readonly ResultEngagement[], whole: Share, audience: Audience): Cohort['kinds'] {
  if (whole.part === 'hidden') return [];
  const kinds: readonly ResultKind[] = ['ordinaryJob', 'selfEmployment', 'education'];
  return parts(
    kinds.map((kind) => [kind, reached.filter((e) => e.kind === kind).length] as const),
    audience,
  );
}
