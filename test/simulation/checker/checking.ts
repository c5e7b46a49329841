import { plus } from '../../_util/naive-days.ts';
import type { Day, Moment } from '../record.ts';
import type { Clockwork } from './clockwork.ts';
import { type Desk, worksOn } from './desk.ts';
import type { Expected } from './expected.ts';
import type { Finding } from './finding.ts';
import type { Leaks } from './leaks.ts';
import { minutesAfter } from './meetings.ts';
import type { Places } from './places.ts';

/** Everything that a check keeps while it reads on. */
export interface Checking {
  readonly places: Places;
  readonly clock: Clockwork;
  readonly leaks: Leaks;
  readonly expected: Expected[];
  readonly findings: Finding[];
  /** Agendas that stand for certain, by meeting. */
  readonly agendas: Set<string>;
  /** Decisions that were asked for, and posts of conferences that were made: each once. */
  readonly asked: Set<string>;
  /** The day on which the like of a message last came. */
  readonly came: Map<string, Day>;
}

/** It must be there within some minutes. */
export function expect(checking: Checking, expected: Expected): void {
  // Nothing can be posted in a closed chat; the leader hears of it once.
  if (expected.desk.closed.has(expected.place)) return;
  checking.expected.push(expected);
  checking.clock.plan(minutesAfter(expected.at, 10), () => {
    checking.expected.splice(checking.expected.indexOf(expected), 1);
    if (!expected.done && expected.must) missed(checking, expected);
  });
}

function missed(checking: Checking, expected: Expected): void {
  const { kind, at, place, desk } = expected;
  const what =
    kind === 'digest' ? `digest: ${[...expected.due.rows.map((r) => r.label), ...expected.due.told].join(', ')}` : kind;
  const labels = kind === 'digest' ? expected.due.rows.map((r) => r.label) : [];
  const story = labels.slice(0, 2).flatMap((l) => desk.courses.get(l.split(' ')[0] ?? '')?.story ?? []);
  checking.findings.push({ wrong: 'missed', at, where: place, what, story });
}

/** Now, or 07:00 on the next day people work (N3). */
export function inHours(desk: Desk, now: Moment): Moment {
  const [day = '', time = ''] = now.split(' ');
  if (worksOn(desk, day) && time >= '07:00' && time < '17:00') return now;
  let next = time < '07:00' ? day : plus(day, 1);
  while (!worksOn(desk, next)) next = plus(next, 1);
  return `${next} 07:00`;
}

/** Something did not come for certain: the leader hears of it next morning, for a channel the organiser too. */
export function lose(desk: Desk, who: string | null, now: Moment): void {
  const today = now.slice(0, 10);
  const watchers =
    who === null ? [desk.leader, desk.coordinator] : [who === desk.leader ? desk.coordinator : desk.leader];
  for (const watcher of watchers) {
    desk.losses.set(watcher, (desk.losses.get(watcher) ?? 0) + 1);
    nextMorning(desk, watcher, now < `${today} 08:00` ? today : plus(today, 1));
  }
}

/** N1: somebody's chat is closed to the bot: the leader hears of it, once ever. */
export function closeChat(desk: Desk, who: string, now: Moment): void {
  const today = now.slice(0, 10);
  desk.closed.add(desk.town.people.find((p) => p.who === who)?.chat ?? '');
  if (desk.toldOf.has(who)) return;
  desk.toldOf.add(who);
  const watcher = who === desk.leader ? desk.coordinator : desk.leader;
  desk.lostPeople.set(watcher, (desk.lostPeople.get(watcher) ?? new Set()).add(who));
  nextMorning(desk, watcher, now < `${today} 08:00` ? today : plus(today, 1));
}

/** Must have a digest on the first morning from a day on, if there is anything to say. */
export function nextMorning(desk: Desk, who: string, from: Day): void {
  const known = desk.occasions.get(who);
  if (known === undefined || from < known) desk.occasions.set(who, from);
}

/** After a downtime it may be night. */
export function expectInHours(checking: Checking, expected: Expected): void {
  const at = inHours(expected.desk, expected.at);
  if (at === expected.at) expect(checking, expected);
  else checking.clock.plan(at, (then) => expectInHours(checking, { ...expected, at: then }));
}
