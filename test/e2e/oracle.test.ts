import { expect, jest, test } from '@jest/globals';
import { liveThrough, type Story } from '../_util/live-through.ts';
import type { Day } from '../_util/naive-days.ts';
import { foretell } from '../_util/naive-oracle.ts';

// Seconds on a quiet machine; patience for a busy one.
jest.setTimeout(60_000);

/** What the bot posted, and what a naive calendar says must be posted: the same, to the minute. */
async function expectForetold(story: Story): Promise<void> {
  const posted = await liveThrough(story);
  expect(posted).toEqual(foretell(story.lives, story.week, story));
}

const journaledAtOnce = (recorded: Day, lastDay: Day) => ({ recorded, lastDay, journaled: recorded });
const METTES = { programme: 'A', specialist: 'mette', clinician: 'bodil' } as const;
const MORTENS = { programme: 'A', specialist: 'morten', clinician: 'bodil' } as const;
const referredAndStarted = (day: Day) => ({ referred: day, started: day });

test('N1, N4, N5, S5: from October to New Year, across the autumn clock change and a closed Christmas', () =>
  expectForetold({
    from: '2026-10-05',
    to: '2027-01-08',
    weekday: 1,
    minutes: 60,
    week: {
      closed: ['2026-12-24', '2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31'],
      conference: { name: 'Mandagskonference', from: '2026-10-12', start: '09:30', reminder: '09:00', round: '15:00' },
      review: { on: '2026-11-30', until: '2026-12-02' },
    },
    lives: [
      {
        alias: 'ODE-001',
        ...METTES,
        ...referredAndStarted('2026-09-07'),
        consent: journaledAtOnce('2026-09-07', '2027-09-06'),
        employers: ['2026-09-20'],
        held: [
          ...['2026-09-30', '2026-10-07', '2026-10-14', '2026-10-26', '2026-11-02', '2026-11-10', '2026-11-16'],
          ...['2026-11-23', '2026-11-30', '2026-12-07', '2026-12-14', '2026-12-21', '2027-01-05'],
        ],
      },
      {
        alias: 'ODE-002',
        ...METTES,
        programme: 'B',
        caseworker: 'sanne',
        ...referredAndStarted('2026-09-24'),
        consent: { recorded: '2026-09-24', lastDay: '2027-09-23', journaled: '2026-10-08' },
        step2: '2026-11-18',
        held: ['2026-11-25', '2026-12-02', '2026-12-09', '2026-12-16', '2026-12-22', '2027-01-04'],
        employers: ['2026-12-22'],
      },
      {
        alias: 'ODE-003',
        ...MORTENS,
        programme: 'B',
        clinician: 'birger',
        caseworker: 'sanne',
        ...referredAndStarted('2026-10-01'),
        held: ['2026-10-13', '2026-10-30'],
        closed: '2026-11-20',
      },
      {
        alias: 'ODE-004',
        ...METTES,
        clinician: 'birger',
        ...referredAndStarted('2026-09-07'),
        consent: journaledAtOnce('2026-09-07', '2026-10-24'),
        held: ['2026-09-28', '2026-10-13', '2026-10-20', '2026-10-27', '2026-11-03'],
        failed: ['2026-10-06', '2026-10-08', '2026-10-12'],
        closed: '2026-11-06',
      },
      {
        alias: 'ODE-005',
        ...METTES,
        referred: '2026-10-02',
        started: '2026-10-21',
        consent: { recorded: '2026-10-21', lastDay: '2027-10-20', journaled: '2026-10-28' },
        held: ['2026-10-28', '2026-11-04', '2026-11-11'],
        closed: '2026-11-13',
      },
      {
        alias: 'ODE-006',
        ...MORTENS,
        ...referredAndStarted('2026-09-07'),
        consent: { ...journaledAtOnce('2026-09-07', '2027-09-06'), withdrawn: '2026-11-11' },
        employers: ['2026-10-09', '2026-10-12'],
        held: [
          ...['2026-10-02', '2026-10-09', '2026-10-16', '2026-10-23', '2026-10-30', '2026-11-06', '2026-11-13'],
          ...['2026-11-20', '2026-11-27'],
        ],
        tasks: [
          { owner: 'bodil', agreed: '2026-10-12', due: '2026-11-10' },
          { owner: 'morten', agreed: '2026-10-12', due: '2026-11-14', done: '2026-12-01' },
        ],
        closed: '2026-12-03',
      },
      // Neglected: a digest every working day.
      {
        alias: 'ODE-007',
        ...MORTENS,
        ...referredAndStarted('2026-09-14'),
        consent: journaledAtOnce('2026-09-14', '2027-09-13'),
        held: ['2026-10-01'],
      },
    ],
  }));

test('N1, N4, L1: across Easter and the spring clock change', () =>
  expectForetold({
    from: '2027-03-08',
    to: '2027-04-16',
    weekday: 2,
    minutes: 60,
    week: {
      closed: [],
      conference: { name: 'Tirsdagskonference', from: '2027-03-09', start: '14:45', reminder: '14:15', round: '16:15' },
      review: null,
    },
    lives: [
      {
        alias: 'ODE-011',
        ...METTES,
        ...referredAndStarted('2027-02-01'),
        consent: journaledAtOnce('2027-02-01', '2028-01-31'),
        held: ['2027-03-04', '2027-03-11', '2027-03-18', '2027-03-31'],
        employers: ['2027-03-11'],
      },
      {
        alias: 'ODE-012',
        ...METTES,
        programme: 'B',
        clinician: 'birger',
        caseworker: 'sanne',
        ...referredAndStarted('2027-02-28'),
        consent: journaledAtOnce('2027-03-17', '2028-03-16'),
      },
      {
        alias: 'ODE-013',
        ...MORTENS,
        programme: 'B',
        clinician: 'birger',
        caseworker: 'sanne',
        ...referredAndStarted('2027-01-31'),
      },
      {
        alias: 'ODE-014',
        ...MORTENS,
        ...referredAndStarted('2027-02-01'),
        consent: journaledAtOnce('2027-02-01', '2027-03-27'),
        held: ['2027-03-05', '2027-03-12', '2027-03-19'],
        failed: ['2027-03-23', '2027-03-24', '2027-03-30'],
      },
      {
        alias: 'ODE-015',
        ...MORTENS,
        ...referredAndStarted('2027-02-01'),
        consent: journaledAtOnce('2027-02-01', '2028-01-31'),
        held: ['2027-03-05'],
        tasks: [{ owner: 'bodil', agreed: '2027-03-10', due: '2027-03-28' }],
      },
    ],
  }));

test('A9, N1, N5: a consent that comes late asks nobody about past conferences, and tells no channel what the other was told', () =>
  expectForetold({
    from: '2027-03-08',
    to: '2027-05-07',
    weekday: 3,
    minutes: 60,
    week: {
      closed: [],
      conference: { name: 'Onsdagskonference', from: '2027-03-10', start: '09:30', reminder: '09:00', round: '15:00' },
      review: null,
    },
    lives: [
      {
        alias: 'ODE-021',
        ...METTES,
        programme: 'B',
        caseworker: 'sanne',
        ...referredAndStarted('2027-01-19'),
        consent: { ...journaledAtOnce('2027-04-07', '2028-04-06'), withdrawn: '2027-04-23' },
      },
    ],
  }));
