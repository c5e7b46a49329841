import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestBot } from '../_util/bot.ts';
import { actionsOf, inputsOf, textOf } from '../_util/card.ts';
import { type CourseWork, courseWork } from '../_util/courses.ts';
import type { TeamsPerson } from '../_util/http.ts';
import { addColleague, idOf, PEOPLE, startOdense } from '../_util/odense.ts';

const { mette, morten, lars, sanne, karen, bodil, birger } = PEOPLE;
const DAY_60 = ['610190', '620190', '630190', '640190', '650190', '660190', '670190', '680190', '690190', '700190'];

let trinvis: TestBot;
let work: CourseWork;
beforeEach(async () => {
  trinvis = await startOdense({ at: '2026-11-02 09:00' });
  work = courseWork(trinvis);
});
afterEach(() => trinvis.stop());

const see = async (who: TeamsPerson, line = 'forløb ODE-001') => textOf((await trinvis.write(who, line)).card);
const titles = (card: unknown) => actionsOf(card).map((a) => a.title);

describe('forløb ALIAS', () => {
  test('A2, A15: a referral has a status and what is missing, no step', async () => {
    await work.open(mette);
    const text = await see(mette);
    expect(text).toContain('Henvist 2. nov. 2026');
    expect(text).toContain('• samtykke fra klinikken til jobcentret');
    expect(text).toContain('Mette Konsulent');
    expect(text).not.toContain('trin 2');
  });

  test('A15: programme A shows the typical step and no target', async () => {
    await work.open(mette);
    await work.consent(mette, 'ODE-001');
    const text = await see(mette);
    expect(text).toContain('Typisk trin 2: startet, jobsøgning');
    expect(text).not.toContain('sigte');
    expect(text).toContain('Kontakt · Senest');
  });

  test('B9: programme B shows the step with its target, and the days over it; never *ulovlig*', async () => {
    await work.open(mette, 'fsm3', { groupDecidedOn: '2026-10-30' });
    expect(await see(mette)).toContain('Flere skal med 3 (model fra 2022)');
    expect(await see(mette)).toContain('sigte 2. dec. 2026 (1 måned)');
    trinvis.clock.moveTo('2026-12-11 09:00');
    expect(await see(mette)).toContain('9 dage ud over sigtet (1 måned)');
  });

  test('its story is told in words, newest first', async () => {
    await work.open(mette);
    trinvis.clock.moveTo('2026-11-05 09:00');
    await work.consent(mette, 'ODE-001');
    const text = await see(mette);
    expect(text.indexOf('Samtykke givet fra klinikken til jobcentret')).toBeLessThan(
      text.indexOf('Henvist: Fundet af jobcentret'),
    );
  });

  test('A6: it says how many days there were from referral to start', async () => {
    await work.open(mette, 'ips', { referredOn: '2026-10-20' });
    await work.consent(mette, 'ODE-001');
    expect(await see(mette)).toContain('Forløbet startede 13 dage efter henvisningen');
  });

  test.each(['ode1', 'ODE 1', 'Ode-0001', 'ode-001'])('the alias %j is understood', async (alias) => {
    await work.open(mette);
    expect(await see(mette, `forløb ${alias}`)).toContain('ODE-001');
  });

  test('K14: not found and not allowed are one sentence', async () => {
    await work.open(mette);
    const foreign = await see(morten);
    expect(foreign).toContain('Jeg finder ikke det forløb blandt dine');
    expect(await see(morten, 'forløb ODE-002')).toBe(foreign);
    expect(await see(birger, 'forløb hest')).toBe(foreign);
    expect(await see(mette, 'forløb ODE-1x')).toBe(foreign);
  });

  test('who sees it: specialist, leader and named caseworker; the coordinator does not have the command', async () => {
    await work.open(sanne, 'fsm3', { specialist: idOf('mette') });
    for (const who of [mette, lars, sanne]) expect(await see(who)).toContain('ODE-001');
    expect(await see(karen)).toContain('hører ikke til din rolle');
  });

  test('K14: the other side reads of no rhythm and no attempt', async () => {
    await work.open(mette, 'ips', { clinician: idOf('bodil') });
    await work.consent(mette, 'ODE-001');
    const seen = await trinvis.write(bodil, 'forløb ODE-001');
    expect(textOf(seen.card)).not.toContain('Kontakt · Senest');
    expect(titles(seen.card)).toEqual(['Udsæt', 'De otte principper', 'Samtykke', 'Vis navn']);
  });

  test('the buttons lead on, and only what somebody may do is there', async () => {
    await work.open(mette);
    await work.consent(mette, 'ODE-001');
    const own = await trinvis.write(mette, 'forløb ODE-001');
    expect(titles(own.card)).toEqual([
      ...[
        'Udsæt',
        'Job',
        'Arbejdsgivere',
        'Skift behandler',
        'Skift sagsbehandler',
        'Overdrag',
        'Samarbejdspartnere',
        'De otte principper',
      ],
      ...['Kontakt', 'Trin', 'Samtykke', 'Vis navn'],
    ]);
    expect((await trinvis.tap(mette, own, { action: 'Samtykke' })).text).toContain('I kraft til og med 1. nov. 2027');
  });
});

