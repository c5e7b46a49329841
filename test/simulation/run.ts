import { isWorking, monthAfter, plus } from '../_util/naive-days.ts';
import { type Chance, chanceOf } from './chance.ts';
import { suspicious } from './checker/canary.ts';
import { TAKEN } from './connector.ts';
import { type Host, type HostOptions, startHost } from './host.ts';
import { channelOf, settleTown, teamsPerson } from './installation.ts';
import { type Birth, beLiving, birthsOf, liveDay } from './life.ts';
import { type Absences, liveAbsences, liveConference, liveReview, liveTraining } from './life-people.ts';
import { type Unreachable, writeAgain } from './life-unreachable.ts';
import type { Living } from './living.ts';
import type { Chronicle, Day, Moment, Town } from './record.ts';
import { townsOf } from './towns.ts';

export interface Simulation {
  readonly seed: number;
  readonly courses: number;
  readonly towns: number;
  readonly months: number;
  /** How often the process is down, a message fails. 1 for as usual, 0 for never. */
  readonly trouble: number;
  /** What the bot is not told, and how far its clock is ahead: to see that the checker notices. */
  readonly sabotage?: Pick<HostOptions, 'deafTo' | 'aheadMs'>;
  /** Ends the simulation early, at the end of a day. */
  readonly enough?: () => boolean;
  /** Told each simulated month, to see that it goes on. */
  readonly progress?: (today: Day, record: Chronicle) => void;
  /** Something to spoil at the end of a day, to see that the checker notices. */
  readonly spoil?: (host: Host, today: Day) => Promise<void>;
}

const FROM: Day = '2026-11-02';
/** The moments of a day at which people do things. */
const SLOTS = ['08:40', '09:20', '10:10', '11:30', '12:20', '13:40', '15:10', '16:20'];

/** Lives the months through the real bot, and returns everything that was entered and sent. */
export async function simulate(options: Simulation): Promise<Chronicle> {
  const chance = chanceOf(options.seed);
  const towns = townsOf(options.towns, { from: FROM, random: chance.random });
  const to = plus(
    Array.from({ length: options.months }).reduce<Day>((d) => monthAfter(d), FROM),
    -1,
  );
  const fate = fateOf(options.seed, options.trouble);
  const host = await startHost({ from: `${FROM} 06:00`, fate, suspicious, ...options.sabotage });
  const record = { towns: structuredClone(towns), from: FROM, to, lines: host.lines };
  try {
    await settle(host, towns);
    const length = Math.round((Date.parse(to) - Date.parse(FROM)) / 86_400_000);
    const births = birthsOf(towns, { count: options.courses, from: FROM, days: length, chance });
    await liveThroughAll({ options, host, chance, towns, births, record });
    return record;
  } finally {
    await host.stop();
  }
}

async function settle(host: Host, towns: readonly Town[]): Promise<void> {
  for (const town of towns) {
    await host.inScope((scope) => settleTown(scope, town));
    for (const one of town.people) await host.write(teamsPerson(one), 'hjælp');
    const karen = town.people.find((p) => p.part === 'coordinator');
    for (const { shared, own } of town.agreements) {
      for (const id of [shared, own]) {
        if (id !== null && karen !== undefined) await host.write(teamsPerson(karen), 'hjælp', channelOf(id));
      }
    }
  }
}

interface Whole {
  readonly options: Simulation;
  readonly host: Host;
  readonly chance: Chance;
  readonly towns: readonly Town[];
  /** Those to come. */
  readonly births: Birth[];
  readonly record: Chronicle & { to: Day };
}

async function liveThroughAll(whole: Whole): Promise<void> {
  const { options, host, record } = whole;
  const courses: Living[] = [];
  const unreachable: Unreachable = { read: 0, writesOn: new Map() };
  const absences = new Map<Town, Absences>(whole.towns.map((town) => [town, new Map()]));
  for (let today: Day = record.from; today <= record.to; today = plus(today, 1)) {
    await liveOneDay({ ...whole, courses, absences, unreachable }, today);
    await options.spoil?.(host, today);
    if (options.enough?.() === true) record.to = today;
    if (today.endsWith('-01')) options.progress?.(today, record);
  }
}

interface Present extends Whole {
  readonly unreachable: Unreachable;
  readonly courses: Living[];
  readonly absences: ReadonlyMap<Town, Absences>;
}

