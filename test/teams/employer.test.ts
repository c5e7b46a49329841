import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestBot } from '../_util/bot.ts';
import { employerContacted, stepCompleted, stepStarted } from '../_util/builders.ts';
import { actionsOf, inputsOf, textOf } from '../_util/card.ts';
import type { StandingActivity } from '../_util/fake-connector.ts';
import { channel, personalChat } from '../_util/http.ts';
import { PEOPLE, SHARED_CHANNEL, startOdense } from '../_util/odense.ts';
import { addCourse, courseIdOf, runningA, runningB1 } from '../_util/odense-courses.ts';

const { mette, morten, lars, bodil, sanne } = PEOPLE;
const CPR = '010165-4003';

let trinvis: TestBot;
beforeEach(async () => {
  trinvis = await startOdense({ at: '2026-11-12 09:00' });
  await addCourse(trinvis, 'ODE-014', runningA('2026-11-02'));
});
afterEach(() => trinvis.stop());

const historyOf = async (alias: string) => {
  const { history } = await trinvis.bot.store.transaction((tx) => tx.events.load('course', courseIdOf(alias)));
  return history.map((h) => h.event);
};
const newest = (who = mette): StandingActivity => {
  const card = trinvis.cardsIn(personalChat(who)).at(-1);
  if (card === undefined) throw new Error('no card');
  return card;
};
const filledIn = (card: unknown, id: string) => inputsOf(card).find((i) => i.id === id)?.value;
async function record(inputs: Record<string, string> = {}, alias = 'ODE-014') {
  await trinvis.write(mette, `arbejdsgiver ${alias}`);
  return trinvis.tap(mette, newest(), { action: 'Gem', inputs: { employer: 'Bageriet på Torvet', ...inputs } });
}

describe('arbejdsgiver', () => {
  test('A14: date, how, the company, what came of it and a note; the words stand in the vault and not in the events', async () => {
    const { text } = await record({
      date: '2026-11-10',
      how: 'phone',
      outcome: 'meetingAgreed',
      words: 'Mødes mandag kl. 9',
    });
    expect(text).toContain('Kontakten er registreret.');
    expect(text).toContain('1 kontakt til arbejdsgivere');
    expect(text).toContain('Bageriet på Torvet\ntirs. 10. nov. · telefon · samtale aftalt\nMødes mandag kl. 9');
    expect((await historyOf('ODE-014')).at(-1)).toMatchObject({
      type: 'EmployerContacted',
      on: '2026-11-10',
      how: 'phone',
      outcome: 'meetingAgreed',
    });
    expect(JSON.stringify(await historyOf('ODE-014'))).not.toMatch(/Bageriet|Mødes/);
  });

  test('A14: the next one is filled in with today, the same company and the same way, and takes two taps', async () => {
    const { card } = await record({ date: '2026-11-10', how: 'video' });
    expect(actionsOf(card)[0]?.title).toBe('Ny kontakt til en arbejdsgiver');
    await trinvis.tap(mette, newest(), { action: 'Ny kontakt til en arbejdsgiver' });
    expect(['date', 'how', 'employer', 'outcome'].map((id) => filledIn(newest().card, id))).toEqual([
      '2026-11-12',
      'video',
      'Bageriet på Torvet',
      'awaitsAnswer',
    ]);
    expect((await trinvis.tap(mette, newest(), { action: 'Gem' })).text).toContain('2 kontakter til arbejdsgivere');
  });

  test('B11, W3: before the first contact the talk about openness is shown as missing and is one tap away; it refuses nothing', async () => {
    const first = await trinvis.write(mette, 'arbejdsgiver ODE-014');
    expect(textOf(first.card)).toContain('Åbenhed over for arbejdsgiveren er ikke talt igennem');
    const { text } = await trinvis.tap(mette, first, { action: 'Registrér samtalen om åbenhed' });
    expect(text).toContain('åbenhed');
    await trinvis.tap(mette, newest(), { action: 'Gem', inputs: { choice: 'partly' } });
    const again = await trinvis.write(mette, 'arbejdsgiver ODE-014');
    expect(textOf(again.card)).not.toContain('er ikke talt igennem');
  });

  test('B11: without the talk the first contact is recorded, and after it nothing is asked any more', async () => {
    expect((await record()).text).toContain('Kontakten er registreret.');
    expect(textOf((await trinvis.write(mette, 'arbejdsgiver ODE-014')).card)).not.toContain('er ikke talt igennem');
  });

  test.each([
    ['employer', '', 'Skriv'],
    ['employer', `Hos Ida, ${CPR}`, 'CPR'],
    ['words', `Hun hedder ${CPR}`, 'CPR'],
    ['words', 'x'.repeat(1001), '1000'],
    ['date', '2026-11-13', 'fremtiden'],
    ['date', '2026-10-28', '14 dage'],
    ['how', 'pigeon', 'Vælg'],
    ['outcome', '', 'Vælg'],
  ])('A14, P4, F1: %s as "%s" is said at its field, and nothing is kept', async (field, typed, says) => {
    const { text, card } = await record({ [field]: typed });
    expect(text).toContain(says);
    expect(text).not.toContain(CPR);
    expect((await historyOf('ODE-014')).some((e) => e.type === 'EmployerContacted')).toBe(false);
    expect(actionsOf(card).map((a) => a.title)).toContain('Gem');
  });

  test('a double click is one contact', async () => {
    await trinvis.write(mette, 'arbejdsgiver ODE-014');
    const form = newest();
    const typed = { action: 'Gem', inputs: { employer: 'Bageriet' } };
    await trinvis.tap(mette, form, typed);
    await trinvis.tap(mette, form, typed);
    expect((await historyOf('ODE-014')).filter((e) => e.type === 'EmployerContacted')).toHaveLength(1);
  });

  test('product.md 2, 4: without an alias the own courses, those whose first contact is due first; not for others', async () => {
    await addCourse(trinvis, 'ODE-010', runningA('2026-10-05'), employerContacted('2026-10-12'));
    const { card } = await trinvis.write(mette, 'arbejdsgiver');
    const choices = actionsOf(card).filter((a) => a.verb === 'employer.form');
    expect(choices[0]?.title).toMatch(/^ODE-014 – Sigtet er ons\. 2\. dec\./);
    expect(choices.map((a) => a.data.chosen ?? a.data.course)).toEqual([courseIdOf('ODE-014'), courseIdOf('ODE-010')]);
    for (const who of [bodil, sanne])
      expect(textOf((await trinvis.write(who, 'arbejdsgiver ODE-014')).card)).toContain('rolle');
    expect(textOf((await trinvis.write(morten, 'arbejdsgiver ODE-014')).card)).not.toContain('Arbejdsgivere –');
    expect(textOf((await trinvis.write(lars, 'arbejdsgiver ODE-014')).card)).toContain('Arbejdsgivere – ODE-014');
  });

  test('N2, K14: no company’s name in a channel or with the other side', async () => {
    await record({ words: 'Hemmeligt notat' });
    const shared = channel('faelles', { id: SHARED_CHANNEL });
    const seen = [
      textOf((await trinvis.write(bodil, 'forløb ODE-014')).card),
      textOf((await trinvis.write(mette, 'frister', shared)).card),
      textOf((await trinvis.write(mette, 'konference', shared)).card),
    ].join('\n');
    expect(seen).toContain('Kontakt til en arbejdsgiver (personligt)');
    expect(seen).not.toMatch(/Bageriet|Hemmeligt/);
  });
});

