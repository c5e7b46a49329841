import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { User } from '../../src/app/ports/records.ts';
import type { Agreement } from '../../src/domain/agreement/agreement.ts';
import { agreementFrom } from '../../src/domain/agreement/agreement.ts';
import { OrganisationId } from '../../src/domain/ids.ts';
import type { Role } from '../../src/domain/people.ts';
import { ADMIN, startTestBot, type Tap, type TapAnswer, type TestBot } from '../_util/bot.ts';
import { actionsOf, inputsOf, textOf, valuesOf } from '../_util/card.ts';
import type { StandingActivity } from '../_util/fake-connector.ts';
import { channel, person, personalChat, type TeamsPerson, type TeamsPlace } from '../_util/http.ts';

let trinvis: TestBot;
beforeEach(async () => {
  trinvis = await startTestBot();
  await asRole(KAREN, 'coordinator');
});
afterEach(() => trinvis.stop());

const KAREN = person('Karen Koch');
const METTE = person('Mette Bruun');
const SHARED = channel('Samarbejdet');
const OWN = channel('Jobcenter');

type Card = Pick<StandingActivity, 'activityId' | 'card'>;
type Shown = Card & Pick<TapAnswer, 'text'>;

async function userOf(who: TeamsPerson): Promise<User> {
  const found = await trinvis.bot.store.transaction((tx) => tx.users.byIdentity(who));
  if (found === null) throw new Error(`${who.name} has not written`);
  return found;
}

async function asRole(who: TeamsPerson, role: Role, organisation: OrganisationId | null = null): Promise<void> {
  await trinvis.teams.write(who, personalChat(who), 'hjælp');
  const user = await userOf(who);
  await trinvis.bot.store.transaction((tx) => tx.users.save({ ...user, role, organisation }));
}

/** Taps and gives back the card that stands now. */
async function go(on: Card, what: Omit<Tap, 'place'>, place: TeamsPlace = SHARED): Promise<Shown> {
  const answer = await trinvis.tap(KAREN, on, { ...what, place });
  return { text: answer.text, activityId: on.activityId, card: answer.card ?? on.card };
}

const PAGE_1 = { code: 'ode', jobCentre: 'Jobcenter Odense', clinic: 'Lokalpsykiatri Odense', party: 'jobCentre' };
const PAGE_2 = { place: 'Lokale 2' };

async function setUpOdense(place: TeamsPlace = SHARED, inputs: Record<string, string> = {}): Promise<Shown> {
  const form = await trinvis.write(KAREN, 'opsæt', place);
  const second = await go(form, { action: 'Videre til konferencen', inputs: { ...PAGE_1, ...inputs } }, place);
  const third = await go(second, { action: 'Videre til kanalen', inputs: PAGE_2 }, place);
  return go(third, { action: 'Gem aftalen' }, place);
}

async function agreements(): Promise<Agreement[]> {
  return trinvis.bot.store.transaction(async (tx) => {
    const rows = await tx.agreements.all();
    const streams = await tx.events.loadMany(
      'agreement',
      rows.map((r) => r.id),
    );
    return [...streams.values()].flatMap((s) => agreementFrom(s.history.map((h) => h.event)) ?? []);
  });
}

function filledIn(card: unknown, id: string): string | undefined {
  return inputsOf(card).find((i) => i.id === id)?.value;
}

