import type { ConsentRecord } from '../../src/domain/consent/consent.ts';
import { ConsentId, NoteId } from '../../src/domain/ids.ts';
import { consent, day } from '../_util/builders.ts';
import { monthAfter, plus } from '../_util/naive-days.ts';
import { command } from './deeds.ts';
import { userOf } from './installation.ts';
import { actorOf, isTime, type Life, type Living, leaderOf } from './living.ts';
import type { Day, Direction } from './record.ts';

const OF: Readonly<Record<Direction, 'psychiatryToJobCentre' | 'jobCentreToPsychiatry'>> = {
  toJobCentre: 'psychiatryToJobCentre',
  toPsychiatry: 'jobCentreToPsychiatry',
};
const BOTH: readonly Direction[] = ['toJobCentre', 'toPsychiatry'];

/** When the first consent comes, if it does. */
export function planConsent(course: Living, { chance, today }: Life): void {
  const dice = chance.random();
  if (dice < 0.05) course.plans.set('refuse', plus(today, chance.between(1, 30)));
  else if (dice < 0.1) course.plans.set('decline', plus(today, chance.between(10, 50)));
  else course.plans.set('consent', plus(today, dice < 0.75 ? chance.between(0, 5) : chance.between(6, 30)));
}

/** Consents given, entered in the journal, renewed, withdrawn, refused. */
export async function liveConsents(course: Living, life: Life): Promise<void> {
  const { today, chance, host } = life;
  if (isTime(course, 'refuse', today)) await refuse(course, life);
  if (isTime(course, 'consent', today)) await give(course, life, chance.happens(0.06) ? ['toJobCentre'] : BOTH);
  if (isTime(course, 'otherDirection', today)) await give(course, life, ['toPsychiatry']);
  if (isTime(course, 'renew', today)) await give(course, life, BOTH);
  if (isTime(course, 'journal', today)) await journal(course, life);
  if (isTime(course, 'withdraw', today)) await withdraw(course, life);
  if (course.step === 'done') await liveCalls(course, life);
  if (course.specialist === null && isTime(course, 'assign', today)) {
    const specialist = chance.pick(course.town.people.filter((p) => p.part === 'specialist')).who;
    const { alias } = course;
    const done = await command(host, course, {
      by: leaderOf(course.town),
      command: { type: 'assignSpecialist', specialist: userOf(specialist) },
      fact: { type: 'assigned', alias, specialist, handedOver: false },
    });
    if (done) course.specialist = specialist;
  }
}

async function give(course: Living, life: Life, directions: readonly Direction[]): Promise<void> {
  const { chance, host, today } = life;
  const { alias } = course;
  // On paper some days before, at times from a day to come, at times for less than a year.
  const givenOn = plus(today, -(chance.happens(0.5) ? 0 : chance.between(1, 20)));
  const from = chance.happens(0.05) ? plus(today, chance.between(1, 6)) : givenOn;
  const longest = plus(yearAfter(givenOn), -1);
  const lastDay = chance.happens(0.25) ? plus(today, chance.between(20, 200)) : longest;
  course.counter += 1;
  const records = directions.map(
    (direction): ConsentRecord => ({
      ...consent(OF[direction], givenOn, { purpose: course.programme === 'B' ? 'K3' : 'K1' }),
      id: ConsentId.parse(`${alias}/${course.counter}/${direction}`),
      validFrom: day(from),
      lastValidDay: day(lastDay),
      evidence: NoteId.parse('evidence'),
    }),
  );
  const done = await command(host, course, {
    by: course.from === 'psychiatry' ? course.clinician : actorOf(course),
    command: { type: 'recordConsents', consents: records, signatureSeen: true },
    fact: { type: 'consented', alias, directions, from, lastDay },
  });
  if (!done) return;
  course.consentLast = lastDay;
  planAfter(course, life, directions);
}

function planAfter(course: Living, { chance, today }: Life, directions: readonly Direction[]): void {
  if (directions.includes('toJobCentre')) {
    const dice = chance.random();
    course.plans.set('journal', plus(today, journalDays(dice, chance.between(1, 9))));
  }
  if (directions.length === 1 && directions[0] === 'toJobCentre')
    course.plans.set('otherDirection', plus(today, chance.between(2, 12)));
  if (course.specialist === null)
    course.plans.set('assign', plus(today, chance.happens(0.8) ? chance.between(0, 3) : chance.between(4, 15)));
  const last = course.consentLast ?? today;
  const dice = chance.random();
  if (dice < 0.75) course.plans.set('renew', plus(last, -chance.between(0, 50)));
  else if (dice < 0.88) course.plans.set('renew', plus(last, chance.between(1, 40)));
  if (chance.happens(0.15)) course.plans.set('withdraw', plus(today, chance.between(2, 120)));
}

function journalDays(dice: number, late: number): number {
  if (dice < 0.6) return 0;
  return dice < 0.8 ? 1 : late;
}

async function journal(course: Living, { host, today }: Life): Promise<void> {
  const { alias } = course;
  const consents = Array.from({ length: course.counter }, (_, n) => ConsentId.parse(`${alias}/${n + 1}/toJobCentre`));
  await command(host, course, {
    by: course.clinician,
    command: { type: 'journalConsents', consents, on: day(today) },
    fact: { type: 'journaled', alias },
  });
}

async function withdraw(course: Living, life: Life): Promise<void> {
  const { chance, host, today } = life;
  const { alias } = course;
  const by = chance.happens(0.3) ? course.clinician : actorOf(course);
  const done = await command(host, course, {
    by,
    command: { type: 'withdrawConsent' },
    fact: { type: 'withdrawn', alias, by },
  });
  if (!done) return;
  course.plans.delete('renew');
  if (chance.happens(0.3)) course.plans.set('renew', plus(today, chance.between(3, 60)));
}

/** K5: most agree to be called after self-support, some take it back. */
async function liveCalls(course: Living, { host, today }: Life): Promise<void> {
  const { alias } = course;
  const by = actorOf(course);
  if (isTime(course, 'calls', today)) {
    course.counter += 1;
    const id = ConsentId.parse(`${alias}/${course.counter}/calls`);
    const record: ConsentRecord = {
      ...consent('jobCentreToPsychiatry', today),
      id,
      purpose: 'K5',
      direction: 'specialistToCitizen',
    };
    const fact = { type: 'callsAgreed', alias, from: today, lastDay: record.lastValidDay } as const;
    await command(host, course, {
      by,
      command: { type: 'recordConsents', consents: [record], signatureSeen: true },
      fact,
    });
  }
  if (isTime(course, 'noCalls', today)) {
    const fact = { type: 'callsEnded', alias } as const;
    await command(host, course, { by, command: { type: 'withdrawConsent', purpose: 'K5' }, fact });
  }
}

async function refuse(course: Living, { chance, host, today }: Life): Promise<void> {
  const { alias } = course;
  await command(host, course, {
    by: actorOf(course),
    command: {
      type: 'refuseConsent',
      directions: ['psychiatryToJobCentre', 'jobCentreToPsychiatry'],
      form: 'oral',
      on: day(today),
    },
    fact: { type: 'refused', alias },
  });
  course.plans.set('decline', plus(today, chance.between(0, 20)));
}

function yearAfter(given: Day): Day {
  return Array.from({ length: 12 }).reduce<Day>(
    (d) => monthAfter(d),
    given.endsWith('-29') || given.endsWith('-30') || given.endsWith('-31') ? plus(given, -3) : given,
  );
}
