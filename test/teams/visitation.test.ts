import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestBot } from '../_util/bot.ts';
import {
  assigned,
  day,
  exempted,
  grouped,
  openedB,
  started,
  stepCompleted,
  stepStarted,
  talked,
} from '../_util/builders.ts';
import { actionsOf, inputsOf, textOf } from '../_util/card.ts';
import type { StandingActivity } from '../_util/fake-connector.ts';
import { personalChat, type TeamsPerson } from '../_util/http.ts';
import { idOf, PEOPLE, startOdense } from '../_util/odense.ts';
import { reschedule, SHARED } from '../_util/odense-conference.ts';
import { addCourse, courseIdOf, runningA, runningB1, withK3 } from '../_util/odense-courses.ts';

const { mette, lars, bodil, sanne, morten } = PEOPLE;

let trinvis: TestBot;
beforeEach(async () => {
  trinvis = await startOdense({ at: '2026-11-12 09:00' });
});
afterEach(() => trinvis.stop());

const eventsOf = async (alias: string) => {
  const { history } = await trinvis.bot.store.transaction((tx) => tx.events.load('course', courseIdOf(alias)));
  return history.map((h) => h.event);
};
const newest = (who: TeamsPerson): StandingActivity => {
  const card = trinvis.cardsIn(personalChat(who)).at(-1);
  if (card === undefined) throw new Error('no card');
  return card;
};
const titles = (card: unknown) => actionsOf(card).map((a) => a.title);

/** Opened by Sanne, the caseworker, and not visited yet. */
const undecided = (date: string) => [
  openedB(date, {
    referredBy: idOf('sanne'),
    clinician: idOf('bodil'),
    caseworker: idOf('sanne'),
    groupDecidedOn: null,
  }),
  assigned(date, idOf('mette')),
  ...started(date, '1'),
];
/** From `trin` to a question of the visitation, answered. */
async function answer(who: TeamsPerson, what: string, inputs: Record<string, string> = {}) {
  await trinvis.write(who, 'trin ODE-014');
  await trinvis.tap(who, newest(who), { action: 'visitation.form', data: { what } });
  return trinvis.tap(who, newest(who), { action: 'Gem', inputs });
}
const PAUSE = { choice: 'illness', date: '2026-11-10', reviewOn: '2027-02-08' };

