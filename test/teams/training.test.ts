import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { changeCourse } from '../../src/app/courses/change-course.ts';
import { rebuildSummaries } from '../../src/app/rebuild.ts';
import { localDate } from '../../src/domain/calendar/time.ts';
import { AgreementId } from '../../src/domain/ids.ts';
import type { TestBot } from '../_util/bot.ts';
import { terms } from '../_util/builders.ts';
import { actionsOf, inputsOf, textOf } from '../_util/card.ts';
import { actionBeside, newestFor } from '../_util/dialogue.ts';
import type { StandingActivity } from '../_util/fake-connector.ts';
import { personalChat, type TeamsPerson } from '../_util/http.ts';
import { addAgreement, addColleague, CLINIC, idOf, JOB_CENTRE, ODENSE, PEOPLE, startOdense } from '../_util/odense.ts';
import { addCourse, runningA } from '../_util/odense-courses.ts';

const { mette, lars, karen, bodil, sanne } = PEOPLE;
const ADULT = '670190-1234';
const MISSING = 'Mette Konsulent har fået forløb uden at have taget hele uddannelsen';

let trinvis: TestBot;
beforeEach(async () => {
  trinvis = await startOdense({ at: '2026-11-02 09:00' });
});
afterEach(() => trinvis.stop());

/** Taps a button of the register beside a name, written 'Mette Konsulent: Dag 1', on a day. */
async function enter(who: TeamsPerson, what: string, date?: string) {
  const [beside = '', title = ''] = what.split(': ');
  const register = await trinvis.write(who, 'uddannelse');
  const data = actionBeside(register.card, beside, title);
  const inputs = date === undefined ? {} : { date };
  return trinvis.tap(who, register, { action: title, data, inputs });
}

async function openCourse(who: TeamsPerson, cpr = ADULT, agreement: string = ODENSE) {
  const first = await trinvis.write(who, 'nyt forløb');
  await trinvis.tap(who, first, { action: 'newCourse.choose', inputs: { programme: 'ips', agreement } });
  const form = trinvis.cardsIn(personalChat(who)).find((c) => c.activityId === first.activityId) as StandingActivity;
  const { text } = await trinvis.tap(who, form, { action: 'newCourse.open', inputs: { name: 'Ida Holm', cpr } });
  expect(text).toContain('Henvist');
}

const digest = (who: TeamsPerson) => newestFor(trinvis, who, 'Dagens overblik');
/** How many digests told somebody. */
const tellings = (who: TeamsPerson, text: string) =>
  trinvis
    .cardsIn(personalChat(who))
    .filter((c) => textOf(c.card).includes('Dagens overblik') && textOf(c.card).includes(text));

