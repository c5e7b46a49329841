import { addDays, addMonths, daysBetween, minDate, mondayOf } from '../calendar/dates.ts';
import type { PlainDate } from '../calendar/time.ts';
import type { ConferenceId, UserId } from '../ids.ts';
import { isOrdinary, isPaid, type ResultCourse, type ResultEngagement } from './facts.ts';
import { type Audience, isSmall, medianOf, percentOf, SMALLEST_COUNT } from './figures.ts';
import { isFollowedAlong } from './follow-along.ts';

/** The indicators of R4, in the order they are shown. */
export const INDICATORS = [
  'caseload',
  'clinicTeams',
  'conferences',
  'firstEmployerContact',
  'employerContacts',
  'sameEmployer',
  'permanentJobs',
  'followAlong',
  'openness',
  'supervision',
  'leaders',
] as const;
export type IndicatorId = (typeof INDICATORS)[number];

/** Why an indicator cannot be computed: what is not recorded, or too few to say anything. */
export type Lack = 'workingHours' | 'employerContacts' | 'employers' | 'supervision' | 'leader' | 'tooFew';

/** The band a value lies in by the published scale [M]; never a score. Null where the scale has none. */
export interface Band {
  readonly range: string;
  readonly best: boolean;
}

/** "Beregnet indikation": a value with its n, or what is missing (R4). */
export type Indicator =
  | {
      readonly id: IndicatorId;
      readonly kind: 'computed';
      readonly value: number;
      readonly n: number;
      readonly band: Band | null;
    }
  | { readonly id: IndicatorId; readonly kind: 'missing'; readonly lack: Lack };

/** One conference held, and of the specialists with a course on it how many said that they come. */
export interface HeldConference {
  readonly specialists: number;
  readonly coming: number;
}

/** A specialist's supervision (S4): since the first course, and the days on which it was held individually. */
export interface SupervisedSpecialist {
  readonly since: PlainDate;
  readonly heldOn: readonly PlainDate[];
}

/** What the indicators are computed from. `people` counts the specialists and leaders of the team. */
export interface FidelityFacts {
  readonly courses: readonly ResultCourse[];
  readonly conferences: readonly HeldConference[];
  readonly people: { readonly specialists: number; readonly leaders: number };
  readonly supervision: readonly SupervisedSpecialist[];
  readonly today: PlainDate;
}

const PERIOD_MONTHS = 12;

/** R4's indicators of programme A; what cannot be computed says what is missing. */
export function fidelity(facts: FidelityFacts, audience: Audience): readonly Indicator[] {
  const own = { ...facts, courses: facts.courses.filter((c) => c.letter === 'A') };
  const jobs = jobsOf(own);
  return [
    // The scale counts full-time specialists, and working hours are recorded nowhere.
    { id: 'caseload', kind: 'missing', lack: 'workingHours' },
    clinicTeams(own),
    conferencesAttended(own, audience),
    firstEmployerContact(own),
    employerContacts(own),
    // Employers are texts in the vault: whether two jobs are at the same place is not known.
    { id: 'sameEmployer', kind: 'missing', lack: 'employers' },
    permanentJobs(jobs, audience),
    followedAlong(jobs, own.today, audience),
    openness(jobs, audience),
    supervision(own, audience),
    leaders(own),
  ];
}

/** At most two clinic teams with at least 90 % of the caseload: a team is a conference. */
function clinicTeams({ courses }: FidelityFacts): Indicator {
  const caseloads = new Map<UserId, Map<ConferenceId, number>>();
  for (const { specialist, conference, endedOn } of courses) {
    if (specialist === null || endedOn !== null) continue;
    const own = caseloads.get(specialist) ?? new Map<ConferenceId, number>();
    caseloads.set(specialist, own.set(conference, (own.get(conference) ?? 0) + 1));
  }
  const loads = [...caseloads.values()].map((own) => [...own.values()].toSorted((a, b) => b - a));
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const n = sum(loads.map(sum));
  const value = percentOf(sum(loads.map((own) => sum(own.slice(0, 2)))), n);
  return computed('clinicTeams', { value, n, band: atLeast(90) });
}

function conferencesAttended({ conferences }: FidelityFacts, audience: Audience): Indicator {
  const held = conferences.reduce((sum, c) => sum + c.specialists, 0);
  const coming = conferences.reduce((sum, c) => sum + c.coming, 0);
  return shareOf('conferences', [coming, held], { audience, band: null });
}

/** Where nobody has written an employer contact down, none can be counted. */
function hasContacts({ employerContacts }: ResultCourse): boolean {
  return employerContacts.length > 0;
}

/** Days from start to the first employer contact face to face, the median. */
function firstEmployerContact({ courses, today }: FidelityFacts): Indicator {
  const recorded = recent(courses, today);
  if (!recorded.some(hasContacts)) return { id: 'firstEmployerContact', kind: 'missing', lack: 'employerContacts' };
  const days = recorded.flatMap(({ startedOn, employerContacts: contacts }) => {
    const inPerson = contacts.filter((c) => c.inPerson && c.on >= startedOn && c.on <= today).map((c) => c.on);
    return inPerson.length === 0 ? [] : [daysBetween(startedOn, inPerson.reduce(minDate))];
  });
  return computed('firstEmployerContact', { value: medianOf(days), n: days.length, band: steps([30, 60, 150, 270]) });
}