describe('opsæt', () => {
  test('S2: a coordinator sets up terms, conference and channel, and sees when the next conference is', async () => {
    const { text } = await setUpOdense();
    expect(text).toContain('Aftalen er gemt');
    expect(text).toContain('Næste konference: ons. 11. nov. kl. 13.00 (uge 46)');
    const [agreement] = await agreements();
    expect(agreement?.terms).toMatchObject({
      code: 'ODE',
      validFrom: '2026-11-02',
      validTo: '2027-12-31',
      draft: false,
    });
    expect(agreement?.terms.programmes).toEqual(['ips', 'fsm3']);
    expect(agreement?.terms.closedDays).toEqual(['2026-12-24', '2026-12-31', '2027-12-24', '2027-12-31']);
    expect(agreement?.conferences).toMatchObject([
      {
        place: 'Lokale 2',
        invited: [],
        when: { weekday: 3, start: '13:00', minutes: 60, everyWeeks: 1, from: '2026-11-11' },
      },
    ]);
    expect(agreement?.channels).toEqual({ shared: SHARED.id });
    expect(agreement?.organiser).toBe((await userOf(KAREN)).id);
  });

  test('a coordinator who belongs nowhere belongs to the party they named', async () => {
    await setUpOdense();
    const organisation = (await userOf(KAREN)).organisation;
    const [agreement] = await agreements();
    expect(organisation).toBe(agreement?.terms.jobCentre);
  });

  test('S2: the agreement and its conference wake up by themselves from then on', async () => {
    await setUpOdense();
    const [agreement] = await agreements();
    if (agreement === undefined) throw new Error('not saved');
    const conference = agreement.conferences[0]?.id;
    if (conference === undefined) throw new Error('no conference');
    const wake = await trinvis.bot.store.transaction((tx) =>
      tx.wakes.at({ kind: 'conference', id: conference, agreement: agreement.id }),
    );
    expect(wake).not.toBeNull();
  });

  test('is for coordinators in a channel', async () => {
    expect(textOf((await trinvis.write(KAREN, 'opsæt')).card)).toContain('skrives i samarbejdets kanal');
    await asRole(METTE, 'specialist');
    expect(textOf((await trinvis.write(METTE, 'opsæt', SHARED)).card)).toContain('hører ikke til din rolle');
    expect(textOf((await trinvis.write(ADMIN, 'opsæt', SHARED)).card)).toContain('hører ikke til din rolle');
  });

  test('who is no coordinator cannot turn a page of somebody else’s form in the channel', async () => {
    const form = await trinvis.write(KAREN, 'opsæt', SHARED);
    await asRole(METTE, 'specialist');
    const { text } = await trinvis.tap(METTE, form, {
      action: 'Videre til konferencen',
      inputs: PAGE_1,
      place: SHARED,
    });
    expect(text).toContain('hører ikke til din rolle');
  });

  test('a second tap on the saved form changes nothing', async () => {
    const form = await trinvis.write(KAREN, 'opsæt', SHARED);
    const second = await go(form, { action: 'Videre til konferencen', inputs: PAGE_1 });
    const third = await go(second, { action: 'Videre til kanalen' });
    await go(third, { action: 'Gem aftalen' });
    expect((await go(third, { action: 'Gem aftalen' })).text).toContain('allerede besvaret');
    expect(await agreements()).toHaveLength(1);
  });
});

describe('A4, A8: what the agreement says about target group and place', () => {
  test('A8: a conference is held at the clinic unless something else is written', async () => {
    const form = await trinvis.write(KAREN, 'opsæt', SHARED);
    const second = await go(form, { action: 'Videre til konferencen', inputs: PAGE_1 });
    expect(filledIn(second.card, 'place')).toBe('Lokalpsykiatri Odense');
    await go(await go(second, { action: 'Videre til kanalen' }), { action: 'Gem aftalen' });
    const again = await trinvis.write(KAREN, 'opsæt', SHARED);
    const known = await go(again, { action: 'Videre til konferencen' });
    const another = await go(known, { action: 'setUp.conference', data: { conference: 'new' } });
    expect(filledIn(another.card, 'place')).toBe('Lokalpsykiatri Odense');
  });

  test('A4, N2: the local target group is kept as text, and no channel card but its own field repeats it', async () => {
    const { text } = await setUpOdense(SHARED, { targetGroup: ' Borgere i\nskizofreniteamet ' });
    expect((await agreements())[0]?.terms.targetGroup).toBe('Borgere i skizofreniteamet');
    expect(text).not.toContain('skizofreniteamet');
    const again = await trinvis.write(KAREN, 'opsæt', SHARED);
    expect(filledIn(again.card, 'targetGroup')).toBe('Borgere i skizofreniteamet');
  });

  test.each([
    ['x'.repeat(501), 'højst 500 tegn'],
    ['Kun 010165-4003', 'CPR'],
  ])('A4, P4: a target group that is too long or holds a CPR number is said so', async (targetGroup, says) => {
    const form = await trinvis.write(KAREN, 'opsæt', SHARED);
    const { text } = await go(form, { action: 'Videre til konferencen', inputs: { ...PAGE_1, targetGroup } });
    expect(text).toContain(says);
    expect(text).not.toContain('010165');
  });
});

