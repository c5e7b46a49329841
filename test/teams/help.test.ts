import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ADMIN, startTestBot, type TestBot } from '../_util/bot.ts';
import { actionsOf, textOf } from '../_util/card.ts';
import { channel, groupChat, installed, person, personalChat } from '../_util/http.ts';
import { PEOPLE, startOdense } from '../_util/odense.ts';

let trinvis: TestBot;
beforeEach(async () => {
  trinvis = await startTestBot();
});
afterEach(() => trinvis.stop());

const METTE = person('Mette Bruun');

describe('hjælp', () => {
  test.each(['hjælp', 'HJÆLP', 'help', '  Hjælp  '])('answers %j in any case and in both languages', async (word) => {
    const { card } = await trinvis.write(METTE, word);
    expect(textOf(card)).toContain('Det kan jeg hjælpe med');
  });

  test('a person without a role is told to ask for one, with the id to send', async () => {
    const { card } = await trinvis.write(METTE, 'hjælp');
    expect(textOf(card)).toContain('Bed din administrator om en rolle');
    expect(textOf(card)).toMatch(/[0-9a-f]{8}-[0-9a-f-]{27}/);
  });

  test('F3: help says that the bot is no emergency channel', async () => {
    const { card } = await trinvis.write(METTE, 'hjælp');
    expect(textOf(card)).toContain('Er du bekymret for borgerens sikkerhed, så ring – skriv det ikke her');
  });

  test('the first administrator comes from the configuration', async () => {
    const { card } = await trinvis.write(ADMIN, 'hjælp');
    expect(textOf(card)).not.toContain('Bed din administrator om en rolle');
  });

  test.each(['vrøvl', '🙂', '<b>x</b>', 'sudo rm', ''])('unknown input %j gets help, never silence', async (line) => {
    const { card } = await trinvis.write(METTE, line);
    expect(textOf(card)).toContain('hjælp');
  });

  test('one typing error in the command word is offered as a button, never carried out', async () => {
    const asked = await trinvis.write(METTE, 'hjælpp');
    expect(actionsOf(asked.card).map((a) => a.title)).toEqual(['hjælp']);
    const { text } = await trinvis.tap(METTE, asked, { action: 'hjælp' });
    expect(text).toContain('Det kan jeg hjælpe med');
  });

  test('group chats get only help', async () => {
    const { card } = await trinvis.write(METTE, 'hjælp', groupChat('Frokost'));
    expect(textOf(card)).toContain('I gruppechats kan jeg kun hjælpe med dette');
  });

  test('10,000 characters get a sentence', async () => {
    const { card } = await trinvis.write(METTE, 'a'.repeat(10_000));
    expect(textOf(card)).toContain('Beskeden er for lang');
  });

  test('P4: a CPR-like string is neither stored nor echoed, and the person is asked to delete it', async () => {
    const { card } = await trinvis.write(METTE, 'kontakt 010165-4003');
    expect(textOf(card)).toContain('Slet din besked');
    expect(JSON.stringify(trinvis.connector.requests)).not.toContain('4003');
  });
});

describe('the welcome', () => {
  test('comes once per person, in the personal chat', async () => {
    const chat = personalChat(METTE);
    await trinvis.teams.event(METTE, chat, installed(chat));
    await trinvis.teams.event(METTE, chat, installed(chat));
    expect(
      trinvis
        .cardsIn(chat)
        .map((a) => textOf(a.card))
        .filter((t) => t.includes('Velkommen til Trinvis')),
    ).toHaveLength(1);
  });

  test('does not come to who has written already', async () => {
    const chat = personalChat(METTE);
    await trinvis.write(METTE, 'hjælp');
    await trinvis.teams.event(METTE, chat, installed(chat));
    expect(trinvis.cardsIn(chat)).toHaveLength(1);
  });

  test('a team install sends nobody a message', async () => {
    const place = channel('General');
    await trinvis.teams.event(METTE, place, installed(place));
    expect(trinvis.connector.posts).toHaveLength(0);
  });
});

describe('people who do not count', () => {
  test('an unlisted tenant gets one sentence, and nothing is kept', async () => {
    const guest = person('Fremmed Gæst', { tenantId: 'tenant-ukendt' });
    const { card } = await trinvis.write(guest, 'hjælp');
    expect(textOf(card)).toContain('Jeg kender ikke din organisation');
    expect(await trinvis.bot.store.transaction((tx) => tx.users.all())).toHaveLength(0);
  });
});

describe('what is for a channel alone', () => {
  test('product.md 2: the coordinator reads of opsæt in their own chat, and nobody else does', async () => {
    const odense = await startOdense({ at: '2026-11-02 09:00' });
    try {
      const { card } = await odense.write(PEOPLE.karen, 'hjælp');
      expect(textOf(card)).toContain('I samarbejdets kanal i Teams kan du også skrive:\n**opsæt**');
      expect(textOf((await odense.write(PEOPLE.mette, 'hjælp')).card)).not.toContain('opsæt');
    } finally {
      await odense.stop();
    }
  });
});
