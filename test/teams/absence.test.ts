import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { rescheduleAgreement } from '../../src/app/due/agreement-due.ts';
import { localDate } from '../../src/domain/calendar/time.ts';
import type { TestBot } from '../_util/bot.ts';
import { day, employerContacted, held } from '../_util/builders.ts';
import { actionsOf, inputsOf, textOf } from '../_util/card.ts';
import { personalChat, type TeamsPerson } from '../_util/http.ts';
import { idOf, ODENSE, PEOPLE, startOdense } from '../_util/odense.ts';
import { reschedule } from '../_util/odense-conference.ts';
import { addCourse, runningA, taskFor } from '../_util/odense-courses.ts';

const { mette, morten, lars, bodil, karen } = PEOPLE;

let trinvis: TestBot;
afterEach(() => trinvis.stop());

const digestsOf = (who: TeamsPerson) =>
  trinvis.cardsIn(personalChat(who)).filter((c) => textOf(c.card).includes('Dagens overblik'));
const newest = (who: TeamsPerson) => textOf(trinvis.cardsIn(personalChat(who)).at(-1)?.card ?? {});

async function away(first: string, last: string, by: 'mette' | 'morten' = 'mette') {
  const [who, cover] = by === 'mette' ? [mette, 'morten' as const] : [morten, 'mette' as const];
  const form = await trinvis.write(who, 'fravær');
  return trinvis.tap(who, form, { action: 'Registrér fravær', inputs: { first, last, cover: idOf(cover) } });
}

