import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestBot } from '../_util/bot.ts';
import { day, employerContacted, failed, held, withdrawn } from '../_util/builders.ts';
import { actionsOf, textOf } from '../_util/card.ts';
import { channel, personalChat, type TeamsPerson } from '../_util/http.ts';
import { idOf, PEOPLE, SHARED_CHANNEL, startOdense } from '../_util/odense.ts';
import { addCourse, courseIdOf, runningA, runningB1, taskFor, withK3 } from '../_util/odense-courses.ts';

const { mette, morten, lars, bodil, sanne, karen } = PEOPLE;

let trinvis: TestBot;
const start = async (at: string, terms = {}) => {
  trinvis = await startOdense({ at, terms });
};
beforeEach(() => start('2026-11-02 07:00'));
afterEach(() => trinvis.stop());

/** Everything that came to a person after the first answer to `hjælp`. */
const cameTo = (who: TeamsPerson) => trinvis.cardsIn(personalChat(who)).slice(1);
const digestsOf = (who: TeamsPerson) => cameTo(who).map(({ card }) => textOf(card));
async function today(who: TeamsPerson) {
  return textOf((await trinvis.write(who, 'i dag')).card);
}

describe('the digest', () => {
  test('N1: at 08:00 on a working day a person with something due gets one digest with everything open, most overdue first', async () => {
    await addCourse(trinvis, 'ODE-014', runningA('2026-10-12'), held('2026-10-23'));
    await addCourse(trinvis, 'ODE-002', runningB1('2026-09-24'));
    await addCourse(trinvis, 'ODE-003', runningA('2026-10-12'), held('2026-10-31'));
    await trinvis.playTo('2026-11-02 07:59');
    expect(cameTo(mette)).toHaveLength(0);
    await trinvis.playTo('2026-11-02 12:00');
    const [digest, ...more] = digestsOf(mette);
    expect(more).toHaveLength(0);
    expect(digest).toContain('Dagens overblik – man. 2. nov. (uge 45)');
    expect(digest).toContain('9 dage ud over sigtet (1 måned)');
    expect(digest).toContain('3 dage over aftalt rytme');
    expect(digest).toContain('Senest lør. 7. nov. – om 5 dage');
    const order = ['ODE-002', 'ODE-014', 'ODE-003'].map((alias) => digest?.indexOf(alias));
    expect(order).toEqual(order.toSorted((a, b) => (a ?? 0) - (b ?? 0)));
    expect(digest).not.toContain('ulovlig');
    expect(cameTo(morten)).toHaveLength(0);
  });

  test('N1: an early rung makes an item appear, and it stays listed; a day without a reason has no digest', async () => {
    await addCourse(trinvis, 'ODE-002', runningB1('2026-10-19'));
    await trinvis.playTo('2026-11-04 12:00');
    expect(digestsOf(mette)).toHaveLength(1);
    expect(digestsOf(mette)[0]).toContain('Sigtet er tors. 19. nov. – om 17 dage');
    expect(await today(mette)).toContain('Sigtet er tors. 19. nov. – om 15 dage');
  });

  test('N1: a late rung adds recipients: the leader from the fourth day over the rhythm', async () => {
    await addCourse(trinvis, 'ODE-014', runningA('2026-10-12'), held('2026-10-23'));
    await trinvis.playTo('2026-11-02 12:00');
    expect(cameTo(lars)).toHaveLength(0);
    await trinvis.playTo('2026-11-03 12:00');
    expect(digestsOf(lars)[0]).toContain('4 dage over aftalt rytme');
    expect(digestsOf(lars)[0]).toContain('Mette Konsulent');
    expect(cameTo(bodil)).toHaveLength(0);
  });

  test('N1: what was done before 08:00 is not told: an empty digest is dropped', async () => {
    await addCourse(trinvis, 'ODE-014', runningA('2026-10-12'), held('2026-10-23'), employerContacted('2026-10-23'));
    await trinvis.playTo('2026-11-02 07:59');
    const form = await trinvis.write(mette, 'kontakt ODE-014');
    await trinvis.tap(mette, form, { action: 'I går, personligt' });
    const before = cameTo(mette).length;
    await trinvis.playTo('2026-11-02 16:00');
    expect(cameTo(mette)).toHaveLength(before);
  });

  test('F3: no contact for 21 days is told to the leader and, with consent, the clinician: once', async () => {
    await addCourse(trinvis, 'ODE-014', runningA('2026-09-01'), held('2026-10-13'));
    await trinvis.playTo('2026-11-04 12:00');
    const told = (who: TeamsPerson) => digestsOf(who).filter((t) => t.includes('Ingen kontakt siden tirs. 13. okt.'));
    expect(told(bodil)).toHaveLength(1);
    expect(told(lars)).toHaveLength(1);
    expect(digestsOf(lars).at(-1)).not.toContain('Ingen kontakt siden');
    expect(digestsOf(mette).join()).not.toContain('Ingen kontakt siden');
  });

  test('F3: a notice whose digest may not have arrived is told again in the next', async () => {
    await addCourse(trinvis, 'ODE-014', runningA('2026-09-01'), held('2026-10-12'));
    const stop = trinvis.connector.on(({ method }) => method === 'POST', { answer: 502 });
    await trinvis.playTo('2026-11-02 12:00');
    stop();
    expect(cameTo(bodil)).toHaveLength(0);
    await trinvis.playTo('2026-11-03 12:00');
    expect(digestsOf(bodil).join()).toContain('Ingen kontakt siden man. 12. okt.');
  });

  test('S5: the last digest before more than three closed weekdays lists every citizen whose contact falls in them', async () => {
    await trinvis.stop();
    const closed = ['2026-12-24', '2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31'].map(day);
    await start('2026-12-23 07:00', { closedDays: closed, closingCover: idOf('lars') });
    await addCourse(trinvis, 'ODE-014', runningA('2026-12-01'), held('2026-12-21'));
    await addCourse(trinvis, 'ODE-015', runningA('2026-12-01'), held('2026-12-18'));
    await trinvis.playTo('2026-12-23 12:00');
    expect(digestsOf(mette)).toHaveLength(1);
    expect(digestsOf(mette)[0]).toContain(
      'Lukket tors. 24. dec.–søn. 3. jan.: kontakten falder i de dage for ODE-015, ODE-014.',
    );
  });

  test('product.md 1.5: at most eight rows a page, then "Vis flere"', async () => {
    for (let n = 1; n <= 11; n += 1) {
      const contacts = [held(`2026-10-${10 + n}`), employerContacted('2026-10-13')];
      await addCourse(trinvis, `ODE-0${10 + n}`, runningA('2026-10-01'), contacts);
    }
    await trinvis.playTo('2026-11-02 12:00');
    const [digest] = cameTo(mette);
    if (digest === undefined) throw new Error('no digest');
    expect(actionsOf(digest.card).filter((a) => a.title === 'Kontakt')).toHaveLength(8);
    expect(textOf(digest.card)).toContain('ODE-011');
    const { card, text } = await trinvis.tap(mette, digest, { action: 'Vis flere (3)' });
    expect(actionsOf(card).filter((a) => a.title === 'Kontakt')).toHaveLength(3);
    expect(text).toContain('ODE-021');
    expect(actionsOf(card).map((a) => a.title)).toContain('Tilbage');
  });

  test('N1: a person who cannot be reached is reported to the leader, once', async () => {
    await trinvis.bot.store.transaction(async (tx) => {
      const chat = await tx.conversations.personalOf(idOf('mette'));
      if (chat !== null) await tx.conversations.save({ ...chat, state: 'blocked' });
    });
    await addCourse(trinvis, 'ODE-014', runningA('2026-10-12'), held('2026-10-25'));
    await trinvis.playTo('2026-11-09 12:00');
    const told = digestsOf(lars).filter((t) => t.includes('Mette Konsulent kan ikke få beskeder fra mig endnu'));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('Dagens overblik – tirs. 3. nov.');
    expect(digestsOf(lars).length).toBeGreaterThan(1);
  });

  test("product.md 5: what may not have been delivered stands in the leader's digest until somebody has answered for it", async () => {
    await trinvis.write(karen, 'hjælp', channel('faelles', { id: SHARED_CHANNEL }));
    await addCourse(trinvis, 'ODE-002', runningB1('2026-09-23'), withK3('2026-10-01'));
    const channelPost = trinvis.connector.on(({ conversationId }) => conversationId.startsWith('19:'), { answer: 503 });
    await trinvis.playTo('2026-11-02 12:00');
    channelPost();
    await trinvis.playTo('2026-11-04 12:00');
    const told = digestsOf(lars).filter((t) => t.includes('Måske ikke leveret: kanalens frister'));
    expect(told.length).toBeGreaterThan(1);
    expect(told[0]).toContain('Send igen');
    const digest = cameTo(lars).at(-1);
    if (digest === undefined) throw new Error('no digest');
    const { text } = await trinvis.tap(lars, digest, { action: 'Er set' });
    expect(text).not.toContain('Måske ikke leveret');
    const before = cameTo(lars).length;
    await trinvis.playTo('2026-11-06 07:30');
    expect(digestsOf(lars).slice(before).join()).not.toContain('Måske ikke leveret');
  });

  test('the fullest list stays under the 28 KB that Teams takes', async () => {
    for (let n = 10; n < 40; n += 1) await addCourse(trinvis, `ODE-0${n}`, runningA('2026-09-01'), held('2026-10-12'));
    await trinvis.playTo('2026-11-02 12:00');
    const digest = cameTo(lars)[0]?.card;
    expect(textOf(digest).match(/Ingen kontakt siden/g)).toHaveLength(30);
    expect(JSON.stringify(digest).length).toBeLessThan(28 * 1024);
  });

  test('a person without a role any more gets nothing', async () => {
    await addCourse(trinvis, 'ODE-014', runningA('2026-10-12'), held('2026-10-23'));
    await trinvis.playTo('2026-11-02 07:59');
    await trinvis.bot.store.transaction(async (tx) => {
      const user = await tx.users.get(idOf('mette'));
      if (user !== null) await tx.users.save({ ...user, role: null });
    });
    await trinvis.playTo('2026-11-02 12:00');
    expect(cameTo(mette)).toHaveLength(0);
  });
});

