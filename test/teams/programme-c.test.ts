import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestBot } from '../_util/bot.ts';
import { agreed, begun, job } from '../_util/builders.ts';
import { inputsOf, textOf } from '../_util/card.ts';
import { courseWork } from '../_util/courses.ts';
import type { StandingActivity } from '../_util/fake-connector.ts';
import { personalChat } from '../_util/http.ts';
import { idOf, PEOPLE, startOdense } from '../_util/odense.ts';
import { postsIn, reschedule, SHARED } from '../_util/odense-conference.ts';
import { addCourse, runningA } from '../_util/odense-courses.ts';

const { mette, lars, bodil, karen } = PEOPLE;

let trinvis: TestBot;
beforeEach(async () => {
  trinvis = await startOdense({ at: '2026-11-02 09:00', terms: { programmes: ['ips', 'fsm3', 'att'] } });
});
afterEach(() => trinvis.stop());

const newest = (): StandingActivity => {
  const card = trinvis.cardsIn(personalChat(mette)).at(-1);
  if (card === undefined) throw new Error('no card');
  return card;
};
/** Programme C, running since a day. */
const runningC = (date: string) =>
  runningA(date).map((r) =>
    r.event.type === 'CourseOpened' ? { ...r, event: { ...r.event, programme: { id: 'att', version: 1 } } } : r,
  );

async function jobForm(alias: string, kind: string) {
  await trinvis.write(mette, `job ${alias}`);
  await trinvis.tap(mette, newest(), { action: 'Ny aftale eller nyt job' });
  return trinvis.tap(mette, newest(), { action: 'Næste', inputs: { choice: kind } });
}

