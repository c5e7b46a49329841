import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { NoteId, StepUpId } from '../../src/domain/ids.ts';
import type { TestBot } from '../_util/bot.ts';
import { agreed, begun, consentedTo, day, documented, job, on, stepCompleted, stepStarted } from '../_util/builders.ts';
import { actionsOf, inputsOf, textOf } from '../_util/card.ts';
import { courseWork } from '../_util/courses.ts';
import type { StandingActivity } from '../_util/fake-connector.ts';
import { personalChat, type TeamsPerson } from '../_util/http.ts';
import { PEOPLE, startOdense } from '../_util/odense.ts';
import { reschedule } from '../_util/odense-conference.ts';
import { addCourse, courseIdOf, runningA, runningB1, withK3 } from '../_util/odense-courses.ts';

const { mette, morten, lars, sanne, bodil } = PEOPLE;

let trinvis: TestBot;
beforeEach(async () => {
  trinvis = await startOdense({ at: '2026-11-12 09:00' });
});
afterEach(() => trinvis.stop());

const newest = (who: TeamsPerson): StandingActivity => {
  const card = trinvis.cardsIn(personalChat(who)).at(-1);
  if (card === undefined) throw new Error('no card');
  return card;
};
const course = (alias: string) => courseWork(trinvis).course(alias);
const toggles = (card: unknown) => inputsOf(card).flatMap((i) => (i.type === 'Input.Toggle' ? [i.id] : []));
const purposes = (card: unknown, verb: string) =>
  actionsOf(card).flatMap((a) => (a.verb === verb ? [String(a.data.purpose)] : []));

/** From `samtykke` to the form of a purpose, in one tap. */
async function form(who: TeamsPerson, purpose: string, alias = 'ODE-014') {
  await trinvis.write(who, `samtykke ${alias}`);
  return trinvis.tap(who, newest(who), { action: 'consent.form', data: { purpose } });
}
const IN_ORDER = { evidence: 'Sagen, notat 12. nov.', signature: 'true' };
async function give(who: TeamsPerson, purpose: string, inputs: Record<string, string>) {
  await form(who, purpose);
  return trinvis.tap(who, newest(who), { action: 'Gem samtykke', inputs: { ...IN_ORDER, ...inputs } });
}
const withdraw = (who: TeamsPerson, data: Record<string, string>) =>
  trinvis.tap(who, newest(who), { action: 'consent.withdraw', data });

