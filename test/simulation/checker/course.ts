import { plus } from '../../_util/naive-days.ts';
import type { Day, Direction, Fact, Programme, Who } from '../record.ts';

interface Given {
  readonly direction: Direction;
  readonly from: Day;
  readonly lastDay: Day;
  readonly recorded: Day;
  withdrawn: Day | null;
  journaled: boolean;
}

export interface JobKnown {
  readonly job: string;
  readonly agreedOn: Day;
  readonly startsOn: Day | null;
  readonly internship: boolean;
  readonly papers: Set<string>;
  startedOn: Day | null;
  endedOn: Day | null;
}

/** A course as what was entered tells of it. */
export interface Known {
  readonly alias: string;
  readonly agreement: string;
  readonly programme: Programme;
  readonly from: 'jobCentre' | 'psychiatry';
  readonly by: Who;
  readonly referredOn: Day;
  readonly openedOn: Day;
  readonly clinician: Who | null;
  readonly caseworker: Who | null;
  specialist: Who | null;
  since: Day | null;
  startedOn: Day | null;
  ended: 'declined' | 'closed' | null;
  endedOn: Day | null;
  readonly given: Given[];
  refusedOn: Day | null;
  /** Consents to be called after self-support. */
  calls: { readonly from: Day; readonly lastDay: Day }[];
  readonly held: Day[];
  readonly heard: Day[];
  readonly failed: Day[];
  readonly employers: Day[];
  /** The group, since when, and what of its duties is done; null while undecided, and where there are no groups. */
  group: { readonly group: '1' | '2'; readonly on: Day; readonly done: Set<string> } | null;
  /** The last return from group 2. */
  backOn: Day;
  readonly pauses: { readonly from: Day; reviewOn: Day; readonly contactOn: Day | null; endedOn: Day | null }[];
  readonly steps: { readonly step: string; readonly on: Day; doneOn: Day | null }[];
  readonly jobs: JobKnown[];
  readonly tasks: { readonly task: string; owner: Who; readonly due: Day; readonly other: boolean; open: boolean }[];
  snoozes: { readonly key: string; readonly until: Day }[];
  /** Whether the two sides worked together when last looked. */
  together: boolean;
  /** The day since which they do. */
  togetherSince: Day;
  /** The last few things entered, for telling. */
  readonly story: string[];
}

type OfCourse = Extract<Fact, { alias: string }>;

export function begin(fact: Extract<Fact, { type: 'opened' }>, today: Day): Known {
  const { alias, agreement, programme, from, by, referredOn, clinician, caseworker, specialist } = fact;
  const since = specialist === null ? null : today;
  const facts = { alias, agreement, programme, from, by, referredOn, clinician, caseworker, specialist, since };
  const isB = programme === 'B';
  return {
    ...facts,
    openedOn: today,
    startedOn: isB ? (fact.firstTalk ?? today) : null,
    ended: null,
    endedOn: null,
    given: [],
    refusedOn: null,
    calls: [],
    held: [],
    heard: [],
    failed: [],
    employers: [],
    group: isB && fact.firstTalk === null ? { group: '1', on: referredOn, done: new Set() } : null,
    backOn: '',
    pauses: [],
    steps: isB ? [{ step: '1', on: fact.firstTalk ?? today, doneOn: null }] : [],
    jobs: [],
    tasks: [],
    snoozes: [],
    together: false,
    togetherSince: '9999',
    story: [],
  };
}

/** Both directions in force on a day. */
export function isShared(course: Known, day: Day): boolean {
  const holds = (direction: Direction) =>
    course.given.some((g) => g.direction === direction && g.withdrawn === null && g.from <= day && day <= g.lastDay);
  return holds('toJobCentre') && holds('toPsychiatry');
}

/** The last day until which it stays shared from today on, renewals counted; null when it is not. */
export function sharedUntil(course: Known, today: Day): Day | null {
  if (!isShared(course, today)) return null;
  const reach = (direction: Direction, day: Day) =>
    course.given
      .filter((g) => g.direction === direction && g.withdrawn === null && g.from <= day && day <= g.lastDay)
      .map((g) => g.lastDay)
      .toSorted()
      .at(-1) ?? '';
  for (let day = today; ; ) {
    const [last = day] = [reach('toJobCentre', day), reach('toPsychiatry', day)].toSorted();
    if (!isShared(course, plus(last, 1))) return last;
    day = plus(last, 1);
  }
}

/** A consent that is there already and begins later. */
export function opensLater(course: Known, today: Day): boolean {
  return course.given.some((g) => g.withdrawn === null && g.from > today && isShared(course, g.from));
}

/** A2, A12: the first day with the consent in force and a specialist, once there is one. */
export function startIfReady(course: Known, today: Day): void {
  if (course.startedOn !== null || course.ended !== null || course.since === null) return;
  const first = course.referredOn > course.since ? course.referredOn : course.since;
  for (let day = first; day <= today; day = plus(day, 1)) {
    if (!isShared(course, day)) continue;
    course.startedOn = day;
    return;
  }
}

export function isRunning(course: Known): boolean {
  return course.startedOn !== null && course.ended === null;
}

