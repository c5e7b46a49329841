import { ContactId } from '../../src/domain/ids.ts';
import { day } from '../_util/builders.ts';
import { actionsOf } from '../_util/card.ts';
import { daysBetween, plus } from '../_util/naive-days.ts';
import { command, snoozeOne } from './deeds.ts';
import { teamsPerson } from './installation.ts';
import { actorOf, type Life, type Living } from './living.ts';

/** Contacts: mostly on time, sometimes late, sometimes nobody answers for weeks. */
export async function liveContacts(course: Living, life: Life): Promise<void> {
  const { today, chance } = life;
  if (course.nextContact === null) course.nextContact = plus(today, gap(course, life));
  if (today < course.nextContact) return;
  if ((chance.happens(0.06) || course.missed > 0) && (await fails(course, life))) return;
  await hold(course, life);
}

async function hold(course: Living, life: Life): Promise<void> {
  const { host, today, chance } = life;
  const { alias } = course;
  if (chance.happens(0.02) && (await holdByTap(course, life))) return;
  // Entered some days after it was held, at times.
  const on = chance.happens(0.1) ? plus(today, -chance.between(1, 6)) : today;
  const contact = ContactId.parse(`${alias}/${today}`);
  const how = chance.pick(['inPerson', 'phone', 'video'] as const);
  await command(host, course, {
    by: actorOf(course),
    command: { type: 'recordContact', contact, on: day(on), how },
    fact: { type: 'held', alias, on },
  });
  course.missed = 0;
  course.nextContact = plus(today, gap(course, life));
}

/** Two taps: `kontakt ODE-014`, "I dag, personligt". */
async function holdByTap(course: Living, life: Life): Promise<boolean> {
  const { host, today } = life;
  const { alias, town } = course;
  const who = town.people.find((p) => p.who === course.specialist);
  if (who === undefined) return false;
  const form = await host.write(teamsPerson(who), `kontakt ${alias}`);
  if (form === null || !actionsOf(form.card).some((a) => a.title === 'I dag, personligt')) return false;
  const { text } = await host.tap(teamsPerson(who), form, { action: 'I dag, personligt' });
  if (!text.includes('er registreret')) return false;
  host.enter({ type: 'held', alias, on: today });
  course.nextContact = plus(today, gap(course, life));
  return true;
}

async function fails(course: Living, { host, today, chance }: Life): Promise<boolean> {
  const { alias } = course;
  const by = actorOf(course);
  if (course.missed > 0 && chance.happens(0.5)) return false;
  if (chance.happens(0.12)) {
    await command(host, course, {
      by,
      command: { type: 'recordSignOfLife', on: day(today) },
      fact: { type: 'sign', alias, on: today },
    });
  } else {
    await command(host, course, {
      by,
      command: { type: 'recordFailedContact', on: day(today), because: 'noAnswer' },
      fact: { type: 'failed', alias, on: today },
    });
  }
  course.missed = (course.missed + 1) % 7;
  course.nextContact = plus(today, chance.between(1, 4));
  if (chance.happens(0.15))
    await snoozeOne(host, course, { by, kind: 'contact', until: plus(today, chance.between(2, 10)) });
  return true;
}

/** Days until the next: within the rhythm for the orderly, and now and then a silence of weeks. */
function gap(course: Living, { chance, today }: Life): number {
  if (chance.happens(0.01)) return chance.between(20, 60);
  const began = course.jobs.find((j) => j.startedOn !== null)?.startedOn ?? null;
  const onTime = chance.happens(course.orderly ? 0.94 : 0.6);
  if (began === null) return onTime ? chance.between(4, 7) : chance.between(8, 15);
  const since = daysBetween(began, today);
  if (since < 28 && chance.happens(0.8)) return since < 3 ? chance.between(1, 3) : chance.between(5, 7);
  return onTime ? chance.between(18, 29) : chance.between(30, 48);
}
