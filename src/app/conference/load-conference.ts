import type { ChannelViewer, Viewer } from '../../domain/access.ts';
import {
  type Agreement,
  agreementFrom,
  type Conference,
  calendarOf,
  inForceOn,
} from '../../domain/agreement/agreement.ts';
import { nextOccurrence } from '../../domain/calendar/recurrence.ts';
import { type Instant, localTime } from '../../domain/calendar/time.ts';
import type { WorkCalendar } from '../../domain/calendar/working-days.ts';
import { belongsOnAgenda } from '../../domain/conference/agenda.ts';
import {
  type Meeting,
  type MeetingEvent,
  meetingFrom,
  type Occurrence,
  readMeetingId,
} from '../../domain/conference/meeting.ts';
import { meetingId, occurrenceOf, regularDatesAround } from '../../domain/conference/timetable.ts';
import { isShared } from '../../domain/course/course.ts';
import type { Recorded } from '../../domain/course/events.ts';
import type { CourseId, MeetingId, UserId } from '../../domain/ids.ts';
import type { LoadedAgreement } from '../agreements/load-agreement.ts';
import type { Scope } from '../context.ts';
import { rowsFor, type ShownCourse, showCourses } from '../courses/load-course.ts';

/** One occurrence of a conference with everything it hangs on. */
export interface LoadedMeeting {
  readonly agreement: Agreement;
  readonly calendar: WorkCalendar;
  readonly conference: Conference;
  readonly occurrence: Occurrence;
  readonly meeting: Meeting;
  /** Who last answered the question round for a course, and when. */
  readonly answeredBy: ReadonlyMap<CourseId, { readonly by: UserId | null; readonly at: Instant }>;
  readonly revision: number;
}

/** An agreement with its working calendar. */
export type AgreementNow = Pick<LoadedAgreement, 'agreement' | 'calendar'>;

/** Every agreement as it stands, in one read. */
export async function loadAgreements(scope: Scope): Promise<readonly Agreement[]> {
  const rows = await scope.tx.agreements.all();
  const streams = await scope.tx.events.loadMany(
    'agreement',
    rows.map((r) => r.id),
  );
  return [...streams.values()].flatMap(({ history }) => agreementFrom(history.map((h) => h.event)) ?? []);
}

/** One meeting by its id; null when no conference has it: the id may come from a card. */
export async function loadMeeting(scope: Scope, id: MeetingId): Promise<LoadedMeeting | null> {
  const named = readMeetingId(id);
  if (named === null) return null;
  for (const agreement of await loadAgreements(scope)) {
    const conference = agreement.conferences.find((c) => c.id === named.conference);
    if (conference === undefined) continue;
    const { validFrom, validTo } = agreement.terms;
    if (named.regular < validFrom || validTo < named.regular) return null;
    const stream = await scope.tx.events.load('meeting', id);
    const { meeting, answeredBy } = readHistory(stream.history);
    const calendar = calendarOf(agreement.terms, scope.parts.isHoliday);
    const occurrence = occurrenceOf({ agreement, conference, regular: named.regular }, meeting, calendar);
    const regular = nextOccurrence(conference.when, named.regular) === named.regular;
    // A day that the conference no longer falls on since it was set up anew: held if it is past, off if it is to come.
    const lost = !regular && meeting.moved === null && occurrence.start > scope.now;
    return {
      agreement,
      calendar,
      conference,
      occurrence: lost ? { ...occurrence, state: 'off' } : occurrence,
      meeting,
      answeredBy,
      revision: stream.revision,
    };
  }
  return null;
}

function readHistory(history: readonly Recorded<MeetingEvent>[]): Pick<LoadedMeeting, 'meeting' | 'answeredBy'> {
  const reviews = history.flatMap(({ event, by, at }) =>
    event.type === 'CourseReviewed' ? [[event.course, { by, at }] as const] : [],
  );
  return { meeting: meetingFrom(history.map((h) => h.event)), answeredBy: new Map(reviews) };
}

