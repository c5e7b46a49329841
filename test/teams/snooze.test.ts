import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestBot } from '../_util/bot.ts';
import { employerContacted, held } from '../_util/builders.ts';
import { actionsOf, inputsOf, textOf } from '../_util/card.ts';
import { personalChat, type TeamsPerson } from '../_util/http.ts';
import { PEOPLE, startOdense } from '../_util/odense.ts';
import { addCourse, runningA } from '../_util/odense-courses.ts';

const { mette, lars, bodil } = PEOPLE;

let trinvis: TestBot;
beforeEach(async () => {
  trinvis = await startOdense({ at: '2026-11-02 09:00' });
  await addCourse(trinvis, 'ODE-014', runningA('2026-10-12'), held('2026-10-23'), employerContacted('2026-10-23'));
});
afterEach(() => trinvis.stop());

const list = async (who: TeamsPerson = mette) => textOf((await trinvis.write(who, 'i dag')).card);
const digests = (who: TeamsPerson) =>
  trinvis.cardsIn(personalChat(who)).filter((c) => textOf(c.card).includes('Dagens overblik'));

async function putOff(until: string, reason = 'waitingCitizen') {
  const course = await trinvis.write(mette, 'forløb ODE-014');
  await trinvis.tap(mette, course, { action: 'Udsæt' });
  const form = trinvis.cardsIn(personalChat(mette)).at(-1) ?? course;
  return trinvis.tap(mette, form, { action: 'snooze.save', inputs: { until, reason } });
}

describe('udsæt', () => {
  test('N3: an item is off its owner’s list and digest until the day, with a reason; its due date stays', async () => {
    expect(await list()).toContain('3 dage over aftalt rytme');
    expect((await putOff('2026-11-06')).text).toContain('Fra fre. 6. nov. står det igen');
    expect(await list()).toContain('Intet at gøre i dag');
    const before = digests(mette).length;
    await trinvis.playTo('2026-11-05 12:00');
    expect(digests(mette)).toHaveLength(before);
    await trinvis.playTo('2026-11-06 08:30');
    expect(textOf(trinvis.cardsIn(personalChat(mette)).at(-1)?.card ?? {})).toContain('7 dage over aftalt rytme');
  });

  test('N3: the leader reads that it is put off, until when and why; the clinician does not', async () => {
    await putOff('2026-11-06');
    const line = 'udsat til fre. 6. nov.: venter på borgeren';
    for (const word of ['forløb ODE-014', 'frister'])
      expect(textOf((await trinvis.write(lars, word)).card)).toContain(line);
    expect(textOf((await trinvis.write(bodil, 'forløb ODE-014')).card)).not.toContain('udsat');
  });

  test('N3: escalation to the leader still runs', async () => {
    await putOff('2026-11-16');
    await trinvis.playTo('2026-11-13 12:00');
    expect(digests(lars).some((c) => textOf(c.card).includes('ODE-014'))).toBe(true);
  });

  test.each([
    ['2026-11-02', 'fra i morgen af'],
    ['2026-11-17', 'senest 16. nov. 2026'],
    ['', 'fra i morgen af'],
  ])('N3: put off until %j is refused with a sentence, and what was chosen stays', async (until, sentence) => {
    const { text, card } = await putOff(until);
    expect(text).toContain(sentence);
    expect(inputsOf(card).find((i) => i.id === 'reason')?.value).toBe('waitingCitizen');
  });

  test('N3: the reason comes from the list, and nobody puts off what is another’s', async () => {
    expect((await putOff('2026-11-06', 'hul i hovedet')).text).toContain('Vælg en årsag');
    const theirs = await trinvis.write(lars, 'forløb ODE-014');
    expect(actionsOf(theirs.card).map((a) => a.title)).not.toContain('Udsæt');
  });

  test('N3: a contact held begins a new duty that is not put off', async () => {
    await putOff('2026-11-16');
    const form = await trinvis.write(mette, 'kontakt ODE-014');
    await trinvis.tap(mette, form, { action: 'I dag, telefon' });
    await trinvis.playTo('2026-11-10 08:30');
    expect(await list()).toContain('ODE-014');
  });
});
