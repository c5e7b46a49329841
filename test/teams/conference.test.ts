import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { changeCourse } from '../../src/app/courses/change-course.ts';
import { localDate } from '../../src/domain/calendar/time.ts';
import { MeetingId } from '../../src/domain/ids.ts';
import type { TestBot } from '../_util/bot.ts';
import { day, on } from '../_util/builders.ts';
import { textOf } from '../_util/card.ts';
import type { StandingActivity } from '../_util/fake-connector.ts';
import { personalChat, type TeamsPerson } from '../_util/http.ts';
import { idOf, PEOPLE } from '../_util/odense.ts';
import { cameTo, only, postsIn, SHARED, startConference } from '../_util/odense-conference.ts';
import { addCourse, courseIdOf, runningA, runningB1, taskFor, withK3 } from '../_util/odense-courses.ts';

const { mette, morten, lars, bodil, birger, karen } = PEOPLE;

let trinvis: TestBot;
beforeEach(async () => {
  trinvis = await startConference();
});
afterEach(() => trinvis.stop());

const texts = () => postsIn(trinvis).map(({ card }) => textOf(card));
const titled = (title: string) => postsIn(trinvis).filter(({ card }) => textOf(card).includes(title));
const agenda = () => only(titled('Dagsorden'));
const round = () => only(titled('Hvad kom der ud af konferencen?'));

describe('the agenda', () => {
  test('A9: the working day before at 12:00, as a root post, courses with a reason first and the others as one line', async () => {
    await addCourse(trinvis, 'ODE-001', runningA('2026-05-04'), discussed('2026-05-06'));
    await addCourse(trinvis, 'ODE-002', runningB1('2026-09-24'), withK3('2026-09-24'), discussed('2026-09-30'));
    await addCourse(trinvis, 'ODE-003', runningA('2025-12-10'), discussed('2026-05-06'));
    await addCourse(trinvis, 'ODE-004', runningA('2026-10-26'));
    await addCourse(trinvis, 'ODE-005', runningA('2026-05-04'), discussed('2026-05-06'));
    await trinvis.playTo('2026-11-03 11:59');
    expect(titled('Dagsorden')).toEqual([]);
    await trinvis.playTo('2026-11-03 12:00');
    const text = textOf(agenda().card);
    expect(agenda().threadRoot).toBeNull();
    expect(text).toContain('ons. 4. nov. kl. 13.00–14.00 · uge 45');
    expect(text).toContain('Lokale 2');
    expect(text).toContain('5 forløb på dagsordenen');
    expect(text).toContain('10 dage ud over sigtet (1 måned)');
    expect(text).toContain('samtykke udløber om 36 dage');
    expect(text).toContain('ny');
    expect(text).toContain('Øvrige: ODE-001, ODE-005');
    expect(text).toContain('Har ikke svaret:** Birger Behandler, Bodil Behandler');
    expect(agenda().summary).toBe('Dagsorden til konferencen');
  });

  test('N2: a course without consent in force is not there, not even by alias; nor what anybody typed', async () => {
    await addCourse(
      trinvis,
      'ODE-001',
      runningA('2026-10-01'),
      taskFor('mette', 't1', { agreed: '2026-10-07', due: '2026-10-20' }),
    );
    await addCourse(trinvis, 'ODE-002', runningB1('2026-10-01'));
    await trinvis.playTo('2026-11-03 12:00');
    const text = textOf(agenda().card);
    expect(text).toContain('1 opgave over fristen');
    expect(text).not.toContain('ODE-002');
    expect(text).not.toContain('Opgaveteksten');
    expect(text).not.toContain('Onsdagskonference');
    expect(text).not.toContain('Borger');
  });

  test('A9: "Jeg kommer" and "Afbud" show in place for everyone, and a change of mind counts', async () => {
    await trinvis.playTo('2026-11-03 12:00');
    const id = agenda().activityId;
    const first = await trinvis.tap(bodil, agenda(), { action: 'Jeg kommer', place: SHARED });
    expect(first.text).toContain('Kommer:** Bodil Behandler');
    await trinvis.tap(mette, agenda(), { action: 'Afbud', place: SHARED });
    await trinvis.tap(bodil, agenda(), { action: 'Afbud', place: SHARED });
    const text = textOf(agenda().card);
    expect(agenda().activityId).toBe(id);
    expect(text).toContain('Afbud:** Bodil Behandler, Mette Konsulent');
    expect(text).not.toContain('Kommer:**');
  });

  test('product.md 4: a coordinator is not asked, and their tap changes nothing', async () => {
    await trinvis.playTo('2026-11-03 12:00');
    const { text } = await trinvis.tap(karen, agenda(), { action: 'Jeg kommer', place: SHARED });
    expect(text).toContain('Du er ikke med i denne konference');
    expect(textOf(agenda().card)).not.toContain('Karen');
  });
});

