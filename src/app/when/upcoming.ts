import { calendarOf } from '../../domain/agreement/agreement.ts';
import type { Instant } from '../../domain/calendar/time.ts';
import { momentsOf } from '../../domain/conference/timetable.ts';
import { mayChange, takesPart } from '../conference/attendance.ts';
import { agendaCourses, type LoadedMeeting, loadAgreements, meetingsAround } from '../conference/load-conference.ts';
import type { Scope } from '../context.ts';
import type { Reader } from '../courses/reader.ts';
import type { IntentKind, RecipientKey } from '../ports/outbox.ts';
import { nextDigest } from './next-digest.ts';

/** Something that will be posted: what, when, and to whom; `null` for a post that has no channel to go to yet. */
export interface Upcoming {
  readonly at: Instant;
  readonly kind: IntentKind;
  readonly to: RecipientKey | null;
  /** The meeting it is about, for the conference's own posts. */
  readonly meeting: LoadedMeeting | null;
}

/** What a person will get next in their own chat, and what their conferences post in the channels, in order. */
export async function upcomingFor(reader: Reader): Promise<readonly Upcoming[]> {
  const me: RecipientKey = `user:${reader.viewer.colleague.id}`;
  const waiting = await waitingFor(reader, me);
  const digest = waiting.some((u) => u.kind === 'digest') ? null : await nextDigest(reader);
  const meetings = (await comingMeetings(reader)).filter(
    (m) => takesPart(reader.viewer, m) || mayChange(reader.viewer, m),
  );
  const posts = await Promise.all(meetings.map((m) => postsFor(reader, m, me)));
  return inOrder([
    ...waiting,
    ...(digest === null ? [] : [{ at: digest, kind: 'digest' as const, to: me, meeting: null }]),
    ...posts.flat(),
  ]);
}

/** The outbox rows that wait for a recipient; a replaced card is nothing new to them. */
export async function waitingFor({ tx, now }: Scope, to: RecipientKey): Promise<readonly Upcoming[]> {
  const rows = await tx.outbox.pendingOf(to);
  return rows.map(({ kind, notBefore }) => ({ at: notBefore < now ? now : notBefore, kind, to, meeting: null }));
}

/** Meetings that take place and are not over, of every agreement, in order. */
export async function comingMeetings(scope: Scope): Promise<readonly LoadedMeeting[]> {
  const agreements = await loadAgreements(scope);
  const around = agreements.flatMap((agreement) => {
    const calendar = calendarOf(agreement.terms, scope.parts.isHoliday);
    return agreement.conferences.map((conference) => meetingsAround(scope, { agreement, calendar }, conference));
  });
  return (await Promise.all(around)).flat();
}

async function postsFor(reader: Reader, meeting: LoadedMeeting, me: RecipientKey): Promise<readonly Upcoming[]> {
  const mine = (await agendaCourses(reader, meeting, reader.viewer)).some(
    ({ shown: { value } }) =>
      value.specialist === reader.viewer.colleague.id || value.clinician === reader.viewer.colleague.id,
  );
  return postsOf(reader, meeting).flatMap((post) => {
    if (post.kind !== 'preparation') return [post];
    return mine ? [{ ...post, to: me }] : [];
  });
}

/** What a meeting still posts: in the shared channel, and the preparation in person. */
export function postsOf(scope: Scope, meeting: LoadedMeeting): readonly Upcoming[] {
  const { shared } = meeting.agreement.channels;
  const rules = scope.parts.programmes.common.conference;
  return momentsOf(meeting.occurrence, rules, meeting.calendar)
    .filter(({ at }) => at > scope.now)
    .map(({ at, kind }) => ({ at, kind, to: shared === undefined ? null : (`channel:${shared}` as const), meeting }));
}

/** By time, and each kind of post of one conference only the next time it comes. */
export function inOrder(posts: readonly Upcoming[]): readonly Upcoming[] {
  const sorted = posts.toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
  const key = ({ kind, to, meeting }: Upcoming) => `${kind}|${to}|${meeting?.conference.id ?? ''}`;
  return sorted.filter((post, i) => sorted.findIndex((other) => key(other) === key(post)) === i);
}
