import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { agreementFrom } from '../../src/domain/agreement/agreement.ts';
import { LocalTime } from '../../src/domain/calendar/time.ts';
import { AgreementId, Alias, ConferenceId, ConversationId, OrganisationId, UserId } from '../../src/domain/ids.ts';
import type { TestBot } from '../_util/bot.ts';
import { day, terms } from '../_util/builders.ts';
import { actionsOf, inputsOf, textOf } from '../_util/card.ts';
import { choice, newestFor } from '../_util/dialogue.ts';
import type { StandingActivity } from '../_util/fake-connector.ts';
import { channel, personalChat, type TeamsPerson } from '../_util/http.ts';
import { addAgreement, addColleague, CLINIC, idOf, JOB_CENTRE, ODENSE, PEOPLE } from '../_util/odense.ts';
import { postsIn, reschedule, startConference } from '../_util/odense-conference.ts';
import { addCourse, runningA } from '../_util/odense-courses.ts';

const { mette, lars, bodil, karen } = PEOPLE;
const SECOND = ConferenceId.parse('odense-conference-2');

let trinvis: TestBot;
beforeEach(async () => {
  trinvis = await startConference('2026-11-02 09:00');
});
afterEach(() => trinvis.stop());

/** A second conference of Odense, on Mondays at 10:00 from 9 Nov. */
async function addConference(): Promise<void> {
  const when = { weekday: 1, start: LocalTime.parse('10:00'), minutes: 60, everyWeeks: 1 } as const;
  const conference = {
    id: SECOND,
    name: 'Mandagskonference',
    when: { ...when, from: day('2026-11-02'), until: terms().validTo },
    place: 'Lokale 7',
    invited: [],
  };
  await trinvis.bot.store.transaction(async (tx) => {
    const { revision } = await tx.events.load('agreement', ODENSE);
    const events = [{ type: 'ConferenceSetUp' as const, conference }];
    await tx.events.append('agreement', ODENSE, { revision, events, at: trinvis.clock.now(), by: idOf('karen') });
  });
  await reschedule(trinvis);
}

/** Moves a course by its card. */
async function move(who: TeamsPerson, alias: string, to = 'Mandagskonference') {
  const course = await trinvis.write(who, `forløb ${alias}`);
  const asked = await trinvis.tap(who, course, { action: 'Skift konference' });
  const on = { activityId: course.activityId, card: asked.card ?? {} };
  return trinvis.tap(who, on, { action: 'Flyt forløbet', inputs: { chosen: choice(asked.card, 'chosen', to) } });
}

const agendas = () => postsIn(trinvis).filter(({ card }) => textOf(card).includes('Dagsorden'));
const agendaOf = (when: string) => agendas().find(({ card }) => textOf(card).includes(when));
const rowOf = (alias: string) => trinvis.bot.store.transaction((tx) => tx.courses.byAlias(Alias.parse(alias)));