describe('the preparation', () => {
  test('A9: to each specialist and clinician with a course on the agenda, with what it needs of them', async () => {
    await addCourse(
      trinvis,
      'ODE-001',
      runningA('2026-10-01'),
      taskFor('mette', 't1', { agreed: '2026-10-07', due: '2026-11-05' }),
    );
    await addCourse(trinvis, 'ODE-002', runningB1('2026-10-01'));
    await trinvis.playTo('2026-11-03 12:00');
    const mine = preparationOf(mette);
    expect(textOf(mine.card)).toContain('Opgaveteksten til t1');
    expect(textOf(mine.card)).not.toContain('ODE-002');
    expect(cameTo(trinvis, bodil).filter((c) => textOf(c.card).includes('Forbered'))).toHaveLength(1);
    for (const who of [morten, birger]) expect(cameTo(trinvis, who)).toEqual([]);
  });

  test('A9: "Ønsker beslutning" puts the course among the first on the channel’s agenda', async () => {
    await addCourse(trinvis, 'ODE-001', runningA('2026-05-04'), discussed('2026-05-06'));
    await trinvis.playTo('2026-11-03 12:00');
    expect(textOf(agenda().card)).toContain('Øvrige: ODE-001');
    const mine = preparationOf(bodil);
    const { text } = await trinvis.tap(bodil, mine, { action: 'Ønsker beslutning' });
    expect(text).toContain('Beslutning ønskes.');
    await trinvis.playTo('2026-11-03 12:01');
    expect(textOf(agenda().card)).toContain('beslutning ønskes');
    expect(textOf(agenda().card)).not.toContain('Øvrige');
  });

  test('A9: attendance answered in person shows in the channel', async () => {
    await addCourse(trinvis, 'ODE-001', runningA('2026-10-01'));
    await trinvis.playTo('2026-11-03 12:00');
    const { text } = await trinvis.tap(bodil, preparationOf(bodil), { action: 'Jeg kommer' });
    expect(text).toContain('Du har svaret: Jeg kommer.');
    await trinvis.playTo('2026-11-03 12:01');
    expect(textOf(agenda().card)).toContain('Kommer:** Bodil Behandler');
  });
});

describe('the reminder', () => {
  test('section 9: 30 minutes before, in the agenda’s thread, with those who have not answered', async () => {
    await trinvis.playTo('2026-11-03 12:00');
    await trinvis.tap(bodil, agenda(), { action: 'Jeg kommer', place: SHARED });
    await trinvis.playTo('2026-11-04 12:29');
    expect(titled('begynder')).toEqual([]);
    await trinvis.playTo('2026-11-04 12:30');
    const reminder = only(titled('Konferencen begynder kl. 13.00'));
    expect(reminder.threadRoot).toBe(agenda().activityId);
    expect(textOf(reminder.card)).toContain('Mette Konsulent');
    expect(textOf(reminder.card)).not.toContain('Bodil');
  });

  test('section 9: without a delivered agenda there is no reminder, and the question round is a post of its own', async () => {
    await addCourse(trinvis, 'ODE-001', runningA('2026-10-01'));
    const working = trinvis.connector.on(({ conversationId }) => conversationId === SHARED.id, { answer: 502 });
    await trinvis.playTo('2026-11-04 11:00');
    working();
    await trinvis.playTo('2026-11-04 15:00');
    expect(titled('begynder')).toEqual([]);
    expect(round().threadRoot).toBeNull();
  });
});