describe('what was typed in opsæt', () => {
  test('survives turning the page back and forth', async () => {
    const form = await trinvis.write(KAREN, 'opsæt', SHARED);
    const inputs = { ...PAGE_1, freeWeeks: 'uge 42 2027', contactEveryDays: '10', officeAccess: 'false' };
    const second = await go(form, { action: 'Videre til konferencen', inputs });
    const back = await go(second, { action: 'Tilbage', inputs: { conferenceName: 'Onsdagsmøde', place: 'Kantinen' } });
    expect(valuesOf(back.card)).toMatchObject({ ...inputs, party: 'jobCentre' });
    const again = await go(back, { action: 'Videre til konferencen' });
    expect(valuesOf(again.card)).toMatchObject({ conferenceName: 'Onsdagsmøde', place: 'Kantinen' });
  });

  test.each([
    ['code', 'ODENSE', 'Skriv 2–4 bogstaver'],
    ['code', '', 'Skriv 2–4 bogstaver'],
    ['jobCentre', '', 'Skriv et navn på 2–80 tegn'],
    ['clinic', 'x'.repeat(81), 'Skriv et navn på 2–80 tegn'],
    ['clinic', 'Lokalpsykiatri 010165-4003', 'CPR'],
    ['clinic', 'jobcenter odense', 'to forskellige organisationer'],
    ['programmes', '', 'Vælg mindst ét program'],
    ['validTo', '2026-10-01', 'allerede være udløbet'],
    ['validFrom', '1826-01-01', 'mere end 20 år'],
    ['validFrom', 'i morgen', 'Vælg en dato'],
    ['validFrom', '2028-01-01', 'Datoerne passer ikke sammen'],
    ['closedDays', '24.12.2026, 31.13.2026', 'Dato nr. 2 kan jeg ikke læse'],
    ['freeWeeks', 'uge 54 2026', 'Uge nr. 1 på listen kan jeg ikke læse'],
    ['contactEveryDays', '40', 'helt antal dage fra 1 til 31'],
    ['party', '', 'Vælg, hvor du selv er ansat'],
  ])('is kept when %s is %j, and the sentence stands at the field', async (field, typed, sentence) => {
    const form = await trinvis.write(KAREN, 'opsæt', SHARED);
    const inputs = { ...PAGE_1, [field]: typed };
    // A CPR number is not said back (P4).
    const again = sentence === 'CPR' ? '' : typed;
    const { text, card } = await go(form, { action: 'Videre til konferencen', inputs });
    expect(text).toContain(sentence);
    expect(valuesOf(card)).toMatchObject(field === 'contactEveryDays' ? inputs : { ...inputs, [field]: again });
    expect(await agreements()).toHaveLength(0);
  });

  test.each([
    ['conferenceName', ' ', 'Skriv et navn på 1–80 tegn'],
    ['place', 'Hos 010165-4003', 'Skriv højst 120 tegn'],
    ['minutes', '600', 'fra 5 til 480'],
    ['start', '25:00', 'Vælg et tidspunkt'],
    ['from', '2028-06-01', 'før aftalen slutter'],
  ])('the conference: %s %j is refused at the field', async (field, typed, sentence) => {
    const form = await trinvis.write(KAREN, 'opsæt', SHARED);
    const second = await go(form, { action: 'Videre til konferencen', inputs: PAGE_1 });
    const { text } = await go(second, { action: 'Videre til kanalen', inputs: { [field]: typed } });
    expect(text).toContain('Konferencen');
    expect(text).toContain(sentence);
  });

  test('S5: a closing of more than three weekdays asks who covers', async () => {
    const form = await trinvis.write(KAREN, 'opsæt', SHARED);
    const closedDays = '20.7.2027, 21.7.2027, 22.7.2027, 23.7.2027';
    const asked = await go(form, { action: 'Videre til konferencen', inputs: { ...PAGE_1, closedDays } });
    expect(asked.text).toContain('Vælg, hvem der dækker');
    const { id } = await userOf(KAREN);
    const next = await go(asked, { action: 'Videre til konferencen', inputs: { cover: id } });
    expect(next.text).toContain('Behandlingskonference');
  });
});