describe('fravær', () => {
  beforeEach(async () => {
    trinvis = await startOdense({ at: '2026-11-02 09:00', terms: { contactEveryDays: 14 } });
    await addCourse(trinvis, 'ODE-014', runningA('2026-10-12'), held('2026-10-30'), employerContacted('2026-10-30'));
  });

  test('N3: covers are colleagues of the same role and organisation; the form asks for nothing about why', async () => {
    const { card } = await trinvis.write(mette, 'fravær');
    expect(inputsOf(card).map((i) => i.id)).toEqual(['first', 'last', 'cover']);
    expect(
      inputsOf(card)
        .find((i) => i.id === 'cover')
        ?.choices.map((c) => c.title),
    ).toEqual(['Morten Konsulent']);
    expect(textOf((await trinvis.write(lars, 'fravær')).card)).toContain('Ingen kollega med din rolle');
  });

  test.each([
    ['2026-11-10', '2026-11-09', 'Den sidste dag ligger før den første'],
    ['2026-10-30', '2026-11-01', 'allerede forbi'],
    ['2026-11-01', '2026-11-09', 'tidligst begynde i dag'],
    ['2026-11-09', '2027-11-09', 'højst vare 183 dage'],
    ['', '2026-11-09', 'Vælg både den første og den sidste dag'],
  ])('N3: an absence %j–%j is refused with a sentence, and what was chosen stays', async (first, last, sentence) => {
    const { text, card } = await away(first, last);
    expect(text).toContain(sentence);
    expect(inputsOf(card).find((i) => i.id === 'cover')?.value).toBe(idOf('morten'));
  });

  test('N3: two absences never overlap, and nobody who is away covers', async () => {
    expect((await away('2026-11-09', '2026-11-20')).text).toContain('Morten Konsulent dækker for dig');
    expect((await away('2026-11-20', '2026-11-25')).text).toContain('allerede et fravær i de dage');
    expect((await away('2026-11-18', '2026-11-19', 'morten')).text).toContain('selv fraværende');
  });

  test('a form answered twice changes nothing the second time', async () => {
    const form = await trinvis.write(mette, 'fravær');
    const what = {
      action: 'Registrér fravær',
      inputs: { first: '2026-11-09', last: '2026-11-10', cover: idOf('morten') },
    };
    await trinvis.tap(mette, form, what);
    expect((await trinvis.tap(mette, form, what)).text).toContain('allerede besvaret');
    expect(actionsOf((await trinvis.write(mette, 'fravær')).card).filter((a) => a.verb === 'absence.end')).toHaveLength(
      1,
    );
  });

  test('N3: absence pauses a person and sends their nudges to the cover, marked for whom', async () => {
    await away('2026-11-09', '2026-11-20');
    await trinvis.playTo('2026-11-13 12:00');
    // Contact was held on 30 Oct: it is due on 13 Nov, in the absence; the day before is its first rung.
    expect(digestsOf(morten)).toHaveLength(2);
    expect(newest(morten)).toContain('ODE-014');
    expect(newest(morten)).toContain('For Mette Konsulent');
    expect(digestsOf(mette)).toHaveLength(0);
  });

  test('N3: the cover sees the course while it lasts and only then; what may be done stays with owner and leader', async () => {
    await away('2026-11-09', '2026-11-20');
    expect(textOf((await trinvis.write(morten, 'forløb ODE-014')).card)).toContain('Jeg finder ikke det forløb');
    trinvis.clock.moveTo('2026-11-09 09:00');
    const { card } = await trinvis.write(morten, 'forløb ODE-014');
    expect(textOf(card)).toContain('Du dækker for Mette Konsulent');
    expect(actionsOf(card).map((a) => a.title)).toEqual(['Samarbejdspartnere', 'De otte principper']);
    expect(textOf((await trinvis.write(morten, 'kontakt ODE-014')).card)).not.toContain('Registrér');
    trinvis.clock.moveTo('2026-11-21 09:00');
    expect(textOf((await trinvis.write(morten, 'forløb ODE-014')).card)).toContain('Jeg finder ikke det forløb');
  });

  test('N3, K14: when the absence is over, the cover’s cards no longer show the course', async () => {
    await away('2026-11-09', '2026-11-20');
    await trinvis.playTo('2026-11-13 12:00');
    const seen = await trinvis.write(morten, 'forløb ODE-014');
    await trinvis.playTo('2026-11-23 12:00');
    const standing = trinvis.cardsIn(personalChat(morten));
    expect(textOf(standing.find((c) => c.activityId === seen.activityId)?.card ?? {})).not.toContain('ODE-014');
    expect(standing.every((c) => !textOf(c.card).includes('ODE-014'))).toBe(true);
  });

  test('N3: nothing is lost: back at work the person gets what was raised meanwhile', async () => {
    const task = taskFor('mette', 't1', { agreed: '2026-10-28', due: '2026-11-10' });
    await addCourse(
      trinvis,
      'ODE-020',
      runningA('2026-10-12'),
      held('2026-10-30'),
      employerContacted('2026-10-30'),
      task,
    );
    await away('2026-11-09', '2026-11-20');
    await trinvis.playTo('2026-11-23 07:59');
    expect(digestsOf(mette)).toHaveLength(0);
    await trinvis.playTo('2026-11-23 08:30');
    expect(digestsOf(mette)).toHaveLength(1);
    expect(newest(mette)).toContain('ODE-020');
    expect(newest(mette)).toContain('ODE-014');
  });

  test('N3: a digest planned before the absence was entered goes to the cover', async () => {
    await trinvis.playTo('2026-11-13 07:58');
    await away('2026-11-13', '2026-11-13');
    const before = digestsOf(mette).length;
    await trinvis.playTo('2026-11-13 08:30');
    expect(digestsOf(mette)).toHaveLength(before);
    expect(newest(morten)).toContain('For Mette Konsulent');
  });

  test('N3: ended early, the nudges come to the person again', async () => {
    await away('2026-11-09', '2026-11-20');
    await trinvis.playTo('2026-11-11 12:00');
    const card = await trinvis.write(mette, 'fravær');
    expect((await trinvis.tap(mette, card, { action: 'Jeg er tilbage' })).text).toContain('Velkommen tilbage');
    await trinvis.playTo('2026-11-13 08:30');
    expect(digestsOf(mette)).toHaveLength(2);
    expect(digestsOf(morten)).toHaveLength(0);
  });

  test('N3: nobody ends somebody else’s absence', async () => {
    await away('2026-11-09', '2026-11-20');
    const own = await away('2026-12-01', '2026-12-02', 'morten');
    expect(own.text).toContain('Mette Konsulent dækker');
    const form = await trinvis.write(morten, 'fravær');
    const id = actionsOf((await trinvis.write(mette, 'fravær')).card).find((a) => a.verb === 'absence.end')?.data
      .absence;
    const stolen = { action: 'absence.end', inputs: { absence: String(id) } };
    expect((await trinvis.tap(morten, form, stolen)).text).toContain('ikke længere');
    expect(await trinvis.bot.store.transaction((tx) => tx.absences.all())).toHaveLength(2);
  });

  test('N3: the leader sees the absence on fravær, i dag and hvornår, and the person reads until when they are paused', async () => {
    await away('2026-11-02', '2026-11-20');
    for (const word of ['fravær', 'i dag', 'hvornår'])
      expect(textOf((await trinvis.write(lars, word)).card)).toContain('Mette Konsulent er fraværende');
    expect(textOf((await trinvis.write(mette, 'hvornår')).card)).toContain('På pause til og med fre. 20. nov.');
  });

  test('N3: where the cover is away too, the cover’s own cover gets it; a clinician’s cover sees a shared course and no more', async () => {
    const { birger } = PEOPLE;
    const form = await trinvis.write(bodil, 'fravær');
    const inputs = { first: '2026-11-02', last: '2026-11-06', cover: idOf('birger') };
    await trinvis.tap(bodil, form, { action: 'Registrér fravær', inputs });
    const { card } = await trinvis.write(birger, 'forløb ODE-014');
    expect(textOf(card)).toContain('ODE-014');
    expect(actionsOf(card).map((a) => a.title)).toEqual(['De otte principper']);
  });
});

