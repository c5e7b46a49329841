import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestBot } from '../_util/bot.ts';
import { agreed, begun, documented, held, job, stepCompleted, stepStarted } from '../_util/builders.ts';
import { actionsOf, inputsOf, textOf } from '../_util/card.ts';
import type { StandingActivity } from '../_util/fake-connector.ts';
import { channel, personalChat } from '../_util/http.ts';
import { PEOPLE, SHARED_CHANNEL, startOdense } from '../_util/odense.ts';
import { addCourse, courseIdOf, runningA, runningB1, withK3 } from '../_util/odense-courses.ts';

const { mette, lars, bodil } = PEOPLE;

let trinvis: TestBot;
beforeEach(async () => {
  trinvis = await startOdense({ at: '2026-11-12 09:00' });
});
afterEach(() => trinvis.stop());

const inStep2 = (date: string) => [
  ...runningB1(date),
  ...withK3(date),
  stepCompleted(date, '1'),
  stepStarted(date, '2'),
];
const eventsOf = async (alias: string) => {
  const { history } = await trinvis.bot.store.transaction((tx) => tx.events.load('course', courseIdOf(alias)));
  return history.map((h) => h.event);
};
const newest = (): StandingActivity => {
  const card = trinvis.cardsIn(personalChat(mette)).at(-1);
  if (card === undefined) throw new Error('no card');
  return card;
};
const titles = (card: unknown) => actionsOf(card).map((a) => a.title);

/** From `job` through the kind to the agreement's form. */
async function form(alias: string, kind: string) {
  await trinvis.write(mette, `job ${alias}`);
  await trinvis.tap(mette, newest(), { action: 'Ny aftale eller nyt job' });
  return trinvis.tap(mette, newest(), { action: 'Næste', inputs: { choice: kind } });
}
/** Records an agreement with what is typed over the form. */
async function agree(alias: string, kind: string, inputs: Record<string, string> = {}) {
  await form(alias, kind);
  return trinvis.tap(mette, newest(), { action: 'Gem', inputs: { employer: 'Bageriet på Torvet', ...inputs } });
}
/** Opens a question from the job card and answers it. */
async function answer(what: string, inputs: Record<string, string> = {}) {
  await trinvis.tap(mette, newest(), { action: 'job.form', data: { what } });
  return trinvis.tap(mette, newest(), { action: 'Gem', inputs });
}
const INTERNSHIP = { purpose: 'paidHours', hours: '12,5', paidHours: 'goal', paidHoursFrom: '2027-01-04' };

