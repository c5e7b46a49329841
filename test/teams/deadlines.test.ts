import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { changeCourse } from '../../src/app/courses/change-course.ts';
import { localDate } from '../../src/domain/calendar/time.ts';
import type { TestBot } from '../_util/bot.ts';
import { assigned, employerContacted, held, opened, stepStarted } from '../_util/builders.ts';
import { actionsOf, textOf } from '../_util/card.ts';
import { channel, type TeamsPlace } from '../_util/http.ts';
import { idOf, OWN_CHANNEL, PEOPLE, SHARED_CHANNEL, startOdense } from '../_util/odense.ts';
import { addCourse, courseIdOf, runningA, runningB1, taskFor, withK3 } from '../_util/odense-courses.ts';

const { mette, morten, lars, bodil, karen } = PEOPLE;
const SHARED = channel('faelles', { id: SHARED_CHANNEL });
const OWN = channel('jobcenter', { id: OWN_CHANNEL });

let trinvis: TestBot;
beforeEach(async () => {
  trinvis = await startOdense({ at: '2026-11-02 07:00' });
  for (const place of [SHARED, OWN]) await trinvis.write(karen, 'hjælp', place);
});
afterEach(() => trinvis.stop());

const postsIn = (place: TeamsPlace) =>
  trinvis
    .cardsIn(place)
    .slice(1)
    .map(({ card }) => textOf(card));
const read = async (who: typeof mette, place?: TeamsPlace) => textOf((await trinvis.write(who, 'frister', place)).card);

async function withdraw(alias: string) {
  await trinvis.bot.store.transaction(async (tx) => {
    const now = trinvis.clock.now();
    const scope = { parts: trinvis.bot.parts, tx, now, today: localDate(now) };
    await changeCourse(scope, { id: courseIdOf(alias), command: { type: 'withdrawConsent' }, by: idOf('mette') });
  });
  await trinvis.bot.runRound();
}

describe('frister in person', () => {
  test('what is over the target or due within 14 days, most overdue first, and nothing later', async () => {
    await addCourse(trinvis, 'ODE-001', runningB1('2026-09-24'));
    await addCourse(trinvis, 'ODE-002', runningA('2026-10-12'), held('2026-10-31'));
    await addCourse(trinvis, 'ODE-003', runningB1('2026-10-20'));
    const text = await read(mette);
    expect(text).toContain('**ODE-001** · Trin 1\n9 dage ud over sigtet (1 måned)');
    expect(text).toContain('**ODE-002** · Kontakt\nSenest lør. 7. nov. – om 5 dage');
    expect(text.indexOf('ODE-001')).toBeLessThan(text.indexOf('ODE-002'));
    expect(text).not.toContain('ODE-003');
  });

  test("product.md 4: a leader reads the team's, a specialist only the own", async () => {
    await addCourse(trinvis, 'ODE-001', runningB1('2026-09-24', { specialist: 'morten' }));
    expect(await read(lars)).toContain('ODE-001');
    expect(await read(morten)).toContain('ODE-001');
    expect(await read(mette)).toContain('Intet er over sigtet');
  });

  test('K14: a clinician reads of a course only while it is shared', async () => {
    await addCourse(trinvis, 'ODE-001', runningB1('2026-09-24'));
    await addCourse(trinvis, 'ODE-002', runningB1('2026-09-24'), withK3('2026-10-01'));
    const text = await read(bodil);
    expect(text).toContain('ODE-002');
    expect(text).not.toContain('ODE-001');
    await withdraw('ODE-002');
    const standing = textOf(trinvis.cardsIn({ kind: 'personal', id: `a:${bodil.objectId}` })[1]?.card);
    expect(standing).not.toContain('ODE-002');
  });

  test('product.md 4: a coordinator reads counts only, and small ones are hidden (R1)', async () => {
    for (let n = 1; n <= 6; n += 1)
      await addCourse(trinvis, `ODE-00${n}`, runningB1(n > 4 ? '2026-09-24' : '2026-10-29'));
    const text = await read(karen);
    expect(text).toContain('Forløb i gang\n6');
    expect(text).toContain('Forløb med et trin ud over sigtet\nunder 5');
    expect(text).toContain('Forløb med kontakt over aftalt rytme\n0');
    expect(text).not.toContain('ODE-0');
  });

  test('fifteen lines a page, then "Vis flere"', async () => {
    const history = [...runningA('2026-10-12'), held('2026-10-20'), employerContacted('2026-10-20')];
    for (let n = 10; n < 27; n += 1) await addCourse(trinvis, `ODE-0${n}`, history);
    const list = await trinvis.write(mette, 'frister');
    const { card, text } = await trinvis.tap(mette, list, { action: 'Vis flere (2)' });
    expect(text.match(/\*\*ODE-/g)).toHaveLength(2);
    expect(actionsOf(card).map((a) => a.title)).toEqual(['Tilbage']);
  });
});

