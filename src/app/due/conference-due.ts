import type { Conference } from '../../domain/agreement/agreement.ts';
import { addDays, maxDate } from '../../domain/calendar/dates.ts';
import { type Instant, localDate, toInstant } from '../../domain/calendar/time.ts';
import { nextWorkingMoment } from '../../domain/calendar/working-days.ts';
import { meetingObligations } from '../../domain/conference/obligations.ts';
import { type ConferenceMoment, momentsOf } from '../../domain/conference/timetable.ts';
import type { UserId } from '../../domain/ids.ts';
import type { Obligation } from '../../domain/obligation.ts';
import { standInOf } from '../absence/stand-in.ts';
import { loadAgreement } from '../agreements/load-agreement.ts';
import {
  type AgreementNow,
  type LoadedMeeting,
  meetingsAround,
  onAgenda,
  rungOf,
  sharedChannel,
  sharedCourses,
  wholeAgenda,
} from '../conference/load-conference.ts';
import type { Scope } from '../context.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import type { WakeSubject } from '../ports/due.ts';
import type { RecipientKey } from '../ports/outbox.ts';
import { DIGEST_AT } from './moments.ts';
import { nextRaise } from './next-raise.ts';
import { type Due, raise } from './raise.ts';

/** The wake of a conference. */
export type ConferenceWake = Extract<WakeSubject, { kind: 'conference' }>;

/** An obligation of one occurrence, with the occurrence. */
export interface MeetingObligation {
  readonly obligation: Obligation;
  readonly meeting: LoadedMeeting;
}

/** A conference wakes up: its posts whose moment has come go to the outbox, what is due is raised, and the next moment is set. */
export async function wakeConference(scope: Scope, subject: ConferenceWake): Promise<void> {
  const loaded = await loadAgreement(scope, subject.agreement);
  const conference = loaded.agreement.conferences.find((c) => c.id === subject.id);
  if (conference === undefined) return scope.tx.wakes.set(subject, null);
  const since = (await scope.tx.wakes.at(subject)) ?? scope.now;
  const posts = await planMoments(scope, { loaded, conference, since });
  // Woken for a post in the middle of the day, it has had its morning: what came up since waits for the next (N1).
  const hadMorning = since > toInstant(scope.today, DIGEST_AT) && posts.some((m) => m.at === since);
  if (!hadMorning) await raise(scope, await dueOf(scope, loaded, conference));
  await scope.tx.wakes.set(subject, await nextConferenceMoment(scope, loaded, conference));
}

/** After a change: what is to be posted now is planned, and the next wake set. A wake that is late is left to be handled (N5). */
export async function rescheduleConference(scope: Scope, loaded: AgreementNow, conference: Conference): Promise<void> {
  const subject = { kind: 'conference', id: conference.id, agreement: loaded.agreement.id } as const;
  await planMoments(scope, { loaded, conference, since: scope.now });
  const standing = await scope.tx.wakes.at(subject);
  if (standing !== null && standing <= scope.now) return;
  await scope.tx.wakes.set(subject, await nextConferenceMoment(scope, loaded, conference));
}

/** What every occurrence of a conference around today still asks of people. */
export async function openMeetingObligations(
  scope: Scope,
  loaded: AgreementNow,
  conference: Conference,
): Promise<readonly MeetingObligation[]> {
  const meetings = await meetingsAround(scope, loaded, conference);
  const { calendar, agreement } = loaded;
  const context = { rules: scope.parts.programmes.common.conference, calendar, today: scope.today };
  const anyPast = meetings.some((m) => isPast(scope, m));
  const courses = anyPast ? await sharedCourses(scope, conference, sharedChannel(agreement)) : [];
  return meetings.flatMap((meeting) => {
    const asked = onAgenda(courses, meeting).map(({ shown }) => shown.value.id);
    const due = { occurrence: meeting.occurrence, meeting: meeting.meeting, asked, organiser: agreement.organiser };
    return meetingObligations(due, context).map((obligation) => ({ obligation, meeting }));
  });
}