describe('the question round', () => {
  test('A9, A15: at 15:00 in the thread, in taps; discussed is step 3; everyone sees who answered', async () => {
    await addCourse(trinvis, 'ODE-001', runningA('2026-10-01'));
    await addCourse(trinvis, 'ODE-002', runningA('2026-10-01'));
    await trinvis.playTo('2026-11-04 14:59');
    expect(titled('Hvad kom der ud')).toEqual([]);
    await trinvis.playTo('2026-11-04 15:00');
    expect(round().threadRoot).toBe(agenda().activityId);
    expect(textOf(round().card)).toContain('2 af 2 forløb mangler svar.');
    await tapRound(bodil, 'Drøftet', 'ODE-001');
    expect(textOf(round().card)).toContain('1 af 2 forløb mangler svar.');
    expect(textOf(round().card)).toContain('Drøftet · Bodil Behandler, ons. 4. nov. kl. 15.00');
    await tapRound(mette, 'Ikke drøftet', 'ODE-002');
    expect(textOf(round().card)).toContain('Alle forløb er besvaret. Tak.');
    const { text } = await konference(mette);
    expect(text).not.toContain('Svar for');
  });

  test('A15: an answer changed to "ikke drøftet" takes the third step back', async () => {
    await addCourse(trinvis, 'ODE-001', runningA('2026-10-01'));
    await trinvis.playTo('2026-11-04 15:00');
    const stepOf = async () => textOf((await trinvis.write(mette, 'forløb ODE-001')).card);
    await tapRound(mette, 'Drøftet', 'ODE-001');
    expect(await stepOf()).toContain('Typisk trin 3');
    await tapRound(bodil, 'Ikke drøftet', 'ODE-001');
    expect(await stepOf()).toContain('Typisk trin 2');
  });

  test('A9: the course of a conference is asked about only if it was running that day', async () => {
    await addCourse(trinvis, 'ODE-001', runningA('2026-10-01'));
    await trinvis.playTo('2026-11-04 15:00');
    await addCourse(trinvis, 'ODE-002', runningA('2026-11-04'));
    await trinvis.playTo('2026-11-05 09:00');
    await addCourse(trinvis, 'ODE-003', runningA('2026-11-05'));
    const { text } = await tapRound(mette, 'Drøftet', 'ODE-001');
    expect(text).toContain('ODE-002');
    expect(text).not.toContain('ODE-003');
  });

  test('product.md 3: twenty courses are shown six at a time', async () => {
    for (let n = 10; n < 30; n += 1) await addCourse(trinvis, `ODE-0${n}`, runningA('2026-10-01'));
    await trinvis.playTo('2026-11-04 15:00');
    expect(textOf(round().card)).toContain('Side 1 af 4');
    await trinvis.tap(mette, round(), { action: 'Næste', place: SHARED });
    expect(textOf(round().card)).toContain('ODE-016');
    await tapRound(mette, 'Drøftet', 'ODE-017');
    expect(textOf(round().card)).toContain('Side 2 af 4');
  });

  test('A9: answered from `konference` in person for one’s own courses, and the channel shows it', async () => {
    await addCourse(trinvis, 'ODE-001', runningA('2026-10-01'));
    await addCourse(trinvis, 'ODE-002', runningA('2026-10-01', { specialist: 'morten', clinician: 'birger' }));
    await trinvis.playTo('2026-11-05 09:00');
    const card = await trinvis.write(mette, 'konference');
    const { text } = await trinvis.tap(mette, card, { action: 'Svar for ons. 4. nov.' });
    expect(text).toContain('ODE-001');
    expect(text).not.toContain('ODE-002');
    await trinvis.tap(mette, standing(mette, card), { action: 'Drøftet' });
    await trinvis.playTo('2026-11-05 09:01');
    expect(textOf(round().card)).toContain('Drøftet · Mette Konsulent');
    const back = await trinvis.tap(mette, standing(mette, card), { action: 'Tilbage til konferencen' });
    expect(back.text).not.toContain('Svar for');
  });

  test('product.md 4: a tap by somebody without a part in the conference changes nothing', async () => {
    await addCourse(trinvis, 'ODE-001', runningA('2026-10-01'));
    await trinvis.playTo('2026-11-04 15:00');
    const { text } = await tapRound(karen, 'Drøftet', 'ODE-001');
    expect(text).toContain('Du er ikke med i denne konference');
    expect(textOf(round().card)).toContain('1 af 1 forløb mangler svar.');
  });

  test('bad input: a card of a conference that is no more, an outcome that is none, a course of elsewhere', async () => {
    await addCourse(trinvis, 'ODE-001', runningA('2026-10-01'));
    await trinvis.playTo('2026-11-04 15:00');
    for (const data of [{ outcome: 'loved' }, { page: 'x' }, { meeting: '' }, { extra: 'field' }]) {
      const sent = await trinvis.tap(bodil, round(), { action: 'Drøftet', place: SHARED, inputs: data as never });
      expect(sent.text).toContain('Det svar kunne jeg ikke læse');
    }
    for (const data of [
      { meeting: 'nowhere:2026-11-04' },
      { meeting: 'odense-conference:2026-13-99' },
      { course: 'x' },
    ]) {
      const sent = await trinvis.tap(bodil, round(), { action: 'Drøftet', place: SHARED, inputs: data as never });
      expect(sent.status).toBe(200);
    }
    expect(textOf(round().card)).toContain('1 af 1 forløb mangler svar.');
  });

  test('N1: two working days later, unanswered: once in the leader’s digest', async () => {
    await addCourse(trinvis, 'ODE-001', runningA('2026-10-01'));
    await trinvis.playTo('2026-11-12 12:00');
    const told = cameTo(trinvis, lars).filter((c) => textOf(c.card).toLowerCase().includes('konferencen'));
    expect(told).toHaveLength(1);
  });
});

