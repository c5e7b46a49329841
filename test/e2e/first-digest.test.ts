import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startTestBot, type TestBot } from '../_util/bot.ts';
import { textOf } from '../_util/card.ts';
import { newestFor, newestSaying } from '../_util/dialogue.ts';
import { opensCourses, setsUp, WEEK, WEEK_BEGINS, WEEK_CHANNEL } from '../_util/week.ts';

let trinvis: TestBot;
beforeEach(async () => {
  trinvis = await startTestBot({ at: WEEK_BEGINS });
});
afterEach(() => trinvis.stop());

test("production's composition root, on an empty database, gets to a first digest through messages and cards alone", async () => {
  await setsUp(trinvis);
  await opensCourses(trinvis);
  await trinvis.playTo('2026-11-02 08:15');
  const digest = textOf(newestFor(trinvis, WEEK.mette, 'Dagens overblik')?.card);
  expect(digest).toContain('man. 2. nov. (uge 45)');
  expect(digest).toContain('ODE-002** · Trin 1\n9 dage ud over sigtet (1 måned)');
  expect(digest).toContain('ODE-001** · Kontakt\nSenest man. 9. nov. – om 7 dage');
  expect(textOf(newestFor(trinvis, WEEK.lars, 'Dagens overblik')?.card)).toContain('9 dage ud over sigtet (1 måned)');
  expect(textOf(newestSaying(trinvis, WEEK_CHANNEL, 'Over sigtet')?.card)).toContain('ODE-002** · Trin 1');
});
