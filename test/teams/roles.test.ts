import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { User } from '../../src/app/ports/records.ts';
import { OrganisationId, UserId } from '../../src/domain/ids.ts';
import type { Role } from '../../src/domain/people.ts';
import { ADMIN, startTestBot, type TapAnswer, type TestBot } from '../_util/bot.ts';
import { actionsOf, inputsOf, textOf } from '../_util/card.ts';
import type { StandingActivity } from '../_util/fake-connector.ts';
import { channel, person, personalChat, type TeamsPerson } from '../_util/http.ts';
import { freshSqlite } from '../_util/stores.ts';
import { openRaw } from '../store/raw.ts';

const ODENSE = OrganisationId.parse('jobcenter-odense');
const VEJLE = OrganisationId.parse('jobcenter-vejle');
const CLINIC = OrganisationId.parse('lokalpsykiatri-odense');

let trinvis: TestBot;
beforeEach(async () => {
  trinvis = await startTestBot();
  await trinvis.bot.store.transaction(async ({ organisations }) => {
    await organisations.save({ id: ODENSE, name: 'Jobcenter Odense', side: 'jobCentre' });
    await organisations.save({ id: VEJLE, name: 'Jobcenter Vejle', side: 'jobCentre' });
    await organisations.save({ id: CLINIC, name: 'Lokalpsykiatri Odense', side: 'psychiatry' });
  });
});
afterEach(() => trinvis.stop());

const METTE = person('Mette Bruun');
const LARS = person('Lars Holm');

async function userOf(who: TeamsPerson): Promise<User> {
  const { tenantId, objectId } = who;
  const found = await trinvis.bot.store.transaction((tx) => tx.users.byIdentity({ tenantId, objectId }));
  if (found === null) throw new Error(`${who.name} has not written`);
  return found;
}

async function formFor(who: TeamsPerson): Promise<Pick<StandingActivity, 'activityId' | 'card'>> {
  const list = await trinvis.write(ADMIN, 'roller');
  const { id } = await userOf(who);
  const { card } = await trinvis.tap(ADMIN, list, { action: 'roles.pick', data: { user: id } });
  return { activityId: list.activityId, card: card ?? {} };
}

async function save(who: TeamsPerson, inputs: Record<string, string>): Promise<TapAnswer> {
  return trinvis.tap(ADMIN, await formFor(who), { action: 'Gem', inputs });
}

async function given(who: TeamsPerson, role: Role, organisation: string): Promise<void> {
  await trinvis.write(who, 'hjælp');
  const { text } = await save(who, { role, organisation });
  expect(text).toContain('Gemt');
}

describe('roller', () => {
  test('is for the administrator alone', async () => {
    const { card } = await trinvis.write(METTE, 'roller');
    expect(textOf(card)).toContain('Bed din administrator om en rolle');
    await given(LARS, 'leader', ODENSE);
    expect(textOf((await trinvis.write(LARS, 'roller')).card)).toContain('Det hører ikke til din rolle');
  });

  test('is refused in a channel, without repeating anything', async () => {
    const { card } = await trinvis.write(ADMIN, 'roller', channel('Fælles'));
    expect(textOf(card)).toBe('Skriv det til mig i vores egen chat.');
  });

  test('lists who has written, those without a role first, eight to a page', async () => {
    for (let n = 1; n <= 9; n += 1) await trinvis.write(person(`Ny Kollega ${n}`), 'hjælp');
    const list = await trinvis.write(ADMIN, 'roller');
    expect(textOf(list.card)).toContain('9 personer har skrevet til mig og venter på en rolle');
    expect(textOf(list.card)).toContain('Side 1 af 2');
    expect(textOf(list.card)).not.toContain('Astrid Admin');
    const { text } = await trinvis.tap(ADMIN, list, { action: 'Næste' });
    expect(text).toContain('Ny Kollega 9');
    expect(text).toContain('Astrid Admin');
  });

  test('a role, an organisation and a leader are given in one form, and are in force at once', async () => {
    await given(LARS, 'leader', ODENSE);
    await trinvis.write(METTE, 'hjælp');
    const leader = await userOf(LARS);
    const { text } = await save(METTE, { role: 'specialist', organisation: ODENSE, leader: leader.id });
    expect(text).toContain('Mette Bruun');
    expect(text).toContain('IPS-konsulent');
    expect(text).toContain('Lars Holm');
    expect(await userOf(METTE)).toMatchObject({ role: 'specialist', organisation: ODENSE, leader: leader.id });
    expect(textOf((await trinvis.write(METTE, 'hjælp')).card)).not.toContain('Bed din administrator');
  });

  test('the language of the form is the language the person is answered in', async () => {
    await trinvis.write(METTE, 'hjælp');
    await save(METTE, { role: 'coordinator', language: 'en' });
    expect(textOf((await trinvis.write(METTE, 'help')).card)).toContain('help');
    expect((await userOf(METTE)).language).toBe('en');
  });
});

