import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestBot } from '../_util/bot.ts';
import { assigned, day, held, openedB, started } from '../_util/builders.ts';
import { actionsOf, inputsOf, textOf } from '../_util/card.ts';
import { personalChat, type TeamsPerson } from '../_util/http.ts';
import { idOf, PEOPLE, startOdense } from '../_util/odense.ts';
import { addCourse, runningA, taskFor } from '../_util/odense-courses.ts';

const { mette, bodil, birger, sanne } = PEOPLE;

let trinvis: TestBot;
beforeEach(async () => {
  trinvis = await startOdense({ at: '2026-11-02 09:00' });
  const task = taskFor('bodil', 't1', { agreed: '2026-10-28', due: '2026-11-20' });
  await addCourse(trinvis, 'ODE-014', runningA('2026-10-12'), held('2026-10-30'), task);
  const alone = {
    referredBy: idOf('mette'),
    clinician: idOf('bodil'),
    caseworker: null,
    groupDecidedOn: day('2026-10-12'),
  };
  await addCourse(
    trinvis,
    'ODE-015',
    [openedB('2026-10-12', alone), assigned('2026-10-12', idOf('mette')), ...started('2026-10-12', '1')],
    held('2026-10-30'),
  );
});
afterEach(() => trinvis.stop());

const see = async (who: TeamsPerson, alias = 'ODE-014') => textOf((await trinvis.write(who, `forløb ${alias}`)).card);
const newest = (who: TeamsPerson) => {
  const card = trinvis.cardsIn(personalChat(who)).at(-1);
  if (card === undefined) throw new Error('no card');
  return card;
};
async function name(who: 'clinician' | 'caseworker', chosen: string, alias = 'ODE-014') {
  await trinvis.tap(mette, await trinvis.write(mette, `forløb ${alias}`), {
    action: 'course.askPerson',
    data: { who },
  });
  return trinvis.tap(mette, newest(mette), { action: 'Gem', inputs: { chosen } });
}

describe('another clinician or caseworker on a course', () => {
  test('A2: the new clinician sees the course and takes the open tasks over; the one before sees it no more', async () => {
    const before = await trinvis.write(bodil, 'forløb ODE-014');
    expect((await name('clinician', idOf('birger'))).text).toContain('Birger Behandler er nu behandler på forløbet');
    expect(await see(birger)).toContain('Opgaveteksten til t1');
    expect(await see(bodil)).toContain('Jeg finder ikke det forløb');
    await trinvis.playTo('2026-11-02 09:05');
    const standing = trinvis.cardsIn(personalChat(bodil)).find((c) => c.activityId === before.activityId);
    expect(textOf(standing?.card ?? {})).not.toContain('ODE-014');
  });

  test('A2: without a consent in force naming admits nobody', async () => {
    await name('clinician', idOf('birger'), 'ODE-015');
    expect(await see(birger, 'ODE-015')).toContain('Jeg finder ikke det forløb');
  });

  test('B2, U1: a course opened without a caseworker gets one, and only colleagues of the role are offered', async () => {
    expect(await see(sanne, 'ODE-015')).toContain('Jeg finder ikke det forløb');
    await trinvis.tap(mette, await trinvis.write(mette, 'forløb ODE-015'), {
      action: 'course.askPerson',
      data: { who: 'caseworker' },
    });
    const offered = inputsOf(newest(mette).card).find((i) => i.id === 'chosen')?.choices ?? [];
    expect(offered.map((c) => c.title)).toEqual(['Sanne Sagsbehandler']);
    expect(
      (await trinvis.tap(mette, newest(mette), { action: 'Gem', inputs: { chosen: idOf('bodil') } })).text,
    ).toContain('Vælg en kollega');
    await trinvis.tap(mette, newest(mette), { action: 'Gem', inputs: { chosen: idOf('sanne') } });
    expect(await see(sanne, 'ODE-015')).toContain('ODE-015');
  });

  test('where nobody else has the role, a sentence says so, and no empty form comes', async () => {
    await name('caseworker', idOf('sanne'));
    const again = await trinvis.tap(mette, await trinvis.write(mette, 'forløb ODE-014'), {
      action: 'course.askPerson',
      data: { who: 'caseworker' },
    });
    expect(again.text).toContain('Der er ingen anden kollega med den rolle');
  });

  test('product.md 4: the clinician cannot name anybody', async () => {
    const { card } = await trinvis.write(bodil, 'forløb ODE-014');
    expect(actionsOf(card).map((a) => a.verb)).not.toContain('course.askPerson');
  });
});
