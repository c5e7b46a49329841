import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestBot } from '../_util/bot.ts';
import { actionsOf, inputsOf, textOf } from '../_util/card.ts';
import { type CourseWork, courseWork, IN_ORDER } from '../_util/courses.ts';
import { idOf, PEOPLE, startOdense } from '../_util/odense.ts';

const { mette, morten, lars, sanne, bodil, birger } = PEOPLE;

let trinvis: TestBot;
let work: CourseWork;
beforeEach(async () => {
  trinvis = await startOdense({ at: '2026-11-02 09:00' });
  work = courseWork(trinvis);
});
afterEach(() => trinvis.stop());

const fullForm = (who = mette) => trinvis.write(who, 'samtykke ODE-001');

describe('the consent card', () => {
  test('K10: one page, nothing ticked, dates filled in, the text to be read folded away', async () => {
    await work.open(mette);
    const { card } = await fullForm();
    const values = Object.fromEntries(inputsOf(card).map((i) => [i.id, i.value]));
    expect(values).toMatchObject({
      psychiatryToJobCentre: 'false',
      jobCentreToPsychiatry: 'false',
      signature: 'false',
      journaled: 'false',
      givenOn: '2026-11-02',
      validTo: '2027-11-01',
      form: 'written',
    });
    expect(textOf(card)).toContain('Klinikken, hvor du er i ambulant behandling, må fortælle jobcentret');
    expect(textOf(card)).toContain('Jeg har set borgerens underskrift');
  });

  test('K1, K10, A2, A12: both directions in force start programme A on that day', async () => {
    await work.open(mette, 'ips', { clinician: idOf('bodil') });
    const { text } = await work.consent(mette, 'ODE-001');
    expect(text).toContain('Samtykket er gemt, og forløbet er i gang fra 2. nov. 2026');
    expect(text).toContain('I kraft til og med 1. nov. 2027');
    const course = await work.course('ODE-001');
    expect(course).toMatchObject({ status: 'running', startedOn: '2026-11-02' });
    expect(course.consents).toHaveLength(2);
    expect(course.consents[0]).toMatchObject({
      purpose: 'K1',
      form: 'written',
      text: { id: 'k1', version: 1, language: 'da', hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      recordedBy: idOf('mette'),
      lastValidDay: '2027-11-01',
    });
    expect(new Set(course.consents.map((c) => c.legalBasis)).size).toBe(2);
  });

  test('K10: the evidence is kept in the vault and stands in no event', async () => {
    await work.open(mette);
    await work.consent(mette, 'ODE-001', { evidence: 'Skuffe 4, gul mappe' });
    const course = await work.course('ODE-001');
    expect(JSON.stringify(course)).not.toContain('gul mappe');
    const note = course.consents[0]?.evidence;
    const texts = await trinvis.bot.store.transaction((tx) => tx.vault.notes(note === undefined ? [] : [note]));
    expect([...texts.values()]).toEqual(['Skuffe 4, gul mappe']);
  });

  test('K10: one direction alone opens nothing', async () => {
    await work.open(mette, 'ips', { clinician: idOf('bodil') });
    const { text } = await work.consent(mette, 'ODE-001', { jobCentreToPsychiatry: 'false' });
    expect(text).toContain('Fra jobcentret til klinikken\nMangler');
    expect((await work.course('ODE-001')).status).toBe('referred');
    expect(textOf((await trinvis.write(bodil, 'forløb ODE-001')).card)).toContain('Jeg finder ikke det forløb');
  });

  test('K3, B5: programme B is shared by K3', async () => {
    await work.open(mette, 'fsm3', { groupDecidedOn: '2026-10-30', clinician: idOf('bodil') });
    expect(textOf((await trinvis.write(mette, 'forløb ODE-001')).card)).toContain('i jobcentret alene');
    expect((await work.consent(mette, 'ODE-001')).text).toContain('Samarbejde med psykiatrien i Flere skal med 3');
    expect((await work.course('ODE-001')).consents.map((c) => c.purpose)).toEqual(['K3', 'K3']);
    expect(textOf((await trinvis.write(bodil, 'forløb ODE-001')).card)).toContain('ODE-001');
  });
});

describe('what is refused, each at its field, with all that was typed', () => {
  const refusals: readonly (readonly [string, Record<string, string>, string])[] = [
    [
      'K10: nothing ticked',
      { psychiatryToJobCentre: 'false', jobCentreToPsychiatry: 'false' },
      'Sæt kryds ved mindst én retning',
    ],
    ['K11: oral from health staff', { form: 'oral' }, 'skal være skriftligt eller digitalt'],
    [
      'K11: longer than a year, with the latest day',
      { validTo: '2027-11-02' },
      'længere end til og med 1. nov. 2027. Vælg den dag eller en tidligere',
    ],
    ['K11: over before it was given', { validTo: '2026-11-01' }, 'for langt tilbage'],
    ['K10: the signature not seen', { signature: 'false' }, 'Sæt kryds ved, at du har set borgerens underskrift'],
    ['K10: no evidence', { evidence: '  ' }, 'Skriv, hvor samtykket ligger, f.eks.'],
    ['evidence of 10,000 characters', { evidence: 'a'.repeat(10_000) }, 'Skriv højst 200 tegn'],
    ['P4: a CPR number in the evidence', { evidence: 'journal 670190-1234' }, 'ligner et CPR-nummer'],
    ['given in the future', { givenOn: '2026-11-03' }, 'Datoen ligger i fremtiden'],
    ['given 200 years ago', { givenOn: '1826-11-03' }, 'for langt tilbage'],
    [
      'K11: in the journal before it was given',
      { journaled: 'true', journaledOn: '2026-11-01' },
      'før den dag, samtykket blev givet',
    ],
    [
      'K11: in the journal in the future',
      { journaled: 'true', journaledOn: '2026-11-09' },
      'Datoen ligger i fremtiden',
    ],
    ['no date at all', { givenOn: '' }, 'Vælg en dato, der findes'],
  ];
  test.each(refusals)('%s', async (_name, inputs, sentence) => {
    await work.open(mette);
    const answer = await work.consent(mette, 'ODE-001', inputs);
    expect(answer.text).toContain(sentence);
    expect((await work.course('ODE-001')).consents).toEqual([]);
    const kept = inputsOf(answer.card).find((i) => i.id === 'jobCentreToPsychiatry')?.value;
    expect(kept).toBe(inputs.jobCentreToPsychiatry ?? 'true');
    expect(JSON.stringify(answer.card)).not.toContain('670190');
  });

  test('K11: oral is enough for the job centre’s own direction', async () => {
    await work.open(mette);
    const oral = { psychiatryToJobCentre: 'false', form: 'oral', signature: 'false' };
    expect((await work.consent(mette, 'ODE-001', oral)).text).toContain('Samtykket er gemt');
  });

  test('K11: a date in the past moves the pre-filled end with it', async () => {
    await work.open(mette);
    await work.consent(mette, 'ODE-001', { givenOn: '2026-10-20' });
    expect((await work.course('ODE-001')).consents[0]?.lastValidDay).toBe('2027-10-19');
  });
});

describe('the journal', () => {
  test('K11: entered with the consent, or later with one tap', async () => {
    await work.open(mette, 'ips', { clinician: idOf('bodil') });
    const saved = await work.consent(mette, 'ODE-001');
    expect(saved.text).toContain('ikke indført i patientjournalen endnu');
    const card = await trinvis.write(bodil, 'samtykke ODE-001');
    const { text } = await trinvis.tap(bodil, card, { action: 'Indført i journalen' });
    expect(text).toContain('samtykket er indført i patientjournalen');
    const course = await work.course('ODE-001');
    expect(course.consents.find((c) => c.direction === 'psychiatryToJobCentre')?.journaled).toEqual({
      on: '2026-11-02',
      by: idOf('bodil'),
    });
  });

  test('K11: ticked on the card it carries its own day', async () => {
    await work.open(mette);
    await work.consent(mette, 'ODE-001', { givenOn: '2026-10-28', journaled: 'true', journaledOn: '2026-10-29' });
    const course = await work.course('ODE-001');
    expect(course.consents.find((c) => c.direction === 'psychiatryToJobCentre')?.journaled?.on).toBe('2026-10-29');
  });
});

describe('renewal and withdrawal', () => {
  test('K11: a renewal is a consent of its own, and moves the end', async () => {
    await work.open(mette);
    await work.consent(mette, 'ODE-001');
    trinvis.clock.moveTo('2027-10-01 09:00');
    expect((await work.consent(mette, 'ODE-001')).text).toContain('I kraft til og med 30. sep. 2028');
    expect((await work.course('ODE-001')).consents).toHaveLength(4);
  });

  test('K12: one tap from how it stands, logged, and a new consent restores the same alias and start', async () => {
    await work.open(mette);
    await work.consent(mette, 'ODE-001');
    expect((await work.withdraw(mette, 'ODE-001')).text).toContain('Samtykket er trukket tilbage');
    const course = await work.course('ODE-001');
    expect(course.consents.every((c) => c.ended?.how === 'withdrawn')).toBe(true);
    expect(textOf((await trinvis.write(mette, 'forløb ODE-001')).card)).toContain('uden samarbejde');
    expect(await trinvis.bot.store.transaction((tx) => tx.audit.verify())).toBeNull();
    trinvis.clock.moveTo('2026-11-20 09:00');
    await work.consent(mette, 'ODE-001');
    expect(await work.course('ODE-001')).toMatchObject({ startedOn: '2026-11-02', alias: 'ODE-001' });
  });

  test('K12: no more taps to withdraw than to give', async () => {
    await work.open(mette);
    const form = await trinvis.write(mette, 'samtykke ODE-001');
    // Giving: the ticks, and one tap to save. Withdrawing: one tap.
    const { card } = await trinvis.tap(mette, form, { action: 'Gem samtykke', inputs: { ...IN_ORDER } });
    expect(actionsOf(card).map((a) => a.title)).toContain('Træk samtykket tilbage');
  });

  test('K12: the clinician who withdraws sees the course no more, and the answer does not name it', async () => {
    await work.open(mette, 'ips', { clinician: idOf('bodil') });
    await work.consent(mette, 'ODE-001');
    const { text } = await work.withdraw(bodil, 'ODE-001');
    expect(text).toContain('Samtykket er trukket tilbage, og det er registreret');
    expect(text).not.toContain('ODE-001');
  });

  test('a card from before somebody else’s change does nothing but show how it stands', async () => {
    await work.open(mette, 'ips', { clinician: idOf('bodil') });
    await work.consent(mette, 'ODE-001');
    const old = await trinvis.write(mette, 'samtykke ODE-001');
    await trinvis.tap(bodil, await trinvis.write(bodil, 'samtykke ODE-001'), { action: 'Indført i journalen' });
    const { text } = await trinvis.tap(mette, old, { action: 'Træk samtykket tilbage' });
    expect(text).toContain('ændret, siden kortet blev vist');
    expect((await work.course('ODE-001')).consents.every((c) => c.ended === null)).toBe(true);
  });

  test('a second tap on the consent card records nothing more', async () => {
    await work.open(mette);
    const form = await fullForm();
    await trinvis.tap(mette, form, { action: 'consent.save', inputs: { ...IN_ORDER } });
    expect((await trinvis.tap(mette, form, { action: 'consent.save', inputs: { ...IN_ORDER } })).text).toContain(
      'allerede besvaret',
    );
    expect((await work.course('ODE-001')).consents).toHaveLength(2);
  });
});

describe('K13: a no', () => {
  test('is recorded like a yes, closes only what the consent gates, and is no ground concerning benefits', async () => {
    await work.open(mette);
    const form = await fullForm();
    const asked = await trinvis.tap(mette, form, { action: 'Borgeren siger nej' });
    expect(asked.text).toContain('Et nej er aldrig en grund, når det gælder borgerens ydelse');
    const { text } = await trinvis.tap(mette, work.standing(mette, form), { action: 'Registrér nej' });
    expect(text).toContain('Borgerens nej er registreret. Det har ingen betydning for ydelsen');
    const course = await work.course('ODE-001');
    expect(course).toMatchObject({ status: 'referred', refusals: [{ purpose: 'K1' }, { purpose: 'K1' }] });
  });

  test('nothing is inferred from silence: a course without an answer says that consent is missing', async () => {
    await work.open(mette);
    const { card } = await trinvis.write(mette, 'forløb ODE-001');
    expect(textOf(card)).toContain('Fra klinikken til jobcentret\nMangler');
    expect((await work.course('ODE-001')).refusals).toEqual([]);
  });
});

describe('who may', () => {
  test('K14: a course that is not theirs and one that does not exist get the same words', async () => {
    await work.open(mette);
    const foreign = textOf((await trinvis.write(morten, 'samtykke ODE-001')).card);
    expect(textOf((await trinvis.write(morten, 'samtykke ODE-999')).card)).toBe(foreign);
    expect(textOf((await trinvis.write(birger, 'samtykke hest')).card)).toBe(foreign);
  });

  test('product.md 4: a caseworker sees how it stands and records K4 alone', async () => {
    await work.open(sanne, 'fsm3');
    const { card } = await trinvis.write(sanne, 'samtykke ODE-001');
    const forms = actionsOf(card).filter((a) => a.verb === 'consent.form');
    expect(forms.map((a) => a.data.purpose)).toEqual(['K4']);
  });

  test('without an alias the own courses are offered, those without consent first', async () => {
    await work.open(mette);
    await work.open(mette, 'ips', { cpr: '680190-1234' });
    await work.consent(mette, 'ODE-001');
    const list = await trinvis.write(mette, 'samtykke');
    expect(actionsOf(list.card).map((a) => a.title)).toEqual([
      'ODE-002 – samtykke mangler',
      'ODE-001 – i kraft til og med 1. nov. 2027',
    ]);
    const { text } = await trinvis.tap(mette, list, { action: 'ODE-002 – samtykke mangler' });
    expect(text).toContain('Samtykke – ODE-002');
  });

  test('nobody’s courses: one sentence', async () => {
    expect(textOf((await trinvis.write(lars, 'samtykke')).card)).toContain(
      'ingen forløb, hvor du kan registrere samtykke',
    );
  });
});
