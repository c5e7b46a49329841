import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestBot } from '../_util/bot.ts';
import { inputsOf, textOf } from '../_util/card.ts';
import { type CourseWork, courseWork } from '../_util/courses.ts';
import { personalChat, type TeamsPerson } from '../_util/http.ts';
import { idOf, PEOPLE, SHARED_CHANNEL, startOdense } from '../_util/odense.ts';

const { mette, bodil, lars } = PEOPLE;
const CLINIC_SIDE = [personalChat(bodil).id, SHARED_CHANNEL] as const;

let trinvis: TestBot;
let work: CourseWork;
beforeEach(async () => {
  trinvis = await startOdense({ at: '2026-11-02 09:00' });
  work = courseWork(trinvis);
});
afterEach(() => trinvis.stop());

/** Every message on the clinic's side that ever carried the alias, by activity id, read off what was sent and not what we remember. */
function everCarried(alias: string): readonly string[] {
  const sent = trinvis.connector.requests.filter((r) => CLINIC_SIDE.some((id) => id === r.conversationId));
  const carrying = sent.filter((r) => r.activityId !== null && JSON.stringify(r.body).includes(alias));
  return [...new Set(carrying.flatMap((r) => r.activityId ?? []))];
}

function standsNow(activityId: string): string {
  const all = CLINIC_SIDE.flatMap((id) => trinvis.connector.activities(id));
  const found = all.find((a) => a.activityId === activityId);
  return found === undefined ? '' : JSON.stringify(found.card);
}

/** The clinician’s chat full of cards: one of each kind that names the course. */
async function fillTheChat(who: TeamsPerson, alias: string): Promise<void> {
  await trinvis.write(who, 'forløb');
  await trinvis.write(who, `forløb ${alias}`);
  await trinvis.write(who, 'samtykke');
  await trinvis.write(who, `samtykke ${alias}`);
  const form = await trinvis.write(who, `samtykke ${alias}`);
  await trinvis.tap(who, form, { action: 'consent.form' });
  const no = await trinvis.write(who, `samtykke ${alias}`);
  await trinvis.tap(who, no, { action: 'consent.form' });
  await trinvis.tap(who, work.standing(who, no), { action: 'consent.no' });
  const named = await trinvis.write(who, `forløb ${alias}`);
  await trinvis.tap(who, named, { action: 'Vis navn' });
  await trinvis.tap(who, work.standing(who, named), { action: 'Vis navnet', inputs: { chosen: 'contactCitizen' } });
  const asked = await trinvis.write(who, `forløb ${alias}`);
  await trinvis.tap(who, asked, { action: 'Vis navn' });
  await trinvis.write(who, 'i dag');
}

async function sharedCourse(): Promise<string> {
  const alias = await work.open(mette, 'ips', { clinician: idOf('bodil') });
  await work.consent(mette, alias);
  return alias;
}

const theLine = (alias: string) =>
  trinvis.cardsIn(personalChat(bodil)).filter((a) => textOf(a.card) === `Samarbejdet om ${alias} er ophørt.`);

