import type { ChannelViewer } from '../../domain/access.ts';
import { type Instant, localDate, type PlainDate, toInstant } from '../../domain/calendar/time.ts';
import type { Course } from '../../domain/course/course.ts';
import type { ConversationId } from '../../domain/ids.ts';
import type { Obligation } from '../../domain/obligation.ts';
import type { Scope } from '../context.ts';
import { loadCourses } from '../courses/load-course.ts';
import { CHANNEL_AT, nextMorning } from '../due/moments.ts';
import { recipientsOf } from '../due/raise.ts';
import { courseDue } from '../due/reschedule-course.ts';
import { comingMeetings, inOrder, postsOf, type Upcoming, waitingFor } from './upcoming.ts';

/** What a channel will get next: its conferences' posts where it is the shared one, and its one post of the day (N1, N2). */
export async function upcomingInChannel(
  scope: Scope,
  { agreement }: ChannelViewer,
  channel: ConversationId,
): Promise<readonly Upcoming[]> {
  const to = `channel:${channel}` as const;
  const waiting = await waitingFor(scope, to);
  const meetings = (await comingMeetings(scope)).filter((m) => m.agreement.id === agreement);
  const posts = meetings.flatMap((m) => postsOf(scope, m)).filter((p) => p.kind !== 'preparation' && p.to === to);
  const alert = waiting.some((u) => u.kind === 'channelAlert') ? null : await nextAlert(scope, { agreement, to });
  return inOrder([
    ...waiting,
    ...posts,
    ...(alert === null ? [] : [{ at: alert, kind: 'channelAlert' as const, to, meeting: null }]),
  ]);
}

/** When a rung next reaches the channel, as things stand: the moment alone, and nothing of the courses behind it. */
async function nextAlert(
  scope: Scope,
  here: { readonly agreement: ChannelViewer['agreement']; readonly to: `channel:${string}` },
): Promise<Instant | null> {
  const rows = await scope.tx.courses.ofAgreement(here.agreement, 'open');
  const loaded = await loadCourses(
    scope,
    rows.map((r) => r.id),
  );
  const days: PlainDate[] = [];
  for (const { course } of loaded.values()) {
    const { obligations, calendar } = await courseDue(scope, course);
    const from = localDate(nextMorning(scope, calendar));
    const later = obligations.flatMap((o) => channelDays(o, from));
    if (later.length > 0 && (await reaches(scope, course, here.to))) days.push(...later);
  }
  const [first] = days.sort();
  return first === undefined ? null : toInstant(first, CHANNEL_AT);
}

function channelDays({ rungs }: Obligation, from: PlainDate): readonly PlainDate[] {
  return rungs.filter((r) => r.day >= from && r.to.some((t) => t.kind === 'channel')).map((r) => r.day);
}

/** Whether the course's alerts go to this channel, and not to the agreement's other one (N2). */
async function reaches(scope: Scope, course: Course, to: string): Promise<boolean> {
  const circle = { agreement: course.agreement, specialist: course.specialist, course };
  return (await recipientsOf(scope, circle, [{ kind: 'channel' }])).some((key) => key === to);
}