async function liveOneDay(present: Present, today: Day): Promise<void> {
  const { host, chance, options, record } = present;
  const down = downtime(chance, today, options.trouble);
  const last = `${record.to} 22:00`;
  const stops = async (moment: Moment) => {
    if (down === null || down.until > last || host.now() >= down.from || down.from > moment) return;
    await host.playTo(down.from);
    await host.downUntil(down.until);
  };
  for (const slot of SLOTS) {
    const moment = `${today} ${slot}`;
    await stops(moment);
    if (moment <= host.now()) continue;
    await host.playTo(moment);
    if (slot === SLOTS[0]) await writeAgain(present.unreachable, { host, chance, today }, present.towns);
    await liveSlot(present, { today, slot });
    await host.playTo(moment);
  }
  await stops(`${today} 23:00`);
  if (host.now() < `${today} 23:00`) await host.playTo(`${today} 23:00`);
}

interface Slot {
  readonly today: Day;
  readonly slot: string;
}

async function liveSlot(present: Present, at: Slot): Promise<void> {
  const { host, chance, births, courses } = present;
  const { today, slot } = at;
  const life = { host, chance, today };
  for (const birth of births.filter((b) => b.on <= today && slotOf(b.nth, today) === slot)) {
    if (!isOpen(birth.town, today, chance)) continue;
    births.splice(births.indexOf(birth), 1);
    const course = await beLiving(birth, life);
    if (course !== null) courses.push(course);
  }
  for (const [nth, course] of courses.entries()) {
    if (slotOf(nth + 1, today) === slot && isOpen(course.town, today, chance)) await liveDay(course, life);
  }
  for (const town of present.towns) if (isOpen(town, today, chance)) await liveTown(present, town, at);
}

/** What a town's people do beside their courses: in the morning, and after the conference. */
async function liveTown(
  { host, chance, courses, absences, record }: Present,
  town: Town,
  { today, slot }: Slot,
): Promise<void> {
  const life = { host, chance, today };
  if (slot === SLOTS[1]) {
    await liveAbsences(town, absences.get(town) ?? new Map(), life);
    await liveTraining(town, today === record.from, life);
    for (const agreement of town.agreements) await liveReview(town, agreement, life);
  }
  if (slot !== SLOTS.at(-1)) return;
  for (const agreement of town.agreements) await liveConference(town, { agreement, courses }, life);
}

/** People work on working days, and somebody now and then on another. */
function isOpen(town: Town, today: Day, chance: Chance): boolean {
  return isWorking(today, town.agreements[0] ?? { closed: [] }) || chance.happens(0.03);
}

function slotOf(nth: number, today: Day): string | undefined {
  return SLOTS[(nth * 7 + Number(today.slice(8)) * 3) % SLOTS.length];
}

/** Now and then the process is down: for an hour, over a night, for some days. */
function downtime(chance: Chance, today: Day, trouble: number): { from: string; until: string } | null {
  if (!chance.happens(0.03 * trouble)) return null;
  const from = `${today} ${chance.pick(['07:30', '07:58', '09:45', '11:50', '12:40', '14:50', '16:50', '21:00'])}`;
  const dice = chance.random();
  if (dice < 0.6) {
    const hours = chance.between(1, 5);
    const hour = Number(from.slice(11, 13)) + hours;
    return hour < 23 ? { from, until: `${today} ${String(hour).padStart(2, '0')}:${from.slice(14)}` } : null;
  }
  const days = dice < 0.9 ? 1 : chance.between(2, 4);
  return { from, until: `${plus(today, days)} ${chance.pick(['06:10', '07:20', '09:05', '13:30', '17:40'])}` };
}

/** How a message fares: nearly always well. The same message fares the same whatever comes before it, but not when it is tried again. */
function fateOf(seed: number, trouble: number): HostOptions['fate'] {
  const tried = new Map<string, number>();
  return ({ at, place, method, summary }) => {
    const what = `${at} ${place} ${method} ${summary}`;
    const nth = (tried.get(what) ?? 0) + 1;
    tried.set(what, nth);
    const chance = chanceOf(hashOf(`${seed} ${what} ${nth}`));
    const dice = chance.random();
    if (dice < 0.001 * trouble) return { answer: 500, stands: chance.happens(0.5) };
    if (dice < 0.0015 * trouble) return { answer: 'reset', stands: chance.happens(0.5) };
    if (dice < 0.003 * trouble) return { answer: 429, stands: false };
    // Somebody has thrown the bot out of the chat.
    const personal = method === 'post' && place.startsWith('a:');
    if (personal && dice > 1 - 0.0006 * trouble) return { answer: 403, stands: false };
    return TAKEN;
  };
}

/** Another number for another text (FNV-1a). */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
