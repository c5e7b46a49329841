import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestBot } from '../_util/bot.ts';
import { held } from '../_util/builders.ts';
import { actionsOf, inputsOf, textOf } from '../_util/card.ts';
import { personalChat, type TeamsPerson } from '../_util/http.ts';
import { addColleague, idOf, PEOPLE, startOdense } from '../_util/odense.ts';
import { addCourse, courseIdOf, runningA, taskFor } from '../_util/odense-courses.ts';

const { mette, morten, lars, bodil } = PEOPLE;

let trinvis: TestBot;
beforeEach(async () => {
  trinvis = await startOdense({ at: '2026-11-02 09:00' });
  const task = taskFor('mette', 't1', { agreed: '2026-10-28', due: '2026-11-20' });
  await addCourse(trinvis, 'ODE-014', runningA('2026-10-12'), held('2026-10-30'), task);
});
afterEach(() => trinvis.stop());

const see = async (who: TeamsPerson) => textOf((await trinvis.write(who, 'forløb ODE-014')).card);

async function handOver(who: TeamsPerson = mette, chosen = idOf('morten')) {
  const form = await trinvis.write(who, 'overdrag ODE-014');
  return trinvis.tap(who, form, { action: 'Overdrag', inputs: { chosen } });
}

describe('overdrag', () => {
  test('N6: hand-over keeps alias, start date and history, and takes the open tasks along', async () => {
    expect((await handOver()).text).toContain('ODE-014 er overdraget til Morten Konsulent');
    const card = await see(morten);
    expect(card).toContain('I gang siden 12. okt. 2026');
    expect(card).toContain('Kontakt: personligt møde');
    const { history } = await trinvis.bot.store.transaction((tx) => tx.events.load('course', courseIdOf('ODE-014')));
    expect(history.at(-1)?.event).toMatchObject({ type: 'SpecialistAssigned', specialist: idOf('morten') });
    expect(card).toContain('Opgaveteksten til t1');
  });

  test('product 4: the old specialist loses the course at once, and their cards no longer show it', async () => {
    const before = await trinvis.write(mette, 'forløb ODE-014');
    await handOver();
    expect(await see(mette)).toContain('Jeg finder ikke det forløb');
    await trinvis.playTo('2026-11-02 09:05');
    const standing = trinvis.cardsIn(personalChat(mette)).find((c) => c.activityId === before.activityId);
    expect(textOf(standing?.card ?? {})).not.toContain('ODE-014');
    expect(await see(lars)).toContain('Morten Konsulent');
    expect(await see(bodil)).toContain('ODE-014');
  });

  test('N6: the new specialist is told in the next digest, once', async () => {
    await handOver();
    await trinvis.playTo('2026-11-03 08:30');
    const told = () =>
      trinvis.cardsIn(personalChat(morten)).filter((c) => textOf(c.card).includes('er overdraget til dig'));
    expect(told()).toHaveLength(1);
    await trinvis.playTo('2026-11-13 08:30');
    expect(told()).toHaveLength(1);
  });

  test('product 4: the leader hands over too; a clinician does not, nor does a colleague whose course it is not', async () => {
    expect(textOf((await trinvis.write(bodil, 'overdrag ODE-014')).card)).toContain('Det hører ikke til din rolle');
    expect(textOf((await trinvis.write(morten, 'overdrag ODE-014')).card)).toContain('Jeg finder ikke det forløb');
    expect((await handOver(lars)).text).toContain('er overdraget til Morten Konsulent');
  });

  test('only another specialist of the job centre can take it', async () => {
    const form = await trinvis.write(mette, 'overdrag ODE-014');
    const choices = inputsOf(form.card)
      .find((i) => i.id === 'chosen')
      ?.choices.map((c) => c.title);
    expect(choices).toEqual(['Morten Konsulent']);
    for (const chosen of [idOf('mette'), idOf('bodil'), 'nobody', '']) {
      const again = await trinvis.write(mette, 'overdrag ODE-014');
      expect((await trinvis.tap(mette, again, { action: 'Overdrag', inputs: { chosen } })).text).toContain('Vælg en');
    }
    expect(await see(mette)).toContain('ODE-014');
  });

  test('without an alias the person’s own courses are offered; a form from an older state changes nothing', async () => {
    const pick = await trinvis.write(mette, 'overdrag');
    expect(actionsOf(pick.card).some((a) => a.verb === 'course.askHandOver')).toBe(true);
    const maria = await addColleague(trinvis, { name: 'Maria Konsulent', role: 'specialist', leader: idOf('lars') });
    const old = await trinvis.write(lars, 'overdrag ODE-014');
    await handOver();
    const late = { action: 'Overdrag', inputs: { chosen: `user-${maria.objectId}` } };
    expect((await trinvis.tap(lars, old, late)).text).toContain('Det er ændret');
    expect(await see(morten)).toContain('ODE-014');
  });
});