describe('an agreement that exists', () => {
  test('S2: a code is unique in the installation', async () => {
    await setUpOdense();
    const form = await trinvis.write(KAREN, 'opsæt', channel('Andet', { teamId: '19:other@thread.tacv2' }));
    const place = channel('Andet', { teamId: '19:other@thread.tacv2' });
    const { text } = await go(
      form,
      { action: 'Videre til konferencen', inputs: { ...PAGE_1, clinic: 'Ny klinik' } },
      place,
    );
    expect(text).toContain('Koden bruges allerede');
  });

  test('is shown as it is in its own channel, to be changed; code and parties stay', async () => {
    await setUpOdense();
    const form = await trinvis.write(KAREN, 'opsæt', SHARED);
    expect(textOf(form.card)).toContain('Jobcenter Odense og Lokalpsykiatri Odense');
    expect(filledIn(form.card, 'code')).toBeUndefined();
    const second = await go(form, { action: 'Videre til konferencen', inputs: { validTo: '2028-06-30' } });
    expect(valuesOf(second.card)).toMatchObject({ place: 'Lokale 2', from: '2026-11-11' });
    const third = await go(second, { action: 'Videre til kanalen', inputs: { start: '14:30' } });
    const { text } = await go(third, { action: 'Gem aftalen' });
    expect(text).toContain('ons. 11. nov. kl. 14.30');
    const [agreement, ...more] = await agreements();
    expect(more).toEqual([]);
    expect(agreement?.conferences.map((c) => c.when)).toMatchObject([{ start: '14:30', until: '2028-06-30' }]);
  });

  test('a form that somebody else has overtaken shows what stands now, and saves nothing', async () => {
    await setUpOdense();
    const old = await trinvis.write(KAREN, 'opsæt', SHARED);
    const form = await trinvis.write(KAREN, 'opsæt', SHARED);
    const second = await go(form, { action: 'Videre til konferencen', inputs: { validTo: '2028-06-30' } });
    await go(await go(second, { action: 'Videre til kanalen' }), { action: 'Gem aftalen' });
    const { text, card } = await go(old, { action: 'Videre til konferencen', inputs: { validTo: '2029-06-30' } });
    expect(text).toContain('Det er ændret, siden kortet blev vist');
    expect(filledIn(card, 'validTo')).toBe('2028-06-30');
  });

  test('may have another conference, with its own time', async () => {
    const receipt = await setUpOdense();
    const second = await go(receipt, { action: 'Tilføj en konference' });
    const inputs = { conferenceName: 'Tværgående', weekday: '1', everyWeeks: '2', from: '2026-11-16' };
    const third = await go(second, { action: 'Videre til kanalen', inputs });
    const { text } = await go(third, { action: 'Gem aftalen' });
    expect(text).toContain('Næste konference: man. 16. nov. kl. 13.00 (uge 47)');
    expect((await agreements())[0]?.conferences.map((c) => c.name)).toEqual(['Behandlingskonference', 'Tværgående']);
  });

  test('belongs to its parties’ coordinators: another’s gets a sentence', async () => {
    await setUpOdense();
    const foreign = person('Frede Fremmed');
    await asRole(foreign, 'coordinator', OrganisationId.parse('jobcenter-vejle'));
    expect(textOf((await trinvis.write(foreign, 'opsæt', SHARED)).card)).toContain('hører til to andre organisationer');
  });

  test('who is invited is chosen among the two organisations’ people; everyone, as it begins', async () => {
    await setUpOdense();
    const [agreement] = await agreements();
    await asRole(METTE, 'specialist', agreement?.terms.jobCentre ?? null);
    const second = await go(await trinvis.write(KAREN, 'opsæt', SHARED), { action: 'Videre til konferencen' });
    const [karen, mette] = [await userOf(KAREN), await userOf(METTE)];
    expect(filledIn(second.card, 'invited')?.split(',').toSorted()).toEqual([karen.id, mette.id].toSorted());
    const third = await go(second, { action: 'Videre til kanalen', inputs: { invited: mette.id } });
    await go(third, { action: 'Gem aftalen' });
    expect((await agreements())[0]?.conferences[0]?.invited).toEqual([mette.id]);
  });
});