describe('frister in a channel', () => {
  test('N2: aliases and days of that agreement; no contact, no task, no name, and only what is shared', async () => {
    const dates = { agreed: '2026-10-20', due: '2026-10-30' };
    const shared = [runningB1('2026-09-24'), withK3('2026-10-01'), taskFor('mette', 'task-1', dates)];
    await addCourse(trinvis, 'ODE-001', ...shared);
    await addCourse(trinvis, 'ODE-002', runningB1('2026-09-24'));
    await addCourse(trinvis, 'ODE-003', runningA('2026-10-01'), held('2026-10-10'));
    const inShared = await read(karen, SHARED);
    expect(inShared).toContain('**ODE-001** · Trin 1\n9 dage ud over sigtet (1 måned)');
    for (const hidden of ['ODE-002', 'Kontakt', 'Opgave', 'Mette', 'Borger']) expect(inShared).not.toContain(hidden);
    expect(await read(karen, OWN)).toContain('ODE-002');
  });

  test('K12: when consent ends, the answer that stands in the channel is replaced without the alias', async () => {
    await addCourse(trinvis, 'ODE-001', runningB1('2026-09-24'), withK3('2026-10-01'));
    await addCourse(trinvis, 'ODE-002', runningB1('2026-09-24'), withK3('2026-10-01'));
    await read(karen, SHARED);
    await withdraw('ODE-001');
    expect(postsIn(SHARED).join()).not.toContain('ODE-001');
    expect(postsIn(SHARED).join()).toContain('ODE-002');
  });

  test('N2: an unbound channel gets a sentence and no course', async () => {
    await addCourse(trinvis, 'ODE-001', runningB1('2026-09-24'), withK3('2026-10-01'));
    expect(await read(mette, channel('andre'))).toContain('ikke knyttet til en samarbejdsaftale');
  });
});

describe('the channel alert', () => {
  test('N1, B9: a step seven days over its target is posted at 08:15 as alias and days, all aliases in one post', async () => {
    await addCourse(trinvis, 'ODE-001', runningB1('2026-09-26'), withK3('2026-10-01'));
    await addCourse(trinvis, 'ODE-002', runningB1('2026-09-25'), withK3('2026-10-01'));
    await trinvis.playTo('2026-11-02 08:14');
    expect(postsIn(SHARED)).toHaveLength(0);
    await trinvis.playTo('2026-11-02 16:00');
    const [alert, ...more] = postsIn(SHARED);
    expect(more).toHaveLength(0);
    expect(alert).toContain('Over sigtet – man. 2. nov. (uge 45)');
    expect(alert).toContain('**ODE-001** · Trin 1\n7 dage ud over sigtet (1 måned)');
    expect(alert).toContain('**ODE-002** · Trin 1\n8 dage ud over sigtet (1 måned)');
    for (const name of ['Mette', 'Borger', 'Sanne']) expect(alert).not.toContain(name);
    expect(postsIn(OWN)).toHaveLength(0);
  });

  test("N2: without K3 the course is not named in the shared channel; its alert goes to the job centre's own", async () => {
    await addCourse(trinvis, 'ODE-002', runningB1('2026-09-26'));
    await trinvis.playTo('2026-11-02 16:00');
    expect(postsIn(SHARED)).toHaveLength(0);
    expect(postsIn(OWN).join()).toContain('ODE-002');
  });

  test('N1: it comes again every seventh day, and not on the days between', async () => {
    await addCourse(trinvis, 'ODE-001', runningB1('2026-09-26'), withK3('2026-10-01'));
    await trinvis.playTo('2026-11-06 16:00');
    expect(postsIn(SHARED)).toHaveLength(1);
    await trinvis.playTo('2026-11-09 16:00');
    expect(postsIn(SHARED)).toHaveLength(2);
  });

  test('N5: what no longer holds at 08:15 is not posted: a step completed, a consent withdrawn', async () => {
    await addCourse(trinvis, 'ODE-001', runningB1('2026-09-26'), withK3('2026-10-01'));
    await addCourse(trinvis, 'ODE-002', runningB1('2026-09-26'), withK3('2026-10-01'));
    await trinvis.playTo('2026-11-02 08:05');
    await withdraw('ODE-001');
    const form = await trinvis.write(mette, 'trin ODE-002');
    const close = await trinvis.tap(mette, form, { action: 'Luk forløbet' });
    await trinvis.tap(
      mette,
      { activityId: form.activityId, card: close.card ?? {} },
      { action: 'Luk forløbet', inputs: { reason: 'moved' } },
    );
    await trinvis.playTo('2026-11-02 16:00');
    expect(postsIn(SHARED)).toHaveLength(0);
  });

  test('B17: step 2 alerts too, and a course in time never', async () => {
    const long = [runningB1('2026-06-01'), withK3('2026-06-01'), stepStarted('2026-07-20', '2'), held('2026-10-30')];
    await addCourse(trinvis, 'ODE-001', ...long);
    await addCourse(trinvis, 'ODE-002', runningB1('2026-10-20'), withK3('2026-10-20'));
    await addCourse(
      trinvis,
      'ODE-003',
      opened('2026-10-01', { referredBy: idOf('mette') }),
      assigned('2026-10-01', idOf('mette')),
    );
    await trinvis.playTo('2026-11-02 16:00');
    expect(postsIn(SHARED)).toHaveLength(1);
    expect(postsIn(SHARED)[0]).toContain('**ODE-001** · Trin 2\n14 dage ud over sigtet (13 uger)');
    expect(postsIn(SHARED)[0]).not.toContain('ODE-002');
  });

  test('product.md 5: a post that may not have arrived is not repeated by itself', async () => {
    await addCourse(trinvis, 'ODE-001', runningB1('2026-09-26'), withK3('2026-10-01'));
    const stop = trinvis.connector.on(({ conversationId }) => conversationId.startsWith('19:'), { answer: 503 });
    await trinvis.playTo('2026-11-02 16:00');
    stop();
    await trinvis.playTo('2026-11-03 16:00');
    expect(postsIn(SHARED)).toHaveLength(0);
  });
});
