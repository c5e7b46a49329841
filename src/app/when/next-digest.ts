import { calendarOf } from '../../domain/agreement/agreement.ts';
import { addDays } from '../../domain/calendar/dates.ts';
import { type Instant, localDate, type PlainDate, toInstant } from '../../domain/calendar/time.ts';
import { isWorkingDay, type WorkCalendar } from '../../domain/calendar/working-days.ts';
import { holdersOn, type Obligation, type Told } from '../../domain/obligation.ts';
import type { Reader } from '../courses/reader.ts';
import { agreementItems, conferenceItems } from '../due/conference-items.ts';
import { digestAtOf, nextMorning } from '../due/moments.ts';
import { isMeant, openItems } from '../work-list/open-items.ts';

/** An obligation with the calendar its days are counted by. */
interface Owed {
  readonly obligation: Obligation;
  readonly calendar: WorkCalendar;
}

/** How far ahead one looks for a day with something on it. */
const LOOK_DAYS = 60;

/** When a person's next digest goes out, as things stand (N1); null when nothing is in sight. */
export async function nextDigest(reader: Reader): Promise<Instant | null> {
  const owed = await owedTo(reader);
  const hour = digestAtOf(await reader.tx.users.get(reader.viewer.colleague.id));
  const first = localDate(nextMorning(reader, { isHoliday: reader.parts.isHoliday, closedDays: new Set() }, hour));
  for (let day = first; day <= addDays(reader.today, LOOK_DAYS); day = addDays(day, 1)) {
    if (owed.some((o) => bringsDigest(reader, o, day))) return toInstant(day, hour);
  }
  return null;
}

async function owedTo(reader: Reader): Promise<readonly Owed[]> {
  const { viewer, parts } = reader;
  const courses = await openItems(reader, viewer);
  const meetings = await conferenceItems(reader, viewer);
  const reviews = await agreementItems(reader, viewer);
  return [
    ...courses,
    ...meetings.map(({ obligation, meeting }) => ({ obligation, calendar: meeting.calendar })),
    ...reviews.map(({ obligation, agreement }) => ({
      obligation,
      calendar: calendarOf(agreement.terms, parts.isHoliday),
    })),
  ];
}

/** A rung reached that day, or something due or overdue by then (N1). */
function bringsDigest({ viewer }: Reader, { obligation, calendar }: Owed, day: PlainDate): boolean {
  if (!isWorkingDay(day, calendar)) return false;
  const me = (told: Told) => isMeant(viewer, told);
  if (obligation.rungs.some((r) => r.day === day && r.to.some(me))) return true;
  return !obligation.notice && obligation.due <= day && holdersOn(obligation, day, 0).some(me);
}
