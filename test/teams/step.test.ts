import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestBot } from '../_util/bot.ts';
import { assigned, closed, held, met, opened } from '../_util/builders.ts';
import { actionsOf, inputsOf, textOf } from '../_util/card.ts';
import type { StandingActivity } from '../_util/fake-connector.ts';
import { personalChat } from '../_util/http.ts';
import { idOf, PEOPLE, startOdense } from '../_util/odense.ts';
import { addCourse, courseIdOf, runningA, runningB1 } from '../_util/odense-courses.ts';

const { mette, lars, bodil } = PEOPLE;

let trinvis: TestBot;
beforeEach(async () => {
  trinvis = await startOdense({ at: '2026-11-02 09:00' });
  await addCourse(trinvis, 'ODE-014', runningB1('2026-10-12'));
});
afterEach(() => trinvis.stop());

const eventsOf = async (alias: string) => {
  const { history } = await trinvis.bot.store.transaction((tx) => tx.events.load('course', courseIdOf(alias)));
  return history.map((h) => h.event);
};
const newest = (): StandingActivity => {
  const card = trinvis.cardsIn(personalChat(mette)).at(-1);
  if (card === undefined) throw new Error('no card');
  return card;
};

/** Confirms a condition from the step card and returns the answer. */
async function confirm(condition: string, inputs: Record<string, string> = {}) {
  await trinvis.write(mette, 'trin ODE-014');
  await trinvis.tap(mette, newest(), { action: 'Registrér', data: { condition } });
  return trinvis.tap(mette, newest(), { action: 'Gem', inputs });
}
const GOAL = { goal: 'position', words: 'Kok i et mindre køkken' };

