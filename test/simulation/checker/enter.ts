import { plus } from '../../_util/naive-days.ts';
import type { Day, Fact, Moment } from '../record.ts';
import { type Checking, expect, expectInHours, inHours, nextMorning } from './checking.ts';
import { apply, begin, isShared, type Known, startIfReady } from './course.ts';
import { agreementOf, type Desk, everything, standIn, worksOn } from './desk.ts';
import { meetingsBetween, minutesAfter, postsOf } from './meetings.ts';
import { chatOf } from './places.ts';
import { planPost } from './posts.ts';

/** What was entered, and what follows from it. */
export function enter(checking: Checking, fact: Fact, now: Moment): void {
  switch (fact.type) {
    case 'down':
      return checking.clock.down();
    case 'up':
      return;
    case 'wrote': {
      const desk = checking.places.deskOf(fact.who);
      desk.closed.delete(chatOf(desk, fact.who));
      return;
    }
    case 'trained':
      checking.places.deskOf(fact.about).training.lines.push(fact);
      return;
    case 'away':
    case 'back':
      return enterAbsence(checking, fact, now);
    case 'moved':
    case 'cancelled':
    case 'reviewPutOff':
      return enterConference(checking, fact, now);
    default:
      return enterCourse(checking, fact, now);
  }
}

function enterCourse(checking: Checking, fact: Extract<Fact, { alias: string }>, now: Moment): void {
  const { alias } = fact;
  const desk = checking.places.deskOf(alias);
  const today = now.slice(0, 10);
  if (fact.type === 'opened') desk.courses.set(alias, begin(fact, today));
  const course = desk.courses.get(alias);
  if (course === undefined) return;
  const words = Object.values(fact).filter((word) => word !== alias && word !== null);
  course.story.push(`${now} ${words.join(' ')}`);
  noteFirst(desk, { agreement: course.agreement, fact, today });
  if (fact.type !== 'opened') enterOnCourse(checking, { desk, course, fact, now });
  settle(checking, desk, { course, now, by: fact.type === 'withdrawn' ? fact.by : null });
}

/** S4: a specialist's first course under an agreement. */
function noteFirst(desk: Desk, at: { readonly agreement: string; readonly fact: Fact; readonly today: Day }): void {
  const { agreement, fact, today: on } = at;
  const who = fact.type === 'opened' || fact.type === 'assigned' ? fact.specialist : null;
  const { firsts } = desk.training;
  const known = firsts.some((f) => f.who === who && f.agreement === agreement);
  if (who !== null && !known) firsts.push({ who, agreement, on });
}

type OnCourse = Exclude<Extract<Fact, { alias: string }>, { type: 'opened' }>;
interface Entering {
  readonly desk: Desk;
  readonly course: Known;
  readonly fact: OnCourse;
  readonly now: Moment;
}

function enterOnCourse(checking: Checking, { desk, course, fact, now }: Entering): void {
  const today = now.slice(0, 10);
  const { alias } = course;
  if (fact.type === 'snoozed') snooze(desk, course, { fact, today });
  apply(course, fact, today);
  if (fact.type === 'assigned' && fact.handedOver) {
    // Of somebody who is away the cover hears it (N3).
    const hears = standIn(desk, fact.specialist, plus(today, 1));
    desk.taken.set(hears, (desk.taken.get(hears) ?? new Set()).add(alias));
    checking.clock.plan(minutesAfter(now, 20), (then) => checking.leaks.lookBack(alias, then));
  }
  if (fact.type === 'reviewed') enterReview(checking, { desk, course, fact, now });
}

function enterReview(
  checking: Checking,
  { desk, course, fact, now }: Entering & { readonly fact: Extract<Fact, { type: 'reviewed' }> },
): void {
  const { alias } = course;
  const name = `${fact.agreement} ${fact.regular}`;
  desk.changes.answered.add(`${name} ${alias}`);
  if (fact.outcome !== 'decided') return;
  const place = chatOf(desk, course.specialist ?? desk.leader);
  const must = !checking.asked.has(`${place} ${name} ${alias}`);
  checking.asked.add(`${place} ${name} ${alias}`);
  checking.clock.plan(inHours(desk, now), (then) =>
    expect(checking, { desk, place, at: then, must, done: false, kind: 'decision', alias }),
  );
}

const SNOOZED: Readonly<Record<string, string>> = { contact: 'Kontakt' };

