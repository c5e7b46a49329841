import { plus } from '../../_util/naive-days.ts';
import type { Day, Moment } from '../record.ts';
import { type Checking, expect } from './checking.ts';
import { agreementOf, type Desk, worksOn } from './desk.ts';
import { comesBack, settle } from './enter.ts';
import { meetingsBetween, postsOf } from './meetings.ts';
import { morningOf } from './morning.ts';
import { chatOf } from './places.ts';
import { planPost } from './posts.ts';

/** Midnight, or after a downtime later: consents begin and lapse, absences end, and the day's moments are laid out. */
export function startDay(checking: Checking, day: Day, now: Moment): void {
  for (const desk of checking.places.desks) {
    for (const course of desk.courses.values()) settle(checking, desk, { course, now, by: null });
    for (const away of desk.away.filter((a) => a.last < day)) {
      desk.away.splice(desk.away.indexOf(away), 1);
      comesBack(checking, desk, { who: away.who, now });
    }
    checking.clock.plan(`${day} 08:00`, (then) => startMorning(checking, desk, { day, now: then }));
    planPosts(checking, desk, day);
  }
}

function planPosts(checking: Checking, desk: Desk, day: Day): void {
  for (const { code } of desk.town.agreements) {
    const agreement = agreementOf(desk, code);
    for (const meeting of meetingsBetween(agreement, desk.changes, [plus(day, -60), plus(day, 60)])) {
      const today = postsOf(meeting, agreement).filter((p) => p.at.startsWith(day));
      for (const post of today) planPost(checking, desk, { planned: { meeting, post, code }, at: post.at });
    }
  }
}

function startMorning(checking: Checking, desk: Desk, { day, now }: { readonly day: Day; readonly now: Moment }): void {
  if (!(now.startsWith(day) && worksOn(desk, day)) || now >= `${day} 17:00`) return;
  const { digests, alerts } = morningOf(desk, day);
  for (const due of digests.filter((d) => d.may)) {
    expect(checking, { desk, place: chatOf(desk, due.who), at: now, must: due.must, done: false, kind: 'digest', due });
  }
  // A morning on which there is nothing to say ends the matter.
  for (const { who, must } of digests)
    if (!must && (desk.occasions.get(who) ?? '9999') <= day) desk.occasions.delete(who);
  const at = now < `${day} 08:15` ? `${day} 08:15` : now;
  for (const [place, labels] of alerts) {
    checking.clock.plan(at, (then) =>
      expect(checking, { desk, place, at: then, must: true, done: false, kind: 'alert', labels }),
    );
  }
}