describe('i dag', () => {
  test('an empty list says so', async () => {
    expect(await today(mette)).toContain('Intet at gøre i dag');
  });

  test('A9, K14: a task stands with its text on its owner\'s list, and "Udført" takes it off', async () => {
    const dates = { agreed: '2026-10-28', due: '2026-11-02' };
    await addCourse(trinvis, 'ODE-014', runningA('2026-10-12'), held('2026-10-30'), taskFor('bodil', 'task-1', dates));
    expect(await today(mette)).not.toContain('Opgaveteksten');
    const list = await trinvis.write(bodil, 'i dag');
    expect(textOf(list.card)).toContain('Opgaveteksten til task\\-1 – frist i dag');
    const { text } = await trinvis.tap(bodil, list, { action: 'Udført' });
    expect(text).toContain('ODE-014: opgaven er udført.');
    expect(text).toContain('Intet at gøre i dag');
    expect((await trinvis.tap(bodil, list, { action: 'Udført' })).text).toContain('Intet er gemt');
  });

  test("A9: nobody finishes another person's task by an id of their own making", async () => {
    const dates = { agreed: '2026-10-28', due: '2026-11-02' };
    const tasks = [taskFor('bodil', 'task-1', dates), taskFor('mette', 'task-2', dates)];
    await addCourse(trinvis, 'ODE-014', runningA('2026-10-12'), held('2026-10-30'), tasks);
    const list = await trinvis.write(bodil, 'i dag');
    const { text } = await trinvis.tap(bodil, list, { action: 'Udført', inputs: { task: 'task-2' } });
    expect(text).toContain('Det har du ikke adgang til');
  });

  test('one action per row, the rest behind Åbn; nobody gets a button they may not use', async () => {
    await addCourse(trinvis, 'ODE-002', runningB1('2026-09-24'), withK3('2026-10-01'));
    const mine = actionsOf((await trinvis.write(mette, 'i dag')).card).map((a) => a.title);
    expect(mine).toEqual(['Trin', 'Åbn']);
    const caseworkers = actionsOf((await trinvis.write(sanne, 'i dag')).card).map((a) => a.title);
    expect(caseworkers).toEqual(['Åbn']);
  });

  test('K11: "Indført" is one tap on the list, for whom the journal asks', async () => {
    await addCourse(
      trinvis,
      'ODE-014',
      runningA('2026-10-12').filter((r) => r.event.type !== 'ConsentJournaled'),
      held('2026-10-30'),
    );
    const list = await trinvis.write(bodil, 'i dag');
    expect(textOf(list.card)).toContain('Samtykke i patientjournalen');
    await trinvis.tap(bodil, list, { action: 'Indført' });
    expect(await today(bodil)).toContain('Intet at gøre i dag');
  });

  test('A6: a course without a specialist stands on the leader\'s list with "Tildel"', async () => {
    const history = runningB1('2026-10-30').filter((r) => r.event.type !== 'SpecialistAssigned');
    await addCourse(trinvis, 'ODE-014', history);
    const list = await trinvis.write(lars, 'i dag');
    const { text } = await trinvis.tap(lars, list, { action: 'Tildel' });
    expect(text).toContain('ODE-014');
  });

  test('K12: a list that stands in the clinic is replaced without the course when consent ends', async () => {
    const dates = { agreed: '2026-10-28', due: '2026-11-02' };
    await addCourse(trinvis, 'ODE-014', runningA('2026-10-12'), held('2026-10-30'), taskFor('bodil', 'task-1', dates));
    await addCourse(trinvis, 'ODE-015', runningA('2026-10-12'), held('2026-10-30'), taskFor('bodil', 'task-2', dates));
    await trinvis.write(bodil, 'i dag');
    const { changeCourse } = await import('../../src/app/courses/change-course.ts');
    await trinvis.bot.store.transaction(async (tx) => {
      const scope = { parts: trinvis.bot.parts, tx, now: trinvis.clock.now(), today: day('2026-11-02') };
      await changeCourse(scope, { id: courseIdOf('ODE-014'), command: { type: 'withdrawConsent' }, by: idOf('mette') });
    });
    await trinvis.bot.runRound();
    const [list] = digestsOf(bodil);
    expect(list).not.toContain('ODE-014');
    expect(list).toContain('ODE-015');
  });

  test("A2, K14: what is not shared does not stand on the clinic's list", async () => {
    const history = [
      runningA('2026-10-12'),
      held('2026-10-05'),
      withdrawn('2026-10-20', '2026-10-12'),
      failed('2026-10-30'),
    ];
    await addCourse(trinvis, 'ODE-014', ...history);
    expect(await today(bodil)).not.toContain('ODE-014');
  });

  test('product.md 4: a coordinator has a list too, without courses', async () => {
    await addCourse(trinvis, 'ODE-014', runningA('2026-10-12'), held('2026-10-23'));
    expect(await today(karen)).not.toContain('ODE-014');
  });
});
