import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { HAS_CHROMIUM, openPlaygroundPage, type PlaygroundPage } from '../_util/chromium.ts';
import { type PlaygroundSession, startPlaygroundSession } from '../_util/playground.ts';

const inBrowser = HAS_CHROMIUM ? describe : describe.skip;

// Far more than it takes: a busy machine must not look like a broken bot.
jest.setTimeout(60_000);

/** One story, told in order in the real page. */
inBrowser('clicked through in the Playground’s page', () => {
  let teams: PlaygroundSession;
  let chat: PlaygroundPage;

  beforeAll(async () => {
    teams = await startPlaygroundSession();
    chat = await openPlaygroundPage(teams.url);
  }, 90_000);
  afterAll(async () => {
    await chat?.stop();
    await teams?.stop();
  });

  test('the welcome greets, and hjælp is answered in the window', async () => {
    await teams.next('personal', 'Velkommen');
    await chat.write('hjælp');
    await chat.card('Det kan jeg hjælpe med').waitFor();
    await chat.picture('1-help');
  });

  test('S2: opsæt in the channel, over three pages', async () => {
    await chat.open('IPS-samarbejdet');
    await chat.post('opsæt');
    await chat.tap('Side 1 af 3', 'Videre til konferencen');
    const conference = chat.card('Side 2 af 3');
    await conference.getByLabel('Første gang').fill('2026-11-04');
    await conference.getByLabel('Sted').fill('Lokalpsykiatri Odense, lokale 3');
    await chat.picture('2-set-up');
    await chat.tap('Side 2 af 3', 'Videre til kanalen');
    await chat.tap('Side 3 af 3', 'Gem aftalen');
    await chat.card('Aftalen er gemt').waitFor();
    await chat.picture('3-set-up-done');
  });

  test('A6: nyt forløb from the first word to the alias', async () => {
    await chat.open('Personal Chat');
    await chat.write('spil konsulent');
    await chat.card('Du er nu Sofie Dam').waitFor();
    await chat.write('nyt forløb');
    await chat.tap('Vælg, hvilken samarbejdsaftale', 'Videre');
    const form = chat.card('Opret forløb');
    await form.getByLabel('Navn').fill('Viggo Testesen');
    await form.getByLabel('CPR-nummer').fill('671290-2345');
    await chat.choose(form, 'Behandler på klinikken', 'Mette Bruun');
    await chat.picture('4-new-course');
    await chat.tap('Navn og CPR-nummer gemmes krypteret', 'Opret forløb');
    await chat.card('Forløbet er oprettet').waitFor();
    expect(await chat.card('Forløbet er oprettet').textContent()).toContain('ODE-042');
    expect(await chat.page.textContent('body')).not.toContain('671290');
    await chat.picture('5-new-course-done');
  });

  test('K1: the consent card, ticked and saved, starts the course', async () => {
    await chat.tap('Forløbet er oprettet', 'Registrér samtykke');
    const form = chat.card('Hvordan er det givet?');
    await form.waitFor();
    for (const tick of await form.getByLabel('Ja, borgeren giver samtykke').all()) await tick.check();
    await form.getByLabel('Hvor ligger samtykket?').fill('Journal, notat 2. nov.');
    await form.getByLabel('Jeg har set borgerens underskrift').check();
    await chat.picture('6-consent');
    await chat.tap('Hvordan er det givet?', 'Gem samtykke');
    await chat.card('Samtykket er gemt').waitFor();
    await chat.picture('7-consent-done');
  });

  test('N1: at 08:00 the digest stands in the chat, and its button opens the course', async () => {
    await chat.write('ur 08:20');
    await chat.card('Undervejs').waitFor();
    const digest = chat.card(/Til Sofie Dam, konsulent\s*Dagens overblik/);
    await digest.scrollIntoViewIfNeeded();
    await chat.picture('8-digest');
    await digest.getByRole('button', { name: 'Åbn' }).first().click();
    await chat.card('Seneste hændelser').waitFor();
    await chat.picture('9-course');
  });

  test('A9: the agenda stands in the channel the working day before, and takes a Jeg kommer', async () => {
    await chat.write('ur tirsdag 12:05');
    await chat.card('kl. 12.00: dagsorden').waitFor();
    await chat.open('IPS-samarbejdet');
    await chat.tap(/\d+ forløb på dagsordenen/, 'Jeg kommer');
    await chat.card(/Kommer:\s*Sofie Dam/).waitFor();
    await chat.picture('10-agenda');
  });
});
