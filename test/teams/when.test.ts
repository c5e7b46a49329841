import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestBot } from '../_util/bot.ts';
import { actionsOf, textOf } from '../_util/card.ts';
import type { TeamsPerson } from '../_util/http.ts';
import { PEOPLE } from '../_util/odense.ts';
import { cameTo, postsIn, SHARED, startConference } from '../_util/odense-conference.ts';
import { addCourse, runningA, runningB1 } from '../_util/odense-courses.ts';

const { mette, lars, bodil, karen } = PEOPLE;

let trinvis: TestBot;
beforeEach(async () => {
  trinvis = await startConference();
});
afterEach(() => trinvis.stop());

const ask = async (who: TeamsPerson) => textOf((await trinvis.write(who, 'hvornår')).card);
const askInChannel = async (who: TeamsPerson) => textOf((await trinvis.write(who, 'hvornår', SHARED)).card);

describe('hvornår', () => {
  test('lists the conference’s posts with where and when', async () => {
    const text = await ask(karen);
    expect(text).toContain('tirs. 3. nov. kl. 12.00');
    expect(text).toContain('Dagsorden til konferencen ons. 4. nov.');
    expect(text).toContain('ons. 4. nov. kl. 12.30');
    expect(text).toContain('Spørgsmål efter konferencen ons. 4. nov.');
    expect(text).toContain('kanalen');
    expect(text).toContain('Alt er leveret');
  });

  test('tells of the preparation only those with a course on the agenda', async () => {
    await addCourse(trinvis, 'ODE-001', runningA('2026-10-28'));
    expect(await ask(mette)).toContain('Forberedelse til konferencen ons. 4. nov.');
    expect(await ask(mette)).toContain('her i vores egen chat');
    expect(await ask(PEOPLE.morten)).not.toContain('Forberedelse');
  });

  test('N1: foretells the next digest: the morning on which a rung is reached, and that is when it comes', async () => {
    await addCourse(trinvis, 'ODE-001', runningA('2026-11-02'));
    expect(await ask(mette)).toContain('fre. 6. nov. kl. 08.00\nDagens overblik');
    await trinvis.playTo('2026-11-06 07:59');
    expect(digestsOf(mette)).toEqual([]);
    await trinvis.playTo('2026-11-06 08:00');
    expect(digestsOf(mette)).toHaveLength(1);
  });

  test('in a channel: that channel only, without aliases and names (N2)', async () => {
    await addCourse(trinvis, 'ODE-001', runningB1('2026-10-01'));
    const text = await askInChannel(lars);
    expect(text).toContain('Dagsorden til konferencen ons. 4. nov.');
    expect(text).toContain('her i kanalen');
    expect(text).not.toContain('ODE-001');
    expect(text).not.toContain('overblik');
    expect(text).not.toContain('Forberedelse');
  });
});

describe('what may not have been delivered', () => {
  /** The agenda's post ends without an answer that says whether it arrived. */
  async function uncertainAgenda({ late }: { late: boolean } = { late: false }): Promise<void> {
    const stop = trinvis.connector.on((asked) => asked.conversationId === SHARED.id, { answer: 502, late });
    await trinvis.playTo('2026-11-03 12:00');
    stop();
  }

  test('is said to leaders and coordinators, with Send igen and Er set; to nobody else', async () => {
    await uncertainAgenda();
    for (const who of [lars, karen]) {
      const { card } = await trinvis.write(who, 'hvornår');
      expect(textOf(card)).toContain('Måske ikke leveret: dagsorden');
      expect(actionsOf(card).map((a) => a.title)).toEqual(['Send igen', 'Er set']);
    }
    const { card } = await trinvis.write(bodil, 'hvornår');
    expect(actionsOf(card)).toEqual([]);
    expect(await askInChannel(lars)).toContain('Måske ikke leveret: dagsorden, tirs. 3. nov. kl. 12.00');
  });

  test('a tap on it tells that it did arrive: nobody is asked about it any more, and its thread is known', async () => {
    await addCourse(trinvis, 'ODE-001', runningA('2026-10-28'));
    await uncertainAgenda({ late: true });
    const agenda = postsIn(trinvis).find(({ card }) => textOf(card).includes('Dagsorden'));
    if (agenda === undefined) throw new Error('it did arrive');
    await trinvis.tap(bodil, agenda, { action: 'Jeg kommer', place: SHARED });
    expect(await ask(lars)).toContain('Alt er leveret');
    await trinvis.playTo('2026-11-04 08:00');
    for (const who of [lars, karen]) expect(digestsOf(who).join()).not.toContain('Måske ikke leveret');
    await trinvis.playTo('2026-11-04 12:30');
    expect(postsIn(trinvis).at(-1)?.threadRoot).toBe(agenda.activityId);
  });

  test('goes out once more by Send igen, and only once however many tap', async () => {
    await uncertainAgenda();
    const before = postsIn(trinvis).length;
    const [first, second] = [await trinvis.write(lars, 'hvornår'), await trinvis.write(karen, 'hvornår')];
    const { text } = await trinvis.tap(lars, first, { action: 'Send igen' });
    expect(text).toContain('Den sendes igen nu');
    expect(text).toContain('Alt er leveret');
    expect((await trinvis.tap(karen, second, { action: 'Send igen' })).text).toContain('allerede taget hånd om');
    await trinvis.playTo('2026-11-03 12:05');
    const agendas = postsIn(trinvis).slice(before);
    expect(agendas).toHaveLength(1);
    expect(textOf(agendas[0]?.card)).toContain('Dagsorden');
  });

  test('is left alone by Er set', async () => {
    await uncertainAgenda();
    const before = postsIn(trinvis).length;
    const card = await trinvis.write(lars, 'hvornår');
    expect((await trinvis.tap(lars, card, { action: 'Er set' })).text).toContain('Den er set');
    await trinvis.playTo('2026-11-03 12:30');
    expect(postsIn(trinvis)).toHaveLength(before);
    expect(await ask(karen)).toContain('Alt er leveret');
  });

  test('N5: is not sent any more once it is of no use', async () => {
    await uncertainAgenda();
    const card = await trinvis.write(lars, 'hvornår');
    trinvis.clock.moveTo('2026-11-04 13:30');
    expect((await trinvis.tap(lars, card, { action: 'Send igen' })).text).toContain('for sent at sende den');
    expect(actionsOf((await trinvis.write(lars, 'hvornår')).card).map((a) => a.title)).toEqual(['Er set']);
  });

  test('a row nobody was told of cannot be sent by guessing its number', async () => {
    await uncertainAgenda();
    const card = await trinvis.write(lars, 'hvornår');
    const { text } = await trinvis.tap(lars, card, { action: 'Send igen', inputs: { row: '999' } });
    expect(text).toContain('Måske ikke leveret');
    expect(text).not.toContain('Den sendes igen');
  });
});

function digestsOf(who: TeamsPerson) {
  return cameTo(trinvis, who).filter(({ summary }) => summary === 'Dagens overblik');
}
