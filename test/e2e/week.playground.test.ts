import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { inputsOf } from '../_util/card.ts';
import { type PlaygroundSession, type StandingCard, startPlaygroundSession } from '../_util/playground.ts';

/** The value behind a choice whose title says something. */
function choice({ card }: StandingCard, input: string, title: string): string {
  const found = inputsOf(card)
    .find(({ id }) => id === input)
    ?.choices.find((c) => c.title.includes(title));
  if (found === undefined) throw new Error(`${input} offers no ${title}`);
  return found.value;
}

const NAME = 'Viggo Testesen';
const CONSENT = {
  psychiatryToJobCentre: 'true',
  jobCentreToPsychiatry: 'true',
  evidence: 'Journal, notat 2. nov.',
  signature: 'true',
};

// Far more than it takes: a busy machine must not look like a broken bot.
jest.setTimeout(60_000);

/** One story, told in order: each test goes on where the one before ended. */
describe('a newcomer’s week in the Microsoft 365 Agents Playground', () => {
  let teams: PlaygroundSession;

  beforeAll(async () => {
    teams = await startPlaygroundSession();
  }, 60_000);
  afterAll(() => teams.stop());

  test('hjælp says what the coordinator can do, headed by whom it is for', async () => {
    const { text } = await teams.write('hjælp');
    expect(text).toContain('Til Karen Lindholm, koordinator');
    expect(text).toContain('**ur**');
    expect(text).toContain('Er du bekymret for borgerens sikkerhed');
  });

  test('S2: opsæt completes Odense from a pre-filled card, with its conference and the shared channel', async () => {
    const terms = await teams.write('opsæt', 'shared');
    expect(terms.text).toContain('Jobcenter Odense og Lokalpsykiatri Odense');
    const conference = await teams.tapThrough(terms, { action: 'Videre til konferencen' });
    const channel = await teams.tapThrough(conference, {
      action: 'Videre til kanalen',
      inputs: { weekday: '3', start: '13:00', from: '2026-11-04', place: 'Lokalpsykiatri Odense, lokale 3' },
    });
    const done = await teams.tapThrough(channel, { action: 'Gem aftalen' });
    expect(done.text).toContain('ons. 4. nov. kl. 13.00');
  });

  test('K11, K12: a consent that lapsed over the weekend is told in one line when the working day begins', async () => {
    const line = await teams.next('personal', /Samarbejdet om ODE-016 er ophørt/);
    expect(line.text).not.toContain('K1');
    await teams.next('personal', 'Til Mette Bruun, behandler\nSamarbejdet om ODE-016 er ophørt');
  });

  test('roller shows the administrator who is who', async () => {
    await teams.write('spil administrator');
    expect((await teams.write('roller')).text).toMatch(/Hanne Friis\nSagsbehandler · Jobcenter Odense/);
    await teams.write('spil koordinator');
  });

  test('S2: General becomes the job centre’s own channel', async () => {
    const bind = await teams.tapThrough(await teams.write('opsæt', 'general'), { action: 'setUp.bind' });
    expect(bind.text).toContain('Jobcentrets egen kanal');
  });

  test('A6, P1, N6: nyt forløb refuses an impossible CPR number, keeps what was typed, and gives the alias', async () => {
    await teams.write('spil konsulent');
    const start = await teams.write('nyt forløb');
    const form = await teams.tapThrough(start, { action: 'Videre', inputs: { programme: 'ips' } });
    const clinician = choice(form, 'clinician', 'Mette');
    const wrong = await teams.tapThrough(form, {
      action: 'Opret forløb',
      inputs: { name: NAME, cpr: '290299-4123', clinician },
    });
    expect(inputsOf(wrong.card)).toContainEqual(expect.objectContaining({ id: 'name', value: NAME }));
    expect(inputsOf(wrong.card)).toContainEqual(expect.objectContaining({ id: 'cpr', value: '' }));
    const opened = await teams.tapThrough(wrong, { action: 'Opret forløb', inputs: { cpr: '671290-2345', clinician } });
    expect(opened.text).toContain('ODE-042');
    expect(opened.text).toContain('CPR registreret');
    expect(opened.text).not.toContain(NAME);
  });

  test('A2: the named clinician knows nothing of it before the consent', async () => {
    await teams.write('spil behandler');
    expect((await teams.write('forløb ODE-042')).text).toContain('Jeg finder ikke det forløb');
  });

  test('K1, A12: the consent starts the course, and now both sides see it', async () => {
    await teams.write('spil konsulent');
    const consent = await teams.write('samtykke ODE-042');
    const saved = await teams.tapThrough(consent, { action: 'Gem samtykke', inputs: CONSENT });
    expect(saved.text).toContain('i gang fra 2. nov. 2026');
    await teams.write('spil behandler');
    expect((await teams.write('forløb ODE-042')).text).toContain('I gang siden 2. nov. 2026');
  });

  test('B9: a course of programme B has its first step and target at once', async () => {
    await teams.write('spil konsulent');
    const start = await teams.write('nyt forløb');
    const form = await teams.tapThrough(start, { action: 'Videre', inputs: { programme: 'fsm3' } });
    const opened = await teams.tapThrough(form, {
      action: 'Opret forløb',
      inputs: { name: 'Ulrik Prøvesen', cpr: '620485-2468', groupDecidedOn: '2026-10-30' },
    });
    expect(opened.text).toContain('ODE-043');
    expect(opened.text).toContain('2. dec. 2026');
  });

  test('N1: at 08:00 everybody with something due gets one digest, and tapping another’s card says whose it is', async () => {
    const { text } = await teams.playTime('08:20');
    expect(text).toMatch(/kl\. 08\.00: dagens overblik til [^\n]*Sofie Dam/);
    const digest = teams.newest('personal', 'Til Sofie Dam, konsulent\nDagens overblik');
    expect(digest.text).toContain('ODE-036');
    await teams.write('spil behandler');
    const answer = await teams.tap(digest, { action: 'Åbn' });
    expect(answer).toEqual({ card: null, text: 'Kortet er til Sofie. Skriv: spil konsulent' });
  });

  test('N2: what is over its target stands in the channel at 08:15, as alias and days', () => {
    const alert = teams.newest('shared', 'Over sigtet');
    expect(alert.text).toContain('ODE-020');
    expect(alert.text).toMatch(/\d+ dage ud over sigtet/);
  });

  test('A9, N2: the working day before at 12:00 the agenda names who consented, and nobody else', async () => {
    await teams.playTime('tirsdag 12:05');
    const agenda = teams.newest('shared', 'Dagsorden');
    expect(agenda.isReply).toBe(false);
    expect(agenda.text).toContain('ODE-042');
    expect(agenda.text).not.toMatch(/ODE-043|ODE-036|Testesen/);
    expect(teams.newest('personal', 'Forbered konferencen').text).toContain('ons. 4. nov. kl. 13.00');
  });

  test('A9: Jeg kommer stands on the agenda', async () => {
    const agenda = await teams.tapThrough(teams.newest('shared', 'Dagsorden'), { action: 'Jeg kommer' });
    expect(agenda.text).toMatch(/Kommer:\*\* Mette Bruun/);
  });

  test('A9: half an hour before a reply in the thread, at 15:00 the question round there too', async () => {
    const { text } = await teams.playTime('onsdag 15:05');
    expect(text).toContain('kl. 12.30: påmindelse før konferencen');
    expect(text).toContain('kl. 15.00: spørgsmål efter konferencen');
    expect(teams.newest('shared', 'Konferencen begynder').isReply).toBe(true);
    expect(teams.newest('shared', 'Hvad kom der ud af konferencen').isReply).toBe(true);
  });

  test('N2: a decision is one tap in the channel; its words are asked in person and become a task', async () => {
    await teams.write('spil konsulent');
    const round = teams.newest('shared', 'Hvad kom der ud af konferencen');
    await teams.tapThrough(round, { action: 'Beslutning truffet' });
    const form = await teams.next('personal', /Hvad blev besluttet/);
    const receipt = await teams.tapThrough(form, {
      action: 'Gem',
      inputs: { text: 'Ring til lageret om en prøvevagt', due: '2026-11-05' },
    });
    expect(receipt.text).toContain('tors. 5. nov.');
    await teams.playTime('torsdag 08:20');
    const digest = teams.newest('personal', 'Til Sofie Dam, konsulent\nDagens overblik – tors.');
    expect((await teams.tapThrough(digest, { action: 'list.more' })).text).toContain('Opgave');
  });

  test('F2: a contact is two taps', async () => {
    const form = await teams.write('kontakt ODE-042');
    const receipt = await teams.tapThrough(form, { action: 'I går, personligt' });
    expect(receipt.text).toContain('ODE-042');
    expect((await teams.write('forløb ODE-042')).text).toContain('11. nov.');
  });

  test('B9: completing step 1 too early refuses with exactly what is missing', async () => {
    const step = await teams.write('trin ODE-031');
    const refused = await teams.tap(step, { action: 'step.complete' });
    expect(refused.text).toMatch(/jobmål/i);
    expect(refused.text).toMatch(/Min Plan/);
  });

  test('N2: hvornår in the channel speaks of that channel only', async () => {
    const { text } = await teams.write('hvornår', 'shared');
    expect(text).toContain('tirs. 10. nov. kl. 12.00');
    expect(text).not.toContain('overblik');
  });

  test('K12: withdrawal replaces the agenda and the clinician’s cards, and tells them in one line without a reason', async () => {
    const saved = await teams.tapThrough(await teams.write('samtykke ODE-042'), { action: 'Træk samtykket tilbage' });
    expect(saved.text).toContain('Trukket tilbage 5. nov. 2026');
    await teams.next('personal', 'Til Mette Bruun, behandler\nSamarbejdet om ODE-042 er ophørt');
    await teams.until(() => teams.cardsIn('shared').every(({ text }) => !text.includes('ODE-042')));
    const clinicians = () => teams.cardsIn('personal').filter(({ text }) => text.startsWith('Til Mette'));
    await teams.until(() => clinicians().filter(({ text }) => text.includes('ODE-042')).length === 1);
    await teams.write('spil behandler');
    expect((await teams.write('forløb ODE-042')).text).toContain('Jeg finder ikke det forløb');
  });

  test('N5: a jump over three days raises nothing twice and sends no stale digest', async () => {
    const { text } = await teams.playTime('spring +4 dage');
    expect(text).toContain('man. 9. nov.');
    expect(text).not.toMatch(/fre\. 6\. nov/);
  });

  test('K11, K12: an expiry at midnight empties the channel of the alias and is told in the morning', async () => {
    await teams.playTime('18. nov. 08:20');
    await teams.next('personal', 'Til Mette Bruun, behandler\nSamarbejdet om ODE-017 er ophørt');
    await teams.until(() => teams.cardsIn('shared').every(({ text }) => !text.includes('ODE-017')));
  });

  test('the clock never goes back, and what it cannot read gets a sentence', async () => {
    expect((await teams.write('ur 1. nov.')).text).toContain('kun fremad');
    expect((await teams.write('ur i overmorgen måske')).text).toContain('forstod jeg ikke');
  });
});