describe('decisions', () => {
  test('A9, N2: the words, the owner and the date are asked of the specialist in person and become a task', async () => {
    await addCourse(trinvis, 'ODE-001', runningA('2026-10-01'));
    await trinvis.playTo('2026-11-04 15:00');
    await tapRound(bodil, 'Beslutning truffet', 'ODE-001');
    await trinvis.playTo('2026-11-04 15:01');
    const form = only(cameTo(trinvis, mette).filter((c) => textOf(c.card).includes('Hvad blev besluttet?')));
    const empty = await trinvis.tap(mette, form, { action: 'Gem', inputs: { text: ' ' } });
    expect(empty.text).toContain('Feltet er tomt');
    const cpr = await trinvis.tap(mette, current(form), { action: 'Gem', inputs: { text: 'Ring til 670190-1234' } });
    expect(cpr.text).toContain('ligner et CPR-nummer');
    expect(cpr.text).not.toContain('670190');
    const long = await trinvis.tap(mette, current(form), { action: 'Gem', inputs: { text: 'x'.repeat(10_000) } });
    expect(long.text).toContain('Skriv højst 1000 tegn');
    const saved = await trinvis.tap(mette, current(form), {
      action: 'Gem',
      inputs: { text: 'Ring til *praktikstedet*', owner: 'user-bodil', due: '2026-11-11' },
    });
    expect(saved.text).toContain('Ring til \\*praktikstedet\\*');
    expect(saved.text).toContain('Bodil Behandler – senest ons. 11. nov.');
    const twice = await trinvis.tap(mette, form, { action: 'Gem', inputs: { text: 'igen' } });
    expect(twice.text).toContain('allerede besvaret');
    await trinvis.playTo('2026-11-11 08:00');
    expect(
      cameTo(trinvis, bodil)
        .map((c) => textOf(c.card))
        .join(),
    ).toContain('Ring til');
    expect(texts().join()).not.toContain('praktikstedet');
  });

  test('A9: several decisions of one course, each once', async () => {
    await addCourse(trinvis, 'ODE-001', runningA('2026-10-01'));
    await trinvis.playTo('2026-11-04 15:00');
    await tapRound(mette, 'Beslutning truffet', 'ODE-001');
    await trinvis.playTo('2026-11-04 15:01');
    const form = only(cameTo(trinvis, mette).filter((c) => textOf(c.card).includes('Hvad blev besluttet?')));
    const more = { action: 'Gem og tilføj en til', inputs: { text: 'Det ene' } };
    await trinvis.tap(mette, form, more);
    const again = await trinvis.tap(mette, form, more);
    expect(again.text).toContain('1 beslutning er gemt.');
    const done = await trinvis.tap(mette, current(form), { action: 'Gem', inputs: { text: 'Det andet' } });
    expect(done.text).toContain('Det ene');
    expect(done.text).toContain('Det andet');
  });
});

