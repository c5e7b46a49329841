import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestBot } from '../_util/bot.ts';
import {
  agreed,
  begun,
  day,
  employerContacted,
  job,
  MEETING,
  met,
  on,
  stepCompleted,
  stepStarted,
} from '../_util/builders.ts';
import { actionsOf, inputsOf, textOf } from '../_util/card.ts';
import { personalChat } from '../_util/http.ts';
import { PEOPLE, startOdense } from '../_util/odense.ts';
import { addCourse, runningA, runningB1, withK3 } from '../_util/odense-courses.ts';

const { mette, bodil, sanne } = PEOPLE;
const TARGET_GROUP = 'Borgere i skizofreniteamet';

let trinvis: TestBot;
beforeEach(async () => {
  trinvis = await startOdense({ at: '2026-11-20 09:00', terms: { targetGroup: TARGET_GROUP } });
});
afterEach(() => trinvis.stop());

const discussed = (date: string) => on(date, { type: 'DiscussedAtConference', meeting: MEETING, on: day(date) });
async function principles(who: typeof mette, alias: string, button: string) {
  const course = await trinvis.write(who, `forløb ${alias}`);
  return trinvis.tap(who, course, { action: button });
}

describe('A19: the eight principles with what is known of each', () => {
  test('A19: a course that is just started says what is missing', async () => {
    await addCourse(trinvis, 'ODE-014', runningA('2026-11-02'));
    const { text } = await principles(mette, 'ODE-014', 'De otte principper');
    expect(text).toContain('✔ 1. Det ordinære arbejdsmarked\nIntet job, ingen uddannelse og ingen praktik endnu.');
    expect(text).toContain('✔ 2. Ingen udelukkes\nTrinvis har intet felt for diagnose');
    expect(text).toContain('○ 3. Hurtig jobsøgning\nStartet samme dag som henvisningen, 2. nov. 2026.');
    expect(text).toContain('Ingen kontakt til en arbejdsgiver endnu, 18 dage efter starten.');
    expect(text).toContain('✔ 4. Integreret med behandlingen\nSamtykket er i kraft');
    expect(text).toContain('Ikke drøftet på konferencen endnu.');
    expect(text).toContain('○ 5. Borgerens egne ønsker\nJobmålet er ikke registreret endnu.');
    expect(text).toContain('✔ 6. Støtte uden tidsgrænse\nStøtten har været i gang siden 2. nov. 2026');
    expect(text).toContain('○ 7. Vejledning om ydelser\nMangler.');
    expect(text).toContain('○ 8. Relationer til lokale arbejdsgivere\nIngen kontakter til arbejdsgivere endnu.');
  });

  test('A19, A6, A9, A11, A14, A17: and afterwards what is there, by hand: 10 days from start to the first contact', async () => {
    const history = [
      ...runningA('2026-11-02'),
      employerContacted('2026-11-12'),
      employerContacted('2026-11-16'),
      discussed('2026-11-11'),
      met('2026-11-03', 'jobGoalBegun'),
      on('2026-11-05', { type: 'BenefitsGuided', on: day('2026-11-05'), by: 'benefitsOffice' }),
      agreed(job('ordinaryJob', '2026-11-17')),
      begun('2026-11-18'),
    ];
    await addCourse(trinvis, 'ODE-014', history);
    const { text } = await principles(mette, 'ODE-014', 'De otte principper');
    expect(text).not.toContain('○');
    expect(text).toContain('10 dage fra start til den første kontakt til en arbejdsgiver.');
    expect(text).toContain('Drøftet 1 gang på konferencen, senest 11. nov. 2026.');
    expect(text).toContain('Jobmål: 3. nov. 2026');
    expect(text).toContain('Støtten fortsætter efter jobstarten 18. nov. 2026 og har ingen slutdato.');
    expect(text).toContain('Givet 5. nov. 2026 af ydelsesområdet.');
    expect(text).toContain('2 kontakter til arbejdsgivere, senest 16. nov. 2026.');
  });

  test('A15: the typical step stands on the course and above the principles', async () => {
    await addCourse(trinvis, 'ODE-014', runningA('2026-11-02'), discussed('2026-11-11'));
    const { text } = await principles(mette, 'ODE-014', 'De otte principper');
    expect(text).toContain('Typisk trin 3: jobsøgning drøftet på konferencen');
  });

  test('K12, K14: the clinician reads them too, without anybody’s words, and no longer than the consent lasts', async () => {
    await addCourse(trinvis, 'ODE-014', runningA('2026-11-02'), employerContacted('2026-11-12'));
    const { text } = await principles(bodil, 'ODE-014', 'De otte principper');
    expect(text).toContain('1 kontakt til arbejdsgivere, senest 12. nov. 2026.');
    const showing = () =>
      trinvis.cardsIn(personalChat(bodil)).filter((c) => textOf(c.card).includes('De otte principper'));
    expect(showing()).toHaveLength(1);
    const consents = await trinvis.write(mette, 'samtykke ODE-014');
    await trinvis.tap(mette, consents, { action: 'consent.withdraw' });
    await trinvis.playTo('2026-11-20 10:00');
    expect(showing()).toEqual([]);
  });
});