describe('uddannelse', () => {
  test('S4: the leader sees the own team, the coordinator the people of both parties, and what each lacks', async () => {
    const team = textOf((await trinvis.write(lars, 'uddannelse')).card);
    expect(team).toContain('2 mangler uddannelse.');
    expect(team).toContain('**Mette Konsulent** · IPS-konsulent\nMangler dag 1 og dag 2.');
    expect(team).not.toContain('Bodil');
    const all = textOf((await trinvis.write(karen, 'training')).card);
    expect(all).toContain('4 mangler uddannelse.');
    expect(all).toContain('**Bodil Behandler** · Behandler\nMangler en af de to dage.');
    expect(all).not.toContain('Sanne');
  });

  test('S4: another team, another house and other roles are not in it', async () => {
    await addColleague(trinvis, { name: 'Mads Konsulent', role: 'specialist', leader: idOf('karen') });
    expect(textOf((await trinvis.write(lars, 'uddannelse')).card)).not.toContain('Mads');
    for (const who of [mette, bodil, sanne]) {
      expect(textOf((await trinvis.write(who, 'uddannelse')).card)).not.toContain('mangler uddannelse');
    }
  });

  test('S4: one tap enters a day with today filled in; two days make a specialist trained, one a clinician', async () => {
    const register = await trinvis.write(karen, 'uddannelse');
    expect(inputsOf(register.card).map((i) => [i.label, i.value])).toEqual([['Dagen, der registreres', '2026-11-02']]);
    const first = await enter(karen, 'Mette Konsulent: Dag 1');
    expect(first.text).toContain('Dag 1 er registreret: Mette Konsulent, 2. nov. 2026.');
    expect(first.text).toContain('**Mette Konsulent** · IPS-konsulent\nMangler dag 2.');
    const second = await enter(lars, 'Mette Konsulent: Dag 2', '2026-10-05');
    expect(second.text).toContain('Har taget dag 2: 5. okt. 2026');
    expect(second.text).not.toContain('Mette Konsulent** · IPS-konsulent\nMangler');
    const clinician = await enter(karen, 'Bodil Behandler: Dag 2');
    expect(clinician.text).toContain('2 mangler uddannelse.');
    expect(clinician.text).not.toContain('Bodil Behandler** · Behandler\nMangler');
  });

  test('S4: a day in the future, no day, and a day that stands already change nothing', async () => {
    expect((await enter(lars, 'Mette Konsulent: Dag 1', '2026-11-03')).text).toContain('Datoen ligger i fremtiden');
    expect((await enter(lars, 'Mette Konsulent: Dag 1', 'i går')).text).toContain('dato');
    const stale = await trinvis.write(lars, 'uddannelse');
    const data = actionBeside(stale.card, 'Mette Konsulent', 'Dag 1');
    await trinvis.tap(lars, stale, { action: 'Dag 1', data });
    const again = await trinvis.tap(lars, stale, { action: 'Dag 1', data, inputs: { date: '2026-10-05' } });
    expect(again.text).toContain('Den dag er registreret allerede.');
    expect(again.text).toContain('Har taget dag 1: 2. nov. 2026');
  });

  test('S4: what was entered by mistake is taken back', async () => {
    const register = await trinvis.write(lars, 'uddannelse');
    const data = actionBeside(register.card, 'Mette Konsulent', 'Dag 1');
    await trinvis.tap(lars, register, { action: 'Dag 1', data });
    const now = trinvis
      .cardsIn(personalChat(lars))
      .find((c) => c.activityId === register.activityId) as StandingActivity;
    const undone = await trinvis.tap(lars, now, { action: 'Fortryd' });
    expect(undone.text).toContain('Det er taget tilbage.');
    expect(undone.text).toContain('Mangler dag 1 og dag 2.');
    await enter(lars, 'Mette Konsulent: Dag 2');
    expect((await enter(lars, 'Mette Konsulent: Fjern dag 2')).text).toContain('Mangler dag 1 og dag 2.');
  });

  test('S4: nobody enters anything about people who are not theirs, whatever a card says', async () => {
    const register = await trinvis.write(lars, 'uddannelse');
    const { verb, data } = actionsOf(register.card).find((a) => a.title === 'Dag 1') ?? { verb: '', data: {} };
    const forged = { ...data, about: idOf('bodil'), date: '2026-11-02' };
    const { body } = await trinvis.teams.tap(lars, personalChat(lars), {
      verb,
      data: forged,
      card: register.activityId,
    });
    expect(JSON.stringify(body)).toContain('Det er ikke i dit register');
    expect(textOf((await trinvis.write(karen, 'uddannelse')).card)).toContain('4 mangler uddannelse.');
  });

  test('S4: supervision is held individually, of the clinicians and across', async () => {
    expect((await enter(lars, 'Mette Konsulent: Supervision')).text).toContain('Supervision: sidst 2. nov. 2026');
    await enter(karen, 'Samarbejdsaftalen ODE: Behandlere');
    const { text } = await enter(karen, 'Samarbejdsaftalen ODE: På tværs', '2026-10-26');
    expect(text).toContain('Supervision til behandlere: sidst 2. nov. 2026');
    expect(text).toContain('Supervision på tværs: sidst 26. okt. 2026');
  });
});

