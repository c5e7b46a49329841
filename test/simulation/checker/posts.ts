import { plus } from '../../_util/naive-days.ts';
import type { Moment } from '../record.ts';
import { type Checking, expect, inHours, lose } from './checking.ts';
import { agreementOf, type Desk, standIn } from './desk.ts';
import { isAsked, type Meeting, meetingsBetween, type Post } from './meetings.ts';
import { chatOf } from './places.ts';

/** A post of a conference as it was planned; the conference may be moved or called off before it. */
interface Planned {
  readonly meeting: Meeting;
  readonly post: Post;
  readonly code: string;
}

/** Lays out a post of a conference for its moment. */
export function planPost(
  checking: Checking,
  desk: Desk,
  { planned, at }: { readonly planned: Planned; readonly at: Moment },
): void {
  checking.clock.plan(at, (now) => comes(checking, desk, { planned, now }));
}

interface Coming {
  readonly planned: Planned;
  readonly now: Moment;
}

/** Now, or in the next working hours, or too late (N3, N5). */
function comes(checking: Checking, desk: Desk, { planned, now }: Coming): void {
  const { post } = planned;
  const at = inHours(desk, now);
  if (at >= post.until) {
    if (post.kind === 'agenda' || post.kind === 'round') lose(desk, null, now);
  } else if (at > now) planPost(checking, desk, { planned, at });
  else if (stillHolds(desk, planned)) expectPost(checking, desk, { planned, now });
}

function stillHolds(desk: Desk, { meeting, code }: Planned): boolean {
  const agreement = agreementOf(desk, code);
  const around = meetingsBetween(agreement, desk.changes, [plus(meeting.regular, -1), plus(meeting.regular, 1)]);
  const now = around.find((m) => m.name === meeting.name);
  return now?.state === 'on' && now.date === meeting.date && now.start === meeting.start;
}

function expectPost(checking: Checking, desk: Desk, { planned, now }: Coming): void {
  const { meeting, post, code } = planned;
  const { kind } = post;
  // Moved away and back, or to where it was: what was posted stands.
  const once = `${kind} ${meeting.name} ${meeting.date} ${meeting.start}`;
  if (checking.asked.has(once)) return;
  checking.asked.add(once);
  const today = now.slice(0, 10);
  const asked = [...desk.courses.values()].filter((c) => c.agreement === code && isAsked(c, meeting, today));
  const base = { desk, at: now, must: true, done: false, kind, meeting, agreement: code } as const;
  const people = asked.flatMap((c) => [c.specialist, c.clinician]).filter((who) => who !== null);
  const chats = new Set(people.map((who) => chatOf(desk, standIn(desk, who, today))));
  if (kind === 'preparation') {
    for (const place of chats) expect(checking, { ...base, place });
    return;
  }
  // Whoever came to the agenda after it was posted prepares with the reminder.
  if (kind === 'reminder')
    for (const place of chats) expect(checking, { ...base, kind: 'preparation', must: false, place });
  const nothing = kind === 'round' && asked.length === 0;
  const noThread = kind === 'reminder' && !checking.agendas.has(meeting.name);
  if (!(nothing || noThread)) expect(checking, { ...base, place: agreementOf(desk, code).shared });
}
