import { daysBetween, earlier, later, plus, workingDaysAfter } from '../../_util/naive-days.ts';
import type { Agreement, Day, Who } from '../record.ts';
import type { Known } from './course.ts';

/** Who is told on a day; the day is one on which people work. */
export interface Telling {
  readonly day: Day;
  /** The day by the rule, without days of a pause: what was told before a pause is not told again after it (B4). */
  readonly by?: Day;
  readonly to: readonly Who[];
}

/** Something that somebody owes, as section 9 of domain.md says. */
export interface Duty {
  readonly key: string;
  /** As the bot words it: `ODE-014 Kontakt`. */
  readonly label: string;
  readonly course: Known | null;
  readonly due: Day;
  readonly owners: readonly Who[];
  readonly tellings: readonly Telling[];
  /** Told once, never listed. */
  readonly once: boolean;
  readonly quietUntil: Day | null;
  /** It may be told or not: what the rules leave open. */
  readonly open?: true;
}

/** Where and when a duty is looked at. */
export interface Here {
  readonly today: Day;
  readonly agreement: Agreement;
  readonly leader: Who;
  /** How far ahead tellings are laid. */
  readonly until: Day;
}

/** A channel hears of a step; which one is another matter. */
export const CHANNEL = 'channel';

export type Row = readonly [Day, ...Who[]];

/** N4: up to and on the due date to the nearest earlier working day, later ones to the nearest later. */
export function told(due: Day, { agreement }: Here, rows: readonly Row[]): Telling[] {
  return rows.map(([day, ...to]) => ({ day: day <= due ? earlier(day, agreement) : later(day, agreement), to }));
}

/** Which of some rows falls on a count of working days. */
type Rows = (due: Day) => readonly Row[];

/**
 * B4: days of a pause that is over do not count. What lay before it stays, what lay on its first day or later comes so many days later; what
 * counts working days counts them from the later due date.
 */
export function rested(course: Known, start: Day, at: { due: Day; here: Here; rows: Rows; working?: number }): Rested {
  const { due, here, rows, working = -1 } = at;
  const rests = course.pauses.flatMap(({ from, endedOn }) => {
    const first = from > start ? from : start;
    const days = endedOn === null ? 0 : daysBetween(first, endedOn);
    return days > 0 ? [{ first, days }] : [];
  });
  const days = rests.reduce((sum, rest) => sum + rest.days, 0);
  const falls = (day: Day) => rests.reduce((d, rest) => (rest.first <= d ? plus(d, rest.days) : d), day);
  const counted = rows(plus(due, days));
  const tellings = rows(due).map(([by, ...to], n): Telling => {
    const moved = n === working && falls(by) > by ? (counted[n]?.[0] ?? by) : falls(by);
    return { day: by <= due ? earlier(moved, here.agreement) : later(moved, here.agreement), by, to };
  });
  return { due: plus(due, days), tellings };
}
interface Rested {
  readonly due: Day;
  readonly tellings: readonly Telling[];
}

export function everyWeek(first: Day, here: Here, to: readonly Who[]): Row[] {
  return first > here.until ? [] : [[first, ...to], ...everyWeek(plus(first, 7), here, to)];
}

export interface Plain {
  readonly key: string;
  readonly label: string;
  readonly due: Day;
  readonly owners: readonly Who[];
  readonly tellings: readonly Telling[];
  readonly once?: boolean;
}

export function dutyOf(course: Known, { key, label, due, owners, tellings, once = false }: Plain): Duty {
  const { alias } = course;
  return { key: `${alias} ${key}`, label: `${alias} ${label}`, course, due, owners, tellings, once, quietUntil: null };
}

export function ownerOf({ specialist }: Known, { leader }: Here): Who {
  return specialist ?? leader;
}

export function lastOf(days: readonly (Day | null)[]): Day {
  return (
    days
      .filter((d) => d !== null)
      .toSorted()
      .at(-1) ?? ''
  );
}

/** Failed attempts since somebody last answered. */
export function failures({ heard, failed }: Known): Day[] {
  const answered = lastOf(heard);
  return failed.filter((day) => day > answered).toSorted();
}

/** F1: after a failed attempt it comes back two working days later. */
export function quiet(duty: Duty, at: { readonly course: Known; readonly since: Day; readonly here: Here }): Duty {
  const last = failures(at.course)
    .filter((day) => day >= at.since)
    .at(-1);
  return last === undefined ? duty : putOff(duty, workingDaysAfter(last, 2, at.here.agreement));
}

export function putOff(duty: Duty, back: Day): Duty {
  const { owners, tellings } = duty;
  const others = tellings.map((t) => (t.day >= back ? t : { ...t, to: t.to.filter((who) => !owners.includes(who)) }));
  const until = duty.quietUntil !== null && duty.quietUntil > back ? duty.quietUntil : back;
  return { ...duty, quietUntil: until, tellings: [...others, { day: back, to: owners }] };
}