function isPast(scope: Scope, { occurrence }: LoadedMeeting): boolean {
  return occurrence.state === 'on' && occurrence.date <= scope.today;
}

async function dueOf(scope: Scope, loaded: AgreementNow, conference: Conference): Promise<Due> {
  const open = await openMeetingObligations(scope, loaded, conference);
  return {
    subject: conference.id,
    agreement: loaded.agreement.id,
    specialist: null,
    course: null,
    obligations: open.map((o) => o.obligation),
    calendar: loaded.calendar,
  };
}

/** Outbox rows for the moments that have come: those still of use, and those that passed since the last wake, to be told as missed (N5). */
async function planMoments(
  scope: Scope,
  { loaded, conference, since }: { loaded: AgreementNow; conference: Conference; since: Instant },
): Promise<readonly ConferenceMoment[]> {
  const rules = scope.parts.programmes.common.conference;
  const planned: ConferenceMoment[] = [];
  for (const meeting of await meetingsAround(scope, loaded, conference)) {
    const moments = momentsOf(meeting.occurrence, rules, loaded.calendar);
    const reached = moments.filter((m) => m.at <= scope.now && (scope.now < m.uselessAfter || m.at >= since));
    for (const moment of reached) await planMoment(scope, meeting, moment);
    planned.push(...reached);
  }
  return planned;
}

async function planMoment(scope: Scope, meeting: LoadedMeeting, moment: ConferenceMoment): Promise<void> {
  for (const recipient of await recipientsOfMoment(scope, meeting, moment)) {
    await scope.tx.outbox.add({
      kind: moment.kind,
      subject: meeting.occurrence.meeting,
      recipient,
      rung: rungOf(meeting.occurrence),
      notBefore: moment.at,
      uselessAfter: moment.uselessAfter,
      calendar: meeting.agreement.id,
      anyHour: false,
    });
  }
}

async function recipientsOfMoment(
  scope: Scope,
  meeting: LoadedMeeting,
  { kind, at }: ConferenceMoment,
): Promise<readonly RecipientKey[]> {
  const { shared } = meeting.agreement.channels;
  if (kind !== 'preparation') return shared === undefined ? [] : [`channel:${shared}`];
  const preparers = preparing(await wholeAgenda(scope, meeting));
  // Late, after downtime, it may go out on a later day than it is planned on: who is away then counts (N3, N5).
  const day = localDate(nextWorkingMoment(at > scope.now ? at : scope.now, meeting.calendar));
  const readers = await Promise.all(preparers.map((user) => standInOf(scope, user, day)));
  return [...new Set(readers)].map((user): RecipientKey => `user:${user}`);
}

/** Each specialist and clinician with a course on the agenda. */
function preparing(agenda: readonly ShownCourse[]): readonly UserId[] {
  const users = agenda.flatMap(({ shown: { value } }) => [value.specialist, value.clinician]);
  return [...new Set(users.filter((user) => user !== null))];
}

/** The next moment of a conference: a post, a morning on which something is raised, or a look at the weeks that come into sight. */
async function nextConferenceMoment(
  scope: Scope,
  loaded: AgreementNow,
  conference: Conference,
): Promise<Instant | null> {
  const { agreement, calendar } = loaded;
  const last = maxDate(conference.when.until, agreement.terms.validTo);
  if (agreement.terms.draft || scope.today > addDays(last, LOOK_AGAIN_DAYS)) return null;
  const rules = scope.parts.programmes.common.conference;
  const posts = (await meetingsAround(scope, loaded, conference))
    .flatMap((m) => momentsOf(m.occurrence, rules, calendar))
    .map((m) => m.at)
    .filter((at) => at > scope.now);
  const raises = await nextRaise(scope, await dueOf(scope, loaded, conference));
  const look = toInstant(addDays(scope.today, LOOK_AGAIN_DAYS), DIGEST_AT);
  return [...posts, ...(raises === null ? [] : [raises]), look].sort()[0] ?? null;
}

/** Often enough that no occurrence comes into sight later than it has to be asked about. */
const LOOK_AGAIN_DAYS = 14;