describe('samtykke in programme B', () => {
  beforeEach(() => addCourse(trinvis, 'ODE-014', [...runningB1('2026-11-02'), ...withK3('2026-11-02')]));

  test('K10: the card shows every purpose by direction, each with its own way to the form', async () => {
    const { card } = await trinvis.write(mette, 'samtykke ODE-014');
    expect(textOf(card)).toContain('Evaluering af indsatsen\nTil dem, der evaluerer\nIkke spurgt');
    expect(textOf(card)).toContain('Step-up: papirer og samtaler\nHver deltager for sig\nIkke spurgt');
    expect(textOf(card)).toContain('Opfølgning efter selvforsørgelse\nKonsulenten ringer til borgeren\nIkke spurgt');
    expect(purposes(card, 'consent.form')).toEqual(['K3', 'K2', 'K4', 'K5']);
    expect(purposes(card, 'consent.withdraw')).toEqual(['K3']);
  });

  test('K2: one tick and one page; what only the clinic needs is not asked; three years at most', async () => {
    const { card } = await form(mette, 'K2');
    expect(toggles(card)).toEqual(['toEvaluator', 'signature']);
    expect(textOf(card)).toContain('Højst 36 måneder: gives det i dag, til og med 11. nov. 2029');
    expect(textOf(card)).toContain('de kommer aldrig tilbage til din sag i jobcentret');
    const { text } = await trinvis.tap(mette, newest(mette), {
      action: 'Gem samtykke',
      inputs: { ...IN_ORDER, toEvaluator: 'true' },
    });
    expect(text).toContain('Til dem, der evaluerer\nI kraft til og med 11. nov. 2029');
    expect((await course('ODE-014')).consents.at(-1)).toMatchObject({
      purpose: 'K2',
      direction: 'toEvaluator',
      lastValidDay: '2029-11-11',
      text: { id: 'k2', version: 1, language: 'da' },
      legalBasis: expect.stringContaining('§ 10'),
    });
  });

  test('K12: withdrawing takes fewer taps than giving, and ends that purpose alone', async () => {
    await give(mette, 'K2', { toEvaluator: 'true' });
    const { text, card } = await withdraw(mette, { purpose: 'K2' });
    expect(text).toContain('Forløbet er ikke længere med i evalueringen');
    expect(text).toContain('Trukket tilbage 12. nov. 2026');
    expect(purposes(card, 'consent.withdraw')).toEqual(['K3']);
  });

  test('K13: a no closes only what the consent gates, and is worded so', async () => {
    await form(mette, 'K5');
    const asked = await trinvis.tap(mette, newest(mette), { action: 'Borgeren siger nej' });
    expect(asked.text).toContain('Uden samtykke ringer konsulenten ikke efter forløbet');
    expect(asked.text).toContain('Et nej er aldrig en grund, når det gælder borgerens ydelse');
    expect(inputsOf(asked.card).map((i) => i.id)).toEqual(['on', 'form']);
    const { text } = await trinvis.tap(mette, newest(mette), { action: 'Registrér nej' });
    expect(text).toContain('Konsulenten ringer til borgeren\nBorgeren sagde nej 12. nov. 2026');
    expect((await course('ODE-014')).refusals).toEqual([
      { purpose: 'K5', direction: 'specialistToCitizen', on: '2026-11-12' },
    ]);
  });

  test('K4: per kind of participant, given by the caseworker and taken back for one of them', async () => {
    const asked = await form(sanne, 'K4');
    expect(toggles(asked.card)).toEqual([
      'toSpecialist',
      'toHealthRepresentative',
      'toFamilyRepresentative',
      'toNetwork',
      'signature',
    ]);
    await trinvis.tap(sanne, newest(sanne), {
      action: 'Gem samtykke',
      inputs: { ...IN_ORDER, toSpecialist: 'true', toNetwork: 'true' },
    });
    const { text } = await withdraw(sanne, { purpose: 'K4', direction: 'toNetwork' });
    expect(text).toContain('Til netværket\nTrukket tilbage 12. nov. 2026');
    expect(text).toContain('Til konsulenten\nI kraft til og med 11. nov. 2027');
  });

  test('K11: from the job centre words are enough; no signature is asked for then', async () => {
    const { text } = await give(mette, 'K5', { specialistToCitizen: 'true', form: 'oral', signature: 'false' });
    expect(text).toContain('Konsulenten ringer til borgeren\nI kraft til og med 11. nov. 2027');
  });

  test('product.md 4: the caseworker K4 alone, the clinician the gate alone, whatever a card sends', async () => {
    const mine = await trinvis.write(sanne, 'samtykke ODE-014');
    expect(purposes(mine.card, 'consent.form')).toEqual(['K4']);
    const theirs = await trinvis.write(bodil, 'samtykke ODE-014');
    expect(purposes(theirs.card, 'consent.form')).toEqual(['K3']);
    expect(textOf(theirs.card)).not.toMatch(/K2|K4|K5|Netværket|arbejdsgiver/);
    for (const [who, purpose] of [
      [sanne, 'K2'],
      [sanne, 'K3'],
      [sanne, 'K5'],
      [bodil, 'K2'],
      [bodil, 'K4'],
      [bodil, 'K5'],
    ] as const) {
      for (const verb of ['consent.form', 'consent.withdraw'] as const) {
        const on = newest(who);
        const data = { course: courseIdOf('ODE-014'), purpose, ...(verb === 'consent.form' ? {} : { rev: '1' }) };
        const [any] = actionsOf(on.card);
        const { body } = await trinvis.teams.tap(who, personalChat(who), {
          verb,
          data: { ...data, card: any?.data.card },
          card: on.activityId,
        });
        expect(JSON.stringify(body)).toMatch(/Det har du ikke adgang til på dette forløb/);
      }
    }
    expect((await course('ODE-014')).consents.every((c) => c.purpose === 'K3')).toBe(true);
  });

  test('K14: of K2 the clinic reads nothing on any card; the leader may record it', async () => {
    await give(lars, 'K2', { toEvaluator: 'true' });
    for (const command of ['forløb ODE-014', 'samtykke ODE-014', 'i dag']) {
      expect(textOf((await trinvis.write(bodil, command)).card)).not.toMatch(/K2|valuering/);
    }
    expect(textOf((await trinvis.write(mette, 'forløb ODE-014')).card)).toContain('til evaluering');
  });

  test('K11: the consent that keeps the cooperation says itself which it is and how long it holds', async () => {
    await addCourse(trinvis, 'ODE-015', [...runningB1('2025-11-20'), ...withK3('2025-11-20')]);
    expect(textOf((await trinvis.write(mette, 'i dag')).card)).toContain(
      'Samtykket til samarbejdet gælder til og med 19. nov. 2026 – 7 dage endnu',
    );
  });

  test('K14: somebody else’s course is nobody’s, whatever the purpose', async () => {
    const foreign = textOf((await trinvis.write(morten, 'samtykke ODE-014')).card);
    expect(textOf((await trinvis.write(morten, 'samtykke ODE-999')).card)).toBe(foreign);
  });

  test('K11: a renewal is due in the digest and its row leads to the form of its purpose', async () => {
    await give(mette, 'K2', { toEvaluator: 'true', validTo: '2026-12-01' });
    const { card } = await trinvis.write(mette, 'i dag');
    expect(textOf(card)).toContain('Samtykket til evaluering gælder til og med 1. dec. 2026 – 19 dage endnu');
    const opened = await trinvis.tap(mette, newest(mette), { action: 'consent.form', data: { purpose: 'K2' } });
    expect(toggles(opened.card)).toContain('toEvaluator');
  });
});