describe('section 9: the first contact with an employer', () => {
  test('section 9, A14: on day 14 it comes in the digest, leads to the form, and is off the list with the contact', async () => {
    await trinvis.playTo('2026-11-16 12:00');
    const digest = trinvis.cardsIn(personalChat(mette)).find((c) => textOf(c.card).includes('Første kontakt'));
    expect(textOf(digest?.card)).toContain('**ODE-014** · Første kontakt til en arbejdsgiver');
    expect(textOf(digest?.card)).toContain('Sigtet er ons. 2. dec. – om 16 dage');
    if (digest === undefined) throw new Error('no digest');
    await trinvis.tap(mette, digest, { action: 'Arbejdsgiver' });
    await trinvis.tap(mette, newest(), { action: 'Gem', inputs: { employer: 'Bageriet' } });
    expect(textOf((await trinvis.write(mette, 'i dag')).card)).not.toContain('Første kontakt');
  });

  test('section 9: on day 31 the leader has it; in programme B counted from step 2', async () => {
    await addCourse(
      trinvis,
      'ODE-015',
      runningB1('2026-10-05'),
      stepCompleted('2026-11-02', '1'),
      stepStarted('2026-11-02', '2'),
    );
    await trinvis.playTo('2026-12-02 12:00');
    expect(textOf((await trinvis.write(lars, 'i dag')).card)).not.toContain('Første kontakt');
    await trinvis.playTo('2026-12-03 12:00');
    const list = textOf((await trinvis.write(lars, 'i dag')).card);
    expect(list).toContain('**ODE-014** · Første kontakt til en arbejdsgiver\n1 dag ud over sigtet (30 dage)');
    expect(list).toContain('**ODE-015** · Første kontakt til en arbejdsgiver\n1 dag ud over sigtet (30 dage)');
  });
});
