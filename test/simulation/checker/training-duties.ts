import { earlier, later, monthAfter } from '../../_util/naive-days.ts';
import type { Agreement, Day, Who } from '../record.ts';
import type { Known } from './course.ts';
import type { Duty } from './duty.ts';
import { monthly } from './meetings.ts';

/** The training register, and under which agreement a specialist had a first course. */
export interface Training {
  readonly lines: { readonly about: string; readonly what: string; readonly on: Day }[];
  readonly firsts: { readonly who: Who; readonly agreement: string; readonly on: Day }[];
}

interface Asking {
  readonly today: Day;
  readonly agreement: Agreement;
  readonly leader: Who;
  readonly coordinator: Who;
  readonly training: Training;
  readonly courses: ReadonlyMap<string, Known>;
}

/** S4: training missing from the first course on, and supervision when none was held for a month; told once a month. */
export function trainingDuties(asking: Asking): Duty[] {
  const { training, agreement, courses } = asking;
  const firstOf = (who: Who) =>
    training.firsts.find(
      (f) =>
        f.who === who &&
        [...courses.values()].some((c) => c.ended === null && c.specialist === who && c.agreement === f.agreement),
    );
  const people = [...new Set(training.firsts.map((f) => f.who))].flatMap((who) => {
    const first = firstOf(who);
    return first?.agreement === agreement.code ? [first] : [];
  });
  const trained = people.flatMap(({ who }) => trainedOn(training, who) ?? []).toSorted();
  const common = (['clinicians', 'across'] as const).flatMap((what) => {
    const base = lastOf(training, agreement.code, what) ?? trained[0];
    return base === undefined ? [] : [supervision(asking, what, base)];
  });
  return [...people.map(({ who, on }) => ofPerson(asking, who, on)), ...common];
}

/**
 * Where a job centre has two agreements, somebody's training is told under one of them, whichever has a course then: the rules leave open
 * which, so it may be told under either.
 */
export function openTraining({ firsts }: Training, codes: readonly string[]): string[] {
  if (codes.length < 2 || firsts.length === 0) return [];
  return codes.flatMap((code) => [`${code} Uddannelse mangler`, `${code} Supervision mangler`]);
}

function ofPerson(asking: Asking, who: Who, since: Day): Duty {
  const { training } = asking;
  const trained = trainedOn(training, who);
  if (trained === null) return notice(asking, { key: `training ${who}`, what: 'Uddannelse mangler', first: since });
  return supervision(asking, who, lastOf(training, who, 'specialist') ?? (trained > since ? trained : since));
}

function supervision(asking: Asking, about: string, base: Day): Duty {
  return notice(asking, { key: `supervision ${about} ${base}`, what: 'Supervision mangler', first: monthAfter(base) });
}

function notice(
  { today, agreement, leader, coordinator }: Asking,
  { key, what, first }: { readonly key: string; readonly what: string; readonly first: Day },
): Duty {
  const tellings = monthly(first, today).map((day) => ({
    day: day <= first ? earlier(day, agreement) : later(day, agreement),
    to: [leader, coordinator],
  }));
  const label = `${agreement.code} ${what}`;
  const plain = { course: null, owners: [], quietUntil: null, once: true };
  return { ...plain, key: `${agreement.code} ${key}`, label, due: first, tellings };
}

/** The day on which both days were taken. */
function trainedOn({ lines }: Training, who: Who): Day | null {
  const days = ['day1', 'day2'].map((what) => lines.find((l) => l.about === who && l.what === what)?.on);
  return days.includes(undefined) ? null : (days.toSorted().at(-1) ?? null);
}

function lastOf({ lines }: Training, about: string, what: string): Day | undefined {
  return lines
    .filter((l) => l.about === about && l.what === what)
    .map((l) => l.on)
    .toSorted()
    .at(-1);
}