describe('the group: visitation by the caseworker', () => {
  beforeEach(async () => {
    await addCourse(trinvis, 'ODE-014', undecided('2026-11-09'));
  });

  test('B2: it stands on the caseworker’s list until the group is decided, with the way to decide it', async () => {
    const { card } = await trinvis.write(sanne, 'i dag');
    expect(textOf(card)).toContain('**ODE-014** · Gruppen er ikke besluttet');
    expect(textOf(card)).toContain('frist man. 23. nov., om 11 dage');
    await trinvis.tap(sanne, newest(sanne), { action: 'Beslut gruppe' });
    expect(textOf(newest(sanne).card)).toContain('ODE-014 · Gruppe');
  });

  test('B2: two talks and the decision, a tap or two each; step 1 counts from the first talk', async () => {
    const one = await answer(sanne, 'talk', { date: '2026-11-10' });
    expect(one.text).toContain('Startsamtalen er registreret.');
    expect(one.text).toContain('Startsamtale: tirs. 10. nov.');
    expect(one.text).toContain('sigte 10. dec. 2026 (1 måned)');
    await answer(sanne, 'talk', { date: '2026-11-12' });
    const { text, card } = await answer(sanne, 'group', { choice: '1' });
    expect(text).toContain('Gruppe 1 (indsatsgruppen) siden 12. nov. 2026');
    expect(titles(card)).toContain('Skift gruppe');
    expect(titles(card)).not.toContain('Registrér startsamtale');
    expect(textOf((await trinvis.write(sanne, 'i dag')).card)).not.toContain('ODE-014');
    expect((await eventsOf('ODE-014')).map((e) => e.type).slice(-4)).toEqual([
      'StartTalkHeld',
      'FirstStepDated',
      'StartTalkHeld',
      'GroupDecided',
    ]);
  });

  test('B2: without a talk the group is not decided, and the form says why', async () => {
    const { text } = await answer(sanne, 'group', { choice: '2' });
    expect(text).toContain('Registrér startsamtalen først. Den afgør gruppen.');
    expect((await answer(sanne, 'group', { choice: '' })).text).toContain('Vælg en fra listen.');
  });

  test('B3: group 2 shows what the caseworker owes and no job step; each is confirmed with day and place', async () => {
    await answer(sanne, 'talk');
    const { text, card } = await answer(sanne, 'group', { choice: '2' });
    expect(text).toContain('Gruppe 2 (rehabiliteringsgruppen) siden 12. nov. 2026 · ingen jobtrin i gang');
    expect(text).toContain('○ Rehabiliteringsplanens forberedende del');
    expect(titles(card)).not.toContain('Afslut trin 1');
    expect(titles(card)).not.toContain('Sæt på pause');
    const done = await answer(sanne, 'preparation', { where: 'caseSystem' });
    expect(done.text).toContain('✔ Rehabiliteringsplanens forberedende del: 12. nov. 2026 · Fagsystemet');
    await trinvis.playTo('2026-12-12 09:00');
    const list = textOf((await trinvis.write(sanne, 'i dag')).card);
    expect(list).toContain('Sagen i rehabiliteringsteamet');
    expect(list).not.toContain('forberedende del');
    expect(textOf((await trinvis.write(mette, 'i dag')).card)).not.toContain('ODE-014');
    expect(textOf((await trinvis.write(mette, 'forløb ODE-014')).card)).toContain('ingen jobtrin i gang');
  });

  test('product 4: the specialist reads the group and does not decide it; the leader may', async () => {
    const { card } = await trinvis.write(mette, 'trin ODE-014');
    expect(textOf(card)).toContain('Gruppen er ikke besluttet endnu');
    expect(titles(card)).not.toContain('Beslut gruppe');
    expect(titles(card)).toContain('Sæt på pause');
    expect(titles((await trinvis.write(lars, 'trin ODE-014')).card)).toContain('Beslut gruppe');
  });

  test('product 4: the caseworker reads the step and completes, confirms or closes nothing', async () => {
    const { card } = await trinvis.write(sanne, 'trin ODE-014');
    expect(titles(card)).toEqual([
      'Registrér startsamtale',
      'Beslut gruppe',
      'Sæt på pause',
      'Åbn forløbet',
      'Til overblikket',
    ]);
    expect(titles((await trinvis.write(sanne, 'trin')).card)).toEqual([expect.stringContaining('ODE-014')]);
  });

  test('product 3: an old form changes nothing, and a second tap finds it answered', async () => {
    await trinvis.write(sanne, 'trin ODE-014');
    await trinvis.tap(sanne, newest(sanne), { action: 'Registrér startsamtale' });
    const form = newest(sanne);
    await answer(lars, 'talk', { date: '2026-11-11' });
    expect((await trinvis.tap(sanne, form, { action: 'Gem' })).text).toContain('ændret');
    await trinvis.tap(sanne, newest(sanne), { action: 'Gem' });
    await trinvis.tap(sanne, form, { action: 'Gem' });
    expect((await eventsOf('ODE-014')).filter((e) => e.type === 'StartTalkHeld')).toHaveLength(2);
  });

  test('B3: the word is asked in English too', async () => {
    await answer(sanne, 'talk');
    await trinvis.write(sanne, 'step ODE-014');
    expect(textOf(newest(sanne).card)).toContain('ODE-014');
  });
});