describe('job in programme B', () => {
  beforeEach(async () => {
    await addCourse(trinvis, 'ODE-014', inStep2('2026-11-02'));
  });

  test('A17, W3: guidance on benefits is shown as missing, openness as "ikke oplyst"', async () => {
    const { card } = await trinvis.write(mette, 'job ODE-014');
    expect(textOf(card)).toContain('Ingen aftaler, job eller uddannelse endnu');
    expect(textOf(card)).toContain('Mangler – gives før en jobstart');
    expect(textOf(card)).toContain('Ikke oplyst');
    expect((await answer('benefits', { choice: 'benefitsOffice', date: '2026-11-10' })).text).toContain(
      '10. nov. 2026 · ydelsesområdet',
    );
    const { text } = await answer('openness', { choice: 'partly', words: 'Kun om pauser' });
    expect(text).toContain('åbenhed om hensyn, ikke om sygdommen · 12. nov. 2026 · Kun om pauser');
  });

  test('B13, B14: an internship is asked for its one purpose, paid hours and what to master; a job is not', async () => {
    const labels = inputsOf((await form('ODE-014', 'internship')).card).map((i) => i.label);
    expect(labels).toContain('Praktikkens formål');
    expect(labels).toContain('Opgaver, borgeren skal kunne mestre');
    const ordinary = inputsOf((await form('ODE-014', 'ordinaryJob')).card).map((i) => i.label);
    expect(ordinary).not.toContain('Praktikkens formål');
    expect(ordinary).toContain('Varighed');
  });

  test('B14, B15: recorded, it shows what it lacks; the name of the contact person stands on the card and not in the events', async () => {
    const { text, card } = await agree('ODE-014', 'internship', { ...INTERNSHIP, contactPerson: 'Hanne Sørup' });
    expect(text).toContain('Aftalen er registreret.');
    expect(text).toContain('Virksomhedspraktik: opnåelse af løntimer');
    expect(text).toContain('12,5 timer om ugen · lønnede timer mulige fra 4. jan. 2027');
    expect(text).toContain('✔ Kontaktperson på virksomheden: Hanne Sørup · 12. nov. 2026 · Mette Konsulent');
    expect(titles(card).slice(0, 6)).toEqual([
      'Plan for opfølgning',
      'Står i Min Plan',
      'Står i VITAS',
      'Første dag',
      'Ændr',
      'Afslut',
    ]);
    const written = JSON.stringify(await eventsOf('ODE-014'));
    expect(written).not.toContain('Hanne');
    expect(written).not.toContain('Bageriet');
  });

  test('B17: step 2 refuses with exactly what is missing, and moves on to step 3 when it is there', async () => {
    await agree('ODE-014', 'internship', { ...INTERNSHIP, contactPerson: 'Hanne Sørup' });
    await answer('followUpPlan');
    await trinvis.write(mette, 'trin ODE-014');
    const { text } = await trinvis.tap(mette, newest(), { action: 'Afslut trin 2' });
    expect(text).toContain('Der mangler: aftalen i Min Plan og aftale, kontaktperson og formål i VITAS.');
    expect(text).toContain('✔ Plan for opfølgning og progression');
    await trinvis.tap(mette, newest(), { action: 'Registrér', data: { what: 'agreementInMinPlan' } });
    await trinvis.tap(mette, newest(), { action: 'Gem' });
    await answer('agreementInVitas');
    await trinvis.write(mette, 'trin ODE-014');
    const done = await trinvis.tap(mette, newest(), { action: 'Afslut trin 2' });
    expect(done.text).toContain('Trin 2 er afsluttet. Trin 3 er begyndt.');
    expect(done.text).toContain('○ Borgeren forsørger sig selv ved job eller uddannelse');
  });

  test('F2, B17: the text to copy into Min Plan and VITAS holds agreement, contact person and purpose', async () => {
    await agree('ODE-014', 'internship', { ...INTERNSHIP, contactPerson: 'Hanne Sørup', tasks: 'Opvask' });
    expect(
      inputsOf(newest().card)
        .find((i) => i.id === 'copy')
        ?.value.split('\n'),
    ).toEqual([
      'Virksomhedspraktik: opnåelse af løntimer',
      'Aftalt 12. nov. 2026',
      '12,5 timer om ugen · lønnede timer mulige fra 4. jan. 2027',
      'Virksomhed: Bageriet på Torvet',
      'Kontaktperson: Hanne Sørup',
      'Opgaver: Opvask',
    ]);
  });

  test.each([
    ['no purpose', { ...INTERNSHIP, purpose: '' }, 'Vælg praktikkens formål'],
    ['ruled out without an end', { ...INTERNSHIP, paidHours: 'ruledOut' }, 'Vælg en slutdato'],
    ['hours that are no number', { ...INTERNSHIP, hours: 'tyve' }, 'Skriv timerne som et tal'],
    ['an impossible date', { ...INTERNSHIP, startsOn: '2026-02-30' }, 'Vælg en dato'],
    ['a date before the agreement', { ...INTERNSHIP, startsOn: '2026-11-11' }, 'før den dag, det blev aftalt'],
    ['a CPR number', { ...INTERNSHIP, tasks: 'Kok 010165-4003' }, 'ligner et CPR-nummer'],
    ['10,000 characters', { ...INTERNSHIP, considerations: 'a'.repeat(10_000) }, 'Skriv højst 1000 tegn'],
    ['no company', { ...INTERNSHIP, employer: ' ' }, 'Feltet er tomt'],
  ])('with %s nothing is kept, and what was typed stays', async (_what, inputs, sentence) => {
    const before = (await eventsOf('ODE-014')).length;
    const { text, card } = await agree('ODE-014', 'internship', { contactPerson: 'Hanne', ...inputs });
    expect(text).toContain(sentence);
    expect(inputsOf(card).find((i) => i.id === 'contactPerson')?.value).toBe('Hanne');
    expect(JSON.stringify(card)).not.toContain('010165');
    expect(await eventsOf('ODE-014')).toHaveLength(before);
  });

  test('a second tap on the same form records nothing twice', async () => {
    await form('ODE-014', 'flexJob');
    const standing = newest();
    await trinvis.tap(mette, standing, { action: 'Gem', inputs: { employer: 'Bageriet' } });
    const again = await trinvis.tap(mette, standing, { action: 'Gem', inputs: { employer: 'Bageriet' } });
    expect(again.text).toContain('allerede besvaret');
    expect((await eventsOf('ODE-014')).filter((e) => e.type === 'EngagementAgreed')).toHaveLength(1);
  });

  test('a form from an older revision keeps what was typed and changes nothing', async () => {
    await form('ODE-014', 'flexJob');
    const old = newest();
    await trinvis.write(mette, 'job ODE-014');
    await answer('benefits', { choice: 'union' });
    const { text } = await trinvis.tap(mette, old, { action: 'Gem', inputs: { employer: 'Bageriet' } });
    expect(text).toContain('Intet er gemt');
    expect((await eventsOf('ODE-014')).map((e) => e.type)).not.toContain('EngagementAgreed');
  });

  test('N2: no word of a job is in a channel, nor with the other side', async () => {
    await agree('ODE-014', 'ordinaryJob', { hours: '20', contactPerson: 'Hanne Sørup', startsOn: '2026-11-12' });
    const seen = textOf((await trinvis.write(bodil, 'forløb ODE-014')).card);
    expect(seen).toContain('Ordinært job');
    trinvis.clock.moveTo('2027-02-03 09:00');
    const place = channel('Fælles', { id: SHARED_CHANNEL });
    const posted = textOf((await trinvis.write(mette, 'frister', place)).card);
    expect(posted).toContain('ODE-014');
    for (const text of [seen, posted]) {
      for (const word of ['Bageriet', 'Hanne']) expect(text).not.toContain(word);
    }
    expect(posted).not.toContain('Ordinært job');
  });
});

