import type { Viewer } from '../../domain/access.ts';
import { localDate, localTime, toInstant } from '../../domain/calendar/time.ts';
import { addWorkingDays } from '../../domain/calendar/working-days.ts';
import type { Outcome } from '../../domain/conference/meeting.ts';
import type { Course } from '../../domain/course/course.ts';
import type { CourseId, MeetingId, UserId } from '../../domain/ids.ts';
import { type Refusal, refused } from '../../domain/refusal.ts';
import type { Session } from '../context.ts';
import { changeCourse } from '../courses/change-course.ts';
import { leadersOf } from '../due/raise.ts';
import { takesPart } from './attendance.ts';
import { changeMeeting } from './change-meeting.ts';
import { agendaCourses, type LoadedMeeting, loadMeeting } from './load-conference.ts';
import { refreshRounds } from './refresh.ts';

/** The words, the owner and the date of a decision can be asked for so many working days; then it is the digest's matter no more. */
const ASKED_FOR_WORKING_DAYS = 5;

/**
 * One tap of the question round (A9): what became of a course at the conference. Discussed or decided is step 3 of A15, and
 * an answer changed to "ikke drøftet" takes that back; a decision
 * asks the specialist for its words in person (N2). `viewer` is whom the tapped card was shown to.
 */
export async function reviewCourse(
  session: Session,
  review: {
    readonly meeting: MeetingId;
    readonly course: CourseId;
    readonly outcome: Outcome;
    readonly viewer: Viewer;
  },
): Promise<{ readonly kind: 'done' } | Refusal> {
  const { course, outcome } = review;
  const loaded = await loadMeeting(session, review.meeting);
  if (loaded === null) return refused('conference-passed');
  if (!takesPart(session.viewer, loaded)) return refused('conference-not-yours');
  const asked = await agendaCourses(session, loaded, review.viewer);
  const row = asked.find((c) => c.shown.value.id === course);
  if (row === undefined) return refused('not-on-agenda');
  const by = session.user.id;
  const changed = await changeMeeting(session, loaded, { command: { type: 'review', course, outcome }, by });
  if (changed.kind === 'refused') return changed;
  if (changed.events.length === 0) return { kind: 'done' };
  await refreshRounds(session, loaded, course);
  const { meeting, date } = loaded.occurrence;
  const command =
    outcome === 'notDiscussed'
      ? ({ type: 'takeBackDiscussion', meeting } as const)
      : ({ type: 'noteDiscussion', meeting, on: date } as const);
  const noted = await changeCourse(session, { id: course, command, by });
  if (noted.kind === 'refused') return noted;
  if (outcome === 'decided') await askForDecision(session, loaded, noted.course);
  return { kind: 'done' };
}

/** The form goes to the specialist, or to a leader of a course that has none. */
async function askForDecision(session: Session, loaded: LoadedMeeting, course: Course): Promise<void> {
  const to = await deciderOf(session, course);
  if (to === null) return;
  const { now, tx } = session;
  const last = addWorkingDays(localDate(now), ASKED_FOR_WORKING_DAYS, loaded.calendar);
  await tx.outbox.add({
    kind: 'decisionForm',
    subject: course.id,
    recipient: `user:${to}`,
    // A decision taken back and made again asks anew.
    rung: `${loaded.occurrence.meeting}#${loaded.revision}`,
    notBefore: now,
    uselessAfter: toInstant(last, localTime(now)),
    calendar: course.agreement,
    anyHour: false,
  });
}

async function deciderOf(session: Session, course: Course): Promise<UserId | null> {
  if (course.specialist !== null) return course.specialist;
  return (await leadersOf(session, { agreement: course.agreement, specialist: null, course }))[0] ?? null;
}
