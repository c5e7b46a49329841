import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { TestBot } from '../_util/bot.ts';
import { held } from '../_util/builders.ts';
import { textOf } from '../_util/card.ts';
import { PEOPLE } from '../_util/odense.ts';
import { cameTo, only, postsIn, startConference } from '../_util/odense-conference.ts';
import { addCourse, runningA, runningB1, withK3 } from '../_util/odense-courses.ts';

let trinvis: TestBot;
beforeEach(async () => {
  trinvis = await startConference('2026-11-02 07:00');
});
afterEach(() => trinvis.stop());

/** What Teams takes without a grumble; nothing arrives over 100 KB. */
const LIMIT = 28 * 1024;
const bytes = (card: unknown) => Buffer.byteLength(JSON.stringify(card));
const COUNT = 100;
const aliases = Array.from({ length: COUNT }, (_, n) => `ODE-${100 + n}`);

test('A9, N1: a hundred neglected courses over their target fit every card, and none is left out', async () => {
  for (const alias of aliases) {
    const neglected = runningB1('2026-09-23');
    const silent = alias.endsWith('0') ? [held('2026-10-30')] : [];
    await addCourse(trinvis, alias, neglected, withK3('2026-09-23'), silent);
  }
  await trinvis.playTo('2026-11-03 12:00');
  const posts = postsIn(trinvis);
  const agenda = only(posts.filter((p) => p.summary === 'Dagsorden til konferencen'));
  const alert = posts.find((p) => p.summary === 'Frister fra Trinvis');
  const digest = cameTo(trinvis, PEOPLE.lars).find((p) => p.summary === 'Dagens overblik');
  for (const post of [agenda, alert]) {
    expect(aliases.filter((alias) => !textOf(post?.card).includes(alias))).toEqual([]);
  }
  const told = aliases.filter((alias) => !alias.endsWith('0'));
  expect(told.filter((alias) => !textOf(digest?.card).includes(`**${alias}** · Ingen kontakt`))).toEqual([]);
  for (const { body } of trinvis.connector.posts) expect(bytes(body)).toBeLessThan(LIMIT);
  for (const word of ['i dag', 'forløb', 'frister', 'konference', 'hvornår']) {
    expect(bytes((await trinvis.write(PEOPLE.lars, word)).body)).toBeLessThan(LIMIT);
  }
});

test('A9: a conference of sixty courses without a reason is one line', async () => {
  for (const alias of aliases.slice(0, 60)) await addCourse(trinvis, alias, runningA('2026-05-04'), held('2026-11-01'));
  await trinvis.playTo('2026-11-03 12:00');
  const agenda = only(postsIn(trinvis));
  expect(textOf(agenda.card)).toContain('60 forløb på dagsordenen');
  expect(bytes(agenda.body)).toBeLessThan(LIMIT);
});
