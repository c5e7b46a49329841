import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { CourseRow } from '../../src/app/ports/records.ts';
import { AgreementId, Alias, OrganisationId } from '../../src/domain/ids.ts';
import type { TapAnswer, TestBot } from '../_util/bot.ts';
import { terms } from '../_util/builders.ts';
import { actionsOf, inputsOf, textOf } from '../_util/card.ts';
import type { TeamsPerson } from '../_util/http.ts';
import { addAgreement, CLINIC, idOf, ODENSE, PEOPLE, startOdense } from '../_util/odense.ts';

const { mette, morten, lars, sanne, bodil, karen } = PEOPLE;
/** Replacement numbers (day + 60) only: nobody's own. */
const ADULT = '670190-1234';
const YOUNG = '620203-4321';

let trinvis: TestBot;
beforeEach(async () => {
  trinvis = await startOdense({ at: '2026-11-02 09:00' });
});
afterEach(() => trinvis.stop());

/** Through both pages; returns the second page's answer. */
async function open(who: TeamsPerson, programme: string, inputs: Record<string, string> = {}): Promise<TapAnswer> {
  const form = await openForm(who, programme);
  return trinvis.tap(who, form, { action: 'newCourse.open', inputs: { name: 'Ida Holm', cpr: ADULT, ...inputs } });
}

async function openForm(who: TeamsPerson, programme: string) {
  const first = await trinvis.write(who, 'nyt forløb');
  if (inputsOf(first.card).some((i) => i.id === 'cpr')) return first;
  await trinvis.tap(who, first, { action: 'newCourse.choose', inputs: { programme, agreement: ODENSE } });
  return standing(who, first.activityId);
}

function standing(who: TeamsPerson, activityId: string) {
  const found = trinvis.cardsIn({ kind: 'personal', id: `a:${who.objectId}` }).find((a) => a.activityId === activityId);
  if (found === undefined) throw new Error('the card is gone');
  return found;
}

const rowOf = (alias: string): Promise<CourseRow | null> =>
  trinvis.bot.store.transaction((tx) => tx.courses.byAlias(Alias.parse(alias)));

describe('nyt forløb, page 1', () => {
  test('S1: a draft is listed as such, and choosing it is refused with a sentence', async () => {
    const vejle = AgreementId.parse('vejle');
    await trinvis.bot.store.transaction(async (tx) => {
      await addAgreement(tx, { id: vejle, terms: terms({ code: 'VEJ', draft: true }), now: trinvis.clock.now() });
    });
    const first = await trinvis.write(mette, 'nyt forløb');
    const agreements = inputsOf(first.card)
      .find((i) => i.id === 'agreement')
      ?.choices.map((c) => c.title);
    expect(agreements).toEqual([
      'Jobcenter Odense – Lokalpsykiatri Odense',
      'Jobcenter Odense – Lokalpsykiatri Odense (kladde)',
    ]);
    const { text } = await trinvis.tap(mette, first, { action: 'Videre', inputs: { agreement: vejle } });
    expect(text).toContain('Samarbejdsaftalen er ikke i kraft i dag');
    expect(await rowOf('VEJ-001')).toBeNull();
  });

  test('S1: an agreement of other parties is not there, and its id in a card opens nothing', async () => {
    const other = AgreementId.parse('middelfart');
    await trinvis.bot.store.transaction(async (tx) => {
      const jobCentre = OrganisationId.parse('jobcenter-middelfart');
      await addAgreement(tx, {
        id: other,
        terms: terms({ code: 'MID', jobCentre, clinic: CLINIC }),
        now: trinvis.clock.now(),
      });
    });
    const first = await trinvis.write(mette, 'nyt forløb');
    expect(textOf(first.card)).not.toContain('Middelfart');
    const { text } = await trinvis.tap(mette, first, { action: 'Videre', inputs: { agreement: other } });
    expect(text).toContain('Jeg finder ikke');
  });

  test('A6: a clinician refers to programme A only, and so comes straight to the citizen', async () => {
    const form = await trinvis.write(bodil, 'nyt forløb');
    expect(textOf(form.card)).toContain('IPS-forløb');
    expect(inputsOf(form.card).map((i) => i.id)).toEqual(['name', 'cpr', 'referredOn']);
  });

  test('a coordinator opens no courses', async () => {
    const { card } = await trinvis.write(karen, 'nyt forløb');
    expect(textOf(card)).toContain('Det hører ikke til din rolle');
  });
});

