import { expect, test } from '@jest/globals';
import { employerContacted, held } from '../_util/builders.ts';
import { listen } from '../_util/heard.ts';
import { PEOPLE, startOdense } from '../_util/odense.ts';
import { reschedule, SHARED } from '../_util/odense-conference.ts';
import { addCourse, runningA, runningB1, withK3 } from '../_util/odense-courses.ts';

/** Down from one minute to another; then everything that comes until a third, sorted. */
interface Row {
  readonly what: string;
  readonly down: string;
  readonly up: string;
  readonly until: string;
  readonly heard: readonly string[];
}

/** A conference on Wednesdays at 13:00; ODE-014 over its rhythm, told to specialist and leader daily; ODE-002 over its target. */
async function heardAfter({ down, up, until }: Row): Promise<string[]> {
  const trinvis = await startOdense({ at: '2026-11-02 06:30' });
  try {
    await trinvis.write(PEOPLE.karen, 'hjælp', SHARED);
    await reschedule(trinvis);
    await addCourse(trinvis, 'ODE-014', runningA('2026-10-05'), held('2026-10-20'), employerContacted('2026-10-20'));
    await addCourse(trinvis, 'ODE-002', runningB1('2026-09-26'), withK3('2026-09-26'), held('2026-10-30'));
    await trinvis.playTo(down);
    const heard = listen(trinvis);
    trinvis.clock.moveTo(up);
    // Twice: what was handled is handled.
    await trinvis.bot.runRound();
    await trinvis.bot.runRound();
    await trinvis.playTo(until);
    return heard.toSorted();
  } finally {
    await trinvis.stop();
  }
}