/** What is entered on a course, day by day. */
export function apply(course: Known, fact: Exclude<OfCourse, { type: 'opened' }>, today: Day): void {
  switch (fact.type) {
    case 'assigned':
      return handTo(course, fact.specialist, today);
    case 'consented': {
      const { directions, from, lastDay } = fact;
      const plain = { from, lastDay, recorded: today, withdrawn: null, journaled: false };
      course.given.push(...directions.map((direction) => ({ ...plain, direction })));
      return;
    }
    case 'journaled':
      for (const given of course.given.filter((g) => g.direction === 'toJobCentre')) given.journaled = true;
      return;
    case 'withdrawn':
      for (const given of course.given.filter((g) => g.lastDay >= today)) given.withdrawn ??= today;
      return;
    case 'refused':
      course.refusedOn = today;
      return;
    case 'callsAgreed':
      course.calls.push({ from: fact.from, lastDay: fact.lastDay });
      return;
    case 'callsEnded':
      course.calls = [];
      return;
    default:
      applyWork(course, fact, today);
  }
}

/** N6: open tasks go along, and what was put off is not put off for somebody else. */
function handTo(course: Known, specialist: Who, today: Day): void {
  for (const task of course.tasks.filter((t) => t.open && t.owner === course.specialist)) task.owner = specialist;
  course.specialist = specialist;
  course.since = today;
  course.snoozes = [];
}

type Consents = 'consented' | 'journaled' | 'withdrawn' | 'refused' | 'callsAgreed' | 'callsEnded';
type Work = Exclude<OfCourse, { type: 'opened' | 'assigned' | Consents }>;

function applyWork(course: Known, fact: Work, today: Day): void {
  switch (fact.type) {
    case 'held':
      course.held.push(fact.on);
      course.heard.push(fact.on);
      return;
    case 'sign':
      course.heard.push(fact.on);
      return;
    case 'failed':
      course.failed.push(fact.on);
      return;
    case 'employer':
      course.employers.push(fact.on);
      return;
    case 'taskAgreed': {
      const { task, owner, due } = fact;
      course.tasks.push({ task, owner, due, other: owner === course.clinician, open: true });
      return;
    }
    case 'taskDone':
      for (const task of course.tasks) if (task.task === fact.task) task.open = false;
      return;
    case 'declined':
    case 'closed':
      course.ended = fact.type;
      course.endedOn = today;
      return;
    case 'reviewed':
    case 'snoozed':
      return;
    case 'group':
    case 'groupDuty':
    case 'exempt':
    case 'exemptReview':
    case 'exemptEnd':
      return applyVisitation(course, fact);
    default:
      applySteps(course, fact, today);
  }
}

type Visitation = Extract<OfCourse, { type: 'group' | 'groupDuty' | 'exempt' | 'exemptReview' | 'exemptEnd' }>;

/** B2–B4: the group, and the pauses. */
function applyVisitation(course: Known, fact: Visitation): void {
  const last = course.pauses.at(-1);
  switch (fact.type) {
    case 'group':
      if (course.group?.group === '2') {
        course.backOn = fact.on;
        course.steps.push({ step: '1', on: fact.on, doneOn: null });
      }
      course.group = { group: fact.group, on: fact.on, done: new Set() };
      if (fact.group === '2' && last?.endedOn === null) last.endedOn = fact.on > last.from ? fact.on : last.from;
      return;
    case 'groupDuty':
      course.group?.done.add(fact.what);
      return;
    case 'exempt':
      course.pauses.push({ from: fact.from, reviewOn: fact.reviewOn, contactOn: fact.contactOn, endedOn: null });
      return;
    case 'exemptReview':
      if (last !== undefined) last.reviewOn = fact.reviewOn;
      return;
    case 'exemptEnd':
      if (last !== undefined) last.endedOn = fact.on;
      return;
    default:
      return fact satisfies never;
  }
}

/** The pause that lasts. */
export function pauseOf({ pauses }: Known): Known['pauses'][number] | null {
  const last = pauses.at(-1);
  return last !== undefined && last.endedOn === null ? last : null;
}

type Steps = Extract<OfCourse, { type: 'stepDone' | 'jobAgreed' | 'jobPaper' | 'jobStarted' | 'jobEnded' }>;

function applySteps(course: Known, fact: Steps, today: Day): void {
  if (fact.type === 'stepDone') {
    const present = course.steps.at(-1);
    if (present !== undefined) present.doneOn = today;
    const next = String(Number(fact.step) + 1);
    if (next <= '3') course.steps.push({ step: next, on: today, doneOn: null });
    return;
  }
  if (fact.type === 'jobAgreed') {
    const { job, startsOn, internship } = fact;
    const startedOn = startsOn !== null && startsOn <= today ? startsOn : null;
    course.jobs.push({ job, agreedOn: today, startsOn, internship, papers: new Set(), startedOn, endedOn: null });
    return;
  }
  const job = course.jobs.find((j) => j.job === fact.job);
  if (job === undefined) return;
  if (fact.type === 'jobPaper') job.papers.add(fact.paper);
  if (fact.type === 'jobStarted') job.startedOn = fact.on;
  if (fact.type === 'jobEnded') endJob(course, job, fact.on);
}

/** B20: with the last one gone the search begins anew, with the whole 13 weeks. */
function endJob(course: Known, job: JobKnown, on: Day): void {
  const others = course.jobs.some((j) => j !== job && j.endedOn === null);
  job.endedOn = on;
  const last = course.steps.at(-1);
  if (others || last === undefined || last.step === '1') return;
  if (job.startedOn === null && last.step === '2' && last.doneOn === null) return;
  const since = last.doneOn ?? last.on;
  course.steps.push({ step: '2', on: since > on ? since : on, doneOn: null });
}
