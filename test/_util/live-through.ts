import type { AgreementEvent, AgreementTerms } from '../../src/domain/agreement/agreement.ts';
import { LocalTime } from '../../src/domain/calendar/time.ts';
import { ConferenceId } from '../../src/domain/ids.ts';
import type { TestBot } from './bot.ts';
import { day, terms } from './builders.ts';
import { listen } from './heard.ts';
import { channel } from './http.ts';
import { beginLife, liveOn } from './live.ts';
import { type Day, plus, type Week } from './naive-days.ts';
import type { Life } from './naive-duties.ts';
import { idOf, ODENSE, OWN_CHANNEL, PEOPLE, startOdense } from './odense.ts';
import { reschedule, SHARED } from './odense-conference.ts';

/** Some weeks of Odense: its calendar, its conference, its courses. */
export interface Story {
  readonly week: Week;
  /** Of the conference, from Monday as 1. */
  readonly weekday: 1 | 2 | 3 | 4 | 5;
  readonly minutes: number;
  readonly lives: readonly Life[];
  readonly from: Day;
  readonly to: Day;
}

/** Lives the days through the real bot and returns what it posted. What happens on a course happens at 10:00. */
export async function liveThrough(story: Story): Promise<string[]> {
  const { week, lives, from, to } = story;
  const agreed = { closedDays: week.closed.map(day), closingCover: idOf('lars'), reviewOn: reviewOf(week) };
  // The moved clock runs faster than Teams' limits, which count real seconds.
  const trinvis = await startOdense({ at: `${from} 06:00`, terms: agreed });
  try {
    const own = channel('jobcenter', { id: OWN_CHANNEL });
    for (const place of [SHARED, own]) await trinvis.write(PEOPLE.karen, 'hjælp', place);
    await append(trinvis, 4, conferenceOf(story));
    for (const life of lives) await beginLife(trinvis, life, from);
    const heard = listen(trinvis);
    for (let today = from; today <= to; today = plus(today, 1)) {
      await trinvis.playTo(`${today} 10:00`);
      for (const life of lives) await liveOn(trinvis, life, today);
      if (week.review?.until === today) await append(trinvis, 5, putOff(agreed));
      await trinvis.playTo(`${today} 23:59`);
    }
    return heard.toSorted();
  } finally {
    await trinvis.stop();
  }
}

function reviewOf({ review }: Week) {
  return day(review?.on ?? '2028-06-01');
}

function putOff(agreed: Partial<AgreementTerms>): AgreementEvent {
  return { type: 'TermsChanged', terms: terms({ ...agreed, reviewOn: day('2028-06-01') }), organiser: idOf('karen') };
}

function conferenceOf({ week: { conference }, weekday, minutes }: Story): AgreementEvent {
  const until = day('2028-12-31');
  const start = LocalTime.parse(conference.start);
  return {
    type: 'ConferenceSetUp',
    conference: {
      id: ConferenceId.parse(`${ODENSE}-conference`),
      name: conference.name,
      when: { weekday, start, minutes, everyWeeks: 1, from: day(conference.from), until },
      place: 'Lokale 2',
      invited: [],
    },
  };
}

async function append(trinvis: TestBot, revision: number, event: AgreementEvent): Promise<void> {
  const at = trinvis.clock.now();
  await trinvis.bot.store.transaction((tx) =>
    tx.events.append('agreement', ODENSE, { revision, events: [event], at, by: idOf('karen') }),
  );
  await reschedule(trinvis);
}