describe('B6–B22: the core elements of programme B', () => {
  const inStep2 = [
    ...runningB1('2026-10-05'),
    ...withK3('2026-10-05'),
    stepCompleted('2026-11-02', '1'),
    stepStarted('2026-11-02', '2'),
  ];

  test('B7, B21, B22: office access and the fixed meetings stand there from the agreement', async () => {
    await addCourse(trinvis, 'ODE-015', inStep2);
    const { text } = await principles(mette, 'ODE-015', 'Kerneelementerne');
    expect(text).toContain('(model fra 2022)');
    expect(text).toContain('✔ 1. En personlig jobformidler\nJobformidler: Mette Konsulent');
    expect(text).toContain('Møder holdes som udgangspunkt på Lokalpsykiatri Odense, hvor der er kontorplads.');
    expect(text).toContain('6. Faste møder med behandlerne\nOnsdagskonference: onsdag kl. 13.00, hver uge, Lokale 2');
    expect(text).toContain('Åbenhed over for arbejdsgiveren: Ikke oplyst');
  });

  test('B6: without a specialist the card says so and still opens', async () => {
    await addCourse(
      trinvis,
      'ODE-015',
      runningB1('2026-10-05').filter(({ event }) => event.type !== 'SpecialistAssigned'),
    );
    const { text } = await principles(sanne, 'ODE-015', 'Kerneelementerne');
    expect(text).toContain('○ 1. En personlig jobformidler\nJobformidler: Ingen endnu');
  });

  test('B7, W1, W2: whether the specialist joins psychiatry’s meetings and the network is involved, as the citizen wishes', async () => {
    await addCourse(trinvis, 'ODE-015', inStep2);
    expect((await principles(mette, 'ODE-015', 'Kerneelementerne')).text.match(/ikke oplyst/gi)).toHaveLength(3);
    const wished = on('2026-11-10', { type: 'WishStated', wish: 'meetings', answer: 'yes', on: day('2026-11-10') });
    await addCourse(trinvis, 'ODE-016', inStep2, wished);
    const { text } = await principles(mette, 'ODE-016', 'Kerneelementerne');
    expect(text.match(/ikke oplyst/gi)).toHaveLength(2);
    expect(text).toContain('10. nov. 2026');
  });

  test('B16, B18, B19: in a job a contact at the company comes first, is counted there, and support is phased out gently', async () => {
    await addCourse(trinvis, 'ODE-015', inStep2, agreed(job('internship', '2026-11-10')), begun('2026-11-16'));
    const form = await trinvis.write(mette, 'kontakt ODE-015');
    expect(textOf(form.card)).toContain('Opfølgning holdes som udgangspunkt på virksomheden.');
    const { text: receipt } = await trinvis.tap(mette, form, { action: 'I går, på virksomheden' });
    expect(receipt).toContain('Kontakt i går, på virksomheden, er registreret.');
    const { text } = await principles(mette, 'ODE-015', 'Kerneelementerne');
    expect(text).toContain('står til rådighed ved akutte behov');
    expect(text).toContain('Holdt på virksomheden 1 gang, senest 19. nov. 2026.');
    expect(text).toContain('Støtten trappes nænsomt ned: kontakt mindst hver måned, næste senest 19. dec. 2026.');
  });

  test('B18: before a job nothing is asked about a company', async () => {
    await addCourse(trinvis, 'ODE-015', inStep2);
    const { card } = await trinvis.write(mette, 'kontakt ODE-015');
    expect(actionsOf(card).map((a) => a.title)).not.toContain('I dag, på virksomheden');
    const choices = inputsOf(card).find((i) => i.id === 'what')?.choices ?? [];
    expect(choices.map((c) => c.value)).not.toContain('atCompany');
  });
});

describe('A4, A8: the agreement’s frame', () => {
  test('A4: the local target group is shown on the course and when one is opened, as text that is not evaluated', async () => {
    await addCourse(trinvis, 'ODE-014', runningA('2026-11-02'));
    const says = `Lokalt aftalt målgruppe: ${TARGET_GROUP} (Teksten vurderes ikke af Trinvis.)`;
    expect(textOf((await trinvis.write(mette, 'forløb ODE-014')).card)).toContain(says);
    const choose = await trinvis.write(mette, 'nyt forløb');
    const form = await trinvis.tap(mette, choose, { action: 'Videre' });
    expect(form.text).toContain(says);
  });

  test('A8: meetings are by default at the clinic, on the course and on the contact card', async () => {
    await addCourse(trinvis, 'ODE-014', runningA('2026-11-02'));
    const says = 'Møder holdes som udgangspunkt på Lokalpsykiatri Odense';
    expect(textOf((await trinvis.write(mette, 'forløb ODE-014')).card)).toContain(says);
    expect(textOf((await trinvis.write(mette, 'kontakt ODE-014')).card)).toContain(says);
  });
});
