import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { TestBot } from '../_util/bot.ts';
import { day } from '../_util/builders.ts';
import { textOf } from '../_util/card.ts';
import { newestFor } from '../_util/dialogue.ts';
import { personalChat, type TeamsPerson } from '../_util/http.ts';
import { PEOPLE } from '../_util/odense.ts';
import { startConference } from '../_util/odense-conference.ts';

const { mette, lars, karen, bodil } = PEOPLE;
const REVIEW = 'Gennemgang af aftalen';

let trinvis: TestBot;
beforeEach(async () => {
  // 30 days before Monday 7 Dec is Saturday 7 Nov.
  trinvis = await startConference('2026-11-02 09:00', { reviewOn: day('2026-12-07') });
});
afterEach(() => trinvis.stop());

const digestsWith = (who: TeamsPerson) =>
  trinvis.cardsIn(personalChat(who)).filter((c) => textOf(c.card).includes(REVIEW)).length;

test('S2: coordinator and leader hear of the review on the working day before the 30th, and nobody else', async () => {
  await trinvis.playTo('2026-11-05 17:00');
  expect([karen, lars].map(digestsWith)).toEqual([0, 0]);
  await trinvis.playTo('2026-11-06 09:00');
  for (const who of [karen, lars]) {
    const digest = textOf(newestFor(trinvis, who, 'Dagens overblik – fre. 6. nov.')?.card);
    expect(digest).toContain(`**ODE** · ${REVIEW}`);
  }
  expect([mette, bodil].map(digestsWith)).toEqual([0, 0]);
});

test('S2: a month later it is said again, while no new date is set', async () => {
  await trinvis.playTo('2026-12-04 17:00');
  const before = digestsWith(lars);
  await trinvis.playTo('2026-12-07 09:00');
  expect(digestsWith(lars)).toBe(before + 1);
});
