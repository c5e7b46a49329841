import { z } from 'zod';
import { daysBetween } from '../calendar/dates.ts';
import { type Instant, LocalTime, PlainDate, toInstant } from '../calendar/time.ts';
import { isWorkingDay, type WorkCalendar } from '../calendar/working-days.ts';
import { type AgreementId, type ConferenceId, CourseId, type MeetingId, UserId } from '../ids.ts';
import { accepted, type Decision, type Refusal, refused } from '../refusal.ts';

/** "Jeg kommer" / "Afbud". */
export const Attendance = z.enum(['coming', 'notComing']);
export type Attendance = z.infer<typeof Attendance>;

/** The answer to the question round, course by course, in taps (A9). */
export const Outcome = z.enum(['notDiscussed', 'discussed', 'decided']);
export type Outcome = z.infer<typeof Outcome>;

export const MeetingEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('MeetingMoved'), date: PlainDate, start: LocalTime }),
  z.object({ type: z.literal('MeetingCancelled') }),
  z.object({ type: z.literal('AttendanceAnswered'), user: UserId, answer: Attendance }),
  z.object({ type: z.literal('DecisionWanted'), course: CourseId }),
  z.object({ type: z.literal('CourseReviewed'), course: CourseId, outcome: Outcome }),
]);
export type MeetingEvent = z.infer<typeof MeetingEvent>;

/** One occurrence of a conference, regular or moved. */
export interface Occurrence {
  readonly meeting: MeetingId;
  readonly conference: ConferenceId;
  readonly agreement: AgreementId;
  readonly date: PlainDate;
  readonly start: Instant;
  readonly end: Instant;
  /** `off`: cancelled, or in a conference-free week (S5). `closed`: on a day nobody works, to be moved or cancelled. */
  readonly state: 'on' | 'off' | 'closed';
}

/** What has been answered for one occurrence. */
export interface Meeting {
  readonly moved: { readonly date: PlainDate; readonly start: LocalTime } | null;
  readonly cancelled: boolean;
  readonly attendance: ReadonlyMap<UserId, Attendance>;
  readonly wanted: ReadonlySet<CourseId>;
  readonly outcomes: ReadonlyMap<CourseId, Outcome>;
}

export const UNTOUCHED: Meeting = {
  moved: null,
  cancelled: false,
  attendance: new Map(),
  wanted: new Set(),
  outcomes: new Map(),
};

export function meetingFrom(history: readonly MeetingEvent[]): Meeting {
  return history.reduce(evolveMeeting, UNTOUCHED);
}

function evolveMeeting(meeting: Meeting, event: MeetingEvent): Meeting {
  switch (event.type) {
    case 'MeetingMoved':
      // Whoever could come on the old day has to say so again for the new one.
      return { ...meeting, moved: { date: event.date, start: event.start }, cancelled: false, attendance: new Map() };
    case 'MeetingCancelled':
      return { ...meeting, cancelled: true };
    case 'AttendanceAnswered':
      return { ...meeting, attendance: new Map(meeting.attendance).set(event.user, event.answer) };
    case 'DecisionWanted':
      return { ...meeting, wanted: new Set(meeting.wanted).add(event.course) };
    case 'CourseReviewed':
      return { ...meeting, outcomes: new Map(meeting.outcomes).set(event.course, event.outcome) };
    default:
      return event satisfies never;
  }
}

export type MeetingCommand =
  | { readonly type: 'move'; readonly date: PlainDate; readonly start: LocalTime }
  | { readonly type: 'cancel' }
  | { readonly type: 'answer'; readonly user: UserId; readonly answer: Attendance }
  | { readonly type: 'wantDecision'; readonly course: CourseId }
  | { readonly type: 'review'; readonly course: CourseId; readonly outcome: Outcome };

/** When a command on an occurrence is decided. */
export interface MeetingContext {
  readonly occurrence: Occurrence;
  readonly now: Instant;
  readonly calendar: WorkCalendar;
}

/** Decides on one occurrence: attendance before it, the question round after it, moving and cancelling (A9, S5). */
export function decideMeeting(
  command: MeetingCommand,
  meeting: Meeting,
  context: MeetingContext,
): Decision<MeetingEvent> {
  const refusal = tooEarlyOrLate(command, context);
  if (refusal !== null) return refusal;
  switch (command.type) {
    case 'move':
      return onceOnly(isAt(command, meeting), { type: 'MeetingMoved', date: command.date, start: command.start });
    case 'cancel':
      return accepted({ type: 'MeetingCancelled' });
    case 'answer':
      return onceOnly(meeting.attendance.get(command.user) === command.answer, {
        type: 'AttendanceAnswered',
        user: command.user,
        answer: command.answer,
      });
    case 'wantDecision':
      return onceOnly(meeting.wanted.has(command.course), { type: 'DecisionWanted', course: command.course });
    case 'review':
      return onceOnly(meeting.outcomes.get(command.course) === command.outcome, {
        type: 'CourseReviewed',
        course: command.course,
        outcome: command.outcome,
      });
    default:
      return command satisfies never;
  }
}

/** A cancelled conference can only be moved, one that is over only reviewed, one to come not yet reviewed. */
function tooEarlyOrLate(command: MeetingCommand, context: MeetingContext): Refusal | null {
  const { occurrence, now } = context;
  const off = occurrence.state === 'off';
  if (command.type === 'review') {
    if (off) return refused('conference-cancelled');
    return now < occurrence.start ? refused('conference-not-yet-held') : null;
  }
  if (command.type === 'move') return moveAllowed(command, context);
  if (off) return refused('conference-cancelled');
  return now >= occurrence.end ? refused('conference-passed') : null;
}

function moveAllowed(
  to: Extract<MeetingCommand, { type: 'move' }>,
  { occurrence, now, calendar }: MeetingContext,
): Refusal | null {
  const begun = now >= occurrence.start && occurrence.state !== 'off';
  if (begun || toInstant(to.date, to.start) <= now) return refused('conference-passed');
  // The move is often made because nobody works that day (S5): another such day helps nobody.
  if (!isWorkingDay(to.date, calendar)) return refused('conference-on-closed-day');
  const days = Math.abs(daysBetween(regularDate(occurrence.meeting), to.date));
  return days > MOST_DAYS_MOVED ? refused('conference-too-far', { days: MOST_DAYS_MOVED }) : null;
}

/** A conference moved further is another one; the timetable looks this far for its regular date. */
export const MOST_DAYS_MOVED = 28;

/** The regular date in a meeting's id: a moved meeting keeps it. */
export function regularDate(meeting: MeetingId): PlainDate {
  return PlainDate.parse(meeting.slice(-10));
}

/** The conference and regular date that a meeting's id names; null for a text that is none. */
export function readMeetingId(meeting: MeetingId): { conference: string; regular: PlainDate } | null {
  const regular = PlainDate.safeParse(meeting.slice(-10));
  const named = meeting.length > 11 && meeting.at(-11) === ':' && regular.success;
  return named ? { conference: meeting.slice(0, -11), regular: regular.data } : null;
}

function isAt(to: Extract<MeetingCommand, { type: 'move' }>, { moved, cancelled }: Meeting): boolean {
  return !cancelled && moved?.date === to.date && moved.start === to.start;
}

/** The same answer twice changes nothing. */
function onceOnly(already: boolean, event: MeetingEvent): Decision<MeetingEvent> {
  return already ? accepted() : accepted(event);
}
