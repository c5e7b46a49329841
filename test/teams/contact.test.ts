import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestBot } from '../_util/bot.ts';
import { employerContacted, held } from '../_util/builders.ts';
import { actionsOf, inputsOf, textOf } from '../_util/card.ts';
import { personalChat } from '../_util/http.ts';
import { PEOPLE, startOdense } from '../_util/odense.ts';
import { addCourse, courseIdOf, runningA, runningB1 } from '../_util/odense-courses.ts';

const { mette, morten, lars, bodil, sanne } = PEOPLE;
const SAFETY = 'Er du bekymret for borgerens sikkerhed, så ring – skriv det ikke her';

let trinvis: TestBot;
beforeEach(async () => {
  trinvis = await startOdense({ at: '2026-11-02 07:55' });
  await addCourse(trinvis, 'ODE-014', runningA('2026-10-12'), held('2026-10-23'), employerContacted('2026-10-23'));
});
afterEach(() => trinvis.stop());

async function contactsOf(alias: string): Promise<readonly string[]> {
  const { history } = await trinvis.bot.store.transaction((tx) => tx.events.load('course', courseIdOf(alias)));
  return history.flatMap(({ event }) => {
    if (event.type === 'ContactHeld') return [`${event.on} ${event.how}`];
    if (event.type === 'SignOfLife') return [`${event.on} signOfLife`];
    return event.type === 'ContactFailed' ? [`${event.on} ${event.because}`] : [];
  });
}

async function recordedAs(inputs: Record<string, string>) {
  const form = await trinvis.write(mette, 'kontakt ODE-014');
  return trinvis.tap(mette, form, { action: 'contact.record', inputs });
}

