import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { rescheduleAgreement } from '../../src/app/due/agreement-due.ts';
import { localDate } from '../../src/domain/calendar/time.ts';
import { AgreementId, EmployerContactId } from '../../src/domain/ids.ts';
import type { TestBot } from '../_util/bot.ts';
import { agreed, begun, closed, employerContacted, job, terms } from '../_util/builders.ts';
import { actionsOf, inputsOf, textOf } from '../_util/card.ts';
import { channel } from '../_util/http.ts';
import { addAgreement, ODENSE, PEOPLE, SHARED_CHANNEL, startOdense } from '../_util/odense.ts';
import { addCourse, runningA, runningB1 } from '../_util/odense-courses.ts';

const { mette, morten, lars, karen, bodil, sanne } = PEOPLE;
const SHARED = channel('faelles', { id: SHARED_CHANNEL });
const FAABORG = AgreementId.parse('faaborg');

let trinvis: TestBot;
beforeEach(async () => {
  trinvis = await startOdense({ at: '2026-11-02 07:00' });
});
afterEach(() => trinvis.stop());

/** A job agreed and begun on a day, of the kind that R1 counts. */
const inJob = (date: string) => [agreed(job('ordinaryJob', date)), begun(date)];
const read = async (who: typeof mette) => textOf((await trinvis.write(who, 'resultater')).card);
const chartsOf = (card: unknown) => JSON.stringify(card).match(/"Chart\.\w+"/g) ?? [];
const page = async (who: typeof mette, title: string) => {
  const first = await trinvis.write(who, 'resultater');
  return trinvis.tap(who, first, { action: title });
};

/** So many courses from January 2025, the first of them with a job within the 18 months. */
async function cohortOf(
  reached: number,
  all: number,
  { specialist = 'mette', from = 1 }: { readonly specialist?: 'mette' | 'morten'; readonly from?: number } = {},
) {
  for (let n = 0; n < all; n += 1) {
    const alias = `ODE-${String(from + n).padStart(3, '0')}`;
    await addCourse(trinvis, alias, runningA('2025-01-06', { specialist }), n < reached ? inJob('2025-06-02') : []);
  }
}

describe('resultater in person', () => {
  test('R1, A13: a leader reads the team’s cohort against both baselines, with n, period and definition', async () => {
    await cohortOf(2, 3);
    await cohortOf(1, 1, { specialist: 'morten', from: 4 });
    const { card } = await trinvis.write(lars, 'resultater');
    const text = textOf(card);
    expect(text).toContain('75 % (3 af 4)');
    expect(text).toContain('Forskel til IPS-arm (59,9 %)\n+15,1 procentpoint');
    expect(text).toContain('Forskel til Kontrol (46,5 %)\n+28,5 procentpoint');
    expect(text).toContain('4 personer');
    expect(text).toContain('begyndt til og med 2. maj 2025');
    expect(text).toContain('Hver person tæller én gang');
    expect(chartsOf(card)).toEqual(['"Chart.VerticalBar"', '"Chart.Donut"']);
    expect(text).not.toContain('ODE-0');
  });

  test('product.md 4: a specialist counts the own courses only', async () => {
    await cohortOf(2, 3);
    await cohortOf(0, 1, { specialist: 'morten', from: 4 });
    expect(await read(mette)).toContain('66,7 % (2 af 3)');
    const own = await read(morten);
    expect(own).toContain('0 % (0 af 1)');
    expect(own).toContain('−59,9 procentpoint');
  });

  test('product.md 4: clinician and caseworker have no results', async () => {
    for (const who of [bodil, sanne]) expect(await read(who)).not.toContain('procent');
  });

  test('R1: a coordinator reads no count below 5, and none it could be reckoned from', async () => {
    await cohortOf(4, 11);
    const { card } = await trinvis.write(karen, 'resultater');
    const text = textOf(card);
    expect(text).toContain('Vises ikke: for få personer');
    expect(text).toContain('11 personer');
    expect(text).not.toMatch(/4 af 11|36,4|procentpoint\n/);
    expect(chartsOf(card)).toEqual([]);
    await cohortOf(2, 2, { from: 12 });
    expect(await read(karen)).toContain('46,2 % (6 af 13)');
  });

  test('R1: a coordinator reads one agreement at a time, never a sum that would tell a hidden number', async () => {
    await trinvis.bot.store.transaction(async (tx) => {
      const now = trinvis.clock.now();
      await addAgreement(tx, { id: FAABORG, terms: terms({ code: 'FAA' }), now });
    });
    await cohortOf(6, 13);
    const first = await trinvis.write(karen, 'resultater');
    const [choice] = inputsOf(first.card);
    expect(choice?.choices.map((c) => c.title)).toEqual(['FAA', 'ODE']);
    expect(textOf(first.card)).toContain('Samarbejdsaftalen FAA');
    const odense = await trinvis.tap(karen, first, { action: 'Vis', inputs: { agreement: ODENSE } });
    expect(odense.text).toContain('46,2 % (6 af 13)');
    const nonsense = { activityId: first.activityId, card: odense.card ?? {} };
    const unknown = await trinvis.tap(karen, nonsense, { action: 'Vis', inputs: { agreement: 'another' } });
    expect(unknown.text).toContain('Samarbejdsaftalen FAA');
  });

  test('R2: the page of programme B: step times, paid hours, self-support', async () => {
    await addCourse(trinvis, 'ODE-001', runningB1('2026-09-01'));
    await addCourse(trinvis, 'ODE-002', runningB1('2026-10-20'));
    const { text } = await page(lars, 'Flere skal med 3');
    expect(text).toContain('Trin 1 inden for sigtet (1 måned)');
    expect(text).toContain('I gang og ud over sigtet nu\n1');
    expect(text).toContain('Med lønnede timer\n0 % (0 af 2)');
    expect(text).toContain('Model fra 2022');
  });

  test('R3, A6: the page of quarters: rates, days from referral to start, consents that run out', async () => {
    await cohortOf(1, 2);
    await addCourse(trinvis, 'ODE-003', runningA('2025-11-10'), closed('2026-06-30'));
    const { text, card } = await page(lars, 'Kvartaler');
    expect(text).toContain('I ordinært job i seneste kvartal\n50 % (1 af 2)');
    expect(text).toContain('2. kvartal 2026\n33,3 % (1 af 3)');
    expect(text).toContain('Fra henvisning til start\n0 dage');
    expect(text).toContain('31 %, gennemsnit 41 %, fremragende 50 %');
    expect(chartsOf(card)).toEqual(['"Chart.VerticalBar"']);
  });

  test('R4: the page of indicators says what is missing instead of a number', async () => {
    await cohortOf(5, 6);
    const { text } = await page(lars, 'Kendetegn');
    expect(text).toContain('Kan ikke beregnes: IPS-konsulenternes arbejdstid er ikke registreret');
    expect(text).toContain('100 % (n = 6) · bedste interval: ≥ 90');
    expect(text).toContain('Ordinære og varige job\nKan ikke beregnes: der er for få (under 5)');
    expect(text).toContain('Beregnet indikation');
    expect(text).toContain('Kan ikke beregnes: kontakter til arbejdsgivere er ikke registreret');
  });

  test('R4, A14: with contacts to employers written down, the first and how many there are by hand', async () => {
    // Five courses of 14 September; the first visits on days 7, 14, 21, 28 and 35: the median is 21. A phone call before is no visit.
    for (const [i, date] of ['2026-09-21', '2026-09-28', '2026-10-05', '2026-10-12', '2026-10-19'].entries()) {
      const contacts = [employerContacted('2026-09-15', { how: 'phone' }), employerContacted(date)];
      await addCourse(trinvis, `ODE-10${i}`, runningA('2026-09-14'), contacts);
    }
    // Of the four weeks to 2 November, from 6 October: the visits of 12 and 19 October, and six more on 26 October: 8 by 2 in 4 weeks is 1.
    const more = Array.from({ length: 6 }, (_, i) =>
      employerContacted('2026-10-26', { contact: EmployerContactId.parse(`more-${i}`), how: 'mail' }),
    );
    await addCourse(trinvis, 'ODE-110', runningA('2025-06-02'), more);
    const { text } = await page(lars, 'Kendetegn');
    expect(text).toContain('21 dage (n = 5) · bedste interval: ≤ 30');
    expect(text).toMatch(/\n1(?: \S+)* \(n = 8\) · interval: < 6/);
  });
});

