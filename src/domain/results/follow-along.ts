import { addDays, addMonths, minDate } from '../calendar/dates.ts';
import type { PlainDate } from '../calendar/time.ts';
import type { ResultCourse, ResultEngagement } from './facts.ts';

/** R4: contact within this many days of a job's start and of its loss. */
const SOON_DAYS = 3;
const WEEKS = 4;
const MONTHS = 12;

interface Window {
  readonly first: PlainDate;
  readonly last: PlainDate;
}

/**
 * Whether a job was followed along as R4 says: contact within 3 days of the start, in each week of the first month, in each month of
 * the first year, and within 3 days of its loss. Windows that are not over count neither way; null while none of them is.
 */
export function isFollowedAlong(
  job: ResultEngagement,
  { contactsHeld }: Pick<ResultCourse, 'contactsHeld'>,
  today: PlainDate,
): boolean | null {
  const due = windowsOf(job, today);
  if (due.length === 0) return null;
  return due.every(({ first, last }) => contactsHeld.some((day) => first <= day && day <= last));
}

function windowsOf({ startedOn, endedOn }: ResultEngagement, today: PlainDate): readonly Window[] {
  const lastDay = endedOn === null ? today : minDate(endedOn, today);
  const during = [{ first: startedOn, last: addDays(startedOn, SOON_DAYS) }, ...weeks(startedOn), ...months(startedOn)];
  const after = endedOn === null ? [] : [{ first: endedOn, last: addDays(endedOn, SOON_DAYS) }];
  return [...during.filter((w) => w.last <= lastDay), ...after.filter((w) => w.last <= today)];
}

function weeks(start: PlainDate): readonly Window[] {
  return Array.from({ length: WEEKS }, (_, i) => ({ first: addDays(start, i * 7), last: addDays(start, i * 7 + 6) }));
}

/** The second to the twelfth month: the first is the four weeks. */
function months(start: PlainDate): readonly Window[] {
  return Array.from({ length: MONTHS - 1 }, (_, i) => ({
    first: addMonths(start, i + 1),
    last: addDays(addMonths(start, i + 2), -1),
  }));
}