describe('channels', () => {
  test('N2: a second channel of the team is bound as the job centre’s own', async () => {
    await setUpOdense();
    const start = await trinvis.write(KAREN, 'opsæt', OWN);
    expect(textOf(start.card)).toContain('ODE');
    const { text } = await go(start, { action: 'Brug som jobcentrets egen kanal' }, OWN);
    expect(text).toContain('kun jobcentret læser med');
    expect((await agreements())[0]?.channels).toEqual({ shared: SHARED.id, jobCentre: OWN.id });
  });

  test('N2: a channel is of one kind; bound as the other it is no longer what it was', async () => {
    await setUpOdense();
    const second = await go(await trinvis.write(KAREN, 'opsæt', SHARED), { action: 'Videre til konferencen' });
    const third = await go(second, { action: 'Videre til kanalen' });
    await go(third, { action: 'Gem aftalen', inputs: { kind: 'jobCentre' } });
    expect((await agreements())[0]?.channels).toEqual({ jobCentre: SHARED.id });
  });

  test('an agreement without channel and conference is offered to be completed, filled in', async () => {
    await setUpOdense();
    const place = channel('Nyt hold', { teamId: '19:new@thread.tacv2' });
    const [agreement] = await agreements();
    if (agreement === undefined) throw new Error('not saved');
    await trinvis.bot.store.transaction(async (tx) => {
      const { id } = agreement;
      const mid = { ...agreement.terms, code: 'MID' };
      const bare = {
        type: 'AgreementSetUp' as const,
        agreement: newId(id),
        terms: mid,
        organiser: agreement.organiser,
      };
      await tx.events.append('agreement', bare.agreement, {
        revision: 0,
        events: [bare],
        at: trinvis.clock.now(),
        by: null,
      });
      await tx.agreements.save({ id: bare.agreement, code: 'MID', jobCentre: mid.jobCentre, clinic: mid.clinic });
    });
    const form = await trinvis.write(KAREN, 'opsæt', place);
    expect(textOf(form.card)).toContain('Samarbejdsaftale MID');
    expect(textOf(form.card)).toContain('mangler sin konference');
    expect(actionsOf(form.card).map((a) => a.title)).toContain('Opret en anden aftale');
    const second = await go(form, { action: 'Videre til konferencen' }, place);
    const third = await go(second, { action: 'Videre til kanalen' }, place);
    expect((await go(third, { action: 'Gem aftalen' }, place)).text).toContain('Aftalen er gemt');
  });
});

function newId(id: Agreement['id']): Agreement['id'] {
  return `${id}-2` as Agreement['id'];
}

describe('the name of a party', () => {
  const names = () =>
    trinvis.bot.store.transaction(async (tx) => (await tx.organisations.all()).map((o) => o.name).toSorted());
  const renamed = () =>
    trinvis.bot.store.transaction(async (tx) => {
      const ids = (await tx.organisations.all()).map((o) => o.id);
      return (await tx.audit.about(ids)).filter((e) => e.action === 'organisationRenamed');
    });
  const correct = async (inputs: Record<string, string>) => {
    const form = await trinvis.write(KAREN, 'opsæt', SHARED);
    const second = await go(form, { action: 'Videre til konferencen', inputs });
    if (!second.text.includes('Videre til kanalen')) return second;
    return go(await go(second, { action: 'Videre til kanalen' }), { action: 'Gem aftalen' });
  };

  test('S2: a misspelt name is corrected in opsæt: the same organisation, with a line in the log', async () => {
    await setUpOdense(SHARED, { clinic: 'Lokalspykiatri Odense' });
    const [before] = await agreements();
    const { text } = await correct({ clinic: 'Lokalpsykiatri Odense' });
    expect(text).toContain('Lokalpsykiatri Odense');
    expect(await names()).toEqual(['Jobcenter Odense', 'Lokalpsykiatri Odense']);
    expect((await agreements())[0]?.terms.clinic).toBe(before?.terms.clinic);
    expect(await renamed()).toMatchObject([{ actor: (await userOf(KAREN)).id, subject: before?.terms.clinic }]);
  });

  test('S2: unchanged it is no correction; another organisation’s name, none or a CPR number is refused', async () => {
    await setUpOdense();
    await trinvis.bot.store.transaction((tx) =>
      tx.organisations.save({ id: OrganisationId.parse('vejle'), name: 'Jobcenter Vejle', side: 'jobCentre' }),
    );
    await correct({});
    expect((await correct({ jobCentre: 'jobcenter vejle' })).text).toContain('allerede en anden organisation');
    expect((await correct({ jobCentre: '-' })).text).toContain('Skriv et navn på 2–80 tegn');
    expect((await correct({ clinic: 'Klinik 010165-4003' })).text).toContain('CPR');
    expect(await names()).toEqual(['Jobcenter Odense', 'Jobcenter Vejle', 'Lokalpsykiatri Odense']);
    expect(await renamed()).toEqual([]);
  });
});
