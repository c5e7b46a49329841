import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestBot } from '../_util/bot.ts';
import { held } from '../_util/builders.ts';
import { actionsOf, inputsOf, textOf } from '../_util/card.ts';
import { idOf, PEOPLE, startOdense } from '../_util/odense.ts';
import { addCourse, runningA } from '../_util/odense-courses.ts';

const { mette, bodil } = PEOPLE;
const ANSWERED = 'Kortet er allerede besvaret';

let trinvis: TestBot;
beforeEach(async () => {
  trinvis = await startOdense({ at: '2026-11-02 09:00' });
  await addCourse(trinvis, 'ODE-014', runningA('2026-10-12'), held('2026-10-23'));
});
afterEach(() => trinvis.stop());

describe('a card whose answer was lost on the way: the next tap shows the current one, and says why nothing was done', () => {
  test('a recorded contact: the course as it stands', async () => {
    const form = await trinvis.write(mette, 'kontakt ODE-014');
    await trinvis.tap(mette, form, { action: 'I dag, telefon' });
    const { text } = await trinvis.tap(mette, form, { action: 'I dag, telefon' });
    expect(text).toContain(ANSWERED);
    expect(text).toContain('Senest man. 9. nov.');
  });

  test('a recorded consent: its receipt, with what can be done now', async () => {
    const card = await trinvis.write(mette, 'samtykke ODE-014');
    await trinvis.tap(mette, card, { action: 'Træk samtykket tilbage' });
    const again = await trinvis.tap(mette, card, { action: 'consent.withdraw' });
    expect(again.text).toContain('Trukket tilbage');
    expect(actionsOf(again.card).map((a) => a.title)).not.toContain('Træk samtykket tilbage');
  });

  test('an entered absence: the absence, to be taken back', async () => {
    const form = await trinvis.write(mette, 'fravær');
    const inputs = { first: '2026-11-09', last: '2026-11-10', cover: idOf('morten') };
    await trinvis.tap(mette, form, { action: 'Registrér fravær', inputs });
    const { text, card } = await trinvis.tap(mette, form, { action: 'Registrér fravær', inputs });
    expect(text).toContain(ANSWERED);
    expect(text).toContain('man. 9. nov.');
    expect(actionsOf(card).map((a) => a.verb)).toContain('absence.end');
  });

  test('saved settings: the settings as they are now', async () => {
    const form = await trinvis.write(mette, 'indstillinger');
    const inputs = { speaks: 'da', hour: '07:30' };
    await trinvis.tap(mette, form, { action: 'settings.save', inputs });
    const { text, card } = await trinvis.tap(mette, form, {
      action: 'settings.save',
      inputs: { ...inputs, hour: '09:00' },
    });
    expect(text).toContain(ANSWERED);
    expect(inputsOf(card).find((i) => i.id === 'hour')?.value).toBe('07:30');
  });

  test('K14: whoever may no longer see the course gets the neutral card', async () => {
    const card = await trinvis.write(bodil, 'samtykke ODE-014');
    await trinvis.tap(bodil, card, { action: 'Træk samtykket tilbage' });
    const again = await trinvis.tap(bodil, card, { action: 'consent.withdraw' });
    expect(textOf(again.card)).not.toContain('ODE-014');
  });
});