describe('nyt forløb, programme A', () => {
  test('N6, A2: the alias and what is missing; no start, no step, no target before K1', async () => {
    const { text } = await open(mette, 'ips');
    expect(text).toContain('ODE-001');
    expect(text).toContain('CPR registreret');
    expect(text).toContain('samtykke fra klinikken til jobcentret');
    expect(text).toContain('Forløbet starter, når samtykket er i kraft i begge retninger');
    expect(text).not.toContain('sigte');
    expect(await rowOf('ODE-001')).toMatchObject({ status: 'referred', specialist: idOf('mette') });
  });

  test('N6: the running number goes up, whoever opens', async () => {
    await open(mette, 'ips');
    expect((await open(morten, 'ips', { cpr: '680190-1234' })).text).toContain('ODE-002');
  });

  test('A2, A6: a clinician’s referral is seen in the clinic only, by the one who referred', async () => {
    await open(bodil, 'ips');
    expect(await rowOf('ODE-001')).toMatchObject({
      referredBy: idOf('bodil'),
      clinician: idOf('bodil'),
      specialist: null,
    });
    expect(textOf((await trinvis.write(bodil, 'forløb ode1')).card)).toContain('ODE-001');
    for (const who of [lars, mette, PEOPLE.birger])
      expect(textOf((await trinvis.write(who, 'forløb ODE-001')).card)).toContain('Jeg finder ikke det forløb');
  });

  test('A6: a leader may leave the specialist open or choose one of the house', async () => {
    await open(lars, 'ips', { specialist: idOf('morten') });
    expect(await rowOf('ODE-001')).toMatchObject({ specialist: idOf('morten') });
    await open(lars, 'ips', { cpr: '680190-1234' });
    expect(await rowOf('ODE-002')).toMatchObject({ specialist: null });
  });

  test('a person of another house cannot be smuggled in as specialist', async () => {
    await open(lars, 'ips', { specialist: idOf('bodil') });
    expect(await rowOf('ODE-001')).toMatchObject({ specialist: null });
  });

  test('A3: there is no field for diagnosis, history or benefit', async () => {
    const form = await openForm(mette, 'ips');
    expect(inputsOf(form.card).map((i) => i.id)).toEqual(['name', 'cpr', 'source', 'referredOn', 'clinician']);
  });
});

describe('nyt forløb, programme B', () => {
  test('B2, B9: the specialist gives the day of the group decision, and gets the steps with their targets at once', async () => {
    const { text } = await open(mette, 'fsm3', { groupDecidedOn: '2026-10-30' });
    expect(text).toContain('Trin 1: konsulent, CV og jobmål · sigte 2. dec. 2026 (1 måned)');
    expect(text).toContain('13 uger');
    expect(text).toContain('CV på Jobnet påbegyndt');
  });

  test('B2: without that day it is refused at its field', async () => {
    const { text } = await open(mette, 'fsm3');
    expect(text).toContain('Skriv den dato, hvor det blev besluttet');
    expect(await rowOf('ODE-001')).toBeNull();
  });

  test('B2: a caseworker gives the first start talk, from which step 1 counts', async () => {
    const { text } = await open(sanne, 'fsm3', { firstTalkOn: '2026-10-26', specialist: idOf('mette') });
    expect(text).toContain('sigte 26. nov. 2026');
    expect(await rowOf('ODE-001')).toMatchObject({ caseworker: idOf('sanne'), specialist: idOf('mette') });
  });

  test('B1: under 30 the form comes back with a reason to choose, and is never refused for good', async () => {
    const form = await openForm(mette, 'fsm3');
    const inputs = { name: 'Ida Holm', cpr: YOUNG, groupDecidedOn: '2026-10-30' };
    const asked = await trinvis.tap(mette, form, { action: 'newCourse.open', inputs });
    expect(asked.text).toContain('Borgeren er under 30 år');
    expect(inputsOf(asked.card).find((i) => i.id === 'name')?.value).toBe('Ida Holm');
    const again = { cpr: YOUNG, ageReason: 'soonThirty' };
    const { text } = await trinvis.tap(mette, standing(mette, form.activityId), {
      action: 'newCourse.open',
      inputs: again,
    });
    expect(text).toContain('ODE-001');
  });
});

