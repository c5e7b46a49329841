import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestBot } from '../_util/bot.ts';
import { held } from '../_util/builders.ts';
import { inputsOf, textOf } from '../_util/card.ts';
import { personalChat } from '../_util/http.ts';
import { PEOPLE, startOdense } from '../_util/odense.ts';
import { addCourse, runningA } from '../_util/odense-courses.ts';

const { mette } = PEOPLE;

let trinvis: TestBot;
beforeEach(async () => {
  trinvis = await startOdense({ at: '2026-11-02 09:00' });
  await addCourse(trinvis, 'ODE-014', runningA('2026-10-12'), held('2026-10-23'));
});
afterEach(() => trinvis.stop());

const digests = () => trinvis.cardsIn(personalChat(mette)).filter((c) => c.summary === 'Dagens overblik');

async function choose(speaks: string, hour: string) {
  const form = await trinvis.write(mette, 'indstillinger');
  return trinvis.tap(mette, form, { action: 'settings.save', inputs: { speaks, hour } });
}

describe('indstillinger', () => {
  test('N1: the digest comes at 08:00 unless told', async () => {
    const { card } = await trinvis.write(mette, 'indstillinger');
    expect(inputsOf(card).find((i) => i.id === 'hour')?.value).toBe('08:00');
    await trinvis.playTo('2026-11-03 07:59');
    expect(digests()).toHaveLength(0);
    await trinvis.playTo('2026-11-03 08:00');
    expect(digests()).toHaveLength(1);
  });

  test.each([
    ['07:00', '06:59'],
    ['07:30', '07:29'],
    ['09:30', '09:29'],
  ])('N1: a digest at %s comes then, each working day, and once a day', async (hour, before) => {
    expect((await choose('da', hour)).text).toContain(`kl. ${hour.replace(':', '.')}`);
    for (const [n, day] of ['2026-11-03', '2026-11-04'].entries()) {
      await trinvis.playTo(`${day} ${before}`);
      expect(digests()).toHaveLength(n);
      await trinvis.playTo(`${day} ${hour}`);
      expect(digests()).toHaveLength(n + 1);
    }
    await trinvis.playTo('2026-11-04 16:59');
    expect(digests()).toHaveLength(2);
    expect(textOf((await trinvis.write(mette, 'hvornår')).card)).toContain(
      `tors. 5. nov. kl. ${hour.replace(':', '.')}`,
    );
  });

  test('the receipt and everything after it is in the chosen language', async () => {
    expect((await choose('en', '08:00')).text).toContain('I write to you in');
    expect(textOf((await trinvis.write(mette, 'help')).card)).toContain('today');
  });

  test.each([
    ['da', '06:30'],
    ['da', '10:30'],
    ['da', '08:15'],
    ['sv', '08:00'],
  ])('a choice that is not on the card (%s, %s) changes nothing', async (speaks, hour) => {
    expect((await choose(speaks, hour)).text).toContain('Det svar kunne jeg ikke læse');
  });
});