describe('the pause (B4)', () => {
  beforeEach(async () => {
    await addCourse(trinvis, 'ODE-014', runningB1('2026-11-02'), withK3('2026-11-02'));
  });

  test('B4: the form asks for reason, day, review and an agreed contact, and no word of one’s own', async () => {
    await trinvis.write(mette, 'trin ODE-014');
    await trinvis.tap(mette, newest(mette), { action: 'Sæt på pause' });
    const { card } = newest(mette);
    expect(inputsOf(card).map((i) => [i.id, i.value])).toEqual([
      ['choice', ''],
      ['date', '2026-11-12'],
      ['reviewOn', '2027-02-12'],
      ['contactOn', ''],
    ]);
    expect(JSON.stringify(card)).not.toContain('Input.Text');
  });

  test('B4: on the card since when, why and until when; the step cannot be completed, and the target is not said', async () => {
    const { text, card } = await answer(mette, 'exemption', { ...PAUSE, contactOn: '2026-11-25' });
    expect(text).toContain('på pause siden tirs. 10. nov. · gennemgås man. 8. feb.');
    expect(text).toContain('Grund: sygdom');
    expect(text).toContain('Aftalt kontakt: ons. 25. nov.');
    expect(text).not.toContain('sigte ');
    expect(titles(card)).not.toContain('Afslut trin 1');
    expect(titles(card)).toEqual(expect.arrayContaining(['Gennemgå pausen', 'Aftal kontakt', 'Ophæv pausen']));
  });

  test('B4, K14: the course’s card says that it rests and never why, to either side', async () => {
    await answer(mette, 'exemption', { ...PAUSE, contactOn: '2026-11-25' });
    for (const who of [mette, bodil]) {
      const text = textOf((await trinvis.write(who, 'forløb ODE-014')).card);
      expect(text).toContain('på pause siden tirs. 10. nov.');
      expect(text).not.toMatch(/sygdom/i);
    }
    expect(textOf((await trinvis.write(bodil, 'forløb ODE-014')).card)).not.toContain('Aftalt kontakt');
  });

  test('B4, N2: the agenda and `frister` in the shared channel say nothing of the reason or the agreed contact', async () => {
    await answer(mette, 'exemption', { ...PAUSE, contactOn: '2026-11-25' });
    await trinvis.write(PEOPLE.karen, 'hjælp', SHARED);
    await reschedule(trinvis);
    await trinvis.playTo('2026-11-24 12:30');
    const agenda = trinvis
      .cardsIn(SHARED)
      .map((a) => textOf(a.card))
      .join('\n');
    expect(agenda).toContain('på pause siden tirs. 10. nov. · gennemgås man. 8. feb.');
    const deadlines = textOf((await trinvis.write(bodil, 'frister', SHARED)).card);
    expect(`${agenda}${deadlines}`).not.toMatch(/sygdom|aftalt kontakt|fritagelse/i);
  });

  test('B4: the review reaches the caseworker 7 days before, on the day, and the leader five working days after', async () => {
    await answer(mette, 'exemption', { ...PAUSE, reviewOn: '2026-12-14' });
    const said = (who: TeamsPerson) =>
      trinvis
        .cardsIn(personalChat(who))
        .map((a) => textOf(a.card))
        .join('\n');
    await trinvis.playTo('2026-12-04 09:00');
    expect(said(sanne)).not.toContain('Gennemgang af pausen');
    await trinvis.playTo('2026-12-07 09:00');
    expect(said(sanne)).toContain('**ODE-014** · Gennemgang af pausen');
    await trinvis.playTo('2026-12-18 09:00');
    expect(said(lars)).not.toContain('Gennemgang af pausen');
    await trinvis.playTo('2026-12-21 09:00');
    expect(said(lars)).toContain('Gennemgang af pausen');
    expect(said(lars)).toContain('7 dage over fristen');
  });

  test('B4: `hvornår` says when the next digest with the review comes, three months ahead too', async () => {
    await answer(mette, 'exemption', { ...PAUSE, reviewOn: '2027-02-12' });
    expect(textOf((await trinvis.write(sanne, 'hvornår')).card)).toContain('fre. 5. feb. kl. 08.00');
  });

  test('B4: from the list to a new review date in two taps', async () => {
    await answer(mette, 'exemption', { ...PAUSE, reviewOn: '2026-11-16' });
    await trinvis.write(sanne, 'i dag');
    await trinvis.tap(sanne, newest(sanne), { action: 'Gennemgå' });
    const { text } = await trinvis.tap(sanne, newest(sanne), { action: 'Gem' });
    expect(text).toContain('gennemgås fre. 12. feb.');
    expect((await trinvis.tap(sanne, newest(sanne), { action: 'Gennemgå pausen' })).text).toContain('Ophæv pausen');
  });

  test('B4: ended, the target is later by the days it lasted, and the list has the step again', async () => {
    await answer(mette, 'exemption', PAUSE);
    await trinvis.playTo('2026-12-10 09:00');
    expect(textOf((await trinvis.write(mette, 'i dag')).card)).not.toContain('ODE-014');
    const { text } = await answer(mette, 'resume', { date: '2026-12-10' });
    expect(text).toContain('Pausen er ophævet, og sigterne er flyttet med de dage, den varede.');
    expect(text).toContain('sigte 1. jan. 2027 (1 måned)');
    await trinvis.playTo('2026-12-28 09:00');
    expect(textOf((await trinvis.write(mette, 'i dag')).card)).toContain('**ODE-014** · Trin 1');
  });

  test('B4: an agreed contact stands on the specialist’s list, and is met by a contact', async () => {
    await answer(mette, 'exemption', { ...PAUSE, contactOn: '2026-11-16' });
    await trinvis.playTo('2026-11-16 09:00');
    await trinvis.write(mette, 'i dag');
    expect(textOf(newest(mette).card)).toContain('**ODE-014** · Aftalt kontakt');
    await trinvis.tap(mette, newest(mette), { action: 'contact.form' });
    await trinvis.tap(mette, newest(mette), { action: 'contact.quick' });
    expect(textOf((await trinvis.write(mette, 'i dag')).card)).not.toContain('Aftalt kontakt');
  });

  test('B4, S5: an agreed contact that falls in a longer closing is listed before it', async () => {
    await trinvis.stop();
    const closedDays = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'].map(day);
    trinvis = await startOdense({ at: '2026-11-12 09:00', terms: { closedDays } });
    await addCourse(trinvis, 'ODE-014', runningB1('2026-11-02'), exempted('2026-11-09', '2027-02-08', '2026-11-25'));
    await trinvis.playTo('2026-11-20 09:00');
    expect(textOf((await trinvis.write(mette, 'i dag')).card)).toMatch(/lukket.*ODE-014/i);
  });

  test('B4: the contact card says when the next is agreed', async () => {
    await answer(mette, 'exemption', { ...PAUSE, contactOn: '2026-11-25' });
    expect(textOf((await trinvis.write(mette, 'kontakt ODE-014')).card)).toContain('25. nov.');
  });

  test.each([
    ['no reason', { ...PAUSE, choice: '' }, 'Vælg en fra listen.'],
    ['an impossible date', { ...PAUSE, date: '2026-02-30' }, 'Vælg en dato'],
    ['a review in four months', { ...PAUSE, reviewOn: '2027-03-12' }, 'højst 3 måneder frem'],
    ['a beginning before the course', { ...PAUSE, date: '2026-10-01' }, 'tidligst begynde 2. nov. 2026'],
    ['a contact in the past', { ...PAUSE, contactOn: '2026-11-01' }, 'højst 3 måneder frem'],
    ['a CPR number for a date', { ...PAUSE, date: '010165-4003' }, 'Vælg en dato'],
  ])('with %s nothing is recorded, and what was chosen stays', async (_what, inputs, sentence) => {
    const before = (await eventsOf('ODE-014')).length;
    const { text, card } = await answer(mette, 'exemption', inputs);
    expect(text).toContain(sentence);
    expect(inputsOf(card).find((i) => i.id === 'choice')?.value).toBe(inputs.choice);
    expect(JSON.stringify(card)).not.toContain('010165');
    expect(await eventsOf('ODE-014')).toHaveLength(before);
  });

  test('product 4: not a colleague, not the clinician; the caseworker and the leader may', async () => {
    const can = async (who: TeamsPerson) => titles((await trinvis.write(who, 'trin ODE-014')).card);
    expect(await can(sanne)).toContain('Sæt på pause');
    expect(await can(lars)).toContain('Sæt på pause');
    expect(await can(morten)).not.toContain('Sæt på pause');
    expect(await can(bodil)).not.toContain('Sæt på pause');
  });

  test('B4: programme A has no pause: there is no button', async () => {
    await addCourse(trinvis, 'ODE-015', runningA('2026-11-02'));
    const { card } = await trinvis.write(mette, 'trin ODE-015');
    expect(titles(card)).not.toContain('Sæt på pause');
  });
});