describe('several conferences under one agreement', () => {
  test('S2: opening a course asks which, and only where there are several', async () => {
    const form = async () => {
      const first = await trinvis.write(mette, 'nyt forløb');
      await trinvis.tap(mette, first, { action: 'newCourse.choose', inputs: { programme: 'ips', agreement: ODENSE } });
      return trinvis.cardsIn(personalChat(mette)).find((c) => c.activityId === first.activityId) as StandingActivity;
    };
    expect(inputsOf((await form()).card).map((i) => i.id)).not.toContain('conference');
    await addConference();
    const asked = await form();
    const inputs = { name: 'Ida Holm', cpr: '670190-1234' };
    const refused = await trinvis.tap(mette, asked, { action: 'newCourse.open', inputs });
    expect(refused.text).toContain('Vælg en af mulighederne');
    const conference = choice(asked.card, 'conference', 'Mandagskonference');
    await trinvis.tap(mette, asked, { action: 'newCourse.open', inputs: { ...inputs, conference } });
    expect((await rowOf('ODE-001'))?.conference).toBe(SECOND);
  });

  test('S2: each has its own agenda, at its own time, with its own courses', async () => {
    await addConference();
    await addCourse(trinvis, 'ODE-001', runningA('2026-10-01'));
    await addCourse(trinvis, 'ODE-002', runningA('2026-10-01'));
    expect((await move(mette, 'ODE-002')).text).toContain(
      'Forløbet hører nu til Mandagskonference (mandag kl. 10.00).',
    );
    await trinvis.playTo('2026-11-06 12:30');
    const wednesday = textOf(agendaOf('ons. 4. nov. kl. 13.00')?.card);
    expect([wednesday.includes('ODE-001'), wednesday.includes('ODE-002')]).toEqual([true, false]);
    const monday = textOf(agendaOf('man. 9. nov. kl. 10.00')?.card);
    expect([monday.includes('ODE-001'), monday.includes('ODE-002')]).toEqual([false, true]);
    expect(monday).toContain('Lokale 7');
  });

  test('S2: moved after the agenda was posted: it goes from the old one and comes on the new one, in place', async () => {
    await addConference();
    await addCourse(trinvis, 'ODE-001', runningA('2026-10-01'));
    await trinvis.playTo('2026-11-10 12:30');
    expect(textOf(agendaOf('ons. 11. nov.')?.card)).toContain('ODE-001');
    await move(lars, 'ODE-001');
    await trinvis.playTo('2026-11-10 13:00');
    expect(textOf(agendaOf('ons. 11. nov.')?.card)).not.toContain('ODE-001');
    await trinvis.playTo('2026-11-13 12:30');
    expect(textOf(agendaOf('man. 16. nov.')?.card)).toContain('ODE-001');
  });

  test('S2, A9: nobody is asked about a conference that was held before the course came to it', async () => {
    await addConference();
    await addCourse(trinvis, 'ODE-001', runningA('2026-10-01'));
    await trinvis.playTo('2026-11-09 16:00');
    await move(mette, 'ODE-001');
    await trinvis.playTo('2026-11-12 09:00');
    expect(newestFor(trinvis, lars, 'Dagens overblik – ons. 11. nov.')).not.toBeNull();
    expect(newestFor(trinvis, lars, 'Mandagskonference')).toBeNull();
  });

  test('S2: alias, start and history stay; the story of the other courses too', async () => {
    await addConference();
    await addCourse(trinvis, 'ODE-001', runningA('2026-10-01'));
    const { text } = await move(mette, 'ODE-001');
    expect(text).toContain('I gang siden 1. okt. 2026');
    expect(text).toContain('Mandagskonference: mandag kl. 10.00');
  });

  test('S2: with one conference there is nothing to change to, and another agreement’s is refused', async () => {
    await addCourse(trinvis, 'ODE-001', runningA('2026-10-01'));
    const alone = await trinvis.write(mette, 'forløb ODE-001');
    expect(actionsOf(alone.card).map((a) => a.title)).not.toContain('Skift konference');
    await addConference();
    const course = await trinvis.write(mette, 'forløb ODE-001');
    const asked = await trinvis.tap(mette, course, { action: 'Skift konference' });
    const on = { activityId: course.activityId, card: asked.card ?? {} };
    const { text } = await trinvis.tap(mette, on, { action: 'Flyt forløbet', inputs: { chosen: 'anholt-conference' } });
    expect(text).toContain('Skift konference – ODE-001');
    expect((await rowOf('ODE-001'))?.conference).toBe('odense-conference');
  });

  test('product.md 4: a clinician reads of the course and moves nothing', async () => {
    await addConference();
    await addCourse(trinvis, 'ODE-001', runningA('2026-10-01'));
    const seen = await trinvis.write(bodil, 'forløb ODE-001');
    expect(actionsOf(seen.card).map((a) => a.title)).not.toContain('Skift konference');
  });
});

const ASSENS = AgreementId.parse('assens');
const ASSENS_CENTRE = OrganisationId.parse('jobcenter-assens');
const ASSENS_CHANNEL = channel('assens-faelles');

