import type { Agreement, Conference } from '../agreement/agreement.ts';
import { addDays, daysBetween, mondayOf } from '../calendar/dates.ts';
import { occurrencesBetween } from '../calendar/recurrence.ts';
import { addMinutes, type Instant, localDate, localTime, type PlainDate, toInstant } from '../calendar/time.ts';
import {
  addWorkingDays,
  isWorkingDay,
  onOrBefore,
  previousWorkingDay,
  type WorkCalendar,
} from '../calendar/working-days.ts';
import { MeetingId } from '../ids.ts';
import type { CommonRules } from '../programme.ts';
import { type Meeting, MOST_DAYS_MOVED, type Occurrence } from './meeting.ts';

/** The id of a conference's regular date; a moved meeting keeps it. */
export function meetingId(conference: Conference, regular: PlainDate): MeetingId {
  return MeetingId.parse(`${conference.id}:${regular}`);
}

/** One occurrence as it stands: moved, cancelled, in a conference-free week, or on a day nobody works (S2, S5). */
export function occurrenceOf(
  at: { readonly agreement: Agreement; readonly conference: Conference; readonly regular: PlainDate },
  meeting: Meeting,
  calendar: WorkCalendar,
): Occurrence {
  const { agreement, conference, regular } = at;
  const date = meeting.moved?.date ?? regular;
  const start = toInstant(date, meeting.moved?.start ?? conference.when.start);
  const free = meeting.moved === null && agreement.terms.conferenceFreeWeeks.includes(mondayOf(regular));
  const off = meeting.cancelled || free;
  return {
    meeting: meetingId(conference, regular),
    conference: conference.id,
    agreement: agreement.id,
    date,
    start,
    end: addMinutes(start, conference.when.minutes),
    state: stateOn(date, off, calendar),
  };
}

function stateOn(date: PlainDate, off: boolean, calendar: WorkCalendar): Occurrence['state'] {
  if (off) return 'off';
  return isWorkingDay(date, calendar) ? 'on' : 'closed';
}

/** The regular dates that matter around a day: question rounds just past, and what lies ahead. */
export function regularDatesAround(
  conference: Conference,
  agreement: Agreement,
  today: PlainDate,
): readonly PlainDate[] {
  const from = addDays(today, -BACK_DAYS - MOST_DAYS_MOVED);
  const to = addDays(today, conference.when.everyWeeks * 7 + AHEAD_DAYS);
  const within = (day: PlainDate) => agreement.terms.validFrom <= day && day <= agreement.terms.validTo;
  return occurrencesBetween(conference.when, from, to).filter(within);
}
/** Days back: a question round is open for 5 working days, Christmas included. */
const BACK_DAYS = 28;
const AHEAD_DAYS = 28;

/** The conference's own moments (domain.md 9), at once and in the channel. Each ends when it is no longer of use (N5). */
export type ConferenceMoment = {
  readonly kind: 'agenda' | 'preparation' | 'reminder' | 'questionRound';
  readonly at: Instant;
  readonly uselessAfter: Instant;
};

/** What a conference that takes place posts, and when. */
export function momentsOf(
  occurrence: Occurrence,
  rules: CommonRules['conference'],
  calendar: WorkCalendar,
): readonly ConferenceMoment[] {
  if (occurrence.state !== 'on') return [];
  const agendaAt = toInstant(previousWorkingDay(occurrence.date, calendar), rules.agendaAt);
  const asked = questionsAt(occurrence, rules);
  const questionsUseless = toInstant(
    addWorkingDays(localDate(asked), rules.questionsUselessAfterWorkingDays, calendar),
    localTime(asked),
  );
  return [
    { kind: 'agenda', at: agendaAt, uselessAfter: occurrence.start },
    { kind: 'preparation', at: agendaAt, uselessAfter: occurrence.start },
    {
      kind: 'reminder',
      at: addMinutes(occurrence.start, -rules.reminderMinutesBefore),
      uselessAfter: occurrence.start,
    },
    { kind: 'questionRound', at: asked, uselessAfter: questionsUseless },
  ];
}

/** 15:00 or 30 minutes after the end, whichever is later. */
export function questionsAt(occurrence: Occurrence, rules: CommonRules['conference']): Instant {
  const afterEnd = addMinutes(occurrence.end, rules.questionsMinutesAfterEnd);
  const notBefore = toInstant(localDate(occurrence.start), rules.questionsNotBefore);
  return afterEnd > notBefore ? afterEnd : notBefore;
}

/** The day the leader hears of an unanswered question round. */
export function unansweredOn(
  occurrence: Occurrence,
  rules: CommonRules['conference'],
  calendar: WorkCalendar,
): PlainDate {
  return addWorkingDays(occurrence.date, rules.unansweredAfterWorkingDays, calendar);
}

/** The day the organiser is asked to move or cancel a conference on a day nobody works; null when it needs no asking. */
export function organiserAskedOn(
  occurrence: Occurrence,
  rules: CommonRules['conference'],
  calendar: WorkCalendar,
): PlainDate | null {
  if (occurrence.state !== 'closed') return null;
  return onOrBefore(addDays(occurrence.date, -rules.nonWorkingDayAskedDaysBefore), calendar);
}

/** Days until an occurrence, for "om 3 dage". */
export function daysUntil(occurrence: Occurrence, today: PlainDate): number {
  return daysBetween(today, occurrence.date);
}
