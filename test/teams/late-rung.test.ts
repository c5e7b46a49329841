import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { TestBot } from '../_util/bot.ts';
import { at } from '../_util/bot.ts';
import { held } from '../_util/builders.ts';
import { textOf } from '../_util/card.ts';
import type { TeamsPerson } from '../_util/http.ts';
import { PEOPLE } from '../_util/odense.ts';
import { cameTo, postsIn, startConference } from '../_util/odense-conference.ts';
import { addCourse, courseIdOf, runningA, runningB1, withK3 } from '../_util/odense-courses.ts';

const { lars, bodil } = PEOPLE;

let trinvis: TestBot;
beforeEach(async () => {
  trinvis = await startConference('2026-11-02 07:00');
});
afterEach(() => trinvis.stop());

/** As after a failed attempt, or when another replica is slower. */
function wakesLate(alias: string, local: string): Promise<void> {
  return trinvis.bot.store.transaction((tx) => tx.wakes.set({ kind: 'course', id: courseIdOf(alias) }, at(local)));
}

const digestsOf = (who: TeamsPerson) =>
  cameTo(trinvis, who)
    .filter(({ summary }) => summary === 'Dagens overblik')
    .map(({ card }) => textOf(card));

test('N5: what is raised when the digest of the day has gone out comes with the next morning, once', async () => {
  await addCourse(trinvis, 'ODE-014', runningA('2026-10-01'), held('2026-10-20'));
  await addCourse(trinvis, 'ODE-015', runningA('2026-09-01'), held('2026-10-12'));
  await wakesLate('ODE-015', '2026-11-02 08:05');
  await trinvis.playTo('2026-11-02 12:00');
  expect(digestsOf(lars)).toHaveLength(1);
  // The clinician had no digest yet: theirs is sent at once.
  expect(digestsOf(bodil)).toEqual([expect.stringContaining('Ingen kontakt siden man. 12. okt.')]);
  await trinvis.playTo('2026-11-05 12:00');
  const told = digestsOf(lars).map((text) => text.includes('**ODE-015** · Ingen kontakt'));
  expect(told).toEqual([false, true, false, false]);
});

test("N1, N5: what reaches the channel when its post of the day has gone out stands in the next working day's", async () => {
  // Both were due on Saturday, a week and two weeks ago.
  await addCourse(trinvis, 'ODE-021', runningB1('2026-09-25'), withK3('2026-09-25'));
  await addCourse(trinvis, 'ODE-022', runningB1('2026-09-24'), withK3('2026-09-24'));
  await wakesLate('ODE-022', '2026-11-02 08:20');
  await trinvis.playTo('2026-11-03 11:00');
  const alerts = postsIn(trinvis).filter(({ summary }) => summary === 'Frister fra Trinvis');
  expect(alerts.map(({ card }) => textOf(card).match(/ODE-\d+/g))).toEqual([['ODE-021'], ['ODE-022']]);
});

test('N1, N5: after downtime the channel gets one post, not before 08:15, with what was missed and what came since', async () => {
  // Due on Friday 23 Oct and on Monday 26 Oct: raised a week later, on 30 Oct and on 2 Nov.
  await trinvis.stop();
  trinvis = await startConference('2026-10-30 06:30');
  await addCourse(trinvis, 'ODE-021', runningB1('2026-09-23'), withK3('2026-09-23'));
  await addCourse(trinvis, 'ODE-022', runningB1('2026-09-26'), withK3('2026-09-26'));
  await trinvis.playTo('2026-10-30 08:05');
  const alerts = () => postsIn(trinvis).filter(({ summary }) => summary === 'Frister fra Trinvis');
  trinvis.clock.moveTo('2026-11-02 07:10');
  await trinvis.bot.runRound();
  await trinvis.playTo('2026-11-02 08:14');
  expect(alerts()).toEqual([]);
  await trinvis.playTo('2026-11-02 16:00');
  expect(alerts().map(({ card }) => textOf(card).match(/man\. 2\. nov\.|ODE-\d+/g))).toEqual([
    ['man. 2. nov.', 'ODE-021', 'ODE-022'],
  ]);
});