describe('an absence around a closed day', () => {
  /** Mette is away until the eve of a closed Thursday, and ODE-014 is over its rhythm. */
  beforeEach(async () => {
    trinvis = await startOdense({
      at: '2026-11-09 09:00',
      terms: { closedDays: [day('2026-11-12'), day('2026-11-16')] },
    });
    await addCourse(trinvis, 'ODE-014', runningA('2026-10-12'), held('2026-11-03'), employerContacted('2026-11-03'));
  });

  test('N3, S5: back on a day the agreement is closed, the digest waits for the next working day', async () => {
    await away('2026-11-10', '2026-11-11');
    await trinvis.playTo('2026-11-12 23:00');
    expect(digestsOf(mette)).toHaveLength(0);
    await trinvis.playTo('2026-11-13 08:30');
    expect(digestsOf(mette)).toHaveLength(1);
  });

  test('N3, S5: an absence that begins on a closed day tells the cover on the next working day', async () => {
    await away('2026-11-12', '2026-11-20');
    await trinvis.playTo('2026-11-12 23:00');
    expect(digestsOf(morten)).toHaveLength(0);
    await trinvis.playTo('2026-11-13 08:30');
    expect(digestsOf(morten)).toHaveLength(1);
  });

  test('N1, S5: somebody with an early digest has none on a closed day', async () => {
    const settings = await trinvis.write(mette, 'indstillinger');
    await trinvis.tap(mette, settings, { action: 'settings.save', inputs: { hour: '07:00' } });
    await trinvis.playTo('2026-11-11 12:00');
    const before = digestsOf(mette).length;
    await trinvis.playTo('2026-11-12 23:00');
    expect(digestsOf(mette)).toHaveLength(before);
    await trinvis.playTo('2026-11-13 07:30');
    expect(digestsOf(mette)).toHaveLength(before + 1);
  });
});