describe('K12: withdrawal', () => {
  test('K12: every card of the clinic that ever carried the alias is replaced by one without it', async () => {
    const alias = await sharedCourse();
    await fillTheChat(bodil, alias);
    const carried = everCarried(alias);
    expect(carried.length).toBeGreaterThanOrEqual(9);
    await work.withdraw(mette, alias);
    await trinvis.bot.runRound();
    const left = everCarried(alias).filter((id) => standsNow(id).includes(alias));
    const lines = theLine(alias).map((a) => a.activityId);
    expect(left.filter((id) => !lines.includes(id))).toEqual([]);
    for (const id of carried) expect(standsNow(id)).not.toContain('Ida Holm');
  });

  test('K12: a list keeps its other courses', async () => {
    const alias = await sharedCourse();
    const other = await work.open(bodil, 'ips', { cpr: '680190-1234' });
    const list = await trinvis.write(bodil, 'forløb');
    expect(textOf(list.card)).toContain(alias);
    await work.withdraw(mette, alias);
    await trinvis.bot.runRound();
    const now = textOf(work.standing(bodil, list).card);
    expect(now).toContain(other);
    expect(now).not.toContain(alias);
  });

  test('K12: the job centre’s own cards stay as they are', async () => {
    const alias = await sharedCourse();
    const own = await trinvis.write(mette, `forløb ${alias}`);
    await work.withdraw(bodil, alias);
    await trinvis.bot.runRound();
    expect(work.standing(mette, own).card).toEqual(own.card);
  });

  test('K12: the clinician gets one line without a reason, in working hours; the cards are taken back at once', async () => {
    trinvis.clock.moveTo('2026-11-06 16:00');
    const alias = await sharedCourse();
    trinvis.clock.moveTo('2026-11-06 20:00');
    const card = await trinvis.write(bodil, `forløb ${alias}`);
    await work.withdraw(mette, alias);
    await trinvis.bot.runRound();
    expect(textOf(work.standing(bodil, card).card)).not.toContain(alias);
    expect(theLine(alias)).toHaveLength(0);
    await trinvis.playTo('2026-11-09 09:00');
    expect(theLine(alias)).toHaveLength(1);
    await trinvis.playTo('2026-11-20 09:00');
    expect(theLine(alias)).toHaveLength(1);
  });

  test('K12: afterwards no command tells the clinician of it, by the same words as of a course that never was', async () => {
    const alias = await sharedCourse();
    await work.withdraw(mette, alias);
    for (const command of ['forløb', 'samtykke']) {
      const { card } = await trinvis.write(bodil, `${command} ${alias}`);
      expect(textOf(card)).toBe(textOf((await trinvis.write(bodil, `${command} ODE-777`)).card));
    }
    for (const command of ['forløb', 'samtykke', 'i dag']) {
      expect(textOf((await trinvis.write(bodil, command)).card)).not.toContain(alias);
    }
  });

  test('K12: a tap on a card from before tells nothing either', async () => {
    const alias = await sharedCourse();
    const list = await trinvis.write(bodil, 'forløb');
    const course = await trinvis.write(bodil, `forløb ${alias}`);
    const consent = await trinvis.write(bodil, `samtykke ${alias}`);
    await work.withdraw(mette, alias);
    expect((await trinvis.tap(bodil, list, { action: 'Åbn' })).text).not.toContain(alias);
    expect((await trinvis.tap(bodil, course, { action: 'Samtykke' })).text).not.toContain(alias);
    expect((await trinvis.tap(bodil, consent, { action: 'consent.withdraw' })).text).not.toContain(alias);
  });

  test('K12: a clinician’s own referral that never started is still theirs when its consent is withdrawn', async () => {
    const alias = await work.open(bodil);
    await work.consent(bodil, alias);
    const seen = await trinvis.write(lars, `forløb ${alias}`);
    expect(textOf(seen.card)).toContain(alias);
    expect((await work.withdraw(bodil, alias)).text).toContain('Samtykket er trukket tilbage');
    await trinvis.bot.runRound();
    expect(textOf((await trinvis.write(bodil, `forløb ${alias}`)).card)).toContain('Henvist');
    // The other side is now the job centre.
    expect(textOf(work.standing(lars, seen).card)).not.toContain(alias);
  });

  test('K12, K1: a new consent brings it back to the clinician under the same alias', async () => {
    const alias = await sharedCourse();
    await work.withdraw(mette, alias);
    await trinvis.bot.runRound();
    await work.consent(mette, alias);
    expect(textOf((await trinvis.write(bodil, `forløb ${alias}`)).card)).toContain('I gang siden 2. nov. 2026');
  });
});

describe('K11, K12: expiry', () => {
  test('at 00:00 after the last valid day every card of the clinic is replaced, and not before', async () => {
    const alias = await work.open(mette, 'ips', { clinician: idOf('bodil') });
    await work.consent(mette, alias, { validTo: '2026-11-12' });
    const card = await trinvis.write(bodil, `forløb ${alias}`);
    const list = await trinvis.write(bodil, 'forløb');
    await trinvis.playTo('2026-11-12 23:59');
    expect(textOf(work.standing(bodil, card).card)).toContain(alias);
    await trinvis.playTo('2026-11-13 00:00');
    for (const standing of [card, list]) expect(textOf(work.standing(bodil, standing).card)).not.toContain(alias);
    const left = everCarried(alias).filter((id) => standsNow(id).includes(alias));
    expect(left).toEqual([]);
    await trinvis.playTo('2026-11-13 09:00');
    expect(theLine(alias)).toHaveLength(1);
  });

  test('A2: the course goes on in the job centre, without collaboration', async () => {
    const alias = await work.open(mette, 'ips', { clinician: idOf('bodil') });
    await work.consent(mette, alias, { validTo: '2026-11-12' });
    await trinvis.playTo('2026-11-13 00:00');
    const { card } = await trinvis.write(mette, `forløb ${alias}`);
    expect(textOf(card)).toContain('uden samarbejde');
    expect(textOf(card)).toContain('Udløbet efter 12. nov. 2026');
    expect(textOf(card)).toContain('Kontakt');
  });

  test('K11: a renewal in time takes nothing back', async () => {
    const alias = await work.open(mette, 'ips', { clinician: idOf('bodil') });
    await work.consent(mette, alias, { validTo: '2026-11-12' });
    trinvis.clock.moveTo('2026-11-10 09:00');
    await work.consent(mette, alias);
    const card = await trinvis.write(bodil, `forløb ${alias}`);
    await trinvis.playTo('2026-11-13 09:00');
    expect(textOf(work.standing(bodil, card).card)).toContain(alias);
    expect(theLine(alias)).toHaveLength(0);
  });
});

describe('K12: what cannot be replaced', () => {
  test('a form being filled in on the clinic’s side is taken away too', async () => {
    const alias = await sharedCourse();
    const form = await trinvis.write(bodil, `samtykke ${alias}`);
    await trinvis.tap(bodil, form, { action: 'consent.form' });
    expect(inputsOf(work.standing(bodil, form).card).length).toBeGreaterThan(0);
    await work.withdraw(mette, alias);
    await trinvis.bot.runRound();
    const now = work.standing(bodil, form);
    expect(inputsOf(now.card)).toEqual([]);
    expect(textOf(now.card)).toContain('Kortet vises ikke længere');
  });
});