describe('B24: K5 and the calls', () => {
  const selfSupporting = [
    ...runningB1('2026-08-03'),
    ...withK3('2026-08-03'),
    stepCompleted('2026-08-10', '1'),
    stepStarted('2026-08-10', '2'),
    agreed(job('ordinaryJob', '2026-08-17')),
    begun('2026-08-24'),
    stepCompleted('2026-08-31', '2'),
    stepStarted('2026-08-31', '3'),
    documented('2026-11-09', 'selfSupport'),
  ];
  beforeEach(() => addCourse(trinvis, 'ODE-014', selfSupporting));

  test('B24, K5: the last step is completed, the card asks for K5, the monthly call comes, and goes with the consent', async () => {
    await trinvis.write(mette, 'trin ODE-014');
    const done = await trinvis.tap(mette, newest(mette), { action: 'Afslut trin 3' });
    expect(done.text).toContain('Spørg borgeren, om konsulenten må ringe en gang om måneden herefter.');
    expect(textOf((await trinvis.write(mette, 'i dag')).card)).not.toContain('Kontakt');
    await trinvis.write(mette, 'trin ODE-014');
    await trinvis.tap(mette, newest(mette), { action: 'Registrér samtykke til opfølgning' });
    const { text } = await trinvis.tap(mette, newest(mette), {
      action: 'Gem samtykke',
      inputs: { ...IN_ORDER, specialistToCitizen: 'true' },
    });
    expect(text).toContain('kommer opkaldet på din liste en gang om måneden');
    expect(actionsOf((await trinvis.write(mette, 'trin ODE-014')).card).map((a) => a.title)).not.toContain(
      'Registrér samtykke til opfølgning',
    );
    await trinvis.playTo('2026-12-12 09:00');
    expect(textOf((await trinvis.write(mette, 'i dag')).card)).toMatch(/ODE-014.* · Kontakt/);
    await trinvis.write(mette, 'samtykke ODE-014');
    expect((await withdraw(mette, { purpose: 'K5' })).text).toContain('Der er ikke flere opkald på listen');
    expect(textOf((await trinvis.write(mette, 'i dag')).card)).not.toMatch(/ODE-014.* · Kontakt/);
    const before = trinvis.connector.requests.length;
    await trinvis.playTo('2027-01-20 09:00');
    const later = trinvis.connector.requests.slice(before).map((r) => JSON.stringify(r.body));
    expect(later.filter((body) => /ODE-014.*Kontakt/.test(body))).toEqual([]);
  });

  test('K13: whoever said no is not asked again', async () => {
    await trinvis.write(mette, 'trin ODE-014');
    await trinvis.tap(mette, newest(mette), { action: 'Afslut trin 3' });
    await trinvis.tap(mette, newest(mette), { action: 'Registrér samtykke til opfølgning' });
    await trinvis.tap(mette, newest(mette), { action: 'Borgeren siger nej' });
    await trinvis.tap(mette, newest(mette), { action: 'Registrér nej' });
    const { card } = await trinvis.write(mette, 'trin ODE-014');
    expect(actionsOf(card).map((a) => a.title)).not.toContain('Registrér samtykke til opfølgning');
  });
});

