import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestBot } from '../_util/bot.ts';
import { consented, journaled, opened, partnered, referred } from '../_util/builders.ts';
import { actionsOf, inputsOf, textOf } from '../_util/card.ts';
import type { StandingActivity } from '../_util/fake-connector.ts';
import { personalChat } from '../_util/http.ts';
import { idOf, PEOPLE, startOdense } from '../_util/odense.ts';
import { addCourse, courseIdOf, runningA } from '../_util/odense-courses.ts';

const { mette, lars, bodil } = PEOPLE;
const CPR = '010165-4003';

let trinvis: TestBot;
beforeEach(async () => {
  trinvis = await startOdense({ at: '2026-11-12 09:00' });
});
afterEach(() => trinvis.stop());

const newest = (who = mette): StandingActivity => {
  const card = trinvis.cardsIn(personalChat(who)).at(-1);
  if (card === undefined) throw new Error('no card');
  return card;
};
const titles = (card: unknown) => actionsOf(card).map((a) => a.title);
const eventsOf = async (alias: string) => {
  const { history } = await trinvis.bot.store.transaction((tx) => tx.events.load('course', courseIdOf(alias)));
  return history.map((h) => h.event);
};

describe('A3: the waiting list', () => {
  const waits = (alias = 'ODE-008') =>
    addCourse(
      trinvis,
      alias,
      referred('2026-11-02', { referredBy: idOf('bodil'), clinician: idOf('bodil') }),
      consented('2026-11-09'),
      journaled('2026-11-09', '2026-11-09'),
    );
  async function put(date: string) {
    const course = await trinvis.write(lars, 'forløb ODE-008');
    await trinvis.tap(lars, course, { action: 'Sæt på venteliste' });
    return trinvis.tap(lars, newest(lars), { action: 'Sæt på venteliste', inputs: { date } });
  }

  test('A3: the leader puts a referral without a specialist on it with a date; it is not a refusal', async () => {
    await waits();
    const { text } = await put('2026-12-01');
    expect(text).toContain('Henvisningen står på ventelisten.');
    expect(text).toContain('Henvist 2. nov. 2026 · på venteliste, plads ventes 1. dec. 2026');
    expect((await eventsOf('ODE-008')).at(-1)).toEqual({
      type: 'PutOnWaitingList',
      placedOn: '2026-11-12',
      expectedOn: '2026-12-01',
    });
    expect((await eventsOf('ODE-008')).some((e) => e.type === 'ReferralDeclined')).toBe(false);
  });

  test('A3: it stands in forløb and in the leader’s list with its date, and comes back by itself on it', async () => {
    await waits();
    await put('2026-12-01');
    expect(textOf((await trinvis.write(lars, 'forløb')).card)).toContain('på venteliste, plads ventes 1. dec. 2026');
    const list = textOf((await trinvis.write(lars, 'i dag')).card);
    expect(list).toContain('På venteliste siden tors. 12. nov. – plads ventes 1. dec. 2026');
    const came = () =>
      trinvis.cardsIn(personalChat(lars)).filter((c) => textOf(c.card).includes('Dagens overblik')).length;
    await trinvis.playTo('2026-11-30 16:00');
    const before = came();
    await trinvis.playTo('2026-12-01 16:00');
    expect(came()).toBe(before + 1);
    expect(textOf(newest(lars).card)).toContain('**ODE-008** · IPS-konsulent mangler');
  });

  test.each(['', '2026-11-12', '2027-11-13'])('A3: "%s" is no date to wait for', async (date) => {
    await waits();
    expect((await put(date)).text).toContain('Vælg en dato');
    expect((await eventsOf('ODE-008')).some((e) => e.type === 'PutOnWaitingList')).toBe(false);
  });

  test('A3: nobody but who assigns can do it, and a course with a specialist cannot wait', async () => {
    await waits();
    expect(titles((await trinvis.write(bodil, 'forløb ODE-008')).card)).not.toContain('Sæt på venteliste');
    await addCourse(trinvis, 'ODE-009', opened('2026-11-02', { referredBy: idOf('mette') }));
    await addCourse(trinvis, 'ODE-010', runningA('2026-11-02'));
    expect(titles((await trinvis.write(lars, 'forløb ODE-010')).card)).not.toContain('Sæt på venteliste');
  });
});

describe('A5: partners in the municipality', () => {
  beforeEach(() => addCourse(trinvis, 'ODE-014', runningA('2026-11-02')));
  async function add(choice: string, words: string) {
    const course = await trinvis.write(mette, 'forløb ODE-014');
    await trinvis.tap(mette, course, { action: 'Samarbejdspartnere' });
    return trinvis.tap(mette, newest(), { action: 'Tilføj', inputs: { choice, words } });
  }

  test('A5: added by function and person, counted on the course, and removed again', async () => {
    const { text } = await add('homeSupport', 'Kirsten Friis');
    expect(text).toContain('Samarbejdspartneren er tilføjet.');
    expect(text).toContain('Kirsten Friis\nBostøtten');
    expect(JSON.stringify(await eventsOf('ODE-014'))).not.toContain('Kirsten');
    expect(textOf((await trinvis.write(mette, 'forløb ODE-014')).card)).toContain('1 samarbejdspartner i kommunen');
    await trinvis.tap(mette, newest(), { action: 'Samarbejdspartnere' });
    const gone = await trinvis.tap(mette, newest(), { action: 'Fjern' });
    expect(gone.text).toContain('Ingen samarbejdspartnere endnu.');
  });

  test.each([
    ['', 'Kirsten Friis', 'Vælg'],
    ['homeSupport', ' ', 'Skriv'],
    ['homeSupport', CPR, 'CPR'],
  ])('A5, P4: "%s" and "%s" are not kept', async (choice, words, says) => {
    const { text } = await add(choice, words);
    expect(text).toContain(says);
    expect(text).not.toContain(CPR);
    expect((await eventsOf('ODE-014')).some((e) => e.type === 'PartnerAdded')).toBe(false);
  });

  test('A5, K14: the clinic is shown neither the list nor how long it is', async () => {
    await add('homeSupport', 'Kirsten Friis');
    const seen = await trinvis.write(bodil, 'forløb ODE-014');
    expect(textOf(seen.card)).not.toMatch(/samarbejdspartner|Kirsten/i);
    expect(titles(seen.card)).not.toContain('Samarbejdspartnere');
  });

  test('A5: ten fit on the card', async () => {
    const ten = Array.from({ length: 10 }, (_, i) => partnered('2026-11-05', `p${i}`));
    await addCourse(trinvis, 'ODE-015', runningA('2026-11-02'), ten);
    const course = await trinvis.write(mette, 'forløb ODE-015');
    const { card } = await trinvis.tap(mette, course, { action: 'Samarbejdspartnere' });
    expect(Buffer.byteLength(JSON.stringify(card), 'utf16le')).toBeLessThanOrEqual(28 * 1024);
    expect(inputsOf(card)).toHaveLength(2);
  });
});