describe('konference', () => {
  test('N2: in the channel the next conference of that channel’s agreement, in person one’s own courses', async () => {
    await addCourse(trinvis, 'ODE-001', runningA('2026-10-01'));
    await addCourse(trinvis, 'ODE-002', runningA('2026-10-01', { specialist: 'morten', clinician: 'birger' }));
    const shared = textOf((await trinvis.write(bodil, 'konference', SHARED)).card);
    expect(shared).toContain('ODE-002');
    expect(shared).not.toContain('Onsdagskonference');
    const own = textOf((await trinvis.write(bodil, 'konference')).card);
    expect(own).toContain('Onsdagskonference');
    expect(own).toContain('ODE-001');
    expect(own).not.toContain('ODE-002');
    expect(own).toContain('2 forløb på dagsordenen · 1 er dit');
  });

  test('S2: moved by the leader: the posted agenda says so in place, and a new one comes the working day before', async () => {
    await addCourse(trinvis, 'ODE-001', runningA('2026-10-01'));
    await trinvis.playTo('2026-11-03 12:00');
    const first = agenda().activityId;
    await trinvis.tap(bodil, agenda(), { action: 'Jeg kommer', place: SHARED });
    await move(lars, '2026-11-06', '10:00');
    await trinvis.playTo('2026-11-03 12:01');
    expect(agenda().activityId).toBe(first);
    expect(textOf(agenda().card)).toContain('Konferencen er flyttet fra ons. 4. nov. til fre. 6. nov. kl. 10.00.');
    expect(textOf(agenda().card)).toContain('Har ikke svaret:** Birger Behandler, Bodil Behandler');
    await trinvis.playTo('2026-11-04 16:00');
    expect(titled('begynder')).toEqual([]);
    expect(titled('Hvad kom der ud')).toEqual([]);
    await trinvis.playTo('2026-11-05 12:00');
    const second = titled('Dagsorden').at(-1);
    expect(second?.activityId).not.toBe(first);
    await trinvis.playTo('2026-11-06 09:30');
    expect(only(titled('begynder kl. 10.00')).threadRoot).toBe(second?.activityId);
    await trinvis.playTo('2026-11-06 15:00');
    expect(round().threadRoot).toBe(second?.activityId);
  });

  test('N5: moved so near that the agenda’s hour has passed, it is posted at once', async () => {
    await trinvis.playTo('2026-11-02 14:00');
    await move(karen, '2026-11-03', '09:00');
    await trinvis.playTo('2026-11-02 14:01');
    expect(textOf(agenda().card)).toContain('tirs. 3. nov. kl. 09.00');
  });

  test('S2: cancelled: the posted agenda says so, nothing more is posted, and the next week’s comes', async () => {
    await addCourse(trinvis, 'ODE-001', runningA('2026-10-01'));
    await trinvis.playTo('2026-11-03 12:00');
    const card = await trinvis.write(lars, 'konference');
    const form = await trinvis.tap(lars, card, { action: 'Flyt eller aflys' });
    expect(form.text).toContain('Aflys konferencen');
    const { text } = await trinvis.tap(lars, standing(lars, card), { action: 'Aflys konferencen' });
    expect(text).toContain('Konferencen er aflyst.');
    await trinvis.playTo('2026-11-09 12:00');
    expect(textOf(agenda().card)).toContain('Konferencen er aflyst.');
    expect(postsIn(trinvis)).toHaveLength(1);
    await trinvis.playTo('2026-11-10 12:00');
    expect(titled('Dagsorden')).toHaveLength(2);
  });

  test('S5: a conference on a closing day some weeks ahead is one tap away for those who may move it', async () => {
    await trinvis.stop();
    trinvis = await startConference('2026-11-02 09:00', { closedDays: [day('2026-11-18')] });
    const card = await trinvis.write(karen, 'konference');
    const { text } = await trinvis.tap(karen, card, { action: 'Onsdagskonference, ons. 18. nov.' });
    expect(text).toContain('Konferencen falder på en dag, hvor der er lukket.');
    await trinvis.tap(karen, standing(karen, card), { action: 'Flyt eller aflys' });
    const moved = await trinvis.tap(karen, standing(karen, card), {
      action: 'Flyt',
      inputs: { date: '2026-11-19', start: '13:00' },
    });
    expect(moved.text).toContain('Konferencen er flyttet fra ons. 18. nov. til tors. 19. nov. kl. 13.00.');
    expect(textOf((await trinvis.write(mette, 'konference')).card)).not.toContain('18. nov.');
  });

  test('S5: it is not moved to a day nobody works, nor by a specialist', async () => {
    const card = await trinvis.write(lars, 'konference');
    await trinvis.tap(lars, card, { action: 'Flyt eller aflys' });
    const wrong = await trinvis.tap(lars, standing(lars, card), {
      action: 'Flyt',
      inputs: { date: '2026-11-08', start: '10:00' },
    });
    expect(wrong.text).toContain('Vælg en arbejdsdag');
    expect(wrong.text).toContain('2026-11-08');
    expect(textOf((await trinvis.write(mette, 'konference')).card)).not.toContain('Flyt eller aflys');
    const shared = await trinvis.write(mette, 'konference', SHARED);
    const tapped = await trinvis.tap(mette, shared, { action: 'Flyt eller aflys', place: SHARED });
    expect(tapped.text).toContain('Det hører ikke til din rolle');
  });
});

