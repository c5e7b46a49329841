import { addDays } from '../calendar/dates.ts';
import type { PlainDate } from '../calendar/time.ts';
import { onOrAfter, type WorkCalendar } from '../calendar/working-days.ts';
import { type Obligation, sameTold, type Told } from '../obligation.ts';
import { accepted, type Decision, refused } from '../refusal.ts';
import type { CourseCommand, CourseContext } from './commands.ts';
import type { Course, Snooze } from './course.ts';
import type { CourseEvent } from './events.ts';

/** An item is put off for so long at most, from the day it is done (N3). */
const LONGEST_DAYS = 14;

/** The last day an obligation can be snoozed to: two weeks on, and never past the end of a consent that is running out. */
export function latestSnooze({ kind, due }: Pick<Obligation, 'kind' | 'due'>, today: PlainDate): PlainDate {
  const latest = addDays(today, LONGEST_DAYS);
  const runsOut = kind === 'consentRunningOut' || kind === 'otherConsentRunningOut';
  return runsOut && due < latest ? due : latest;
}

/** Whether an obligation can be put off at all: what is told once, and what is off the list already, cannot. */
export function maySnooze({ notice, quietUntil }: Obligation, today: PlainDate): boolean {
  return !notice && (quietUntil === null || quietUntil <= today);
}

/** N3: off its owners' lists until a day, with a reason; whoever calls has checked that the obligation is open and the snoozer's. */
export function snooze(
  command: Extract<CourseCommand, { type: 'snooze' }>,
  course: Course,
  { today, by }: CourseContext,
): Decision<CourseEvent> {
  if (by === null) return refused('not-allowed');
  if (command.until <= today) return refused('snooze-date-needed');
  if (command.until > command.latest) return refused('snooze-too-far', { latest: command.latest });
  const { obligation, until, because } = command;
  if (course.snoozes.some((s) => s.obligation === obligation && s.until === until)) return accepted();
  return accepted({ type: 'Snoozed', obligation, until, because, by });
}

/** The snooze that keeps an obligation off its owners' lists on a day; null for none. */
export function snoozeOf(course: Course, obligation: Pick<Obligation, 'key'>, today: PlainDate): Snooze | null {
  const last = course.snoozes.filter((s) => s.obligation === obligation.key).at(-1);
  return last !== undefined && today < last.until ? last : null;
}

/** The obligations as snoozed: dates and rungs to others stay as they are; the owners' rungs wait for the day it returns (N3). */
export function withSnoozes(
  obligations: readonly Obligation[],
  course: Course,
  calendar: WorkCalendar,
): readonly Obligation[] {
  if (course.snoozes.length === 0) return obligations;
  return obligations.map((obligation) => {
    const last = course.snoozes.filter((s) => s.obligation === obligation.key).at(-1);
    return last === undefined
      ? obligation
      : quietUntil(obligation, onOrAfter(last.until, calendar), `snoozed:${last.until}`);
  });
}

/** Off its owners' lists until a day, on which a rung of its own brings it back; everyone else is told as before. */
export function quietUntil(obligation: Obligation, back: PlainDate, rung: string): Obligation {
  const isOwner = (told: Told) => obligation.owners.some((owner) => sameTold(owner, told));
  const rungs = obligation.rungs.map((r) => (r.day >= back ? r : { ...r, to: r.to.filter((t) => !isOwner(t)) }));
  const returns = rungs.some((r) => r.day === back && r.to.some(isOwner));
  if (!returns) rungs.push({ id: rung, day: back, to: obligation.owners });
  const told = rungs.filter((r) => r.to.length > 0).sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
  const quiet = obligation.quietUntil !== null && obligation.quietUntil > back ? obligation.quietUntil : back;
  return { ...obligation, quietUntil: quiet, rungs: told };
}
