import { afterEach, describe, expect, test } from '@jest/globals';
import type { AgreementTerms } from '../../../src/domain/agreement/agreement.ts';
import { instantMs } from '../../../src/domain/calendar/time.ts';
import type { TestBot } from '../../_util/bot.ts';
import { at, day } from '../../_util/builders.ts';
import { textOf } from '../../_util/card.ts';
import { ODENSE, PEOPLE } from '../../_util/odense.ts';
import { cameTo, postsIn, reschedule, startConference } from '../../_util/odense-conference.ts';
import { addCourse, runningA } from '../../_util/odense-courses.ts';

const { lars, karen } = PEOPLE;

let trinvis: TestBot;
afterEach(() => trinvis.stop());

async function start(when: string, terms: Partial<AgreementTerms> = {}): Promise<void> {
  trinvis = await startConference(when, terms);
  await addCourse(trinvis, 'ODE-001', runningA('2026-10-01'));
}
const heads = () => postsIn(trinvis).map(({ card }) => textOf(card).split('\n').slice(0, 2).join(' · '));
const digests = (who: typeof lars) => cameTo(trinvis, who).map(({ card }) => textOf(card));
const rows = (kind: string) =>
  trinvis.bot.store.transaction(async ({ outbox }) => {
    const all = await outbox.inState(['pending', 'sending', 'sent', 'dropped', 'expired', 'undeliverable'], 500);
    return all.filter((row) => row.kind === kind);
  });

describe('the days of a conference', () => {
  test('S5: a conference-free week has no posts, and the weeks around it have theirs', async () => {
    await start('2026-11-02 09:00', { conferenceFreeWeeks: [day('2026-11-09')] });
    await trinvis.playTo('2026-11-18 16:00');
    expect(heads().filter((h) => h.startsWith('Dagsorden'))).toEqual([
      expect.stringContaining('ons. 4. nov.'),
      expect.stringContaining('ons. 18. nov.'),
    ]);
  });

  test('S5: on a closing day nothing is posted, and the organiser is asked from ten days before until it is moved or cancelled', async () => {
    await start('2026-11-02 09:00', { closedDays: [day('2026-11-25')] });
    await trinvis.playTo('2026-11-13 07:59');
    expect(digests(karen).join()).not.toContain('25. nov.');
    await trinvis.playTo('2026-11-13 12:00');
    expect(digests(karen).at(-1)).toContain('25. nov.');
    await trinvis.playTo('2026-11-26 12:00');
    expect(heads().join()).not.toContain('25. nov.');
  });

  test('S5: a closing day that is decided late is asked about the next morning', async () => {
    await start('2026-11-02 09:00');
    await trinvis.playTo('2026-11-09 10:00');
    await close('2026-11-11');
    await trinvis.playTo('2026-11-10 07:59');
    expect(digests(karen).join()).not.toContain('11. nov.');
    await trinvis.playTo('2026-11-10 12:00');
    expect(digests(karen).join()).toContain('11. nov.');
    expect(heads().join()).not.toContain('11. nov.');
  });

  test('L1: across the clock change the conference stays at 13.00 local', async () => {
    await start('2027-03-22 09:00');
    await trinvis.playTo('2027-04-01 16:00');
    const agendas = await rows('agenda');
    const reminders = await rows('reminder');
    expect(agendas.map((r) => r.notBefore).sort()).toEqual([at('2027-03-23', '12:00'), at('2027-03-30', '12:00')]);
    expect(reminders.map((r) => r.notBefore).sort()).toEqual([at('2027-03-24', '12:30'), at('2027-03-31', '12:30')]);
    expect(instantMs(at('2027-03-31', '12:30')) - instantMs(at('2027-03-24', '12:30'))).toBe((7 * 24 - 1) * 3600_000);
  });
});

describe('late, twice, backwards', () => {
  test('N5: downtime that ends inside the window sends at once, and each post once', async () => {
    await start('2026-11-02 09:00');
    trinvis.clock.moveTo('2026-11-04 09:30');
    await trinvis.bot.runRound();
    await trinvis.bot.runRound();
    expect(heads()).toEqual([expect.stringContaining('Dagsorden')]);
    await reschedule(trinvis);
    await trinvis.bot.runRound();
    expect(heads()).toHaveLength(1);
  });

  test('N5: what missed its window is not sent; the leader hears of the agenda in the next digest', async () => {
    await start('2026-11-02 09:00');
    trinvis.clock.moveTo('2026-11-04 14:00');
    await trinvis.bot.runRound();
    expect(heads()).toEqual([]);
    expect((await rows('agenda')).map((r) => r.state)).toEqual(['expired']);
    await trinvis.playTo('2026-11-05 09:00');
    expect(digests(lars).length).toBeGreaterThan(0);
    expect(heads()).toEqual([expect.stringContaining('Hvad kom der ud af konferencen?')]);
  });

  test('N5: a clock that went back raises nothing again', async () => {
    await start('2026-11-02 09:00');
    await trinvis.playTo('2026-11-04 16:00');
    const before = heads();
    trinvis.clock.moveTo('2026-11-03 11:00');
    await trinvis.bot.runRound();
    await trinvis.playTo('2026-11-04 16:00');
    expect(heads()).toEqual(before);
  });

  test('L1, N5: played over the winter, every working Wednesday has each of its posts once', async () => {
    trinvis = await startConference('2026-11-02 09:00');
    await trinvis.playTo('2027-01-29 16:00');
    for (const kind of ['agenda', 'reminder']) {
      const subjects = (await rows(kind)).map((r) => r.subject.slice(-10));
      expect(subjects).toHaveLength(13);
      expect(new Set(subjects).size).toBe(13);
    }
  });
});

async function close(date: string): Promise<void> {
  await trinvis.bot.store.transaction(async (tx) => {
    const { revision, history } = await tx.events.load('agreement', ODENSE);
    const set = history.flatMap(({ event }) => (event.type === 'AgreementSetUp' ? [event] : []))[0];
    if (set === undefined) throw new Error('no agreement');
    const terms = { ...set.terms, closedDays: [day(date)] };
    const event = { type: 'TermsChanged', terms, organiser: set.organiser } as const;
    await tx.events.append('agreement', ODENSE, { revision, events: [event], at: trinvis.clock.now(), by: null });
  });
  await reschedule(trinvis);
}