describe('S4, section 9: training and supervision missing', () => {
  test('S4: a specialist gets a first course without training: leader and coordinator the next morning, then monthly', async () => {
    await openCourse(mette);
    await trinvis.playTo('2026-11-03 08:30');
    for (const who of [lars, karen]) expect(textOf(digest(who)?.card)).toContain(MISSING);
    await trinvis.playTo('2026-12-01 17:00');
    for (const who of [lars, karen]) expect(tellings(who, MISSING)).toHaveLength(1);
    await trinvis.playTo('2026-12-02 09:00');
    for (const who of [lars, karen]) expect(tellings(who, MISSING)).toHaveLength(2);
  });

  test('S4: a specialist without a course for a while is spoken of again when one comes', async () => {
    await openCourse(mette);
    await trinvis.playTo('2026-11-03 12:00');
    expect(tellings(lars, MISSING)).toHaveLength(1);
    await trinvis.bot.store.transaction(async (tx) => {
      const now = trinvis.clock.now();
      const scope = { parts: trinvis.bot.parts, tx, now, today: localDate(now) };
      const [first] = await tx.courses.ofAgreement(ODENSE, 'open');
      if (first === undefined) throw new Error('no course');
      const command = { type: 'decline', because: 'moved' } as const;
      await changeCourse(scope, { id: first.id, command, by: idOf('mette') });
    });
    await trinvis.playTo('2026-12-10 12:00');
    expect(tellings(lars, MISSING)).toHaveLength(1);
    await openCourse(mette, '680190-1234');
    await trinvis.playTo('2026-12-11 08:30');
    expect(tellings(lars, MISSING)).toHaveLength(2);
  });

  test('S4: it is registered from the digest, and then nothing more is said of it', async () => {
    await openCourse(mette);
    await trinvis.playTo('2026-11-03 08:30');
    const told = digest(lars) as StandingActivity;
    const register = await trinvis.tap(lars, told, { action: 'Registrér' });
    expect(register.text).toContain('Mangler dag 1 og dag 2.');
    await enter(lars, 'Mette Konsulent: Dag 1', '2026-01-12');
    await enter(lars, 'Mette Konsulent: Dag 2', '2026-01-13');
    await trinvis.playTo('2026-12-10 09:00');
    // The digest that told it has become the register.
    expect(tellings(lars, MISSING)).toHaveLength(0);
    expect(tellings(karen, MISSING)).toHaveLength(1);
  });

  test('S4: trained, and a month without supervision: leader and coordinator, until it is entered', async () => {
    await enter(lars, 'Mette Konsulent: Dag 1', '2026-01-12');
    await enter(lars, 'Mette Konsulent: Dag 2', '2026-01-13');
    await enter(karen, 'Samarbejdsaftalen ODE: Behandlere');
    await enter(karen, 'Samarbejdsaftalen ODE: På tværs');
    await openCourse(mette);
    const none = 'Ingen supervision til Mette Konsulent registreret siden 2. nov. 2026';
    await trinvis.playTo('2026-12-01 09:00');
    expect(tellings(lars, none)).toHaveLength(0);
    await trinvis.playTo('2026-12-02 09:00');
    for (const who of [lars, karen]) {
      expect(tellings(who, none)).toHaveLength(1);
      expect(textOf(digest(who)?.card)).toContain('Ingen supervision på tværs registreret siden 2. nov. 2026');
    }
    expect((await enter(lars, 'Mette Konsulent: Supervision', '2026-12-01')).text).toContain('sidst 1. dec. 2026');
    await trinvis.playTo('2026-12-30 17:00');
    expect(tellings(lars, 'Ingen supervision til Mette')).toHaveLength(1);
  });

  test('S4: with courses under two agreements the leader is told once', async () => {
    const assens = AgreementId.parse('assens');
    await trinvis.bot.store.transaction((tx) =>
      addAgreement(tx, {
        id: assens,
        terms: terms({ code: 'ASS', jobCentre: JOB_CENTRE, clinic: CLINIC }),
        now: trinvis.clock.now(),
      }),
    );
    await openCourse(mette);
    await openCourse(mette, '670290-1234', assens);
    await trinvis.playTo('2026-11-03 08:30');
    const told = textOf(digest(lars)?.card);
    expect(told.split(MISSING)).toHaveLength(2);
    expect(told.split('Uddannelse mangler')).toHaveLength(2);
  });

  test('S4: hvornår knows of the digest that will tell it', async () => {
    await openCourse(mette);
    expect(textOf((await trinvis.write(lars, 'hvornår')).card)).toContain('tirs. 3. nov. kl. 08.00');
  });

  test('S4: after rebuild the register knows the first course of everybody, by its own date', async () => {
    await addCourse(trinvis, 'ODE-001', runningA('2026-10-01'));
    await addCourse(trinvis, 'ODE-002', runningA('2026-09-01'));
    await trinvis.bot.store.transaction(async (tx) => {
      const now = trinvis.clock.now();
      await rebuildSummaries({ parts: trinvis.bot.parts, tx, now, today: localDate(now) });
    });
    await trinvis.playTo('2026-11-03 08:30');
    expect(textOf(digest(lars)?.card)).toContain(MISSING);
    const [first] = await trinvis.bot.store.transaction((tx) => tx.training.firstCoursesUnder(ODENSE));
    expect(first).toMatchObject({ about: idOf('mette'), on: '2026-09-01' });
  });
});
