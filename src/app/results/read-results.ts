import { type Agreement, calendarOf } from '../../domain/agreement/agreement.ts';
import { addDays, addMonths, maxDate, minDate } from '../../domain/calendar/dates.ts';
import { occurrencesBetween } from '../../domain/calendar/recurrence.ts';
import { meetingFrom } from '../../domain/conference/meeting.ts';
import { meetingId, occurrenceOf } from '../../domain/conference/timetable.ts';
import type { Course } from '../../domain/course/course.ts';
import type { CourseEvent, Recorded } from '../../domain/course/events.ts';
import { courseFrom } from '../../domain/course/evolve.ts';
import { heldConferences, type PastMeeting } from '../../domain/results/conferences.ts';
import type { ResultCourse } from '../../domain/results/facts.ts';
import type { FidelityFacts } from '../../domain/results/fidelity.ts';
import { resultCourse } from '../../domain/results/from-course.ts';
import type { Scope } from '../context.ts';
import type { CourseRow } from '../ports/records.ts';

/** Courses whose histories are in memory at once: a results card may count thousands. */
const PAGE_SIZE = 200;
/** How far back attendance is counted, in months. */
const ATTENDANCE_MONTHS = 3;

/** Reads the histories behind rows page by page and keeps of each only what is counted. `mayCount` is the gate for a single reader (K14). */
export async function readFacts(
  scope: Scope,
  rows: readonly CourseRow[],
  mayCount: (course: Course) => boolean,
): Promise<readonly ResultCourse[]> {
  const facts: ResultCourse[] = [];
  for (let from = 0; from < rows.length; from += PAGE_SIZE) {
    const ids = rows.slice(from, from + PAGE_SIZE).map((r) => r.id);
    const streams = await scope.tx.events.loadMany('course', ids);
    for (const { history } of streams.values()) facts.push(...factsFrom(scope, history, mayCount));
  }
  return facts;
}

function factsFrom(
  { parts, today }: Scope,
  history: readonly Recorded<CourseEvent>[],
  mayCount: (course: Course) => boolean,
): readonly ResultCourse[] {
  const course = courseFrom(history);
  if (course === null || !mayCount(course)) return [];
  const talks = history.flatMap(({ event }) => (event.type === 'OpennessStated' ? [event.on] : []));
  const opennessOn = talks.length === 0 ? null : talks.reduce(minDate);
  const programme = parts.programmes.get(course.programme.id, course.programme.version);
  const facts = resultCourse(course, { programme, opennessOn, today });
  return facts === null ? [] : [facts];
}

/** Everything the indicators of R4 are computed from, under some agreements. */
export async function readFidelity(
  scope: Scope,
  of: {
    readonly courses: readonly ResultCourse[];
    readonly agreements: readonly Agreement[];
    readonly people: FidelityFacts['people'];
  },
): Promise<FidelityFacts> {
  const meetings = await Promise.all(of.agreements.map((agreement) => pastMeetings(scope, agreement)));
  const conferences = heldConferences(meetings.flat(), of.courses);
  const supervision = await supervisionOf(scope, of.courses);
  return { courses: of.courses, conferences, people: of.people, supervision, today: scope.today };
}

/** What the training register says of the specialists whose courses are counted (S4). */
async function supervisionOf({ tx }: Scope, courses: readonly ResultCourse[]): Promise<FidelityFacts['supervision']> {
  const specialists = [...new Set(courses.flatMap((c) => c.specialist ?? []))];
  const entries = await tx.training.about(specialists);
  return specialists.flatMap((id) => {
    const own = entries.filter((e) => e.about === id);
    const first = own.find((e) => e.kind === 'firstCourse');
    const heldOn = own.filter((e) => e.kind === 'specialist').map((e) => e.on);
    const since = first?.on ?? heldOn[0];
    return since === undefined ? [] : [{ since, heldOn }];
  });
}

/** The conferences of the last three months that took place, in one read. */
async function pastMeetings(scope: Scope, agreement: Agreement): Promise<readonly PastMeeting[]> {
  const { terms } = agreement;
  const from = maxDate(addMonths(scope.today, -ATTENDANCE_MONTHS), terms.validFrom);
  const to = minDate(addDays(scope.today, -1), terms.validTo);
  const dates = agreement.conferences.flatMap((conference) =>
    occurrencesBetween(conference.when, from, to).map((regular) => ({ conference, regular })),
  );
  const streams = await scope.tx.events.loadMany(
    'meeting',
    dates.map(({ conference, regular }) => meetingId(conference, regular)),
  );
  const calendar = calendarOf(terms, scope.parts.isHoliday);
  return dates.flatMap(({ conference, regular }) => {
    const history = streams.get(meetingId(conference, regular))?.history ?? [];
    const meeting = meetingFrom(history.map((h) => h.event));
    const { state, date, end } = occurrenceOf({ agreement, conference, regular }, meeting, calendar);
    const held = state === 'on' && end <= scope.now;
    return held ? [{ conference: conference.id, date, attendance: meeting.attendance }] : [];
  });
}
