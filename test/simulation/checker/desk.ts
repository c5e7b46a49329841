import { earlier, isWorking, plus } from '../../_util/naive-days.ts';
import type { Agreement, Day, Person, Town, Who } from '../record.ts';
import { isShared, type Known } from './course.ts';
import { dutiesOf } from './duties.ts';
import type { Duty } from './duty.ts';
import { agreementDuties, type Changes, meetingDuties } from './meetings.ts';
import { openTraining, type Training, trainingDuties } from './training-duties.ts';

interface Away {
  readonly who: Who;
  readonly cover: Who;
  readonly first: Day;
  last: Day;
}

/** One job centre's desk: its people, its courses, who is away, and who was told what. */
export interface Desk {
  readonly town: Town;
  readonly leader: Who;
  readonly coordinator: Who;
  readonly courses: Map<string, Known>;
  readonly changes: Changes;
  readonly reviewOn: Map<string, Day>;
  readonly training: Training;
  away: Away[];
  /** Which telling reached whom, and the morning it did: `<who> <duty> <day>`. */
  readonly raised: Map<string, Day>;
  /** The day of the last digest that came for certain. */
  readonly arrived: Map<Who, Day>;
  /** Whoever must have a digest on the next morning from a day on, whatever is due. */
  readonly occasions: Map<Who, Day>;
  /** Courses handed over to somebody who has not been told. */
  readonly taken: Map<Who, Set<string>>;
  /** Messages that may not have come, of which somebody is to hear. */
  readonly losses: Map<Who, number>;
  /** Chats that are closed to the bot. */
  readonly closed: Set<string>;
  /** Whom nobody can reach, as whoever is to hear it once was not told yet; and of whom they were told, ever. */
  readonly lostPeople: Map<Who, Set<Who>>;
  readonly toldOf: Set<Who>;
}

export function deskOf(town: Town): Desk {
  const first = (part: Person['part']) => town.people.find((p) => p.part === part)?.who ?? '';
  return {
    town,
    leader: first('leader'),
    coordinator: first('coordinator'),
    courses: new Map(),
    changes: { moved: new Map(), cancelled: new Set(), answered: new Set() },
    reviewOn: new Map(town.agreements.map((a) => [a.code, a.reviewOn])),
    training: { lines: [], firsts: [] },
    away: [],
    raised: new Map(),
    arrived: new Map(),
    occasions: new Map(),
    taken: new Map(),
    losses: new Map(),
    closed: new Set(),
    lostPeople: new Map(),
    toldOf: new Set(),
  };
}

export function agreementOf({ town }: Desk, code: string): Agreement {
  const found = town.agreements.find((a) => a.code === code);
  if (found === undefined) throw new Error(`no agreement ${code}`);
  return found;
}

/** Whether the town's people work on a day. */
export function worksOn({ town }: Desk, day: Day): boolean {
  const [agreement] = town.agreements;
  return agreement !== undefined && isWorking(day, agreement);
}

/** Who gets somebody's nudges on a day (N3). */
export function standIn({ away }: Desk, who: Who, day: Day): Who {
  const seen = new Set([who]);
  for (let holder = who; ; ) {
    const absence = away.find((a) => a.who === holder && a.first <= day && day <= a.last);
    if (absence === undefined || seen.has(absence.cover)) return holder;
    holder = absence.cover;
    seen.add(holder);
  }
}

/** A person and those they stand in for. */
export function handsOf(desk: Desk, who: Who, day: Day): Set<Who> {
  const absent = desk.away.map((a) => a.who).filter((one) => one !== who && standIn(desk, one, day) === who);
  return new Set([who, ...absent]);
}

/** Whether somebody may see a course in their own right (product.md 4). */
export function maySee(desk: Desk, who: Who, at: { readonly course: Known; readonly day: Day }): boolean {
  const { course, day } = at;
  const part = desk.town.people.find((p) => p.who === who)?.part;
  const shared = isShared(course, day);
  const jobCentre = course.startedOn !== null || course.from === 'jobCentre' || shared;
  switch (part) {
    case 'specialist':
      return jobCentre && course.specialist === who;
    case 'leader':
      return jobCentre;
    case 'caseworker':
      return jobCentre && course.caseworker === who;
    case 'clinician':
      return (shared && course.clinician === who) || (course.by === who && (shared || course.startedOn === null));
    default:
      return false;
  }
}

/** The same, with the courses of those they cover for, and of a closing they cover (N3, S5). */
export function maySeeNow(desk: Desk, who: Who, at: { readonly course: Known; readonly day: Day }): boolean {
  if ([...handsOf(desk, who, at.day)].some((one) => maySee(desk, one, at))) return true;
  const agreement = agreementOf(desk, at.course.agreement);
  const home = at.course.startedOn !== null || at.course.from === 'jobCentre' || isShared(at.course, at.day);
  return agreement.closingCover === who && home && isClosing(agreement, at.day);
}

function isClosing(agreement: Agreement, day: Day): boolean {
  const eve = isWorking(day, agreement) ? day : earlier(day, agreement);
  return closingAfter(agreement, eve) !== null;
}

/** S5: more than three weekdays without work, beginning the day after. */
export function closingAfter(agreement: Agreement, eve: Day): { readonly first: Day; readonly last: Day } | null {
  if (!isWorking(eve, agreement)) return null;
  let weekdays = 0;
  let day = plus(eve, 1);
  for (; !isWorking(day, agreement); day = plus(day, 1)) if (![0, 6].includes(new Date(day).getUTCDay())) weekdays += 1;
  return weekdays > 3 ? { first: plus(eve, 1), last: plus(day, -1) } : null;
}

/** Everything that anybody of the town owes on a day. */
export function everything(desk: Desk, today: Day, ahead = 0): Duty[] {
  const { leader, coordinator, changes, town } = desk;
  // What falls on days off is told up to a week before.
  const until = plus(today, ahead + 14);
  const duties = [...desk.courses.values()].filter(isAlive).flatMap((course) => {
    const agreement = agreementOf(desk, course.agreement);
    return dutiesOf(course, { today, agreement, leader, until });
  });
  for (const agreement of town.agreements) {
    const courses = [...desk.courses.values()].filter((c) => c.agreement === agreement.code);
    duties.push(...meetingDuties({ today, agreement, changes, courses, leader, coordinator }));
    duties.push(...agreementDuties({ today, agreement, leader, coordinator }, desk.reviewOn.get(agreement.code) ?? ''));
    duties.push(
      ...trainingDuties({ today, agreement, leader, coordinator, training: desk.training, courses: desk.courses }),
    );
  }
  const open = new Set(
    openTraining(
      desk.training,
      town.agreements.map((a) => a.code),
    ),
  );
  return duties.map((duty) => (open.has(duty.label) ? { ...duty, open: true } : duty));
}

/** An ended course owes its journal entry at most. */
function isAlive(course: Known): boolean {
  return course.ended === null || course.given.some((g) => !g.journaled && g.withdrawn === null);
}
