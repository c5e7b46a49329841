import { CourseId, MeetingId, UserId } from '../../domain/ids.ts';
import type { Scope } from '../context.ts';
import { showCourse } from '../courses/load-course.ts';
import { readRecipient, toChannel, toPerson } from '../delivery/address.ts';
import type { Rendered } from '../delivery/delivery.ts';
import { isAgain, plannedRung } from '../delivery/undelivered.ts';
import { viewerOf } from '../people/viewer.ts';
import type { OutboxRow } from '../ports/outbox.ts';
import type { User } from '../ports/records.ts';
import type { View } from '../view.ts';
import { agendaView, CHANNEL_LANGUAGE } from './agenda-view.ts';
import { decisionFormView, decisionSubject } from './decision-view.ts';
import { type LoadedMeeting, loadMeeting, rungOf, sharedChannel, wholeAgenda } from './load-conference.ts';
import { ownCourses, preparationView } from './preparation-view.ts';
import { questionRoundView } from './question-round-view.ts';
import { agendaCard } from './refresh.ts';
import { reminderView } from './reminder-view.ts';

/** The channel's agenda, as a root post; dropped when the conference was moved or called off meanwhile. */
export async function renderAgenda(scope: Scope, row: OutboxRow): Promise<Rendered> {
  const loaded = await meetingOf(scope, row);
  return loaded === null ? 'drop' : inChannel(scope, row, { view: await agendaView(scope, loaded), thread: null });
}

/** The preparation of one person; dropped for somebody who has no course on the agenda any more. */
export async function renderPreparation(scope: Scope, row: OutboxRow): Promise<Rendered> {
  const loaded = await meetingOf(scope, row);
  const user = await readerOf(scope, row);
  const viewer = user === null ? null : await viewerOf(scope, user);
  if (loaded === null || user === null || viewer === null) return 'drop';
  if ((await ownCourses(scope, loaded, viewer)).length === 0) return 'drop';
  return toPerson(scope, user, await preparationView(scope, loaded, { user, viewer, page: 1 }));
}

/** Half an hour before, in the agenda's thread only: without an agenda that is known to stand there is nothing to reply to. */
export async function renderReminder(scope: Scope, row: OutboxRow): Promise<Rendered> {
  const loaded = await meetingOf(scope, row);
  const thread = loaded === null ? null : await threadOf(scope, loaded);
  if (loaded === null || thread === null) return 'drop';
  return inChannel(scope, row, { view: await reminderView(scope, loaded), thread });
}

/** The question round, in the agenda's thread, or as a root post where the agenda is not there. */
export async function renderQuestionRound(scope: Scope, row: OutboxRow): Promise<Rendered> {
  const loaded = await meetingOf(scope, row);
  if (loaded === null) return 'drop';
  const viewer = sharedChannel(loaded.agreement);
  if ((await wholeAgenda(scope, loaded)).length === 0) return 'drop';
  const view = await questionRoundView(scope, loaded, { viewer, language: CHANNEL_LANGUAGE, page: null });
  return inChannel(scope, row, { view, thread: await threadOf(scope, loaded) });
}

/** The decision's words, owner and date, asked of the specialist; once per conference, and only while "beslutning truffet" stands. */
export async function renderDecisionForm(scope: Scope, row: OutboxRow): Promise<Rendered> {
  const user = await readerOf(scope, row);
  const viewer = user === null ? null : await viewerOf(scope, user);
  const meeting = await loadMeeting(scope, MeetingId.parse(row.rung.split('#')[0]));
  const id = CourseId.parse(row.subject);
  const course = viewer === null ? null : await showCourse(scope, viewer, id);
  if (user === null || meeting === null || course === null || !course.shown.rights.has('act')) return 'drop';
  if (course.shown.value.status !== 'running' || meeting.meeting.outcomes.get(id) !== 'decided') return 'drop';
  if (!isAgain(row) && (await wasAsked(scope, user, decisionSubject(id, meeting.occurrence.meeting)))) return 'drop';
  return toPerson(scope, user, await decisionFormView(scope, { course, meeting, user }));
}

async function wasAsked(scope: Scope, user: User, subject: string): Promise<boolean> {
  const chat = await scope.parts.people.chatOf(scope.tx, user);
  if (chat === null) return false;
  for (const view of ['decisionForm', 'decisionReceipt']) {
    const card = await scope.tx.posted.latest(view, subject, chat.id);
    if (card !== null && card.state !== 'gone' && card.viewer === `user:${user.id}`) return true;
  }
  return false;
}

/** The meeting a row is about, while it still takes place as it did when the row was planned; null otherwise. */
async function meetingOf(scope: Scope, row: OutboxRow): Promise<LoadedMeeting | null> {
  const loaded = await loadMeeting(scope, MeetingId.parse(row.subject));
  const holds = loaded?.occurrence.state === 'on' && rungOf(loaded.occurrence) === plannedRung(row);
  return holds && !loaded.agreement.terms.draft ? loaded : null;
}

/** The root post of the agenda, where its place in the channel is known. */
async function threadOf(scope: Scope, loaded: LoadedMeeting) {
  return (await agendaCard(scope, loaded, loaded.occurrence.meeting))?.activity ?? null;
}

/** A post in the agreement's shared channel; a channel that is no longer bound to it gets nothing. */
async function inChannel(
  scope: Scope,
  row: OutboxRow,
  message: { readonly view: View; readonly thread: Parameters<typeof toChannel>[2]['thread'] },
): Promise<Rendered> {
  const recipient = readRecipient(row.recipient);
  if (recipient.kind !== 'channel') throw new Error('a conference is posted in a channel');
  const loaded = await loadMeeting(scope, MeetingId.parse(row.subject));
  if (loaded?.agreement.channels.shared !== recipient.id) return 'drop';
  return toChannel(scope, recipient.id, message);
}

async function readerOf({ tx }: Scope, row: OutboxRow): Promise<User | null> {
  const recipient = readRecipient(row.recipient);
  return recipient.kind === 'user' ? tx.users.get(UserId.parse(recipient.id)) : null;
}