describe('W1, W2: the citizen’s wishes', () => {
  beforeEach(() => addCourse(trinvis, 'ODE-014', runningA('2026-11-02')));
  async function wish(inputs: Record<string, string>) {
    await trinvis.write(mette, 'samtykke ODE-014');
    await trinvis.tap(mette, newest(mette), { action: 'Registrér ønsker' });
    return trinvis.tap(mette, newest(mette), { action: 'Gem ønsker', inputs });
  }

  test('W1, W2: not stated until somebody has asked; then with its day, on both cards', async () => {
    expect(textOf((await trinvis.write(mette, 'samtykke ODE-014')).card)).toContain(
      'Netværket er med fra begyndelsen\nIkke oplyst',
    );
    const { text } = await wish({ meetings: 'yes' });
    expect(text).toContain('Konsulenten er med til møder i psykiatrien\nJa (12. nov. 2026)');
    expect(textOf((await trinvis.write(mette, 'forløb ODE-014')).card)).toContain('Ja (12. nov. 2026)');
  });

  test('W2: where the network is wished for, there is a text for the invitation, and no names are stored', async () => {
    const { text, card } = await wish({ network: 'yes' });
    expect(text).toContain('Tekst til invitationen');
    expect(text).toContain('vil gerne have dig med fra begyndelsen');
    expect(inputsOf(card).map((i) => i.id)).toEqual(['copy']);
    expect((await wish({ network: 'no' })).text).not.toContain('Tekst til invitationen');
  });

  test('W1: the day before the conference the preparation says who takes part as the citizen wishes, on both sides', async () => {
    await reschedule(trinvis);
    await wish({ meetings: 'yes' });
    await trinvis.playTo('2026-11-17 12:30');
    for (const who of [mette, bodil]) {
      const cards = trinvis.cardsIn(personalChat(who)).map((a) => textOf(a.card));
      expect(cards.filter((t) => t.includes('Efter borgerens ønske deltager Mette Konsulent'))).toHaveLength(1);
    }
  });

  test('W1, product.md 4: wishes are recorded by whoever runs the course; the clinic reads of its meetings alone', async () => {
    await wish({ meetings: 'yes', network: 'yes' });
    const { card } = await trinvis.write(bodil, 'samtykke ODE-014');
    expect(textOf(card)).toContain('Ja (12. nov. 2026)');
    expect(textOf(card)).not.toContain('Netværket');
    expect(actionsOf(card).map((a) => a.verb)).not.toContain('wishes.form');
  });

  test('W1: a day that is none is refused at the card, with what was chosen kept', async () => {
    const { text, card } = await wish({ meetings: 'yes', on: 'i går' });
    expect(text).toContain('Vælg en dato, der findes.');
    expect(inputsOf(card).find((i) => i.id === 'meetings')?.value).toBe('yes');
    expect((await course('ODE-014')).wishes.meetings).toBeNull();
  });
});