describe('programme C, from opening to results', () => {
  test('C1, C2, C4: opened under an agreement that offers it, started by K1, a job with considerations, its own ladder', async () => {
    const work = courseWork(trinvis);
    await work.open(mette, 'att', { clinician: idOf('bodil') });
    const opened = textOf(newest().card);
    expect(opened).toContain('IPS for flygtninge med PTSD, ATT (model fra 2020)');
    expect(opened).toContain('samtykke fra klinikken til jobcentret');
    const { text } = await work.consent(mette, 'ODE-001');
    expect(text).toContain('forløbet er i gang fra 2. nov. 2026');
    const seen = textOf((await trinvis.write(bodil, 'forløb ODE-001')).card);
    expect(seen).toContain('Mentor\nMette Konsulent');
    await jobForm('ODE-001', 'flexJob');
    const labels = inputsOf(newest().card).map((i) => i.label);
    expect(labels.some((l) => l.startsWith('Hensyn'))).toBe(true);
    const saved = await trinvis.tap(mette, newest(), {
      action: 'Gem',
      inputs: { employer: 'Gartneriet', startsOn: '2026-11-02', hours: '10', considerations: 'Ro om morgenen' },
    });
    expect(saved.text).toContain('Fleksjob');
    expect(saved.text).toContain('Ro om morgenen');
    const results = await trinvis.write(lars, 'resultater');
    const ladder = await trinvis.tap(lars, results, { action: 'ATT' });
    expect(JSON.stringify(ladder.card)).toContain('Fleksjob');
    expect(ladder.text).toContain('1 person');
  });

  test('C2: the list of kinds is the programme’s, and a kind of another programme is refused whatever a card says', async () => {
    await addCourse(trinvis, 'ODE-014', runningC('2026-06-01'));
    await addCourse(trinvis, 'ODE-015', runningA('2026-06-01'));
    const kinds = async (alias: string) => {
      await trinvis.write(mette, `job ${alias}`);
      const { card } = await trinvis.tap(mette, newest(), { action: 'Ny aftale eller nyt job' });
      return (
        inputsOf(card)
          .find((i) => i.id === 'choice')
          ?.choices.map((c) => c.title) ?? []
      );
    };
    expect(await kinds('ODE-014')).toEqual([
      'Ordinært job',
      'Selvstændig',
      'Ordinær uddannelse',
      'Fleksjob',
      'Revalidering (aftalt senest 30. juni 2026)',
      'Virksomhedspraktik',
    ]);
    expect(await kinds('ODE-015')).not.toContain('Revalidering');
    const refused = await jobForm('ODE-015', 'revalidation');
    expect(refused.text).toContain('Vælg');
    expect(inputsOf(newest().card).map((i) => i.id)).not.toContain('employer');
  });

  test('C2: revalidering agreed before the law took it away is entered; later it is refused with a sentence', async () => {
    await addCourse(trinvis, 'ODE-014', runningC('2026-03-02'));
    const inputs = { employer: 'Kommunens værksted', startsOn: '2026-11-02', hours: '20' };
    await jobForm('ODE-014', 'revalidation');
    const late = await trinvis.tap(mette, newest(), { action: 'Gem', inputs: { ...inputs, agreedOn: '2026-07-01' } });
    expect(late.text).toContain('Det kunne ikke aftales i dette program den dag.');
    const done = await trinvis.tap(mette, newest(), { action: 'Gem', inputs: { ...inputs, agreedOn: '2026-06-30' } });
    expect(done.text).toContain('Revalidering');
    expect(done.text).not.toContain('ikke aftales');
  });

  test('C4: A’s cohort and C’s ladder are never mixed', async () => {
    await addCourse(
      trinvis,
      'ODE-014',
      runningC('2025-01-06'),
      agreed(job('ordinaryJob', '2025-03-03')),
      begun('2025-03-03'),
    );
    await addCourse(trinvis, 'ODE-015', runningA('2025-01-06'));
    const results = await trinvis.write(lars, 'resultater');
    expect(textOf(results.card)).toContain('0 % (0 af 1)');
    const ladder = await trinvis.tap(lars, results, { action: 'ATT' });
    expect(ladder.text).toContain('1 person');
    expect(JSON.stringify(ladder.card)).toContain('Ordinært job');
  });

  test('S1, C1: an agreement that does not offer it opens no course of C', async () => {
    const form = await trinvis.write(bodil, 'nyt forløb');
    expect(textOf(form.card)).not.toContain('ATT');
    await trinvis.stop();
    trinvis = await startOdense({ at: '2026-11-02 09:00' });
    const first = await trinvis.write(mette, 'nyt forløb');
    expect(textOf(first.card)).not.toContain('ATT');
  });

  test('C1: opsæt says where and when the project ran; it is not ticked by itself', async () => {
    const form = await trinvis.write(karen, 'opsæt', { ...SHARED, id: '19:ny@thread.tacv2' });
    expect(textOf(form.card)).toContain('ATT kørte som projekt i Odense, Kolding, Vejle, Fredericia og Varde');
    expect(inputsOf(form.card).find((i) => i.id === 'programmes')?.value).toBe('ips,fsm3');
  });
});

describe('C3: a peer worker', () => {
  test('C3: stands on the course for its home side, and on the preparation of who goes to the conference', async () => {
    await trinvis.write(karen, 'hjælp', SHARED);
    await reschedule(trinvis);
    await addCourse(trinvis, 'ODE-014', runningC('2026-10-01'));
    const course = await trinvis.write(mette, 'forløb ODE-014');
    await trinvis.tap(mette, course, { action: 'Samarbejdspartnere' });
    const { text } = await trinvis.tap(mette, newest(), {
      action: 'Tilføj',
      inputs: { choice: 'peer', words: 'Sami Haddad' },
    });
    expect(text).toContain('Sami Haddad\nPeer-medarbejder');
    await trinvis.playTo('2026-11-03 12:30');
    const preparation = (who: typeof mette) =>
      trinvis.cardsIn(personalChat(who)).findLast((c) => textOf(c.card).includes('Forbered konferencen'));
    expect(textOf(preparation(mette)?.card)).toContain('Peer-medarbejder deltager: Sami Haddad');
    expect(textOf(preparation(bodil)?.card)).not.toContain('Sami');
    for (const { card } of postsIn(trinvis)) expect(JSON.stringify(card)).not.toContain('Sami');
  });
});