function snooze(desk: Desk, course: Known, at: { fact: Extract<Fact, { type: 'snoozed' }>; today: Day }): void {
  const { fact, today } = at;
  const found = everything(desk, today).find((d) => d.label === `${course.alias} ${SNOOZED[fact.duty]}`);
  if (found !== undefined) course.snoozes.push({ key: found.key, until: fact.until });
}

/** What follows by itself: a start, and the end of working together (K12). */
export function settle(
  checking: Checking,
  desk: Desk,
  at: { readonly course: Known; readonly now: Moment; readonly by: string | null },
): void {
  const { course, now, by } = at;
  const today = now.slice(0, 10);
  startIfReady(course, today);
  const shared = isShared(course, today);
  const ended = course.together && !shared;
  if (shared && !course.together) course.togetherSince = today;
  course.together = shared;
  if (!ended) return;
  course.story.push(`${now} no longer together`);
  for (const task of course.tasks) if (task.other) task.open = false;
  const told = new Set([course.clinician, course.specialist === by ? null : course.specialist]);
  for (const who of told) if (who !== null) expectEnding(checking, desk, { course, who, now });
  checking.clock.plan(minutesAfter(now, 20), (then) => checking.leaks.lookBack(course.alias, then));
}

function expectEnding(
  checking: Checking,
  desk: Desk,
  { course, who, now }: { readonly course: Known; readonly who: string; readonly now: Moment },
): void {
  const place = chatOf(desk, who);
  checking.clock.plan(inHours(desk, now), (then) => {
    if (isShared(course, then.slice(0, 10))) return;
    const { alias } = course;
    expectInHours(checking, { desk, place, at: then, must: true, done: false, kind: 'ended', alias, who });
  });
}

function enterAbsence(checking: Checking, fact: Extract<Fact, { type: 'away' | 'back' }>, now: Moment): void {
  const desk = checking.places.deskOf(fact.who);
  const today = now.slice(0, 10);
  if (fact.type === 'away') {
    const { who, cover, first, last } = fact;
    desk.away.push({ who, cover, first, last });
    let from = first > today ? first : plus(today, 1);
    while (!worksOn(desk, from)) from = plus(from, 1);
    // An absence on days off alone is nobody's morning.
    if (from <= last) nextMorning(desk, standIn(desk, who, from), from);
    return;
  }
  const away = desk.away.find((a) => a.who === fact.who && a.first <= today);
  if (away === undefined) return;
  desk.away.splice(desk.away.indexOf(away), 1);
  comesBack(checking, desk, { who: fact.who, now });
}

/** Whoever comes back has a digest next morning, and the cover's cards are replaced (N3). */
export function comesBack(
  checking: Checking,
  desk: Desk,
  { who, now }: { readonly who: string; readonly now: Moment },
): void {
  const today = now.slice(0, 10);
  nextMorning(desk, who, now < `${today} 08:00` ? today : plus(today, 1));
  const theirs = [...desk.courses.values()].filter((c) => c.specialist === who || c.clinician === who || c.by === who);
  checking.clock.plan(minutesAfter(now, 20), (then) => {
    for (const { alias } of theirs) checking.leaks.lookBack(alias, then);
  });
}

function enterConference(
  checking: Checking,
  fact: Extract<Fact, { type: 'moved' | 'cancelled' | 'reviewPutOff' }>,
  now: Moment,
): void {
  const desk = checking.places.deskOf(fact.agreement);
  if (fact.type === 'reviewPutOff') {
    desk.reviewOn.set(fact.agreement, fact.until);
    return;
  }
  const name = `${fact.agreement} ${fact.regular}`;
  if (fact.type === 'cancelled') {
    desk.changes.cancelled.add(name);
    return;
  }
  desk.changes.cancelled.delete(name);
  desk.changes.moved.set(name, { date: fact.date, start: fact.start });
  const agreement = agreementOf(desk, fact.agreement);
  const meeting = meetingsBetween(agreement, desk.changes, [fact.regular, fact.regular]).find((m) => m.name === name);
  if (meeting === undefined) return;
  const today = now.slice(0, 10);
  // What is due already, or later today; the days to come lay out their own.
  for (const post of postsOf(meeting, agreement).filter((p) => p.at <= `${today} 23:59` && now < p.until)) {
    const planned = { meeting, post, code: fact.agreement };
    planPost(checking, desk, { planned, at: post.at > now ? post.at : now });
  }
}