describe('programme B with and without psychiatry', () => {
  test('B5: with K3 in group 1 it is the psychiatry subgroup; without it runs in the job centre alone', async () => {
    await addCourse(trinvis, 'ODE-014', runningB1('2026-11-02'), withK3('2026-11-02'));
    await addCourse(trinvis, 'ODE-015', runningB1('2026-11-02'));
    expect(textOf((await trinvis.write(mette, 'forløb ODE-014')).card)).toContain('psykiatrigruppen');
    expect(textOf((await trinvis.write(mette, 'forløb ODE-015')).card)).toContain('i jobcentret alene');
    expect(textOf((await trinvis.write(bodil, 'forløb ODE-015')).card)).not.toContain('ODE-015');
  });

  test('B6: everybody in group 1 lacks a personal specialist until there is one, with psychiatric knowledge where B5; nobody in group 2', async () => {
    const nobodys = runningB1('2026-11-02').filter(({ event }) => event.type !== 'SpecialistAssigned');
    await addCourse(trinvis, 'ODE-014', nobodys, withK3('2026-11-02'));
    await addCourse(trinvis, 'ODE-015', nobodys);
    await addCourse(trinvis, 'ODE-016', nobodys, talked('2026-11-02'), grouped('2026-11-03', '2'));
    const missing = async (alias: string) => textOf((await trinvis.write(lars, `forløb ${alias}`)).card);
    expect(await missing('ODE-014')).toMatch(/• personlig jobformidler med viden om psykiatri/);
    expect(await missing('ODE-015')).toMatch(/• personlig jobformidler/);
    expect(await missing('ODE-015')).not.toContain('viden om psykiatri');
    expect(await missing('ODE-016')).not.toContain('• personlig jobformidler');
  });

  test('B4, B17: in step 2 the 91 days go on after the pause', async () => {
    const step2 = [...runningB1('2026-11-02'), stepCompleted('2026-11-02', '1'), stepStarted('2026-11-02', '2')];
    await addCourse(trinvis, 'ODE-014', step2, exempted('2026-11-03', '2027-01-04'));
    expect((await answer(sanne, 'resume', { date: '2026-11-10' })).text).toContain('sigte 8. feb. 2027 (13 uger)');
  });
});