describe('trin', () => {
  test('B9: step 1 shows its target and the four conditions, and which are missing', async () => {
    const { card } = await trinvis.write(mette, 'trin ODE-014');
    const text = textOf(card);
    expect(text).toContain('12. nov. 2026 (1 måned)');
    expect(text).toContain('✔ IPS-konsulent er tilknyttet');
    expect(text).toContain('Mette Konsulent, 12. okt. 2026');
    expect(text).toContain('○ CV på Jobnet er påbegyndt');
    expect(actionsOf(card).filter((a) => a.title === 'Registrér')).toHaveLength(3);
  });

  test('B9: completing refuses with exactly what is missing', async () => {
    await confirm('cvBegun');
    const { text } = await trinvis.tap(mette, newest(), { action: 'Afslut trin 1' });
    expect(text).toContain('Der mangler: borgerens eget jobmål påbegyndt og konsulentens navn i Min Plan.');
    expect((await eventsOf('ODE-014')).map((e) => e.type)).not.toContain('StepCompleted');
  });

  test('F2, B8: a document is confirmed as done, where, when and by whom', async () => {
    const { text } = await confirm('cvBegun', { date: '2026-10-20', where: 'jobnet' });
    expect(text).toContain('Registreret: CV på Jobnet er påbegyndt.');
    expect(text).toContain('20. okt. 2026 · Jobnet · Mette Konsulent');
  });

  test('B9, B12: with all four, step 2 begins with its own target, and a second tap changes nothing', async () => {
    await confirm('cvBegun');
    await confirm('jobGoalBegun', GOAL);
    await confirm('specialistInMinPlan');
    const ready = newest();
    const { text } = await trinvis.tap(mette, ready, { action: 'Afslut trin 1' });
    expect(text).toContain('Trin 1 er afsluttet. Trin 2 er begyndt, og sigtet er 1. feb. 2027 (13 uger).');
    await trinvis.tap(mette, ready, { action: 'Afslut trin 1' });
    expect((await eventsOf('ODE-014')).filter((e) => e.type === 'StepCompleted')).toHaveLength(1);
    const list = textOf((await trinvis.write(mette, 'i dag')).card);
    expect(list).toContain('Senest man. 9. nov. – om 7 dage');
  });

  test('F2: the text to copy into Min Plan holds what is known, and nothing that names the citizen', async () => {
    await confirm('cvBegun');
    const { card } = await confirm('jobGoalBegun', GOAL);
    expect(inputsOf(card).find((i) => i.label === 'Kopiér til Min Plan')?.value).toBe(
      'IPS-konsulent: Mette Konsulent\nCV på Jobnet påbegyndt 2. nov. 2026\nEget jobmål (stilling): Kok i et mindre køkken',
    );
    expect(textOf(card)).not.toContain('Borger ODE-014');
  });

  test('A7, B8: the words of the job goal are nowhere in the events', async () => {
    await confirm('jobGoalBegun', GOAL);
    expect(JSON.stringify(await eventsOf('ODE-014'))).not.toContain('køkken');
  });

  test.each([
    ['', 'Feltet er tomt'],
    ['   ', 'Feltet er tomt'],
    ['a'.repeat(10_000), 'Skriv højst 1000 tegn'],
    ['Kok, 010165-4003', 'Teksten ligner et CPR-nummer'],
  ])('P4: words that cannot be kept are refused at their field (%#)', async (words, sentence) => {
    const { text, card } = await confirm('jobGoalBegun', { goal: 'field', words });
    expect(text).toContain(sentence);
    expect(JSON.stringify(card)).not.toContain('010165');
    expect(inputsOf(card).find((i) => i.id === 'goal')?.value).toBe('field');
    expect(await eventsOf('ODE-014')).toHaveLength(4);
  });

  test('emoji and Markdown in the words come out as plain text', async () => {
    const { text } = await confirm('jobGoalBegun', { goal: 'field', words: '**Butik** 🙂 [x](y)' });
    expect(text).toContain('\\*\\*Butik\\*\\* 🙂 \\[x\\]\\(y\\)');
  });

  test.each([
    ['2026-11-03', 'Datoen ligger i fremtiden'],
    ['1826-01-01', 'Datoen ligger for langt tilbage'],
    ['', 'Vælg en dato'],
  ])('a date of %j is refused with a sentence', async (date, sentence) => {
    expect((await confirm('cvBegun', { date })).text).toContain(sentence);
    expect(await eventsOf('ODE-014')).toHaveLength(4);
  });

  test('a condition confirmed twice changes nothing the second time', async () => {
    await trinvis.write(mette, 'trin ODE-014');
    await trinvis.tap(mette, newest(), { action: 'Registrér', data: { condition: 'cvBegun' } });
    const form = newest();
    await trinvis.tap(mette, form, { action: 'Gem' });
    expect((await trinvis.tap(mette, form, { action: 'Gem' })).text).toContain('allerede besvaret');
    expect((await eventsOf('ODE-014')).filter((e) => e.type === 'StepConditionMet')).toHaveLength(1);
  });

  test('a form from an older revision changes nothing and is shown anew', async () => {
    await trinvis.write(mette, 'trin ODE-014');
    await trinvis.tap(mette, newest(), { action: 'Registrér', data: { condition: 'cvBegun' } });
    const old = newest();
    await confirm('specialistInMinPlan');
    expect((await trinvis.tap(mette, old, { action: 'Gem' })).text).toContain('Intet er gemt');
    expect((await eventsOf('ODE-014')).filter((e) => e.type === 'StepConditionMet')).toHaveLength(1);
  });

  test('A15: programme A shows its typical step; CV and job goal are shown and gate nothing', async () => {
    await addCourse(trinvis, 'ODE-020', runningA('2026-10-12'), met('2026-10-20', 'cvBegun'));
    const { card } = await trinvis.write(mette, 'trin ODE-020');
    expect(textOf(card)).toContain('Typisk trin 2: startet, jobsøgning');
    expect(textOf(card)).toContain('○ Borgerens eget jobmål er påbegyndt');
    expect(textOf(card)).not.toContain('står i Min Plan');
    expect(actionsOf(card).map((a) => a.verb)).not.toContain('step.complete');
  });

  test('A18: a course is closed with one reason from the list; lost contact is none', async () => {
    await trinvis.write(mette, 'trin ODE-014');
    await trinvis.tap(mette, newest(), { action: 'Luk forløbet' });
    const form = newest();
    expect(inputsOf(form.card)[0]?.choices.map((c) => c.title)).toEqual([
      'mål nået, og støtte ikke længere ønsket',
      'borgeren ønsker at stoppe',
      'flyttet',
      'død',
      'andet tilbud',
    ]);
    expect(textOf(form.card)).toContain('Manglende kontakt er ikke en grund til at lukke');
    expect((await trinvis.tap(mette, form, { action: 'Luk forløbet' })).text).toContain('Vælg en årsag fra listen');
    const { text } = await trinvis.tap(mette, form, { action: 'Luk forløbet', inputs: { reason: 'moved' } });
    expect(text).toContain('Forløbet er lukket: flyttet.');
    expect((await eventsOf('ODE-014')).at(-1)).toMatchObject({ type: 'CourseClosed', because: 'moved' });
    expect(textOf((await trinvis.write(mette, 'i dag')).card)).not.toContain('ODE-014');
  });

  test('A3: a referral has no step and is not closed here; the way on is its own card', async () => {
    const referral = opened('2026-10-30', { referredBy: idOf('mette'), clinician: null });
    await addCourse(trinvis, 'ODE-021', referral, assigned('2026-10-30', idOf('mette')));
    const { card } = await trinvis.write(mette, 'trin ODE-021');
    expect(textOf(card)).toContain('Henvist 30. okt. 2026');
    expect(actionsOf(card).map((a) => a.verb)).toEqual(['course.open', 'list.open']);
  });

  test('a closed course is shown as closed, with nothing left to do', async () => {
    await addCourse(trinvis, 'ODE-022', runningA('2026-09-01'), held('2026-10-01'), closed('2026-10-10'));
    const { card } = await trinvis.write(mette, 'trin ODE-022');
    expect(actionsOf(card).map((a) => a.verb)).toEqual(['course.open', 'list.open']);
  });

  test('product.md 4: the leader may, the clinician may not', async () => {
    expect(textOf((await trinvis.write(lars, 'trin ODE-014')).card)).toContain('Trin – ODE-014');
    expect(textOf((await trinvis.write(bodil, 'trin ODE-014')).card)).toContain('Det hører ikke til din rolle');
  });

  test('without an alias the own courses are offered', async () => {
    const pick = await trinvis.write(mette, 'trin');
    expect(actionsOf(pick.card).map((a) => a.title)).toEqual(['ODE-014 – Sigtet er tors. 12. nov. – om 10 dage']);
  });
});