describe('resultater in a channel', () => {
  test('N2, R1: the channel’s agreement only, small numbers hidden, every page', async () => {
    await trinvis.write(karen, 'hjælp', SHARED);
    await cohortOf(4, 11);
    const first = await trinvis.write(lars, 'resultater', SHARED);
    expect(textOf(first.card)).toContain('Samarbejdsaftalen ODE');
    expect(textOf(first.card)).toContain('Vises ikke: for få personer');
    expect(inputsOf(first.card)).toEqual([]);
    for (const title of actionsOf(first.card).map((a) => a.title)) {
      const { text } = await trinvis.tap(lars, first, { action: title, place: SHARED });
      expect(text).toContain('Tal under 5');
      expect(text).not.toMatch(/ODE-0|4 af 11/);
    }
  });

  test('product.md 4: a clinician neither asks for results nor turns their pages', async () => {
    await trinvis.write(karen, 'hjælp', SHARED);
    const first = await trinvis.write(lars, 'resultater', SHARED);
    const { text } = await trinvis.tap(bodil, first, { action: 'Kvartaler', place: SHARED });
    expect(text).not.toContain('kvartal 2026');
  });

  test('N2: an unbound channel gets a sentence', async () => {
    const answer = await trinvis.write(lars, 'resultater', channel('andre'));
    expect(textOf(answer.card)).toContain('ikke knyttet til en samarbejdsaftale');
  });
});

describe('the results of a quarter', () => {
  test('R3, N1: ten working days after the quarter the leader and the coordinator are told, once', async () => {
    await trinvis.bot.store.transaction(async (tx) => {
      const now = trinvis.clock.now();
      await rescheduleAgreement({ parts: trinvis.bot.parts, tx, now, today: localDate(now) }, ODENSE);
    });
    await trinvis.playTo('2027-01-14 16:00');
    const told = (who: typeof mette) =>
      trinvis
        .cardsIn({ kind: 'personal', id: `a:${who.objectId}` })
        .filter(({ card }) => textOf(card).includes('Resultaterne for 4. kvartal 2026'));
    expect(told(lars)).toHaveLength(0);
    await trinvis.playTo('2027-01-15 16:00');
    for (const who of [lars, karen]) expect(told(who)).toHaveLength(1);
    expect(told(mette)).toHaveLength(0);
    await trinvis.playTo('2027-01-29 16:00');
    for (const who of [lars, karen]) expect(told(who)).toHaveLength(1);
  });
});