describe('when consent ends', () => {
  test('K12: last week’s agenda, the round and the preparations are replaced without the course', async () => {
    await addCourse(trinvis, 'ODE-001', runningA('2026-10-01'));
    await addCourse(trinvis, 'ODE-002', runningA('2026-10-01'));
    await trinvis.playTo('2026-11-09 09:00');
    await withdraw('ODE-001');
    await trinvis.playTo('2026-11-09 09:01');
    for (const { card } of postsIn(trinvis)) expect(textOf(card)).not.toContain('ODE-001');
    expect(textOf(agenda().card)).toContain('ODE-002');
    expect(textOf(round().card)).toContain('ODE-002');
    const personal = cameTo(trinvis, bodil).filter((c) => textOf(c.card).includes('Forbered'));
    expect(textOf(only(personal).card)).not.toContain('ODE-001');
    await trinvis.playTo('2026-11-10 12:00');
    expect(textOf(titled('Dagsorden').at(-1)?.card)).not.toContain('ODE-001');
  });

  test('K12: a tap on a course that left the agenda meanwhile changes nothing', async () => {
    await addCourse(trinvis, 'ODE-001', runningA('2026-10-01'));
    await trinvis.playTo('2026-11-04 15:00');
    const before = round();
    await withdraw('ODE-001');
    const { text } = await trinvis.tap(bodil, before, { action: 'Drøftet', place: SHARED });
    expect(text).toContain('Forløbet står ikke på dagsordenen.');
  });
});

/** Discussed at a conference before: not new any more. */
function discussed(date: string) {
  return on(date, { type: 'DiscussedAtConference', meeting: MeetingId.parse(`earlier:${date}`), on: day(date) });
}

const preparationOf = (who: TeamsPerson) =>
  only(cameTo(trinvis, who).filter((c) => textOf(c.card).includes('Forbered')));

/** A tap of the question round, on the card as it stands. */
function tapRound(who: TeamsPerson, action: string, alias: string) {
  return trinvis.tap(who, round(), { action, data: { course: courseIdOf(alias) }, place: SHARED });
}

function standing(who: TeamsPerson, { activityId }: Pick<StandingActivity, 'activityId'>): StandingActivity {
  return only(trinvis.cardsIn(personalChat(who)).filter((c) => c.activityId === activityId));
}
const current = (card: StandingActivity) => standing(mette, card);

async function konference(who: TeamsPerson) {
  return { text: textOf((await trinvis.write(who, 'konference')).card) };
}

async function move(who: TeamsPerson, date: string, start: string): Promise<void> {
  const card = await trinvis.write(who, 'konference');
  await trinvis.tap(who, card, { action: 'Flyt eller aflys' });
  const { text } = await trinvis.tap(who, standing(who, card), { action: 'Flyt', inputs: { date, start } });
  if (!text.includes('flyttet')) throw new Error(text);
}

async function withdraw(alias: string): Promise<void> {
  await trinvis.bot.store.transaction(async (tx) => {
    const now = trinvis.clock.now();
    const scope = { parts: trinvis.bot.parts, tx, now, today: localDate(now) };
    const done = await changeCourse(scope, {
      id: courseIdOf(alias),
      command: { type: 'withdrawConsent' },
      by: idOf('mette'),
    });
    if (done.kind === 'refused') throw new Error(done.because);
  });
}
