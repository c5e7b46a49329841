import { daysBetween } from '../calendar/dates.ts';
import type { PlainDate } from '../calendar/time.ts';
import type { WorkCalendar } from '../calendar/working-days.ts';
import type { CourseId, UserId } from '../ids.ts';
import type { Obligation, Told } from '../obligation.ts';
import type { CommonRules } from '../programme.ts';
import type { Meeting, Occurrence } from './meeting.ts';
import { organiserAskedOn, unansweredOn } from './timetable.ts';

/** One occurrence with what its obligations are derived from. */
export interface MeetingDue {
  readonly occurrence: Occurrence;
  readonly meeting: Meeting;
  /** The courses the question round asks about. */
  readonly asked: readonly CourseId[];
  readonly organiser: UserId;
}

/** What the obligations of a conference are counted by. */
export interface MeetingDueContext {
  readonly rules: CommonRules['conference'];
  readonly calendar: WorkCalendar;
  readonly today: PlainDate;
}

/** What one occurrence still asks of people (domain.md 9): an answer to its question round, or another day. */
export function meetingObligations(due: MeetingDue, context: MeetingDueContext): readonly Obligation[] {
  return [...unanswered(due, context), ...onClosedDay(due, context)];
}

/** A9: two working days after the conference the leader hears, once, of a question round with courses nobody answered for. */
function unanswered(
  { occurrence, meeting, asked }: MeetingDue,
  { rules, calendar, today }: MeetingDueContext,
): Obligation[] {
  const since = daysBetween(occurrence.date, today);
  if (occurrence.state !== 'on' || since < 0 || since > ANSWERED_WITHIN_DAYS) return [];
  if (asked.every((course) => meeting.outcomes.has(course))) return [];
  const day = unansweredOn(occurrence, rules, calendar);
  const told: Told = { kind: 'leader' };
  return [
    {
      key: `unanswered:${occurrence.meeting}:${occurrence.date}`,
      kind: 'conferenceUnanswered',
      due: day,
      owners: [told],
      rungs: [{ id: 'told', day, to: [told] }],
      notice: true,
      quietUntil: null,
      task: null,
      step: null,
      engagement: null,
    },
  ];
}

/** Later nobody remembers what was said; a course that comes back to the agenda is not asked about for weeks past. */
const ANSWERED_WITHIN_DAYS = 14;

/** S5: from ten days before a conference on a day nobody works the organiser is asked to move or cancel it, until that is done. */
function onClosedDay(
  { occurrence, organiser }: MeetingDue,
  { rules, calendar, today }: MeetingDueContext,
): Obligation[] {
  const day = organiserAskedOn(occurrence, rules, calendar);
  if (day === null || occurrence.date < today) return [];
  const told: Told = { kind: 'person', user: organiser };
  return [
    {
      key: `closedDay:${occurrence.meeting}:${occurrence.date}`,
      kind: 'conferenceOnClosedDay',
      due: occurrence.date,
      owners: [told],
      rungs: [{ id: 'asked', day, to: [told] }],
      notice: false,
      quietUntil: null,
      task: null,
      step: null,
      engagement: null,
    },
  ];
}
