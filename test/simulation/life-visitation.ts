import { day } from '../_util/builders.ts';
import { plus } from '../_util/naive-days.ts';
import { command } from './deeds.ts';
import { actorOf, isTime, type Life, type Living } from './living.ts';

/** Programme B's group, and pauses (B2–B4). */
export async function liveVisitation(course: Living, life: Life): Promise<void> {
  const { chance, today } = life;
  if (course.group === null && !course.plans.has('group'))
    course.plans.set('group', plus(today, chance.between(1, 28)));
  if (isTime(course, 'group', today))
    await decide(course, life, course.group === null && chance.happens(0.25) ? '2' : '1');
  for (const what of ['preparation', 'team'] as const)
    if (isTime(course, what, today)) await doDuty(course, life, what);
  if (course.pausedUntil !== null) return livePause(course, life);
  if (course.group === '1' && (course.step === '1' || course.step === '2') && chance.happens(0.004))
    await pause(course, life);
}

async function decide(course: Living, life: Life, group: '1' | '2'): Promise<void> {
  const { chance, host, today } = life;
  const { alias } = course;
  const back = course.group === '2';
  const on = day(today);
  const fact = { type: 'group', alias, group, on: today } as const;
  if (!(await command(host, course, { by: by(course), command: { type: 'decideGroup', group, on }, fact }))) return;
  course.group = group;
  if (back) {
    course.step = '1';
    course.stepOn = today;
    course.plans.delete('step1');
  }
  if (group === '1') return;
  course.plans.set('preparation', plus(today, chance.between(3, 25)));
  course.plans.set('team', plus(today, chance.between(10, 45)));
  if (chance.happens(0.7)) course.plans.set('group', plus(today, chance.between(20, 100)));
}

async function doDuty(course: Living, { host, today }: Life, what: 'preparation' | 'team'): Promise<void> {
  const { alias } = course;
  const done = { type: 'doGroupTwoDuty', duty: what, on: day(today), where: 'caseSystem' } as const;
  await command(host, course, { by: by(course), command: done, fact: { type: 'groupDuty', alias, what } });
}

/** Illness for some weeks: the targets wait, a contact may be agreed. */
async function pause(course: Living, { chance, host, today }: Life): Promise<void> {
  const { alias } = course;
  const from = plus(today, -chance.between(0, 5));
  const reviewOn = plus(today, chance.between(10, 80));
  const contactOn = chance.happens(0.5) ? plus(today, chance.between(5, 30)) : null;
  const dates = { from: day(from), reviewOn: day(reviewOn), contactOn: contactOn === null ? null : day(contactOn) };
  const begin = { type: 'beginExemption', because: 'illness', ...dates } as const;
  const fact = { type: 'exempt', alias, from, reviewOn, contactOn } as const;
  if (!(await command(host, course, { by: by(course), command: begin, fact }))) return;
  course.pausedUntil = plus(today, chance.between(7, 110));
  course.plans.set('review', plus(reviewOn, chance.between(-5, 9)));
}

async function livePause(course: Living, { chance, host, today }: Life): Promise<void> {
  const { alias } = course;
  if (isTime(course, 'review', today)) {
    const reviewOn = plus(today, chance.between(15, 80));
    const review = { type: 'reviewExemption', reviewOn: day(reviewOn) } as const;
    await command(host, course, { by: by(course), command: review, fact: { type: 'exemptReview', alias, reviewOn } });
    course.plans.set('review', plus(reviewOn, chance.between(-5, 9)));
  }
  if (course.pausedUntil === null || today < course.pausedUntil) return;
  const on = plus(today, -chance.between(0, 3));
  const fact = { type: 'exemptEnd', alias, on } as const;
  await command(host, course, { by: by(course), command: { type: 'endExemption', on: day(on) }, fact });
  course.pausedUntil = null;
  course.plans.delete('review');
}

function by(course: Living) {
  return course.caseworker ?? actorOf(course);
}