const ROWS: readonly Row[] = [
  {
    what: "over the agenda's hour until just before the start: everything still of use at once",
    down: '2026-11-03 11:50',
    up: '2026-11-04 12:45',
    until: '2026-11-04 16:00',
    heard: [
      '2026-11-04 12:45 bodil preparation 11-04 13:00',
      '2026-11-04 12:45 lars digest: ODE-002 Trin 1, ODE-014 Kontakt',
      '2026-11-04 12:45 mette digest: ODE-002 Trin 1, ODE-014 Kontakt',
      '2026-11-04 12:45 mette preparation 11-04 13:00',
      '2026-11-04 12:45 sanne digest: ODE-002 Trin 1',
      '2026-11-04 12:45 shared agenda 11-04 13:00: ODE-002, ODE-014',
      '2026-11-04 12:45 shared reminder in thread',
      '2026-11-04 15:00 shared round in thread: ODE-002, ODE-014',
    ],
  },
  {
    what: 'until after the start: no agenda any more, the organiser hears of it, the question round stands alone',
    down: '2026-11-03 11:50',
    up: '2026-11-04 13:05',
    until: '2026-11-05 12:00',
    heard: [
      '2026-11-04 13:05 lars digest: ODE-002 Trin 1, ODE-014 Kontakt',
      '2026-11-04 13:05 mette digest: ODE-002 Trin 1, ODE-014 Kontakt',
      '2026-11-04 13:05 sanne digest: ODE-002 Trin 1',
      '2026-11-04 15:00 shared round alone: ODE-002, ODE-014',
      '2026-11-05 08:00 karen digest: ',
      '2026-11-05 08:00 lars digest: ODE-002 Trin 1, ODE-014 Kontakt',
      '2026-11-05 08:00 mette digest: ODE-002 Trin 1, ODE-014 Kontakt',
      '2026-11-05 08:00 sanne digest: ODE-002 Trin 1',
    ],
  },
  {
    what: 'over the question round: it comes the next day, in its thread',
    down: '2026-11-04 14:50',
    up: '2026-11-05 09:30',
    until: '2026-11-05 16:00',
    heard: [
      '2026-11-05 09:30 lars digest: ODE-002 Trin 1, ODE-014 Kontakt',
      '2026-11-05 09:30 mette digest: ODE-002 Trin 1, ODE-014 Kontakt',
      '2026-11-05 09:30 sanne digest: ODE-002 Trin 1',
      '2026-11-05 09:30 shared round in thread: ODE-002, ODE-014',
    ],
  },
  {
    what: 'over five working days: the old round is over, the new one is asked, the alert that was missed comes',
    down: '2026-11-04 14:50',
    up: '2026-11-11 15:10',
    until: '2026-11-11 16:00',
    heard: [
      '2026-11-11 15:10 bodil digest: ODE-014 Ingen kontakt',
      '2026-11-11 15:10 lars digest: ODE-002 Trin 1, ODE-014 Ingen kontakt, ODE-014 Kontakt, Onsdagskonference ODE',
      '2026-11-11 15:10 mette digest: ODE-002 Trin 1, ODE-014 Kontakt',
      '2026-11-11 15:10 sanne digest: ODE-002 Trin 1',
      '2026-11-11 15:10 shared alert: ODE-002 Trin 1',
      '2026-11-11 15:10 shared round alone: ODE-002, ODE-014',
    ],
  },
  {
    what: "until the last minute of the digest's day",
    down: '2026-11-05 07:50',
    up: '2026-11-05 16:59',
    until: '2026-11-06 12:00',
    heard: [
      '2026-11-05 16:59 lars digest: ODE-002 Trin 1, ODE-014 Kontakt',
      '2026-11-05 16:59 mette digest: ODE-002 Trin 1, ODE-014 Kontakt',
      '2026-11-05 16:59 sanne digest: ODE-002 Trin 1',
      '2026-11-06 08:00 lars digest: ODE-002 Trin 1, ODE-014 Kontakt, Onsdagskonference ODE',
      '2026-11-06 08:00 mette digest: ODE-002 Trin 1, ODE-014 Kontakt',
      '2026-11-06 08:00 sanne digest: ODE-002 Trin 1',
    ],
  },
  {
    what: "a minute longer: the next morning's takes its place",
    down: '2026-11-05 07:50',
    up: '2026-11-05 17:00',
    until: '2026-11-06 12:00',
    heard: [
      '2026-11-06 08:00 lars digest: ODE-002 Trin 1, ODE-014 Kontakt, Onsdagskonference ODE',
      '2026-11-06 08:00 mette digest: ODE-002 Trin 1, ODE-014 Kontakt',
      '2026-11-06 08:00 sanne digest: ODE-002 Trin 1',
    ],
  },
  {
    what: 'three weeks: one of each, and what was told once is told once',
    down: '2026-11-05 07:50',
    up: '2026-11-26 09:00',
    until: '2026-11-27 12:00',
    heard: [
      '2026-11-26 09:00 bodil digest: ODE-002 Ingen kontakt, ODE-014 Ingen kontakt',
      '2026-11-26 09:00 lars digest: ODE-002 Ingen kontakt, ODE-002 Trin 1, ODE-014 Ingen kontakt, ODE-014 Kontakt, Onsdagskonference ODE',
      '2026-11-26 09:00 mette digest: ODE-002 Trin 1, ODE-014 Kontakt',
      '2026-11-26 09:00 sanne digest: ODE-002 Trin 1',
      '2026-11-26 09:00 shared alert: ODE-002 Trin 1',
      '2026-11-26 09:00 shared round alone: ODE-002, ODE-014',
      '2026-11-27 08:00 karen digest: ',
      '2026-11-27 08:00 lars digest: ODE-002 Trin 1, ODE-014 Kontakt, Onsdagskonference ODE',
      '2026-11-27 08:00 mette digest: ODE-002 Trin 1, ODE-014 Kontakt',
      '2026-11-27 08:00 sanne digest: ODE-002 Trin 1',
    ],
  },
  {
    what: 'a weekend: nothing before Monday',
    down: '2026-11-06 18:00',
    up: '2026-11-07 10:00',
    until: '2026-11-09 12:00',
    heard: [
      '2026-11-09 08:00 lars digest: ODE-002 Trin 1, ODE-014 Kontakt',
      '2026-11-09 08:00 mette digest: ODE-002 Trin 1, ODE-014 Kontakt',
      '2026-11-09 08:00 sanne digest: ODE-002 Trin 1',
      '2026-11-09 08:15 shared alert: ODE-002 Trin 1',
    ],
  },
];

test.each(ROWS)('N5: down from $down to $up: $what', async (row) => {
  expect(await heardAfter(row)).toEqual(row.heard);
});