describe('a longer closing', () => {
  test('S5: the last digest before it lists to the cover every citizen whose contact falls in it', async () => {
    const closedDays = ['2026-12-21', '2026-12-22', '2026-12-23', '2026-12-24', '2026-12-28'].map(day);
    trinvis = await startOdense({
      at: '2026-12-14 09:00',
      terms: { closedDays, closingCover: idOf('morten'), contactEveryDays: 14 },
    });
    await addCourse(trinvis, 'ODE-014', runningA('2026-10-12'), held('2026-12-08'));
    await trinvis.bot.store.transaction(async (tx) => {
      const now = trinvis.clock.now();
      await rescheduleAgreement({ parts: trinvis.bot.parts, tx, now, today: localDate(now) }, ODENSE);
    });
    await trinvis.write(morten, 'hjælp');
    await trinvis.playTo('2026-12-18 08:30');
    expect(digestsOf(morten)).toHaveLength(1);
    expect(newest(morten)).toContain('kontakten falder i de dage for ODE-014');
    expect(newest(mette)).toContain('kontakten falder i de dage for ODE-014');
    expect(newest(karen)).not.toContain('ODE-014');
    trinvis.clock.moveTo('2026-12-22 10:00');
    expect(textOf((await trinvis.write(morten, 'forløb ODE-014')).card)).toContain('ODE-014');
    trinvis.clock.moveTo('2026-12-29 10:00');
    expect(textOf((await trinvis.write(morten, 'forløb ODE-014')).card)).toContain('Jeg finder ikke det forløb');
  });

  test('S5, N1: its eve brings no digest to somebody whose contacts fall before or after it', async () => {
    const closedDays = ['2026-12-21', '2026-12-22', '2026-12-23', '2026-12-24', '2026-12-28'].map(day);
    const terms = { closedDays, closingCover: idOf('morten'), contactEveryDays: 31 };
    trinvis = await startOdense({ at: '2026-12-14 09:00', terms });
    const history = [runningA('2026-01-15'), held('2026-12-13'), employerContacted('2026-02-01')];
    await addCourse(trinvis, 'ODE-014', ...history);
    await trinvis.bot.store.transaction(async (tx) => {
      const now = trinvis.clock.now();
      await rescheduleAgreement({ parts: trinvis.bot.parts, tx, now, today: localDate(now) }, ODENSE);
    });
    // That the consent runs out in January was told a month before.
    await trinvis.playTo('2026-12-17 12:00');
    const before = digestsOf(mette).length;
    expect(before).toBeGreaterThan(0);
    await trinvis.playTo('2026-12-18 12:00');
    expect(digestsOf(mette)).toHaveLength(before);
  });
});

describe('the preparation of a conference that goes out late', () => {
  test('N3, N5: goes to whoever is there on the morning it goes out, not on the evening it was planned', async () => {
    trinvis = await startOdense({ at: '2026-11-02 09:00' });
    await reschedule(trinvis);
    await addCourse(trinvis, 'ODE-014', runningA('2026-10-12'), held('2026-10-30'));
    const form = await trinvis.write(bodil, 'fravær');
    const inputs = { first: '2026-11-04', last: '2026-11-06', cover: idOf('birger') };
    await trinvis.tap(bodil, form, { action: 'Registrér fravær', inputs });
    await trinvis.write(PEOPLE.birger, 'hjælp');
    await trinvis.playTo('2026-11-03 11:50');
    trinvis.clock.moveTo('2026-11-03 18:00');
    await trinvis.bot.runRound();
    await trinvis.playTo('2026-11-04 07:05');
    const prepared = (who: TeamsPerson) =>
      trinvis.cardsIn(personalChat(who)).filter((c) => textOf(c.card).includes('Forbered konferencen'));
    expect(prepared(PEOPLE.birger)).toHaveLength(1);
    expect(prepared(bodil)).toEqual([]);
  });
});