describe('roller refuses, says why, and keeps what was chosen', () => {
  test.each([
    ['a specialist without an organisation', { role: 'specialist' }, 'Rollen skal have en organisation'],
    ['a clinician in a job centre', { role: 'clinician', organisation: ODENSE }, 'behandlere hører til i psykiatrien'],
    ['a caseworker in a clinic', { role: 'caseworker', organisation: CLINIC }, 'passer ikke sammen'],
  ])('%s', async (_what, inputs, sentence) => {
    await trinvis.write(METTE, 'hjælp');
    const { card, text } = await save(METTE, inputs);
    expect(text).toContain(sentence);
    expect(inputsOf(card).find((i) => i.id === 'role')?.value).toBe(inputs.role);
    expect((await userOf(METTE)).role).toBeNull();
  });

  test('a leader must lead in the same organisation, and only specialists have one', async () => {
    await given(LARS, 'leader', VEJLE);
    const leader = (await userOf(LARS)).id;
    await trinvis.write(METTE, 'hjælp');
    const elsewhere = await save(METTE, { role: 'specialist', organisation: ODENSE, leader });
    expect(elsewhere.text).toContain('skal være IPS-teamleder i samme organisation');
    const caseworker = await save(METTE, { role: 'caseworker', organisation: VEJLE, leader });
    expect(caseworker.text).toContain('Kun IPS-konsulenter har en leder');
  });

  test('the last administrator stays one', async () => {
    const { text } = await save(ADMIN, { role: '' });
    expect(text).toContain('er den eneste administrator');
    await trinvis.write(METTE, 'hjælp');
    await save(METTE, { role: 'admin' });
    expect((await save(ADMIN, { role: '' })).text).toContain('ingen adgang fra nu af');
    expect(textOf((await trinvis.write(ADMIN, 'roller')).card)).toContain('Bed din administrator om en rolle');
  });

  test('a role or a person that the card never offered changes nothing', async () => {
    await trinvis.write(METTE, 'hjælp');
    expect((await save(METTE, { role: 'emperor' })).text).toContain('kunne jeg ikke læse');
    expect((await save(METTE, { role: 'specialist', organisation: 'nowhere' })).text).toContain('kender jeg ikke');
    expect((await userOf(METTE)).role).toBeNull();
  });

  test('a form that somebody else has overtaken shows what stands now', async () => {
    await trinvis.write(METTE, 'hjælp');
    const old = await formFor(METTE);
    await save(METTE, { role: 'caseworker', organisation: ODENSE });
    const { text, card } = await trinvis.tap(ADMIN, old, { action: 'Gem', inputs: { role: 'admin' } });
    expect(text).toContain('Det er ændret, siden kortet blev vist');
    expect(inputsOf(card).find((i) => i.id === 'role')?.value).toBe('caseworker');
    expect((await userOf(METTE)).role).toBe('caseworker');
  });

  test('a second tap on a saved form changes nothing', async () => {
    await trinvis.write(METTE, 'hjælp');
    const form = await formFor(METTE);
    const inputs = { role: 'caseworker', organisation: ODENSE };
    await trinvis.tap(ADMIN, form, { action: 'Gem', inputs });
    const again = await trinvis.tap(ADMIN, form, { action: 'Gem', inputs });
    expect(again.text).toContain('allerede besvaret');
  });

  test('who lost the role of administrator cannot save with an old card', async () => {
    await trinvis.write(METTE, 'hjælp');
    const old = await formFor(METTE);
    const admin = await userOf(ADMIN);
    await trinvis.bot.store.transaction(({ users }) => users.save({ ...admin, role: 'coordinator' }));
    expect((await trinvis.tap(ADMIN, old, { action: 'Gem', inputs: { role: 'admin' } })).text).toContain(
      'hører ikke til din rolle',
    );
  });
});