/** The meetings of a conference around today, in one read, in the order they take place. */
export async function meetingsAround(
  scope: Scope,
  { agreement, calendar }: AgreementNow,
  conference: Conference,
): Promise<readonly LoadedMeeting[]> {
  if (agreement.terms.draft) return [];
  const dates = regularDatesAround(conference, agreement, scope.today);
  const ids = dates.map((regular) => meetingId(conference, regular));
  const streams = await scope.tx.events.loadMany('meeting', ids);
  const meetings = dates.map((regular): LoadedMeeting => {
    const stream = streams.get(meetingId(conference, regular));
    const { meeting, answeredBy } = readHistory(stream?.history ?? []);
    const occurrence = occurrenceOf({ agreement, conference, regular }, meeting, calendar);
    return { agreement, calendar, conference, occurrence, meeting, answeredBy, revision: stream?.revision ?? 0 };
  });
  return meetings.toSorted((a, b) => (a.occurrence.start < b.occurrence.start ? -1 : 1));
}

/** The next meeting of a conference that is not over; one that is off is passed over unless asked for. */
export async function nextMeeting(
  scope: Scope,
  loaded: AgreementNow,
  conference: Conference,
): Promise<LoadedMeeting | null> {
  if (!inForceOn(loaded.agreement, scope.today) && loaded.agreement.terms.validFrom <= scope.today) return null;
  const coming = (await meetingsAround(scope, loaded, conference)).filter((m) => m.occurrence.end > scope.now);
  return coming.find((m) => m.occurrence.state !== 'off') ?? null;
}

/** The courses of a conference that a viewer may see now, running and with the consent in force: what its agendas are made from (A9, K12). */
export async function sharedCourses(
  scope: Scope,
  conference: Conference,
  viewer: Viewer,
): Promise<readonly ShownCourse[]> {
  // A large conference is not loaded for a person whom few of its courses concern.
  const few = viewer.kind === 'person' && viewer.colleague.role !== 'leader';
  const rows = few ? await rowsFor(scope, viewer, 'open') : await scope.tx.courses.ofConference(conference.id, 'open');
  const here = rows.filter((r) => r.status === 'running' && r.conference === conference.id);
  const shown = await showCourses(scope, viewer, here);
  return shown.filter(({ shown: { value } }) => value.status === 'running' && isShared(value, scope.today));
}

/** Of a conference's courses those on the agenda of one meeting; rendered anew later it is still that week's agenda. */
export function onAgenda(
  courses: readonly ShownCourse[],
  { occurrence }: Pick<LoadedMeeting, 'occurrence'>,
): readonly ShownCourse[] {
  return courses.filter(({ shown: { value } }) => belongsOnAgenda(value, occurrence));
}

/** The courses on a meeting's agenda as a viewer may see them; its question round asks about the same. */
export async function agendaCourses(
  scope: Scope,
  meeting: Pick<LoadedMeeting, 'conference' | 'occurrence'>,
  viewer: Viewer,
): Promise<readonly ShownCourse[]> {
  return onAgenda(await sharedCourses(scope, meeting.conference, viewer), meeting);
}

/** The agenda as the shared channel sees it: the whole of it, and nothing that may not be there (N2). */
export async function wholeAgenda(
  scope: Scope,
  meeting: Pick<LoadedMeeting, 'agreement' | 'conference' | 'occurrence'>,
): Promise<readonly ShownCourse[]> {
  return agendaCourses(scope, meeting, sharedChannel(meeting.agreement));
}

/** The shared channel of an agreement as a viewer. */
export function sharedChannel({ id }: Agreement): ChannelViewer {
  return { kind: 'channel', agreement: id, channel: 'shared' };
}

/** Tells the posts of one meeting apart from those before it was moved: its date and start. */
export function rungOf({ start, date }: Occurrence): string {
  return `${date}T${localTime(start)}`;
}
