import type { Attendance, MeetingCommand } from '../../domain/conference/meeting.ts';
import type { CourseId, MeetingId } from '../../domain/ids.ts';
import { type Refusal, refused } from '../../domain/refusal.ts';
import type { Scope, Session } from '../context.ts';
import { showCourse } from '../courses/load-course.ts';
import { rescheduleAgreement } from '../due/agreement-due.ts';
import { mayChange, takesPart } from './attendance.ts';
import { changeMeeting } from './change-meeting.ts';
import { type LoadedMeeting, loadMeeting, wholeAgenda } from './load-conference.ts';
import { refreshAgenda } from './refresh.ts';

/** What an answer came to: the meeting as it stands now, or a refusal. */
export type Answered = { readonly kind: 'done'; readonly meeting: LoadedMeeting } | Refusal;

/** "Jeg kommer" / "Afbud" (A9), from the channel or in person; the channel's agenda shows it. */
export async function attend(session: Session, id: MeetingId, answer: Attendance): Promise<Answered> {
  const loaded = await loadMeeting(session, id);
  if (loaded === null) return refused('conference-passed');
  if (!takesPart(session.viewer, loaded)) return refused('conference-not-yours');
  return change(session, loaded, { type: 'answer', user: session.user.id, answer });
}

/** "Ønsker beslutning": puts a course among the first on the agenda; for those who are named on it or lead it. */
export async function wantDecision(session: Session, id: MeetingId, course: CourseId): Promise<Answered> {
  const loaded = await loadMeeting(session, id);
  if (loaded === null) return refused('conference-passed');
  const seen = session.viewer === null ? null : await showCourse(session, session.viewer, course);
  if (seen === null) return refused('not-found');
  const agenda = await wholeAgenda(session, loaded);
  if (!agenda.some((c) => c.shown.value.id === course)) return refused('not-on-agenda');
  return change(session, loaded, { type: 'wantDecision', course });
}

/** Moves a conference to another day and time, or cancels it (product.md 4): its posts follow. */
export async function moveOrCancel(
  session: Session,
  id: MeetingId,
  command: Extract<MeetingCommand, { type: 'move' | 'cancel' }>,
): Promise<Answered> {
  const loaded = await loadMeeting(session, id);
  if (loaded === null) return refused('conference-passed');
  if (!mayChange(session.viewer, loaded)) return refused('conference-not-yours-to-change');
  const answered = await change(session, loaded, command);
  if (answered.kind === 'done') await rescheduleAgreement(session, loaded.agreement.id);
  return answered;
}

async function change(session: Session, loaded: LoadedMeeting, command: MeetingCommand): Promise<Answered> {
  const changed = await changeMeeting(session, loaded, { command, by: session.user.id });
  if (changed.kind === 'refused') return changed;
  if (changed.events.length > 0) await refreshAgenda(session, loaded, loaded.occurrence.meeting);
  return { kind: 'done', meeting: await again(session, loaded) };
}

async function again(scope: Scope, { occurrence }: LoadedMeeting): Promise<LoadedMeeting> {
  const loaded = await loadMeeting(scope, occurrence.meeting);
  if (loaded === null) throw new Error('a meeting that was just changed');
  return loaded;
}