describe('the audit log', () => {
  test('has who gave which role to whom, for changes of a role only', async () => {
    const fresh = await freshSqlite();
    await trinvis.stop();
    trinvis = await startTestBot({ database: fresh.config });
    await trinvis.write(METTE, 'hjælp');
    await save(METTE, { role: 'coordinator' });
    await save(METTE, { language: 'en' });
    const raw = await openRaw(fresh.config);
    const rows = await raw.run('select actor, action, subject from audit');
    const [mette, admin] = [await userOf(METTE), await userOf(ADMIN)];
    expect(rows).toEqual([{ actor: admin.id, action: 'roleGiven', subject: `${mette.id}:coordinator` }]);
    await raw.close();
    await fresh.close();
  });
});

describe('a leader who no longer leads', () => {
  test('leaves their specialists to every leader of the organisation, and the receipt says so', async () => {
    await given(LARS, 'leader', ODENSE);
    await trinvis.write(METTE, 'hjælp');
    await save(METTE, { role: 'specialist', organisation: ODENSE, leader: (await userOf(LARS)).id });
    const { text } = await save(LARS, { role: 'caseworker', organisation: ODENSE });
    expect(text).toContain('1 IPS-konsulent har ikke længere en leder');
    expect((await userOf(METTE)).leader).toBeNull();
  });
});

describe('one person with two accounts', () => {
  const GUEST = person('Mette Bruun (gæst)', { tenantId: 'tenant-psykiatri' });

  test('a newcomer becomes another identity of a colleague, and is not listed any more', async () => {
    await given(METTE, 'specialist', ODENSE);
    trinvis.clock.moveTo('2026-11-02 08:10');
    await trinvis.write(GUEST, 'hjælp');
    const form = await formFor(GUEST);
    const { card } = await trinvis.tap(ADMIN, form, { action: 'Samme person som …' });
    const link = { activityId: form.activityId, card: card ?? {} };
    const mette = await userOf(METTE);
    const { text } = await trinvis.tap(ADMIN, link, { action: 'Saml til én', inputs: { colleague: mette.id } });
    expect(text).toContain('er nu én person');
    expect((await userOf(GUEST)).id).toBe(mette.id);
    expect(textOf((await trinvis.write(ADMIN, 'roller')).card)).not.toContain('gæst');
    const chat = await trinvis.bot.store.transaction((tx) => tx.conversations.personalOf(mette.id));
    expect(chat?.id).toBe(personalChat(GUEST).id);
  });

  test('only a newcomer can be merged, and only into somebody with a role', async () => {
    await given(METTE, 'specialist', ODENSE);
    expect(actionsOf((await formFor(METTE)).card).map((a) => a.verb)).not.toContain('roles.same');
    await trinvis.write(GUEST, 'hjælp');
    const form = await formFor(GUEST);
    const { card } = await trinvis.tap(ADMIN, form, { action: 'Samme person som …' });
    const link = { activityId: form.activityId, card: card ?? {} };
    const nobody = await trinvis.tap(ADMIN, link, { action: 'Saml til én', inputs: { colleague: '' } });
    expect(nobody.text).toContain('Vælg den kollega');
    expect((await userOf(GUEST)).id).not.toBe(UserId.parse((await userOf(METTE)).id));
  });
});