describe('forløb', () => {
  test('what needs something first, eight a page, and the rest behind “Vis flere”', async () => {
    for (const day of DAY_60) await work.open(mette, 'ips', { cpr: `${day}-1234` });
    const list = await trinvis.write(mette, 'forløb');
    expect(textOf(list.card)).toContain('Dine forløb (10)');
    expect(titles(list.card).filter((t) => t === 'Åbn')).toHaveLength(8);
    const { text, card } = await trinvis.tap(mette, list, { action: 'Vis flere (2)' });
    expect(text).toContain('ODE-010');
    expect(titles(card)).toContain('Tilbage');
  });

  test('each row opens its course', async () => {
    await work.open(mette);
    const { text } = await trinvis.tap(mette, await trinvis.write(mette, 'forløb'), { action: 'Åbn' });
    expect(text).toContain('Henvist 2. nov. 2026');
  });

  test('nobody’s courses: one sentence', async () => {
    expect(await see(morten, 'forløb')).toContain('Du har ingen åbne forløb');
  });
});

describe('A6: a clinician’s referral', () => {
  beforeEach(() => work.open(bodil));

  test('A6: is the clinic’s until K1, then the leader sees it and assigns a specialist, and it starts', async () => {
    expect(await see(lars)).toContain('Jeg finder ikke');
    await work.consent(bodil, 'ODE-001');
    expect((await work.course('ODE-001')).status).toBe('referred');
    const card = await trinvis.write(lars, 'forløb ODE-001');
    expect(textOf(card.card)).toContain('IPS-konsulent mangler');
    await trinvis.tap(lars, card, { action: 'Tildel konsulent' });
    const { text } = await trinvis.tap(lars, work.standing(lars, card), {
      action: 'Tildel',
      inputs: { chosen: idOf('morten') },
    });
    expect(text).toContain('Morten Konsulent er nu IPS-konsulent');
    expect(await work.course('ODE-001')).toMatchObject({
      status: 'running',
      startedOn: '2026-11-02',
      specialist: idOf('morten'),
    });
    expect(await see(morten)).toContain('I gang siden 2. nov. 2026');
  });

  test('A6: the leader is told in the next digest', async () => {
    await work.consent(bodil, 'ODE-001');
    await trinvis.playTo('2026-11-03 08:01');
    const digest = trinvis.cardsIn({ kind: 'personal', id: `a:${lars.objectId}` }).at(-1);
    expect(textOf(digest?.card)).toContain('IPS-konsulent mangler');
  });

  test('only a leader assigns, and only one of the house', async () => {
    await work.consent(bodil, 'ODE-001');
    expect(titles((await trinvis.write(bodil, 'forløb ODE-001')).card)).not.toContain('Tildel konsulent');
    const card = await trinvis.write(lars, 'forløb ODE-001');
    await trinvis.tap(lars, card, { action: 'Tildel konsulent' });
    const { text } = await trinvis.tap(lars, work.standing(lars, card), {
      action: 'Tildel',
      inputs: { chosen: idOf('bodil') },
    });
    expect(text).toContain('Vælg en IPS-konsulent');
    expect((await work.course('ODE-001')).specialist).toBeNull();
  });

  test('a specialist of another leader takes it out of this leader’s sight, and one line says so', async () => {
    await addColleague(trinvis, { name: 'Nynne Konsulent', role: 'specialist', leader: idOf('karen') });
    await work.consent(bodil, 'ODE-001');
    const card = await trinvis.write(lars, 'forløb ODE-001');
    const asked = await trinvis.tap(lars, card, { action: 'Tildel konsulent' });
    const nynne = inputsOf(asked.card)[0]?.choices.find((c) => c.title === 'Nynne Konsulent')?.value ?? '';
    const { text } = await trinvis.tap(lars, work.standing(lars, card), {
      action: 'Tildel',
      inputs: { chosen: nynne },
    });
    expect(text).toBe('Nynne Konsulent er nu IPS-konsulent på forløbet.');
  });

  test('A3: it is declined for one of five reasons, without “andet” and without text; the alias is not used again', async () => {
    const card = await trinvis.write(bodil, 'forløb ODE-001');
    const asked = await trinvis.tap(bodil, card, { action: 'Starter ikke' });
    expect(inputsOf(asked.card)).toHaveLength(1);
    expect(inputsOf(asked.card)[0]?.choices.map((c) => c.title)).toEqual([
      'ønsker ikke job eller uddannelse nu',
      'ønsker ikke at give samtykke',
      'ikke i ambulant behandling på klinikken',
      'ikke tilknyttet jobcentret',
      'flyttet',
    ]);
    const { text } = await trinvis.tap(bodil, work.standing(bodil, card), {
      action: 'Registrér',
      inputs: { chosen: 'moved' },
    });
    expect(text).toContain('Startede ikke (2. nov. 2026): flyttet');
    expect(await work.open(mette)).toBe('ODE-002');
  });

  test('A3: a reason that is not on the list is none', async () => {
    const card = await trinvis.write(bodil, 'forløb ODE-001');
    await trinvis.tap(bodil, card, { action: 'Starter ikke' });
    const { text } = await trinvis.tap(bodil, work.standing(bodil, card), {
      action: 'Registrér',
      inputs: { chosen: 'diagnose' },
    });
    expect(text).toContain('Vælg en årsag fra listen');
    expect((await work.course('ODE-001')).status).toBe('referred');
  });
});

