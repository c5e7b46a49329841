import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { PersonId } from '../../src/domain/ids.ts';
import { ADMIN, type TestBot } from '../_util/bot.ts';
import { closed, held } from '../_util/builders.ts';
import { textOf } from '../_util/card.ts';
import { standingNow } from '../_util/dialogue.ts';
import { personalChat } from '../_util/http.ts';
import { PEOPLE, startOdense } from '../_util/odense.ts';
import { addCourse, runningA } from '../_util/odense-courses.ts';

const { mette, lars } = PEOPLE;
const CITIZEN = PersonId.parse('person-ODE-014');

let trinvis: TestBot;
beforeEach(async () => {
  trinvis = await startOdense({ at: '2026-11-02 09:00' });
  await trinvis.write(ADMIN, 'hjælp');
  await addCourse(trinvis, 'ODE-014', runningA('2026-08-03'), held('2026-10-30'), closed('2026-10-31'));
  await addCourse(trinvis, 'ODE-015', runningA('2026-10-12'), held('2026-10-30'));
});
afterEach(() => trinvis.stop());

const inStore = <T>(read: Parameters<TestBot['bot']['store']['transaction']>[0]) =>
  trinvis.bot.store.transaction(read) as Promise<T>;
const digests = () => trinvis.cardsIn(personalChat(ADMIN)).filter((c) => c.summary === 'Dagens overblik');

async function register(line: string, receivedOn = '2026-11-02') {
  const form = await trinvis.write(ADMIN, line);
  const { card } = await trinvis.tap(ADMIN, form, { action: 'request.register', inputs: { receivedOn } });
  return { activityId: form.activityId, card };
}

async function logged(): Promise<string[]> {
  return inStore(async (tx) => (await tx.audit.about([CITIZEN])).map((e) => `${e.action} ${e.purpose ?? ''}`.trim()));
}

describe('slet', () => {
  test('GDPR 17: erased after a tick: the name is gone, the course stays without it, and it is logged', async () => {
    const request = await register('slet ODE-014');
    expect(textOf(request.card)).toContain('Svar senest 2. dec. 2026');
    const unticked = await trinvis.tap(ADMIN, request, { action: 'request.erase', inputs: { confirm: 'false' } });
    expect(unticked.text).toContain('Sæt kryds ved, at sletningen ikke kan fortrydes');
    const { text } = await trinvis.tap(ADMIN, request, { action: 'request.erase', inputs: { confirm: 'true' } });
    expect(text).toContain('navn, CPR-nummer og notater er væk for altid');
    expect(await inStore((tx) => tx.vault.nameOf(CITIZEN))).toBeNull();
    expect(await logged()).toEqual(['erasureRequested', 'erased request']);
    const course = textOf((await trinvis.write(mette, 'forløb ODE-014')).card);
    expect(course).toContain('Borgerens navn, CPR-nummer og notater er slettet');
    expect(course).not.toContain('Vis navn');
    for (const word of ['i dag', 'resultater', 'hvornår', 'frister']) {
      expect(textOf((await trinvis.write(lars, word)).card)).not.toContain('gik galt');
    }
    expect(textOf((await trinvis.write(ADMIN, 'slet ODE-014')).card)).toContain('allerede slettet');
    expect(textOf((await trinvis.write(ADMIN, 'indsigt ODE-014')).card)).toContain('allerede slettet');
  });

  test('GDPR 17: what was typed about the citizen goes from the cards that stand in Teams too, also from whoever still sees the course', async () => {
    const form = await trinvis.write(mette, 'arbejdsgiver ODE-015');
    const inputs = { employer: 'Slotsbageriet Okapi', words: 'Ring efter Næbdyr' };
    expect((await trinvis.tap(mette, form, { action: 'employer.save', inputs })).text).toContain('Slotsbageriet');
    const step = await trinvis.write(mette, 'trin ODE-015');
    await trinvis.tap(mette, step, { action: 'course.close' });
    const close = standingNow(trinvis, personalChat(mette), step.activityId);
    await trinvis.tap(mette, close, { action: 'course.close', inputs: { reason: 'moved' } });
    const said = () => trinvis.cardsIn(personalChat(mette)).filter((c) => /Okapi|Næbdyr/.test(JSON.stringify(c.card)));
    expect(said()).toHaveLength(1);
    const request = await register('slet ODE-015');
    const { text } = await trinvis.tap(ADMIN, request, { action: 'request.erase', inputs: { confirm: 'true' } });
    expect(text).toContain('væk for altid');
    await trinvis.playTo('2026-11-02 09:05');
    expect(said()).toEqual([]);
  });

  test('an open course is closed first: the card says which, and has no button to erase', async () => {
    const request = await register('slet ODE-015');
    expect(textOf(request.card)).toContain('Borgeren har forløb, der ikke er afsluttet: ODE-015');
    expect(JSON.stringify(request.card)).not.toContain('request.erase');
  });

  test('a course that is opened after the card was made is not erased under it', async () => {
    const request = await register('slet ODE-014');
    await inStore(async (tx) => {
      const row = (await tx.courses.ofPerson(CITIZEN, 'all'))[0];
      if (row !== undefined) await tx.courses.save({ ...row, status: 'running' });
    });
    const { text } = await trinvis.tap(ADMIN, request, { action: 'request.erase', inputs: { confirm: 'true' } });
    expect(text).toContain('der ikke er afsluttet');
    expect(await inStore((tx) => tx.vault.nameOf(CITIZEN))).toBe('Borger ODE-014');
  });

  test('GDPR 17(3): refused with a ground from the list, and only with one', async () => {
    const request = await register('slet ODE-014');
    const without = await trinvis.tap(ADMIN, request, { action: 'request.refuse', inputs: { ground: '' } });
    expect(without.text).toContain('Vælg en grund på listen');
    const forged = await trinvis.tap(ADMIN, request, { action: 'request.refuse', inputs: { ground: 'fordi' } });
    expect(forged.text).toContain('Vælg en grund på listen');
    const { text } = await trinvis.tap(ADMIN, request, { action: 'request.refuse', inputs: { ground: 'journalDuty' } });
    expect(text).toContain('klagevejledning til Datatilsynet');
    expect(await logged()).toEqual(['erasureRequested', 'erasureRefused journalDuty']);
    expect(await inStore((tx) => tx.vault.nameOf(CITIZEN))).toBe('Borger ODE-014');
    const late = await trinvis.tap(ADMIN, request, { action: 'request.erase', inputs: { confirm: 'true' } });
    expect(late.text).not.toContain('væk for altid');
  });

  test('GDPR 12(3): the answer is due within a month, and the administrator is told 14, 7 and 1 days before, then daily', async () => {
    await register('slet ODE-014', '2026-10-21');
    const told: string[] = [];
    for (let n = 3; n <= 24; n += 1) {
      const date = `2026-11-${String(n).padStart(2, '0')}`;
      const before = digests().length;
      await trinvis.playTo(`${date} 12:00`);
      if (digests().length > before) told.push(date);
    }
    // Due Saturday 21 Nov: 14 days before is Saturday the 7th, the Friday before it; 1 day before is Friday the 20th.
    expect(told).toEqual(['2026-11-06', '2026-11-13', '2026-11-20', '2026-11-23', '2026-11-24']);
    const last = textOf(digests().at(-1)?.card);
    expect(last).toContain('Anmodning om sletning');
    expect(last).toContain('svaret er 3 dage forsinket');
  });

  test('the list leads to the request, and its answer ends the reminders', async () => {
    await register('slet ODE-014', '2026-10-05');
    await trinvis.playTo('2026-11-04 12:00');
    const digest = digests().at(-1);
    if (digest === undefined) throw new Error('no digest');
    const { card } = await trinvis.tap(ADMIN, digest, { action: 'request.open' });
    expect(textOf(card)).toContain('Svar senest 5. nov. 2026');
    const request = { activityId: digest.activityId, card };
    await trinvis.tap(ADMIN, request, { action: 'request.refuse', inputs: { ground: 'archive' } });
    const before = digests().length;
    await trinvis.playTo('2026-11-20 12:00');
    expect(digests()).toHaveLength(before);
  });
});

