import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestBot } from '../_util/bot.ts';
import { held } from '../_util/builders.ts';
import { inputsOf } from '../_util/card.ts';
import { PEOPLE, startOdense } from '../_util/odense.ts';
import { addCourse, runningA } from '../_util/odense-courses.ts';

const { mette } = PEOPLE;

let trinvis: TestBot;
beforeEach(async () => {
  trinvis = await startOdense({ at: '2026-11-02 09:00' });
  await addCourse(trinvis, 'ODE-014', runningA('2026-10-12'), held('2026-10-23'));
});
afterEach(() => trinvis.stop());

const copyOn = (card: unknown) => inputsOf(card).find((input) => input.id === 'copy')?.value;

describe('texts to copy', () => {
  test('K11, F2: what to enter in the journal: each direction with form, dates and law, and nobody’s name', async () => {
    const { card } = await trinvis.write(mette, 'samtykke ODE-014');
    expect(copyOn(card)).toBe(
      [
        'Udveksling af oplysninger for at deltage i IPS.',
        'Samtykke fra klinikken til jobcentret, givet skriftligt 12. okt. 2026, gælder til og med 11. okt. 2027. Retsgrundlag: sundhedsloven §§ 43–44.',
        'Samtykke fra jobcentret til klinikken, givet skriftligt 12. okt. 2026, gælder til og med 11. okt. 2027. Retsgrundlag: sundhedsloven §§ 43–44.',
        'Borgeren er oplyst om, at samtykket er frivilligt og kan trækkes tilbage når som helst.',
      ].join('\n'),
    );
  });

  test('K11, K12: a withdrawal is entered too; the day after there is nothing left to copy', async () => {
    const receipt = await trinvis.write(mette, 'samtykke ODE-014');
    const { card } = await trinvis.tap(mette, receipt, { action: 'consent.withdraw', data: { purpose: 'K1' } });
    expect(copyOn(card)).toContain('er trukket tilbage 2. nov. 2026');
    expect(copyOn(card)).not.toContain('gælder til');
    trinvis.clock.moveTo('2026-11-03 09:00');
    expect(copyOn((await trinvis.write(mette, 'samtykke ODE-014')).card)).toBeUndefined();
  });

  test.each([
    ['2026-11-01', 'inPerson', '1. nov. 2026: Personlig kontakt med borgeren.'],
    ['2026-11-02', 'didNotShow', '2. nov. 2026: Aftalt kontakt; borgeren mødte ikke.'],
    ['2026-11-02', 'signOfLife', '2. nov. 2026: Livstegn fra borgeren (svar på besked).'],
  ])('F2: a contact of %s (%s) is a line for the journal', async (date, what, line) => {
    const form = await trinvis.write(mette, 'kontakt ODE-014');
    const { card } = await trinvis.tap(mette, form, { action: 'contact.record', inputs: { date, what } });
    expect(copyOn(card)).toBe(line);
  });
});