describe('from the first day on', () => {
  const AGREED = [agreed(job('ordinaryJob', '2026-11-10', { startsOn: '2026-11-19' }))];
  const READY = (['contactPerson', 'followUpPlan', 'agreementInMinPlan'] as const).map((c) =>
    documented('2026-11-11', c),
  );

  test('section 9: the agreed first day is on the list with its own action, which makes contact monthly (B16)', async () => {
    await addCourse(trinvis, 'ODE-014', inStep2('2026-11-02'), AGREED, READY);
    const list = await trinvis.write(mette, 'i dag');
    expect(textOf(list.card)).toContain('Aftalt til tors. 19. nov. – om 7 dage');
    trinvis.clock.moveTo('2026-11-19 15:00');
    await trinvis.write(mette, 'i dag');
    await trinvis.tap(mette, newest(), { action: 'Første dag' });
    expect(inputsOf(newest().card).find((i) => i.id === 'date')?.value).toBe('2026-11-19');
    expect((await trinvis.tap(mette, newest(), { action: 'Gem' })).text).toContain('I gang siden 19. nov. 2026');
    const next = textOf((await trinvis.write(mette, 'i dag')).card);
    expect(next).toContain('Opfølgning efter jobstart');
    expect(next).toContain('Senest søn. 22. nov. – om 3 dage');
    await trinvis.write(mette, 'kontakt ODE-014');
    const { text } = await trinvis.tap(mette, newest(), { action: 'I dag, personligt' });
    expect(text).toContain('tors. 26. nov.');
  });

  test('section 9: 7 days before the first day and 3 days after it the digest says so', async () => {
    const begins = agreed(job('ordinaryJob', '2026-11-12', { startsOn: '2026-12-07' }));
    await addCourse(trinvis, 'ODE-020', runningA('2026-11-02'), held('2026-11-11'), begins);
    await trinvis.playTo('2026-11-30 08:30');
    expect(textOf(newest().card)).toContain('Aftalt til man. 7. dec. – om 7 dage');
    await trinvis.write(mette, 'i dag');
    trinvis.clock.moveTo('2026-12-07 16:00');
    await trinvis.write(mette, 'i dag');
    await trinvis.tap(mette, newest(), { action: 'Første dag' });
    await trinvis.tap(mette, newest(), { action: 'Gem' });
    await trinvis.playTo('2026-12-10 08:30');
    expect(textOf(newest().card)).toContain('**ODE-020** · Opfølgning efter jobstart');
  });

  test('section 9: an agreement that lacks something is on the list with what it lacks', async () => {
    await addCourse(trinvis, 'ODE-014', inStep2('2026-11-02'), AGREED, READY.slice(0, 1));
    const list = textOf((await trinvis.write(mette, 'i dag')).card);
    expect(list).toContain('Der mangler en plan for opfølgning og progression og aftalen i Min Plan');
    const { text } = await trinvis.tap(mette, newest(), { action: 'Job' });
    expect(text).toContain('Mangler – tryk for at registrere');
  });

  test('A10: a change of hours and an end with its reason', async () => {
    await addCourse(
      trinvis,
      'ODE-020',
      runningA('2026-10-12'),
      agreed(job('ordinaryJob', '2026-10-20')),
      begun('2026-10-26'),
    );
    await trinvis.write(mette, 'job ODE-020');
    expect((await answer('change', { hours: '30', permanent: 'false', endsOn: '2027-05-31' })).text).toContain(
      '30 timer om ugen · til 31. maj 2027',
    );
    expect((await answer('end', { date: '2026-11-11' })).text).toContain('Vælg en fra listen');
    const ended = await trinvis.tap(mette, newest(), { action: 'Gem', inputs: { choice: 'health' } });
    expect(ended.text).toContain('Afsluttet 11. nov. 2026: helbred');
    expect(ended.text).toContain('Typisk trin 2');
  });

  test('A15, A10: forløb shows the typical step and the jobs, several at once', async () => {
    await addCourse(trinvis, 'ODE-020', runningA('2026-10-12'));
    await agree('ODE-020', 'ordinaryJob', { hours: '20', startsOn: '2026-11-12' });
    expect(textOf((await trinvis.write(mette, 'forløb ODE-020')).card)).toContain('Typisk trin 4');
    await agree('ODE-020', 'education', { startsOn: '2026-12-01' });
    trinvis.clock.moveTo('2026-11-13 09:00');
    const text = textOf((await trinvis.write(mette, 'forløb ODE-020')).card);
    expect(text).toContain('Typisk trin 5');
    expect(text).toContain('Ordinær uddannelse');
    expect(text).toContain('vejledning om ydelser før jobstart');
    const own = await trinvis.write(mette, 'job ODE-020');
    expect(textOf(own.card)).toContain('**Ordinært job** · I gang siden 12. nov. 2026');
    expect((await trinvis.tap(mette, own, { action: 'Vis' })).text).toContain('**Ordinær uddannelse**');
  });

  test('B20: drop-out from trin goes back to step 2 with a new target', async () => {
    const in3 = [stepCompleted('2026-11-11', '2'), stepStarted('2026-11-11', '3')];
    await addCourse(trinvis, 'ODE-014', inStep2('2026-11-02'), AGREED, READY, in3);
    await trinvis.write(mette, 'trin ODE-014');
    const { text } = await trinvis.tap(mette, newest(), { action: 'Afbrudt forløb – find nyt match' });
    expect(text).toContain('Trin 2 begynder forfra med et nyt sigte på 13 uger');
    const back = await trinvis.tap(mette, newest(), { action: 'Gem', inputs: { choice: 'poorMatch' } });
    // 12 Nov 2026 + 91 days.
    expect(back.text).toContain('11. feb. 2027 (13 uger)');
    expect(back.text).toContain('Blev ikke til noget (12. nov. 2026): det var ikke det rette match');
    expect(textOf((await trinvis.write(mette, 'forløb ODE-014')).card)).toContain('Trin 2 begyndte forfra');
    expect(titles((await trinvis.write(mette, 'trin ODE-014')).card)).not.toContain('Afbrudt forløb – find nyt match');
  });

  test('B23: step 3 ends with self-support, recorded on the job', async () => {
    const in3 = [begun('2026-11-10'), stepCompleted('2026-11-11', '2'), stepStarted('2026-11-11', '3')];
    await addCourse(trinvis, 'ODE-014', inStep2('2026-11-02'), agreed(job('ordinaryJob', '2026-11-10')), in3, READY);
    await trinvis.write(mette, 'trin ODE-014');
    await trinvis.tap(mette, newest(), { action: 'Registrér' });
    expect((await trinvis.tap(mette, newest(), { action: 'Gem' })).text).toContain('Selvforsørgelsen er registreret');
    await trinvis.tap(mette, newest(), { action: 'Trin' });
    expect((await trinvis.tap(mette, newest(), { action: 'Afslut trin 3' })).text).toContain('Trin 3 er afsluttet.');
    expect(textOf((await trinvis.write(mette, 'i dag')).card)).not.toContain('ODE-014');
  });
});

describe('who may', () => {
  test('product.md 4: the leader may, the clinician may not', async () => {
    await addCourse(trinvis, 'ODE-020', runningA('2026-10-12'));
    expect(textOf((await trinvis.write(lars, 'job ODE-020')).card)).toContain('Job – ODE-020');
    expect(textOf((await trinvis.write(bodil, 'job ODE-020')).card)).toContain('Det hører ikke til din rolle');
  });

  test('without an alias the own courses are offered', async () => {
    await addCourse(trinvis, 'ODE-020', runningA('2026-10-12'));
    const pick = await trinvis.write(mette, 'job');
    expect(titles(pick.card)).toEqual(['ODE-020']);
    expect((await trinvis.tap(mette, pick, { action: 'ODE-020' })).text).toContain('Job – ODE-020');
  });
});
