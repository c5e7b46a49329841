import { endAbsence, enterAbsence } from '../../src/app/absence/enter-absence.ts';
import { reviewCourse } from '../../src/app/conference/review-course.ts';
import { moveOrCancel } from '../../src/app/conference/take-part.ts';
import { LocalTime } from '../../src/domain/calendar/time.ts';
import { MeetingId } from '../../src/domain/ids.ts';
import { day } from '../_util/builders.ts';
import { type Day, daysBetween, plus } from '../_util/naive-days.ts';
import { enterInRegister, sessionOf } from './deeds.ts';
import { agreementIdOf, conferenceIdOf, putReviewOff } from './installation.ts';
import { type Life, type Living, leaderOf } from './living.ts';
import type { Agreement, Person, Town, Who } from './record.ts';

/** Who is away until when; the last day, and a day on which they are back early. */
export type Absences = Map<
  Who,
  { readonly first: Day; readonly last: Day; readonly cover: Who; readonly backOn: Day | null }
>;

/** Holidays, illness and courses: somebody is away, and a colleague covers (N3). */
export async function liveAbsences(town: Town, absences: Absences, life: Life): Promise<void> {
  const { today, chance } = life;
  for (const person of town.people.filter((p) => p.part === 'specialist' || p.part === 'clinician')) {
    const away = absences.get(person.who);
    if (away === undefined) {
      if (chance.happens(0.006)) await goAway(town, { person, absences }, life);
      continue;
    }
    if (away.backOn === today && today <= away.last) await comeBack(person, life);
    if (away.last < today || away.backOn === today) absences.delete(person.who);
  }
}

async function goAway(town: Town, of: { person: Person; absences: Absences }, life: Life): Promise<void> {
  const { today, chance, host } = life;
  const { person, absences } = of;
  const first = plus(today, chance.between(0, 8));
  const last = plus(first, chance.between(0, 16));
  const cover = coverFor(town, person, { absences, first, last });
  if (cover === null) return;
  const entered = await host.inScope(async (scope) => {
    const session = await sessionOf(scope, person.who);
    const before = (await scope.tx.absences.all()).length;
    await enterAbsence(session, { first, last, cover }, `away-${person.who}-${today}`);
    return (await scope.tx.absences.all()).length > before;
  });
  if (!entered) return;
  host.enter({ type: 'away', who: person.who, cover, first, last });
  const backOn = chance.happens(0.15) && last > first ? plus(first, 1) : null;
  absences.set(person.who, { first, last, cover, backOn });
}

function coverFor(
  town: Town,
  person: Person,
  at: { readonly absences: Absences; readonly first: Day; readonly last: Day },
): Who | null {
  const isThere = (who: Who) => {
    const away = at.absences.get(who);
    return away === undefined || away.last < at.first || at.last < away.first;
  };
  const clinic = town.agreements.find((a) => a.clinicians.includes(person.who));
  const peers = town.people.filter((p) => p.part === person.part && p.who !== person.who);
  const near = peers.filter((p) => clinic === undefined || clinic.clinicians.includes(p.who));
  return near.find((p) => isThere(p.who))?.who ?? null;
}

async function comeBack(person: Person, { host, today }: Life): Promise<void> {
  const ended = await host.inScope(async (scope) => {
    const session = await sessionOf(scope, person.who);
    const mine = (await scope.tx.absences.all()).find((a) => a.colleague === session.user.id && a.first <= today);
    if (mine === undefined) return false;
    await endAbsence(session, mine.id);
    return true;
  });
  if (ended) host.enter({ type: 'back', who: person.who });
}

/** The conferences of an agreement: held and answered for, moved, called off. */
export async function liveConference(
  town: Town,
  at: { agreement: Agreement; courses: readonly Living[] },
  life: Life,
): Promise<void> {
  const { today, chance } = life;
  const { agreement, courses } = at;
  const since = daysBetween(agreement.conference.from, today);
  const every = agreement.conference.everyWeeks * 7;
  // Two and ten days ahead: somebody may move it or call it off.
  for (const ahead of [1, 2, 9]) {
    if ((since + ahead) % every !== 0 || !chance.happens(0.03)) continue;
    await changeConference(town, { agreement, regular: plus(today, ahead) }, life);
  }
  // On the day and in the days after it the round is answered.
  for (const ago of [0, 1, 2, 4]) {
    if (
      since < ago ||
      (since - ago) % every !== 0 ||
      !chance.happens([0.65, 0.35, 0.3, 0.3][[0, 1, 2, 4].indexOf(ago)] ?? 0)
    )
      continue;
    await answerRound({ agreement, courses, regular: plus(today, -ago) }, life);
  }
}