describe('N1: a consent that ended is told at once', () => {
  const lines = (who: TeamsPerson) =>
    trinvis
      .cardsIn(personalChat(who))
      .map((a) => textOf(a.card))
      .filter((text) => text.includes('ikke længere i kraft'));
  const k5 = (validTo: string) => give(mette, 'K5', { specialistToCitizen: 'true', validTo });
  beforeEach(() => addCourse(trinvis, 'ODE-014', [...runningB1('2026-11-02'), ...withK3('2026-11-02')]));

  test('N1, K5: withdrawn by the leader, the specialist hears not to call; nobody else, and once', async () => {
    await k5('2027-11-01');
    await trinvis.write(lars, 'samtykke ODE-014');
    await withdraw(lars, { purpose: 'K5' });
    await trinvis.playTo('2026-11-16 09:00');
    expect(lines(mette)).toEqual([
      'Samtykket til opfølgning på ODE-014 er ikke længere i kraft. Ring ikke til borgeren.',
    ]);
    for (const who of [lars, sanne, bodil]) expect(lines(who)).toEqual([]);
  });

  test('N1, K5: whoever withdrew it needs no message', async () => {
    await k5('2027-11-01');
    await trinvis.write(mette, 'samtykke ODE-014');
    await withdraw(mette, { purpose: 'K5' });
    await trinvis.playTo('2026-11-16 09:00');
    expect(lines(mette)).toEqual([]);
  });

  test('K11, N1: run out, it is told in the next working hours; renewed in time, it is not', async () => {
    await k5('2026-11-13');
    await trinvis.playTo('2026-11-14 12:00');
    expect(lines(mette)).toEqual([]);
    await trinvis.playTo('2026-11-16 09:00');
    expect(lines(mette)).toHaveLength(1);
    await k5('2026-11-18');
    await k5('2027-11-01');
    await trinvis.playTo('2026-11-20 09:00');
    expect(lines(mette)).toHaveLength(1);
  });

  test('K2: it changes nothing that anybody does, and nobody is told', async () => {
    await give(mette, 'K2', { toEvaluator: 'true' });
    await trinvis.write(lars, 'samtykke ODE-014');
    await withdraw(lars, { purpose: 'K2' });
    await trinvis.playTo('2026-11-16 09:00');
    expect(lines(mette)).toEqual([]);
  });

  test('N1, K4: while a step-up goes on the caseworker hears that somebody may no longer get the documents', async () => {
    const note = NoteId.parse('words');
    await addCourse(trinvis, 'ODE-015', [
      ...runningB1('2026-11-02'),
      on('2026-11-09', {
        type: 'StepUpBegun',
        stepUp: StepUpId.parse('step-up'),
        on: day('2026-11-09'),
        barriers: ['health'],
        hasChildren: null,
        dragsOut: note,
        notEnough: note,
        documentsDue: day('2026-11-30'),
      }),
      consentedTo('K4', 'toSpecialist', { on: '2026-11-09' }),
    ]);
    await trinvis.write(mette, 'samtykke ODE-015');
    await withdraw(mette, { purpose: 'K4', direction: 'toSpecialist' });
    await trinvis.playTo('2026-11-16 09:00');
    expect(lines(sanne)).toEqual([expect.stringContaining('Et samtykke til step-up på ODE-015')]);
    expect(lines(mette)).toEqual([]);
  });
});
