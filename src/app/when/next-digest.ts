import { calendarOf } from '../../domain/agreement/agreement.ts';
import { addDays } from '../../domain/calendar/dates.ts';
import { type Instant, localDate, type PlainDate, toInstant } from '../../domain/calendar/time.ts';
import { isWorkingDay, type WorkCalendar } from '../../domain/calendar/working-days.ts';
import { holdersOn, type Obligation, type Told } from '../../domain/obligation.ts';
import type { Reader } from '../courses/reader.ts';
import { agreementItems, conferenceItems } from '../due/conference-items.ts';
import { digestAtOf, nextMorning } from '../due/moments.ts';
import { toldOf } from '../due/told.ts';
import { isMeant, openItems } from '../work-list/open-items.ts';

/** An obligation with the calendar its days are counted by. */
interface Owed {
  readonly obligation: Obligation;
  readonly calendar: WorkCalendar;
  /** What its rungs are remembered under. */
  readonly subject: string;
}

/** How far ahead one looks for a day with something on it: beyond the review of a pause, three months on (B4). */
const LOOK_DAYS = 100;

/** When a person's next digest goes out, as things stand (N1); null when nothing is in sight. */
export async function nextDigest(reader: Reader): Promise<Instant | null> {
  const owed = await owedTo(reader);
  const news = await untold(reader, owed);
  const hour = digestAtOf(await reader.tx.users.get(reader.viewer.colleague.id));
  const first = localDate(nextMorning(reader, { isHoliday: reader.parts.isHoliday, closedDays: new Set() }, hour));
  for (let day = first; day <= addDays(reader.today, LOOK_DAYS); day = addDays(day, 1)) {
    if (owed.some((o) => bringsDigest(reader, o, day) || (news.has(o) && isWorkingDay(day, o.calendar))))
      return toInstant(day, hour);
  }
  return null;
}

async function owedTo(reader: Reader): Promise<readonly Owed[]> {
  const { viewer, parts } = reader;
  const courses = await openItems(reader, viewer);
  const meetings = await conferenceItems(reader, viewer);
  const reviews = await agreementItems(reader, viewer);
  return [
    ...courses.map(({ shown, obligation, calendar }) => ({ obligation, calendar, subject: shown.value.id })),
    ...meetings.map(({ subject, obligation, meeting }) => ({ obligation, calendar: meeting.calendar, subject })),
    ...reviews.map(({ subject, obligation, agreement }) => ({
      subject,
      obligation,
      calendar: calendarOf(agreement.terms, parts.isHoliday),
    })),
  ];
}

/** What is told once and was reached without having been told, e.g. by a change after this morning's digest (N5). */
async function untold(reader: Reader, owed: readonly Owed[]): Promise<ReadonlySet<Owed>> {
  const { today, viewer } = reader;
  const found = new Set<Owed>();
  for (const item of owed) {
    const reached = item.obligation.rungs.filter((r) => r.day <= today && r.to.some((t) => isMeant(viewer, t)));
    if (!item.obligation.notice || reached.length === 0) continue;
    const isTold = await toldOf(reader, item.subject);
    const mine = [viewer.colleague.id, ...viewer.covering].map((id) => `user:${id}` as const);
    const wasTold = (rung: string) =>
      mine.some((to) => isTold({ obligation: item.obligation.key, rung, recipient: to }));
    if (reached.some((r) => !wasTold(r.id))) found.add(item);
  }
  return found;
}

/** A rung reached that day, or something due or overdue by then (N1). */
function bringsDigest({ viewer }: Reader, { obligation, calendar }: Owed, day: PlainDate): boolean {
  if (!isWorkingDay(day, calendar)) return false;
  const me = (told: Told) => isMeant(viewer, told);
  if (obligation.rungs.some((r) => r.day === day && r.to.some(me))) return true;
  return !obligation.notice && obligation.due <= day && holdersOn(obligation, day, 0).some(me);
}