/** A second agreement of the clinic, with Odense's job centre or another, and with its own channel. */
async function addAssens(jobCentre: OrganisationId): Promise<void> {
  const agreed = terms({ code: 'ASS', jobCentre, clinic: CLINIC });
  await trinvis.bot.store.transaction(async (tx) => {
    await tx.organisations.save({ id: ASSENS_CENTRE, name: 'Jobcenter Assens', side: 'jobCentre' });
    await addAgreement(tx, { id: ASSENS, terms: agreed, now: trinvis.clock.now() });
    const { revision, history } = await tx.events.load('agreement', ASSENS);
    const shared = ConversationId.parse(ASSENS_CHANNEL.id);
    await tx.events.append('agreement', ASSENS, {
      revision,
      events: [
        { type: 'ChannelBound', channel: shared, kind: 'shared' },
        { type: 'ChannelBound', channel: ConversationId.parse('19:assens-eget@thread.tacv2'), kind: 'jobCentre' },
      ],
      at: trinvis.clock.now(),
      by: idOf('karen'),
    });
    expect(agreementFrom(history.map((h) => h.event))).not.toBeNull();
  });
  await trinvis.write(karen, 'hjælp', ASSENS_CHANNEL);
  await reschedule(trinvis, ASSENS);
}

describe('several agreements', () => {
  test('S2: a specialist with courses under two agreements sees both, and each has its own alias and channel', async () => {
    await addAssens(JOB_CENTRE);
    await addCourse(trinvis, 'ODE-001', runningA('2026-10-01'));
    await addCourse(trinvis, 'ASS-002', underAssens(runningA('2026-10-01')));
    const list = textOf((await trinvis.write(mette, 'forløb')).card);
    expect([list.includes('ODE-001'), list.includes('ASS-002')]).toEqual([true, true]);
    await trinvis.playTo('2026-11-03 12:30');
    expect(textOf(agendaOf('ons. 4. nov.')?.card)).not.toContain('ASS-002');
    const theirs = trinvis.cardsIn(ASSENS_CHANNEL).find(({ card }) => textOf(card).includes('Dagsorden'));
    expect(textOf(theirs?.card)).toContain('ASS-002');
    expect(textOf(theirs?.card)).not.toContain('ODE-001');
  });

  test('S2, K14: a clinic with two job centres: each side of each agreement sees its own', async () => {
    await addAssens(ASSENS_CENTRE);
    const asta = await addColleague(trinvis, { name: 'Asta Assens', role: 'specialist', leader: null });
    const astaId = UserId.parse(`user-${asta.objectId}`);
    await trinvis.bot.store.transaction(async (tx) => {
      const user = await tx.users.get(astaId);
      if (user !== null) await tx.users.save({ ...user, organisation: ASSENS_CENTRE });
    });
    await addCourse(trinvis, 'ODE-001', runningA('2026-10-01'));
    const course = runningA('2026-10-01').map((r) => {
      const { event } = r;
      if (event.type === 'CourseOpened') return { ...r, event: { ...event, agreement: ASSENS, referredBy: astaId } };
      return event.type === 'SpecialistAssigned' ? { ...r, event: { ...event, specialist: astaId } } : r;
    });
    await addCourse(trinvis, 'ASS-002', course);
    const seenBy = async (who: TeamsPerson) => {
      const text = textOf((await trinvis.write(who, 'forløb')).card);
      return ['ODE-001', 'ASS-002'].filter((alias) => text.includes(alias));
    };
    expect(await seenBy(bodil)).toEqual(['ODE-001', 'ASS-002']);
    expect([await seenBy(asta), await seenBy(mette), await seenBy(lars)]).toEqual([
      ['ASS-002'],
      ['ODE-001'],
      ['ODE-001'],
    ]);
    const foreign = textOf((await trinvis.write(mette, 'forløb ASS-002')).card);
    expect(foreign).toContain('Jeg finder ikke');
  });
});

function underAssens(history: ReturnType<typeof runningA>) {
  return history.map((r) => (r.event.type === 'CourseOpened' ? { ...r, event: { ...r.event, agreement: ASSENS } } : r));
}
