import { plus } from '../_util/naive-days.ts';
import type { Agreement, Day, Person, Town, Who } from './record.ts';

/** The municipalities of the region, with the code of their agreement. */
const MUNICIPALITIES: readonly (readonly [string, string])[] = [
  ['Assens', 'ASS'],
  ['Billund', 'BIL'],
  ['Esbjerg', 'ESB'],
  ['Fanø', 'FAN'],
  ['Fredericia', 'FRE'],
  ['Faaborg-Midtfyn', 'FAA'],
  ['Haderslev', 'HAD'],
  ['Kerteminde', 'KER'],
  ['Kolding', 'KOL'],
  ['Langeland', 'LAN'],
  ['Middelfart', 'MID'],
  ['Nordfyn', 'NOR'],
  ['Nyborg', 'NYB'],
  ['Odense', 'ODE'],
  ['Svendborg', 'SVE'],
  ['Sønderborg', 'SON'],
  ['Tønder', 'TON'],
  ['Varde', 'VAR'],
  ['Vejen', 'VEJ'],
  ['Vejle', 'VEL'],
  ['Ærø', 'ARO'],
  ['Aabenraa', 'AAB'],
];
export const MOST_TOWNS = MUNICIPALITIES.length;

const SPECIALISTS = ['Mette', 'Morten', 'Signe', 'Jonas'];
const CLINICIANS = ['Bodil', 'Birger', 'Inge'];
const STARTS = ['08:30', '09:00', '10:15', '12:30', '13:00', '14:45'];

/** So many municipalities, each with its people, its agreements, and its own calendar. */
export function townsOf(
  count: number,
  { from, random }: { readonly from: Day; readonly random: () => number },
): Town[] {
  return MUNICIPALITIES.slice(0, count).map(([name, code], nth) => townOf({ name, code, nth }, { from, random }));
}

interface Named {
  readonly name: string;
  readonly code: string;
  readonly nth: number;
}
interface Chance {
  readonly from: Day;
  readonly random: () => number;
}

function townOf({ name, code, nth }: Named, chance: Chance): Town {
  const person = (first: string, part: Person['part']): Person => {
    const who = `${code}/${first.toLowerCase()}`;
    return { who, name: `${first} ${name}`, part, chat: `a:oid-${code}-${first}`.toLowerCase() };
  };
  const specialists = SPECIALISTS.slice(0, 2 + (nth % 3)).map((first) => person(first, 'specialist'));
  const clinicians = CLINICIANS.map((first) => person(first, 'clinician'));
  const others = [person('Lars', 'leader'), person('Sanne', 'caseworker'), person('Karen', 'coordinator')];
  const people = [...others, ...specialists, ...clinicians];
  const closed = closedDays(nth, chance.from);
  const one = (letters: string, among: readonly Person[], second: boolean) =>
    agreementOf(
      { code: letters, nth: second ? nth + 3 : nth, closed, cover: coverOf(people, nth), clinicians: among },
      chance,
    );
  // Every fifth job centre works with two clinics.
  if (nth % 5 !== 4) return { name, people, agreements: [one(code, clinicians, false)] };
  const second = `${code.slice(0, 2)}X`;
  return {
    name,
    people,
    agreements: [one(code, clinicians.slice(0, 2), false), one(second, clinicians.slice(2), true)],
  };
}

function coverOf(people: readonly Person[], nth: number): Who {
  const part = nth % 4 === 3 ? 'specialist' : 'leader';
  return people.find((p) => p.part === part)?.who ?? '';
}

interface Terms {
  readonly code: string;
  readonly nth: number;
  readonly closed: readonly Day[];
  readonly cover: Who;
  readonly clinicians: readonly Person[];
}

function agreementOf({ code, nth, closed, cover, clinicians }: Terms, { from, random }: Chance): Agreement {
  const weekday = 1 + (nth % 5);
  const monday = from;
  const freeWeeks = [plus(monday, 7 * (6 + (nth % 4))), plus(monday, 7 * (35 + (nth % 6))), plus(monday, 7 * 60)];
  return {
    code,
    conference: {
      name: `Konference ${code}`,
      weekday,
      start: STARTS[nth % STARTS.length] ?? '13:00',
      minutes: nth % 2 === 0 ? 60 : 45,
      everyWeeks: nth % 7 === 6 ? 2 : 1,
      from: plus(monday, 6 + weekday),
    },
    closed,
    freeWeeks,
    closingCover: cover,
    reviewOn: plus(from, 40 + Math.floor(random() * 500)),
    validFrom: '2025-01-01',
    shared: `19:faelles-${code.toLowerCase()}@thread.tacv2`,
    own: nth % 3 === 2 ? null : `19:jobcenter-${code.toLowerCase()}@thread.tacv2`,
    clinicians: clinicians.map((c) => c.who),
  };
}

/** 1 May, 5 June and Christmas Eve everywhere; every other town closes between Christmas and New Year, every third around Easter. */
function closedDays(nth: number, from: Day): Day[] {
  const years = [0, 1, 2].map((n) => String(Number(from.slice(0, 4)) + n));
  return years.flatMap((year) => [
    `${year}-05-01`,
    `${year}-06-05`,
    `${year}-12-24`,
    `${year}-12-31`,
    ...(nth % 2 === 0 ? ['28', '29', '30'].map((day) => `${year}-12-${day}`) : []),
    ...(nth % 3 === 0 ? (BEFORE_EASTER[year] ?? []) : []),
  ]);
}

/** Monday to Wednesday of Holy Week. */
const BEFORE_EASTER: Readonly<Record<string, readonly Day[]>> = {
  '2027': ['2027-03-22', '2027-03-23', '2027-03-24'],
  '2028': ['2028-04-10', '2028-04-11', '2028-04-12'],
};
