import { addDays, daysBetween, maxDate, minDate } from '../calendar/dates.ts';
import type { PlainDate } from '../calendar/time.ts';
import type { ExemptionReason } from '../visitation.ts';

/** A time during which targets and job steps rest (B4: fritagelse, shown as "på pause"). */
export interface Exemption {
  /** Null for whoever may not know it: the other side and channels. */
  readonly because: ExemptionReason | null;
  /** The first day that does not count. */
  readonly from: PlainDate;
  readonly reviewOn: PlainDate;
  readonly reviewedOn: readonly PlainDate[];
  /** The contact agreed for this time, which does not rest; null for none. */
  readonly contactOn: PlainDate | null;
  /** The first day that counts again; null while it lasts. */
  readonly endedOn: PlainDate | null;
}

/** Whoever has exemptions: a course. */
interface Exempted {
  readonly exemptions: readonly Exemption[];
}

/** The exemption that lasts; null when the steps run. */
export function openExemption({ exemptions }: Exempted): Exemption | null {
  const last = exemptions.at(-1);
  return last === undefined || last.endedOn !== null ? null : last;
}

/** How many days from `from` on and before `until` do not count. An exemption that lasts counts to `until`. */
export function exemptDays(
  { exemptions }: Exempted,
  { from, until }: { readonly from: PlainDate; readonly until: PlainDate },
): number {
  return exemptions.reduce((sum, e) => {
    const first = maxDate(e.from, from);
    const last = e.endedOn === null ? until : minDate(e.endedOn, until);
    return sum + Math.max(0, daysBetween(first, last));
  }, 0);
}

/** The days since `from` that did not count, of exemptions that are over: by so many a target is later (B4). */
export function restedDays({ exemptions }: Exempted, from: PlainDate): number {
  return over(exemptions, from).reduce((sum, e) => sum + e.days, 0);
}

/**
 * The day on which something falls that was counted from `from` without exemptions: what lay before one stays, what lay on its first day or
 * later comes so many days later (B4).
 */
export function laterBy({ exemptions }: Exempted, from: PlainDate): (day: PlainDate) => PlainDate {
  const rests = over(exemptions, from);
  return (day) => rests.reduce((moved, rest) => (rest.first <= moved ? addDays(moved, rest.days) : moved), day);
}

interface Rest {
  readonly first: PlainDate;
  readonly days: number;
}

function over(exemptions: readonly Exemption[], from: PlainDate): readonly Rest[] {
  return exemptions.flatMap(({ from: began, endedOn }) => {
    if (endedOn === null) return [];
    const first = maxDate(began, from);
    const days = daysBetween(first, endedOn);
    return days > 0 ? [{ first, days }] : [];
  });
}
