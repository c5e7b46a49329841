import { plus } from '../_util/naive-days.ts';
import type { Chance } from './chance.ts';
import { command, handOverTo, openOne } from './deeds.ts';
import { liveConsents, planConsent } from './life-consent.ts';
import { liveContacts } from './life-contact.ts';
import { liveVisitation } from './life-visitation.ts';
import { liveWork } from './life-work.ts';
import { actorOf, isTime, type Life, type Living, leaderOf } from './living.ts';
import type { Agreement, Day, Town, Who } from './record.ts';

/** A course to be opened: where and when. */
export interface Birth {
  readonly town: Town;
  readonly agreement: Agreement;
  readonly on: Day;
  readonly nth: number;
}

/** Where and when so many courses begin, spread over the time and the agreements. */
export function birthsOf(
  towns: readonly Town[],
  {
    count,
    from,
    days,
    chance,
  }: { readonly count: number; readonly from: Day; readonly days: number; readonly chance: Chance },
): Birth[] {
  return Array.from({ length: count }, (_, nth) => {
    const town = towns[nth % towns.length] ?? chance.pick(towns);
    // A third of them at the beginning, so that there is something going on from the first week.
    const on = plus(from, chance.happens(0.3) ? chance.between(0, 25) : chance.between(0, Math.max(1, days - 20)));
    return { town, agreement: chance.pick(town.agreements), on, nth };
  });
}

/** Where programme C runs (C1). */
const PROJECT: ReadonlySet<string> = new Set(['Odense', 'Kolding', 'Vejle', 'Fredericia', 'Varde']);

/** Opens a course as somebody of the town does. */
export async function beLiving({ town, agreement, nth }: Birth, life: Life): Promise<Living | null> {
  const { chance, today, host } = life;
  const who = castOf(town, agreement, chance);
  const referredOn = plus(today, -(chance.happens(0.6) ? 0 : chance.between(1, 12)));
  const { programme, from, clinician, specialist, caseworker } = who;
  const wish = { by: openerOf(who), agreement: agreement.code, programme, from, referredOn, clinician, nth };
  // A caseworker opens after the first talk.
  const firstTalk = programme === 'B' && specialist === null ? referredOn : null;
  const handle = await openOne(host, { ...wish, firstTalk, specialist, caseworker });
  if (handle === null) return null;
  const isB = programme === 'B';
  const course: Living = {
    ...handle,
    ...who,
    town,
    agreement,
    referredOn,
    orderly: chance.happens(0.75),
    endsOn: plus(today, chance.happens(0.3) ? chance.between(200, 600) : chance.between(25, 250)),
    state: isB ? 'running' : 'waiting',
    step: isB ? '1' : '0',
    stepOn: today,
    nextContact: null,
    missed: 0,
    consentLast: null,
    plans: new Map(),
    jobs: [],
    tasks: [],
    counter: 0,
    group: firstTalk === null ? '1' : null,
    pausedUntil: null,
  };
  planConsent(course, life);
  if (isB && specialist === null) course.plans.set('assign', plus(today, chance.between(1, 12)));
  if (chance.happens(0.05)) course.plans.set('handOver', plus(today, chance.between(30, 200)));
  return course;
}

/** Who is on a course, and from which side it comes. Now and then nobody has been assigned. */
function castOf(town: Town, agreement: Agreement, chance: Chance) {
  const of = (part: string) => town.people.filter((p) => p.part === part).map((p) => p.who);
  const programme = chance.pick(PROJECT.has(town.name) ? (['A', 'B', 'C'] as const) : (['A', 'B'] as const));
  const from = programme === 'A' && chance.happens(0.3) ? ('psychiatry' as const) : ('jobCentre' as const);
  const nobody = from === 'psychiatry' || (programme === 'B' && chance.happens(0.15));
  const clinician = chance.pick(agreement.clinicians);
  const specialist = nobody ? null : chance.pick(of('specialist'));
  const caseworker = programme === 'B' ? (of('caseworker')[0] ?? null) : null;
  return { programme, from, clinician, specialist, caseworker };
}

function openerOf(who: ReturnType<typeof castOf>): Who {
  return who.from === 'psychiatry' ? who.clinician : (who.specialist ?? who.caseworker ?? '');
}

/** One day of a course. */
export async function liveDay(course: Living, life: Life): Promise<void> {
  if (course.state === 'ended') return liveAfterwards(course, life);
  await liveConsents(course, life);
  if (course.state === 'waiting' && course.consentLast !== null && course.specialist !== null) course.state = 'running';
  if (isTime(course, 'handOver', life.today)) await changeHands(course, life);
  if (course.state === 'running') {
    if (course.programme === 'B') await liveVisitation(course, life);
    if (course.programme !== 'B' || course.step > '1') await liveContacts(course, life);
    if (course.group !== '2' && course.pausedUntil === null) await liveWork(course, life);
  }
  await endIfOver(course, life);
}

async function changeHands(course: Living, { host, chance }: Life): Promise<void> {
  const others = course.town.people.filter((p) => p.part === 'specialist' && p.who !== course.specialist);
  if (course.specialist === null || others.length === 0) return;
  const to = chance.pick(others).who;
  if (await handOverTo(host, course, { from: course.specialist, specialist: to })) course.specialist = to;
}

async function endIfOver(course: Living, { host, today }: Life): Promise<void> {
  const { alias } = course;
  if (course.state === 'waiting' && isTime(course, 'decline', today)) {
    const by = course.from === 'psychiatry' ? course.clinician : (course.specialist ?? leaderOf(course.town));
    const decline = { type: 'decline', because: 'doesNotConsent' } as const;
    if (await command(host, course, { by, command: decline, fact: { type: 'declined', alias } }))
      course.state = 'ended';
  } else if (course.state === 'running' && course.endsOn <= today) {
    const close = { type: 'close', because: 'moved' } as const;
    const done = await command(host, course, { by: actorOf(course), command: close, fact: { type: 'closed', alias } });
    if (done) course.state = 'ended';
  }
}

/** What is still owed when it is over: the consent in the journal, and the right to withdraw it. */
async function liveAfterwards(course: Living, life: Life): Promise<void> {
  for (const plan of ['consent', 'renew', 'otherDirection', 'refuse', 'assign']) course.plans.delete(plan);
  if (course.plans.size > 0) await liveConsents(course, life);
}