describe('kontakt', () => {
  test('F2: "I går, personligt" is two taps from the list, and the receipt says the next due date', async () => {
    const list = await trinvis.write(mette, 'i dag');
    await trinvis.tap(mette, list, { action: 'Kontakt' });
    const [form] = trinvis.cardsIn(personalChat(mette)).slice(-1);
    const { text } = await trinvis.tap(mette, form ?? list, { action: 'I går, personligt' });
    expect(text).toContain('Kontakt i går, personligt, er registreret. Næste kontakt senest søn. 8. nov.');
    expect(await contactsOf('ODE-014')).toEqual(['2026-10-23 inPerson', '2026-11-01 inPerson']);
  });

  test('F1, F3: the form is pre-filled with today, offers sign of life and failed attempts, and bears the safety line', async () => {
    const { card } = await trinvis.write(mette, 'kontakt ODE-014');
    expect(inputsOf(card).find((i) => i.id === 'date')?.value).toBe('2026-11-02');
    const what =
      inputsOf(card)
        .find((i) => i.id === 'what')
        ?.choices.map((c) => c.title) ?? [];
    expect(what).toContain('Livstegn: svar på sms');
    expect(what.filter((w) => w.startsWith('Forgæves'))).toHaveLength(4);
    expect(textOf(card)).toContain(SAFETY);
    expect(textOf(card)).toContain('Seneste kontakt: fre. 23. okt.');
  });

  test.each([
    ['2026-11-03', 'Datoen ligger i fremtiden'],
    ['2026-10-18', 'Datoen ligger mere end 14 dage tilbage'],
    ['1826-11-02', 'Datoen ligger mere end 14 dage tilbage'],
    ['', 'Vælg en dato'],
    ['i går', 'Vælg en dato'],
    ['99999-99-99', 'Vælg en dato'],
  ])('F1: a contact on %j is refused with a sentence, and what was chosen stays', async (date, sentence) => {
    const { text, card } = await recordedAs({ date, what: 'phone' });
    expect(text).toContain(sentence);
    expect(inputsOf(card).find((i) => i.id === 'what')?.value).toBe('phone');
    expect(await contactsOf('ODE-014')).toHaveLength(1);
  });

  test.each(['', 'sms', '🙂'])('F1: what happened must be chosen from the list, not %j', async (what) => {
    const { text } = await recordedAs({ date: '2026-11-02', what });
    expect(text).toContain('Vælg, hvad der skete');
    expect(await contactsOf('ODE-014')).toHaveLength(1);
  });

  test('F1: fourteen days back is allowed', async () => {
    await recordedAs({ date: '2026-10-19', what: 'video' });
    expect(await contactsOf('ODE-014')).toContain('2026-10-19 video');
  });

  test('F1: a sign of life does not count as contact', async () => {
    const { text } = await recordedAs({ date: '2026-11-02', what: 'signOfLife' });
    expect(text).toContain('Det tæller ikke som kontakt');
    expect(text).toContain('3 dage over aftalt rytme');
    expect(text).toContain(SAFETY);
  });

  test('F1: after a failed attempt the item returns two working days later', async () => {
    const { text } = await recordedAs({ date: '2026-11-02', what: 'noAnswer' });
    expect(text).toContain('Fra ons. 4. nov. står kontakten igen i dit overblik');
    expect(textOf((await trinvis.write(mette, 'i dag')).card)).toContain('Intet at gøre i dag');
    trinvis.clock.moveTo('2026-11-04 08:30');
    expect(textOf((await trinvis.write(mette, 'i dag')).card)).toContain('5 dage over aftalt rytme');
  });

  test('F3: after the third failed attempt in a row the specialist reads that the leader is told', async () => {
    await recordedAs({ date: '2026-10-30', what: 'noAnswer' });
    await recordedAs({ date: '2026-11-01', what: 'didNotShow' });
    const { text } = await recordedAs({ date: '2026-11-02', what: 'cancelled' });
    expect(text).toContain('teamlederen får besked');
  });

  test('F1: the same contact twice changes nothing', async () => {
    await recordedAs({ date: '2026-11-01', what: 'phone' });
    const { text } = await recordedAs({ date: '2026-11-01', what: 'phone' });
    expect(text).toContain('Det er allerede registreret');
    expect(await contactsOf('ODE-014')).toHaveLength(2);
  });

  test('a card answered twice changes nothing the second time', async () => {
    const form = await trinvis.write(mette, 'kontakt ODE-014');
    const quick = { action: 'I dag, telefon' };
    await trinvis.tap(mette, form, quick);
    expect((await trinvis.tap(mette, form, quick)).text).toContain('allerede besvaret');
    expect(await contactsOf('ODE-014')).toHaveLength(2);
  });

  test('a card from an older revision changes nothing and is shown as it stands now', async () => {
    const old = await trinvis.write(mette, 'kontakt ODE-014');
    await recordedAs({ date: '2026-11-01', what: 'phone' });
    const { text } = await trinvis.tap(mette, old, { action: 'I dag, telefon' });
    expect(text).toContain('Intet er gemt');
    expect(text).toContain('Seneste kontakt: søn. 1. nov.');
    expect(await contactsOf('ODE-014')).toHaveLength(2);
  });

  test('"I dag" on yesterday\'s card is not taken for today', async () => {
    const old = await trinvis.write(mette, 'kontakt ODE-014');
    trinvis.clock.moveTo('2026-11-03 09:00');
    expect((await trinvis.tap(mette, old, { action: 'I dag, telefon' })).text).toContain('Intet er gemt');
    expect(await contactsOf('ODE-014')).toHaveLength(1);
  });

  test('product.md 2: without an alias the own courses are offered, the due ones first', async () => {
    await addCourse(trinvis, 'ODE-002', runningA('2026-10-30'));
    const pick = await trinvis.write(mette, 'kontakt');
    expect(actionsOf(pick.card).map((a) => a.title)).toEqual([
      'ODE-014 – 3 dage over aftalt rytme',
      'ODE-002 – Senest fre. 6. nov. – om 4 dage',
    ]);
    const { text } = await trinvis.tap(mette, pick, {
      action: 'contact.form',
      data: { course: courseIdOf('ODE-014') },
    });
    expect(text).toContain('Kontakt – ODE-014');
  });

  test('an alias is exact but for case, hyphen and leading zeros', async () => {
    for (const alias of ['ode-014', 'ODE14', 'Ode 0014']) {
      expect(textOf((await trinvis.write(mette, `kontakt ${alias}`)).card)).toContain('Kontakt – ODE-014');
    }
  });

  test("K14: an unknown alias and another person's are answered alike", async () => {
    await addCourse(trinvis, 'ODE-020', runningA('2026-10-12', { specialist: 'morten' }));
    const answers = await Promise.all(
      ['ODE-999', 'ODE-020', 'vrøvl'].map(async (a) => textOf((await trinvis.write(mette, `kontakt ${a}`)).card)),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).not.toContain('ODE-');
  });

  test('product.md 4: the leader records contact for the team; clinician and caseworker do not', async () => {
    const form = await trinvis.write(lars, 'kontakt ODE-014');
    await trinvis.tap(lars, form, { action: 'I dag, personligt' });
    expect(await contactsOf('ODE-014')).toHaveLength(2);
    for (const who of [bodil, sanne]) {
      expect(textOf((await trinvis.write(who, 'kontakt ODE-014')).card)).toContain('Det hører ikke til din rolle');
    }
  });

  test("a tap by the wrong person, or with another course's id, changes nothing", async () => {
    await addCourse(trinvis, 'ODE-020', runningA('2026-10-12', { specialist: 'morten' }));
    const form = await trinvis.write(mette, 'kontakt ODE-014');
    const stolen = await trinvis.tap(morten, form, { action: 'I dag, telefon', place: personalChat(mette) });
    expect(stolen.text).toContain('Kortet er til en anden');
    const foreign = { action: 'I dag, telefon', inputs: { course: courseIdOf('ODE-020') } };
    expect((await trinvis.tap(mette, form, foreign)).text).toContain('Jeg finder ikke det forløb');
    expect(await contactsOf('ODE-020')).toHaveLength(0);
  });

  test('B12: in step 1 contact may be recorded, and the rhythm has not begun', async () => {
    await addCourse(trinvis, 'ODE-030', runningB1('2026-10-12'));
    const form = await trinvis.write(mette, 'kontakt ODE-030');
    expect((await trinvis.tap(mette, form, { action: 'I dag, video' })).text).toContain('rytme begynder først');
  });
});