/** Employer contacts per specialist and week, of the last four weeks. */
function employerContacts({ courses, people, today }: FidelityFacts): Indicator {
  const id = 'employerContacts';
  if (!courses.some(hasContacts) || people.specialists === 0) return { id, kind: 'missing', lack: 'employerContacts' };
  const since = addDays(today, -7 * CONTACT_WEEKS);
  const n = courses.flatMap((c) => c.employerContacts).filter((c) => c.on > since && c.on <= today).length;
  return computed(id, { value: oneDecimal(n / people.specialists / CONTACT_WEEKS), n, band: atLeast(6) });
}
const CONTACT_WEEKS = 4;

/** Weekly supervision: of the specialists' whole weeks with courses, those in which it was held individually (S4); of the last twelve weeks. */
function supervision({ supervision: specialists, today }: FidelityFacts, audience: Audience): Indicator {
  if (specialists.every((s) => s.heldOn.length === 0))
    return { id: 'supervision', kind: 'missing', lack: 'supervision' };
  const mondays = Array.from({ length: SUPERVISION_WEEKS }, (_, n) => addDays(mondayOf(today), -7 * (n + 1)));
  const weeks = specialists.flatMap(({ since, heldOn }) =>
    mondays
      .filter((monday) => monday >= since)
      .map((monday) => heldOn.some((day) => monday <= day && day <= addDays(monday, 6))),
  );
  return shareOf('supervision', [weeks.filter(Boolean).length, weeks.length], { audience, band: null });
}
const SUPERVISION_WEEKS = 12;

interface Job {
  readonly job: ResultEngagement;
  readonly course: ResultCourse;
}

/** The paid jobs that began in the last 12 months, since the course's start. */
function jobsOf({ courses, today }: FidelityFacts): readonly Job[] {
  const since = addMonths(today, -PERIOD_MONTHS);
  return courses.flatMap((course) =>
    course.engagements
      .filter((e) => isPaid(e) && e.startedOn > since && e.startedOn <= today && e.startedOn >= course.startedOn)
      .map((job) => ({ job, course })),
  );
}

function permanentJobs(jobs: readonly Job[], audience: Audience): Indicator {
  const good = jobs.filter(({ job }) => isOrdinary(job) && job.permanent);
  return shareOf('permanentJobs', [good.length, jobs.length], { audience, band: atLeast(95) });
}

function followedAlong(jobs: readonly Job[], today: PlainDate, audience: Audience): Indicator {
  const checked = jobs.flatMap(({ job, course }) => isFollowedAlong(job, course, today) ?? []);
  return shareOf('followAlong', [checked.filter(Boolean).length, checked.length], { audience, band: null });
}

/** Whether openness was talked through by the first day (W3). */
function openness(jobs: readonly Job[], audience: Audience): Indicator {
  const talked = jobs.filter(({ job, course }) => course.opennessOn !== null && course.opennessOn <= job.startedOn);
  return shareOf('openness', [talked.length, jobs.length], { audience, band: null });
}

function leaders({ people }: FidelityFacts): Indicator {
  if (people.leaders === 0) return { id: 'leaders', kind: 'missing', lack: 'leader' };
  const value = oneDecimal(people.specialists / people.leaders);
  return computed('leaders', { value, n: people.specialists, band: (v) => ({ range: '≤ 10', best: v <= 10 }) });
}

function recent(courses: readonly ResultCourse[], today: PlainDate): readonly ResultCourse[] {
  const since = addMonths(today, -PERIOD_MONTHS);
  return courses.filter((c) => c.startedOn > since && c.startedOn <= today);
}

type Scale = (value: number) => Band;

/** A value of enough cases; too few say nothing (R4: n ≥ 5). */
function computed(
  id: IndicatorId,
  found: { readonly value: number | null; readonly n: number; readonly band: Scale | null },
): Indicator {
  const { value, n, band } = found;
  if (value === null || n < SMALLEST_COUNT) return { id, kind: 'missing', lack: 'tooFew' };
  return { id, kind: 'computed', value, n, band: band === null ? null : band(value) };
}

/** A percentage; outside the team not where it tells of fewer than five (R1). */
function shareOf(
  id: IndicatorId,
  [part, n]: readonly [number, number],
  { audience, band }: { readonly audience: Audience; readonly band: Scale | null },
): Indicator {
  const tells = audience === 'outside' && [part, n - part].some(isSmall);
  return tells ? { id, kind: 'missing', lack: 'tooFew' } : computed(id, { value: percentOf(part, n), n, band });
}

function atLeast(limit: number): Scale {
  return (value) => (value >= limit ? { range: `≥ ${limit}`, best: true } : { range: `< ${limit}`, best: false });
}

/** The band between two limits, the first being the best: ≤ 30 · 31–60 · … · ≥ 271. */
function steps(limits: readonly number[]): Scale {
  return (value) => {
    const whole = Math.ceil(value);
    const at = limits.findIndex((limit) => whole <= limit);
    const before = limits[(at === -1 ? limits.length : at) - 1];
    if (at === -1) return { range: `≥ ${(before ?? 0) + 1}`, best: false };
    return before === undefined
      ? { range: `≤ ${limits[at]}`, best: true }
      : { range: `${before + 1}–${limits[at]}`, best: false };
  };
}

function oneDecimal(value: number): number {
  return Math.round(value * 10) / 10;
}