async function changeConference(
  town: Town,
  at: { agreement: Agreement; regular: Day },
  { host, chance }: Life,
): Promise<void> {
  const { agreement, regular } = at;
  const meeting = MeetingId.parse(`${conferenceIdOf(agreement.code)}:${regular}`);
  const date = plus(regular, chance.between(-1, 3));
  const start = chance.pick(['09:00', '10:30', '13:15']);
  const moves = chance.happens(0.6);
  const done = await host.inScope(async (scope) => {
    const session = await sessionOf(scope, leaderOf(town));
    const to = moves
      ? ({ type: 'move', date: day(date), start: LocalTime.parse(start) } as const)
      : ({ type: 'cancel' } as const);
    return (await moveOrCancel(session, meeting, to)).kind === 'done';
  });
  if (!done) return;
  const { code } = agreement;
  if (moves) host.enter({ type: 'moved', agreement: code, regular, date, start });
  else host.enter({ type: 'cancelled', agreement: code, regular });
}

/** Most were discussed, one in ten ended in a decision. */
const OUTCOMES = ['decided', 'notDiscussed', ...Array.from({ length: 8 }, () => 'discussed' as const)] as const;

async function answerRound(
  { agreement, courses, regular }: { agreement: Agreement; courses: readonly Living[]; regular: Day },
  { host, chance, today }: Life,
): Promise<void> {
  const meeting = MeetingId.parse(`${conferenceIdOf(agreement.code)}:${regular}`);
  for (const course of courses.filter((c) => c.state === 'running' && c.agreement === agreement)) {
    if (chance.happens(0.04)) continue;
    const outcome = chance.pick(OUTCOMES);
    const done = await host.inScope(async (scope) => {
      const session = await sessionOf(scope, course.clinician);
      if (session.viewer === null) return false;
      const review = { meeting, course: course.id, outcome, viewer: session.viewer };
      const before = (await scope.tx.events.load('meeting', meeting)).revision;
      const answered = await reviewCourse(session, review);
      return answered.kind === 'done' && (await scope.tx.events.load('meeting', meeting)).revision > before;
    });
    if (!done) continue;
    const { alias } = course;
    host.enter({ type: 'reviewed', agreement: agreement.code, regular, alias, outcome });
    if (outcome === 'decided') course.plans.set(`task${regular}`, plus(today, chance.between(0, 3)));
  }
}

/** The agreement's review is held some days after the reminder, and the next one agreed. */
export async function liveReview(town: Town, agreement: Agreement, { host, today, chance }: Life): Promise<void> {
  if (today < plus(agreement.reviewOn, -25) || !chance.happens(0.04)) return;
  const until = plus(today, 420);
  await host.inScope((scope) => putReviewOff(scope, town, { agreement, until }));
  host.enter({ type: 'reviewPutOff', agreement: agreement.code, until });
  Object.assign(agreement, { reviewOn: until });
}

/** The training register: most are trained from the start, others after some months; supervision now and then (S4). */
export async function liveTraining(town: Town, isFirst: boolean, life: Life): Promise<void> {
  const { host, today, chance } = life;
  const karen = town.people.find((p) => p.part === 'coordinator')?.who ?? '';
  for (const { who } of town.people.filter((p) => p.part === 'specialist')) {
    if (chance.happens(isFirst ? 0.7 : 0.008)) await train(who, { karen, isFirst }, life);
    if (chance.happens(0.03))
      await enterInRegister(host, karen, { about: who, id: who, what: 'specialist', on: today });
  }
  const common = town.agreements.flatMap(({ code }) =>
    (['clinicians', 'across'] as const).map((what) => ({ code, what })),
  );
  for (const { code, what } of common.filter(() => isFirst || chance.happens(0.03)))
    await enterInRegister(host, karen, { about: code, id: agreementIdOf(code), what, on: today });
}

async function train(
  who: Who,
  { karen, isFirst }: { karen: Who; isFirst: boolean },
  { host, today, chance }: Life,
): Promise<void> {
  const on = isFirst ? plus(today, -chance.between(1, 60)) : today;
  for (const what of ['day1', 'day2'] as const) await enterInRegister(host, karen, { about: who, id: who, what, on });
}