describe('indsigt', () => {
  test('GDPR 15: the card says which command makes the copy, and nothing of the case', async () => {
    const request = await register('indsigt ode14');
    const text = textOf(request.card);
    expect(text).toContain('npm run admin -- extract ODE-014 --out indsigt-ODE-014.trinvis');
    expect(text).not.toMatch(/Borger ODE|670190|kontakt|samtykke/i);
    expect(await logged()).toEqual(['accessRequested']);
  });

  test('the same request is registered once, and stands on the list of open ones', async () => {
    await register('indsigt ODE-014');
    expect(textOf((await trinvis.write(ADMIN, 'indsigt ODE-014')).card)).toContain('npm run admin');
    expect(await logged()).toEqual(['accessRequested']);
    expect(textOf((await trinvis.write(ADMIN, 'indsigt')).card)).toContain('ODE-014: svar senest 2. dec. 2026');
    expect(textOf((await trinvis.write(ADMIN, 'slet')).card)).toContain('Ingen anmodninger venter på svar');
  });

  test.each([
    ['', 'Skriv den dag, anmodningen kom'],
    ['2026-11-03', 'Datoen ligger i fremtiden'],
    ['2026-08-01', 'for langt tilbage'],
  ])('a day that cannot be (%s) registers nothing', async (receivedOn, sentence) => {
    expect(textOf((await register('indsigt ODE-014', receivedOn)).card)).toContain(sentence);
    expect(await logged()).toEqual([]);
  });

  test('an alias that is nobody’s is answered, and others than administrators have no such word', async () => {
    expect(textOf((await trinvis.write(ADMIN, 'indsigt ODE-999')).card)).toContain(
      'Jeg finder ikke et forløb med det alias',
    );
    expect(textOf((await trinvis.write(lars, 'indsigt ODE-014')).card)).not.toContain('npm run admin');
  });
});