describe('the CPR number', () => {
  test.each([
    ['P1', 'hest', 'Det er ikke et CPR-nummer'],
    ['P1', '290299-4123', 'Datoen i CPR-nummeret findes ikke'],
    ['P1', '010145-6000', 'fødselsdag i fremtiden'],
    ['P1', '1'.repeat(10_000), 'Det er ikke et CPR-nummer'],
  ])('%s: %.20s is refused with a sentence, everything else stays', async (_rule, cpr, sentence) => {
    const { text, card } = await open(mette, 'ips', { cpr, name: 'Ida Holm' });
    expect(text).toContain(sentence);
    expect(inputsOf(card).find((i) => i.id === 'name')?.value).toBe('Ida Holm');
    expect(inputsOf(card).find((i) => i.id === 'cpr')?.value).toBe('');
    expect(await rowOf('ODE-001')).toBeNull();
  });

  test.each([
    ['P2: fails modulus 11: accepted with a soft warning', '010165-4003', true],
    ['P3: a replacement number has no check digit: no warning', '670190-1234', false],
    ['P3: a national replacement number', '020329-1WQ3', false],
  ])('%s', async (_name, cpr, warned) => {
    const { text } = await open(mette, 'ips', { cpr });
    expect(text).toContain('ODE-001');
    expect(text.includes('modulus 11')).toBe(warned);
  });

  test('P4: CPR and name stand in no card the bot sent, and a name with a CPR inside is refused', async () => {
    const { text } = await open(mette, 'ips', { name: 'Ida 670190-1234' });
    expect(text).toContain('ligner et CPR-nummer');
    await open(mette, 'ips');
    const receipts = trinvis.cardsIn({ kind: 'personal', id: `a:${mette.objectId}` }).at(-1);
    expect(JSON.stringify(receipts)).not.toContain('Ida Holm');
    expect(JSON.stringify(trinvis.connector.requests.map((r) => r.body))).not.toMatch(/670190|-1234/);
  });

  test.each(['X', '', 'x'.repeat(101)])('a name of %.10s… is refused', async (name) => {
    expect((await open(mette, 'ips', { name })).text).toContain('Navnet skal være på 2–100 tegn');
  });

  test('a referral in the future, or 200 years ago, is refused at its field', async () => {
    expect((await open(mette, 'ips', { referredOn: '2026-11-03' })).text).toContain('Datoen ligger i fremtiden');
    expect((await open(mette, 'ips', { referredOn: '1826-11-03' })).text).toContain('for langt tilbage');
    expect((await open(mette, 'ips', { referredOn: 'i går' })).text).toContain('Vælg en dato, der findes');
  });
});

describe('N6: the same citizen again', () => {
  test('in the same house it is pointed out with the alias to whoever may see it, and one may go on', async () => {
    await open(mette, 'ips');
    const form = await openForm(mette, 'ips');
    const asked = await trinvis.tap(mette, form, {
      action: 'newCourse.open',
      inputs: { name: 'Ida Holm', cpr: ADULT },
    });
    expect(asked.text).toContain('Borgeren har allerede et åbent forløb i jeres organisation: ODE-001');
    expect(await rowOf('ODE-002')).toBeNull();
    const { text } = await trinvis.tap(mette, standing(mette, form.activityId), {
      action: 'Opret alligevel',
      inputs: { cpr: ADULT },
    });
    expect(text).toContain('ODE-002');
  });

  test('going on holds for the citizen it was said of, not for another typed afterwards', async () => {
    await open(mette, 'ips');
    await open(mette, 'ips', { cpr: '680190-1234' });
    const form = await openForm(mette, 'ips');
    await trinvis.tap(mette, form, { action: 'newCourse.open', inputs: { name: 'Ida Holm', cpr: ADULT } });
    const inputs = { cpr: '680190-1234' };
    const { text } = await trinvis.tap(mette, standing(mette, form.activityId), { action: 'Opret alligevel', inputs });
    expect(text).toContain('ODE-002');
    expect(await rowOf('ODE-003')).toBeNull();
  });

  test('a colleague who may not see it learns only that there is one', async () => {
    await open(mette, 'ips');
    const { text } = await open(morten, 'ips');
    expect(text).toContain('Borgeren har allerede et åbent forløb i jeres organisation.');
    expect(text).not.toContain('ODE-001');
  });

  test('elsewhere nothing is said', async () => {
    await open(mette, 'ips');
    expect((await open(bodil, 'ips')).text).toContain('ODE-002');
  });
});

describe('the card answered again', () => {
  test('a second tap opens no second course', async () => {
    const form = await openForm(mette, 'ips');
    const inputs = { name: 'Ida Holm', cpr: ADULT };
    await trinvis.tap(mette, form, { action: 'newCourse.open', inputs });
    const { text } = await trinvis.tap(mette, form, { action: 'newCourse.open', inputs });
    expect(text).toContain('allerede besvaret');
    expect(await rowOf('ODE-002')).toBeNull();
  });

  test('by somebody else it opens nothing', async () => {
    const form = await openForm(mette, 'ips');
    const { text } = await trinvis.tap(morten, form, {
      action: 'newCourse.open',
      inputs: { name: 'Ida Holm', cpr: ADULT },
    });
    expect(text).toContain('Intet er ændret');
    expect(await rowOf('ODE-001')).toBeNull();
  });

  test('with a field it never had it changes nothing', async () => {
    const form = await openForm(mette, 'ips');
    const inputs = { name: 'Ida Holm', cpr: ADULT, diagnosis: 'F20' };
    expect((await trinvis.tap(mette, form, { action: 'newCourse.open', inputs })).text).toContain('Intet er ændret');
    expect(actionsOf(form.card)).toHaveLength(2);
  });
});