describe('the name in clear', () => {
  const show = async (who: TeamsPerson) => {
    const card = await trinvis.write(who, 'forløb ODE-001');
    await trinvis.tap(who, card, { action: 'Vis navn' });
    const answer = await trinvis.tap(who, work.standing(who, card), {
      action: 'Vis navnet',
      inputs: { chosen: 'contactCitizen' },
    });
    return { card, answer };
  };
  const lookUps = async () => {
    const broken = await trinvis.bot.store.transaction((tx) => tx.audit.verify());
    expect(broken).toBeNull();
  };

  test('is shown for a purpose from a list, once, and the CPR number never', async () => {
    await work.open(mette);
    expect(await see(mette)).not.toContain('Ida Holm');
    const { answer } = await show(mette);
    expect(answer.text).toContain('Ida Holm');
    expect(answer.text).toContain('CPR registreret');
    expect(answer.text).not.toContain('670190');
    await lookUps();
  });

  test('is masked after ten minutes, at any hour', async () => {
    trinvis.clock.moveTo('2026-11-06 20:00');
    await work.open(mette);
    const { card } = await show(mette);
    expect(textOf(work.standing(mette, card).card)).toContain('Ida Holm');
    await trinvis.playTo('2026-11-06 20:09');
    expect(textOf(work.standing(mette, card).card)).toContain('Ida Holm');
    await trinvis.playTo('2026-11-06 20:10');
    expect(textOf(work.standing(mette, card).card)).not.toContain('Ida Holm');
    expect(textOf(work.standing(mette, card).card)).toContain('ODE-001');
  });

  test('is masked by the next tap, and a form filled in meanwhile is not taken away', async () => {
    await work.open(mette);
    const { card } = await show(mette);
    const { text } = await trinvis.tap(mette, work.standing(mette, card), { action: 'Samtykke' });
    expect(text).not.toContain('Ida Holm');
    await trinvis.playTo('2026-11-02 09:30');
    expect(inputsOf(work.standing(mette, card).card).map((i) => i.id)).toContain('evidence');
  });

  test('without a purpose, or with one of their own, nothing is shown', async () => {
    await work.open(mette);
    const card = await trinvis.write(mette, 'forløb ODE-001');
    await trinvis.tap(mette, card, { action: 'Vis navn' });
    for (const chosen of ['', 'nysgerrighed']) {
      const { text } = await trinvis.tap(mette, work.standing(mette, card), {
        action: 'Vis navnet',
        inputs: { chosen },
      });
      expect(text).not.toContain('Ida Holm');
    }
  });

  test('K1: a named clinician may while both consents hold, and not after', async () => {
    await work.open(mette, 'ips', { clinician: idOf('bodil') });
    await work.consent(mette, 'ODE-001');
    const card = await trinvis.write(bodil, 'forløb ODE-001');
    await trinvis.tap(bodil, card, { action: 'Vis navn' });
    const asked = work.standing(bodil, card);
    await work.withdraw(mette, 'ODE-001');
    const { text } = await trinvis.tap(bodil, asked, { action: 'Vis navnet', inputs: { chosen: 'contactCitizen' } });
    expect(text).toContain('Jeg finder ikke det forløb');
  });
});

describe('cards answered late', () => {
  test('an older revision changes nothing and shows how it stands', async () => {
    await work.open(bodil);
    await work.consent(bodil, 'ODE-001');
    const first = await trinvis.write(lars, 'forløb ODE-001');
    const second = await trinvis.write(lars, 'forløb ODE-001');
    for (const card of [first, second]) await trinvis.tap(lars, card, { action: 'Tildel konsulent' });
    await trinvis.tap(lars, work.standing(lars, first), { action: 'Tildel', inputs: { chosen: idOf('mette') } });
    const { text } = await trinvis.tap(lars, work.standing(lars, second), {
      action: 'Tildel',
      inputs: { chosen: idOf('morten') },
    });
    expect(text).toContain('ændret, siden kortet blev vist');
    expect((await work.course('ODE-001')).specialist).toBe(idOf('mette'));
  });

  test('another’s card answers to nobody else', async () => {
    await work.open(mette);
    const card = await trinvis.write(mette, 'forløb ODE-001');
    expect((await trinvis.tap(morten, card, { action: 'Vis navn' })).text).toContain('Intet er ændret');
  });
});
